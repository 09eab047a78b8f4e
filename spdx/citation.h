// How people cite a place in a license, taken apart: `Prohibited Uses, item 3.g` is a heading, then
// an item by number. find_section() takes the steps one after the other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace licet::spdx::detail {

/// One narrowing of a citation.
struct Step {
  enum class Kind : std::uint8_t {
    Number,     ///< `3(b)(1)`, `Attachment A`
    Words,      ///< a heading, a title, a defined word
    Item,       ///< an item of the list here, by its number or place
    Paragraph,  ///< an unnumbered paragraph, by its place
    Behind,     ///< the paragraph behind an item
  };

  Kind kind = Kind::Words;
  std::vector<std::string> numbers;  ///< Number, Item, Behind
  std::string words;                 ///< Words: as written
  std::size_t place = 0;             ///< Item, Paragraph: from 1; 0 is the last
};

/// The steps of a citation; empty if nothing is cited. Linear.
std::vector<Step> steps_of(std::string_view citation);

/// The numbers of a text that is nothing but numbers and what parts them, a word before them
/// included: `§ 3 (b) 1` is 3, b, 1 and `Exhibit B(2)` is Exhibit, B, 2. Empty if there is more.
std::vector<std::string> numbers_of(std::string_view text);

/// Words in lower case with a space between them; quotes, dashes and other signs part words.
/// Letters beyond ASCII stay as they are.
std::string folded_words(std::string_view text);

}  // namespace licet::spdx::detail
