#include "spdx/text_lines.h"

#include <algorithm>
#include <array>

namespace licet::spdx::detail {

namespace {

constexpr std::string_view kClosingQuote = "\xE2\x80\x9D";

constexpr std::size_t kLongestNotice = 200;

}  // namespace

bool is_rule(std::string_view line) {
  return line.size() > 2 && line.find_first_not_of("-=*_~# ") == std::string_view::npos;
}

bool is_notice(std::string_view text) {
  if (text.size() > kLongestNotice) return false;
  if (text.starts_with("Copyright ") || text.starts_with("\xC2\xA9")) return true;
  // `(c)` is an item as well; a notice has a year.
  if (!text.starts_with("(c) ") && !text.starts_with("(C) ")) return false;
  const auto year = [&](std::size_t at) {
    const std::string_view digits = text.substr(at, 4);
    return (digits.starts_with("19") || digits.starts_with("20")) && digits.size() == 4 &&
           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  };
  for (std::size_t at = 4; at < text.size(); ++at) {
    if (text[at - 1] == ' ' && year(at)) return true;
  }
  return false;
}

std::uint8_t heading_level(std::string_view line) {
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  if (marks == 0 || marks > 6 || marks >= line.size() || line[marks] != ' ') return 0;
  return static_cast<std::uint8_t>(marks);
}

bool goes_on(char last) {
  return std::string_view(".;:)?!\"").find(last) == std::string_view::npos;
}

bool ends_clause(std::string_view line) {
  // A citation cut in two: `Section 2(a)`, and `(4)` in the next line.
  const std::size_t open = line.rfind('(');
  const bool cited = line.ends_with(')') && open != std::string_view::npos && open > 0 &&
                     line.size() - open <= 6 && line[open - 1] != ' ';
  if (cited) return false;
  return !goes_on(line.back()) || line.back() == ',' || line.ends_with(" and") ||
         line.ends_with(" or") || line.ends_with(kClosingQuote);
}

bool ends_sentence(std::string_view text) {
  if (text.ends_with(kClosingQuote)) text.remove_suffix(kClosingQuote.size());
  while (!text.empty() && std::string_view(")\"'*_").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  if (text.empty()) return false;
  static constexpr std::array<std::string_view, 4> kWords = {" and", " or", "\xE3\x80\x82", ","};
  return std::string_view(".;:!?").find(text.back()) != std::string_view::npos ||
         std::ranges::any_of(kWords, [&](auto word) { return text.ends_with(word); });
}

}  // namespace licet::spdx::detail
