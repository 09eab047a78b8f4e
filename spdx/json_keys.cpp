#include "spdx/json_keys.h"

#include <cstddef>

namespace licet::spdx {

namespace {

constexpr std::string_view kWhite = " \t\r\n";

// The offset behind the string whose first quote stands at `at`.
std::size_t past_string(std::string_view text, std::size_t at) {
  for (++at; (at = text.find_first_of("\"\\", at)) < text.size(); at += 2) {
    if (text[at] == '"') return at + 1;
  }
  return text.size();
}

}  // namespace

bool has_json_member(std::string_view text, std::string_view name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t begin = text.find_first_not_of(kWhite);
  if (begin == std::string_view::npos || text[begin] != '{') return false;
  std::size_t depth = 0;
  for (std::size_t at = begin; (at = text.find_first_of("\"{}[]", at)) < text.size();) {
    if (text[at] != '"') {
      const bool opens = text[at] == '{' || text[at] == '[';
      if (!opens && --depth == 0) return false;
      if (opens) ++depth;
      ++at;
      continue;
    }
    const std::size_t end = past_string(text, at);
    const bool named = text.substr(at + 1, end - at - 2) == name;
    const std::size_t next = text.find_first_not_of(kWhite, end);
    if (depth == 1 && named && next < text.size() && text[next] == ':') return true;
    at = end;
  }
  return false;
}

}  // namespace licet::spdx
