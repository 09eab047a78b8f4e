#include "spdx/xml_root.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "spdx/xml_parser.h"

namespace licet::spdx {

namespace {

// A root's tag stands within so many bytes, behind declarations and comments.
constexpr std::size_t kRootWithin = std::size_t{64} << 10U;

struct Search {
  XML_Parser parser = nullptr;
  std::optional<XmlRoot> found;
};

// The attribute that declares the namespace of a name, and what stands behind its prefix.
std::string declaration_of(std::string_view name, std::string& local) {
  const std::size_t colon = name.find(':');
  local = name.substr(colon + 1);
  return colon == std::string_view::npos ? "xmlns" : fmt::format("xmlns:{}", name.substr(0, colon));
}

void on_start(void* data, const char* name, const char** attributes) noexcept {
  auto& search = *static_cast<Search*>(data);
  search.found.emplace();
  const std::string declares = declaration_of(name, search.found->name);
  for (; *attributes != nullptr; attributes += 2) {
    if (declares == *attributes) search.found->name_space = attributes[1];
  }
  XML_StopParser(search.parser, XML_FALSE);
}

// Of a tag in which something is wrong, so that the parser can tell what; `at` stands in it.
std::optional<XmlRoot> wrong_root(std::string_view text, std::size_t at) {
  const std::size_t begin = text.rfind('<', at);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view tag = text.substr(begin + 1, text.find('>', begin) - begin - 1);
  const std::string_view whole = tag.substr(0, tag.find_first_of(" \t\r\n/"));
  if (whole.empty() || whole.front() == '!' || whole.front() == '?') return std::nullopt;
  XmlRoot out;
  const std::string declares = declaration_of(whole, out.name) + "=";
  const std::size_t value = tag.find(declares);
  if (value == std::string_view::npos) return out;
  const std::string_view quoted = tag.substr(value + declares.size());
  if (!quoted.empty()) out.name_space = quoted.substr(1, quoted.find(quoted.front(), 1) - 1);
  return out;
}

}  // namespace

std::optional<XmlRoot> xml_root(std::string_view text) {
  const XmlParser parser(XML_ParserCreate("UTF-8"));
  Search search = {parser.get(), {}};
  XML_SetUserData(parser.get(), &search);
  XML_SetStartElementHandler(parser.get(), on_start);
  // Space before a declaration is wrong, and told by who reads all.
  const std::size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  text = text.substr(first, kRootWithin);
  const auto size = static_cast<int>(text.size());
  const XML_Status status = XML_Parse(parser.get(), text.data(), size, XML_FALSE);
  if (search.found || status == XML_STATUS_OK) return std::move(search.found);
  return wrong_root(text, static_cast<std::size_t>(XML_GetCurrentByteIndex(parser.get())));
}

}  // namespace licet::spdx
