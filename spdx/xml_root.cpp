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

void on_start(void* data, const char* name, const char** attributes) noexcept {
  auto& search = *static_cast<Search*>(data);
  const std::string_view whole = name;
  const std::size_t colon = whole.find(':');
  const bool prefixed = colon != std::string_view::npos;
  const std::string declares = prefixed ? fmt::format("xmlns:{}", whole.substr(0, colon)) : "xmlns";
  search.found = {{}, std::string(prefixed ? whole.substr(colon + 1) : whole)};
  for (; *attributes != nullptr; attributes += 2) {
    if (declares == *attributes) search.found->name_space = attributes[1];
  }
  XML_StopParser(search.parser, XML_FALSE);
}

}  // namespace

std::optional<XmlRoot> xml_root(std::string_view text) {
  const XmlParser parser(XML_ParserCreate("UTF-8"));
  Search search = {parser.get(), {}};
  XML_SetUserData(parser.get(), &search);
  XML_SetStartElementHandler(parser.get(), on_start);
  const auto size = static_cast<int>(std::min(text.size(), kRootWithin));
  XML_Parse(parser.get(), text.data(), size, XML_FALSE);
  return std::move(search.found);
}

}  // namespace licet::spdx
