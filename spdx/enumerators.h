// Recognising what numbers the parts of a license: `3.`, `(b)`, `2.1`, `iv)`, `Section 4`, `§1`,
// `Attachment A`. One spelling may be read in several ways (`i` is a letter and a Roman number);
// which one is meant only the neighbours tell (sections.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/numerals.h"

namespace licet::spdx {

/// A number as it stands before a part of a text.
struct Enumerator {
  /// The word before the number.
  enum class Word : std::uint8_t {
    None,
    Section,     ///< section, article, clause, part, chapter, §
    Attachment,  ///< attachment, exhibit, annex, appendix, schedule, addendum; needs no number
  };

  Word word = Word::None;
  std::string name;                  ///< the word in lower case; a bullet that is a word: this
  std::vector<std::string> numbers;  ///< as written: `2.1` is 2, 1; `3a` is 3, a
  char shape = ' ';                  ///< `(`: in parentheses; `)` or `.`: that behind; else a space
  std::size_t length = 0;            ///< bytes up to what it numbers
};

/// The enumerator that running text begins with; nothing if it begins with none, or with one that
/// rather belongs to a sentence (`Section 3 shall survive`, `2004 was`). A bare `1` before a
/// capital is given, shape ' ': the reader has to see whether its like follow.
std::optional<Enumerator> enumerator_at_start(std::string_view text);

/// What a bullet element holds. Here a bare `1` or `a` numbers, and so does any word (`Preamble`).
/// Nothing for a mark, and for what is neither (a footnote's star, a dash).
std::optional<Enumerator> enumerator_of_bullet(std::string_view bullet);

/// Bytes of a list mark at the start of a text (`*`, `-`, `•`, dashes) with the white space behind
/// it; 0 if there is none.
std::size_t mark_at_start(std::string_view text);

}  // namespace licet::spdx
