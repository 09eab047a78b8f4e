#include "spdx/xml_namespaces.h"

#include <algorithm>

namespace licet::spdx {

namespace {

// A root tag stands within so many bytes, behind declarations and comments.
constexpr std::size_t kRootWithin = std::size_t{64} << 10U;

}  // namespace

std::optional<XmlNamespace> next_namespace(std::string_view tag, std::size_t& at) {
  constexpr std::string_view kWord = "xmlns";
  constexpr std::string_view kSpace = " \t\r\n";
  while ((at = tag.find(kWord, at)) < tag.size()) {
    at += kWord.size();
    const bool prefixed = tag.substr(at).starts_with(':');
    const std::size_t end = std::min(tag.find_first_of(" \t\r\n=<>", at), tag.size());
    const std::size_t equals = std::min(tag.find_first_not_of(kSpace, end), tag.size());
    if ((end > at && !prefixed) || !tag.substr(equals).starts_with('=')) continue;
    const std::size_t quote = std::min(tag.find_first_not_of(kSpace, equals + 1), tag.size());
    if (quote == tag.size() || (tag[quote] != '"' && tag[quote] != '\'')) continue;
    const std::string_view prefix = prefixed ? tag.substr(at + 1, end - at - 1) : "";
    at = std::min(tag.find(tag[quote], quote + 1), tag.size());
    return XmlNamespace{prefix, tag.substr(quote + 1, at - quote - 1)};
  }
  return std::nullopt;
}

std::string_view namespace_of(std::string_view tag, std::string_view prefix) {
  std::size_t at = 0;
  while (const auto declaration = next_namespace(tag, at)) {
    if (declaration->prefix == prefix) return declaration->name;
  }
  return {};
}

std::string_view root_tag(std::string_view text) {
  text = text.substr(0, kRootWithin);
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while ((at = text.find_first_not_of(" \t\r\n", at)) != std::string_view::npos) {
    const std::string_view rest = text.substr(at);
    if (!rest.starts_with('<')) return {};
    std::string_view close;
    if (rest.starts_with("<?")) close = "?>";
    if (rest.starts_with("<!")) close = rest.starts_with("<!--") ? "-->" : ">";
    if (close.empty()) return rest.substr(0, rest.find('>'));
    const std::size_t end = rest.find(close);
    if (end == std::string_view::npos) return {};
    at += end + close.size();
  }
  return {};
}

}  // namespace licet::spdx
