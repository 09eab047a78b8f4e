#include "spdx/check_xml.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace licet::spdx {

namespace {

// Longest entity with its semicolon: `&#x0010FFFF;` and a few zeros more.
constexpr std::size_t kLongestEntity = 16;
constexpr std::size_t kMaxErrors = 1000;

// XML 1.0, production 2: what a character reference may name.
bool is_xml_character(std::uint32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c < 0xD800) ||
         (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c < 0x110000);
}

// Whether `name` (what stands between & and ;) is one of the five entities of XML or a character.
bool known_entity(std::string_view name) {
  if (!name.starts_with('#'))
    return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
  const bool hexadecimal = name.starts_with("#x");
  const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, problem] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
  return problem == std::errc() && end == digits.data() + digits.size() && is_xml_character(value);
}

bool begins_entity(std::string_view text) {
  const std::size_t end = text.substr(0, kLongestEntity).find(';');
  return end != std::string_view::npos && known_entity(text.substr(1, end - 1));
}

}  // namespace

bool only_entities(std::string_view text) {
  for (std::size_t at = 0; (at = text.find('&', at)) != std::string_view::npos; ++at) {
    if (!begins_entity(text.substr(at))) return false;
  }
  return true;
}

std::vector<Error> check_xml(const SourceText& source) {
  std::vector<Error> errors = check_text(source);
  const std::string_view text = source.text();
  // So it is with nearly all texts, and this is seen far faster than which one does not.
  if (only_entities(text)) return errors;
  std::size_t entity = 0;  // the next `&` at or behind `at`
  for (std::size_t at = 0; at < text.size() && errors.size() < kMaxErrors; ++at) {
    if (entity <= at) entity = std::min(text.find('&', at), text.size());
    at = std::min(text.find('<', at), entity);
    if (at == text.size()) break;
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      at = std::min(text.find("-->", at + 4), text.size());
    } else if (rest.starts_with("<?")) {
      at = std::min(text.find("?>", at + 2), text.size());
    } else if (rest.starts_with("<![CDATA[")) {
      at = std::min(text.find("]]>", at + 9), text.size());
    } else if (rest.front() == '&' && !begins_entity(rest)) {
      errors.push_back(source.error(at, std::string(kNoEntity)));
    }
  }
  return errors;
}

}  // namespace licet::spdx
