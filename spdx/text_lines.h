// What single lines of a license text look like, whatever form it comes in.
#pragma once

#include <cstdint>
#include <string_view>

namespace licet::spdx::detail {

/// Whether a line is nothing but signs, drawn under or between parts.
bool is_rule(std::string_view line);

/// Whether a paragraph is a copyright notice: short, and begins as one.
bool is_notice(std::string_view text);

/// The `#`s of a Markdown heading; 0 if the line is none.
std::uint8_t heading_level(std::string_view line);

/// Whether a sentence may go on behind this character at the end of a line.
bool goes_on(char last);

/// Whether a line ends where a clause does, so that an item may begin with the next.
bool ends_clause(std::string_view line);

/// Whether a paragraph ends as running text does, and not as a title or an address.
bool ends_sentence(std::string_view text);

}  // namespace licet::spdx::detail
