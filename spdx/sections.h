// The numbered parts of a license text: which there are, what each holds, and how to find the one
// that somebody cites. Licenses number in running text as often as in lists, so the order is
// inferred from the numbers themselves, as a reader does it:
//
// * a number one higher than an open one goes on there (the nearest at the same indent first);
// * a first number (1, a, i, A, I, 0) opens a level below;
// * `2.1` belongs below `2`, wherever it stands;
// * `i` is a letter behind `h`, unless `ii` follows;
// * headings without a number hold what follows, but numbers go on through them;
// * `(i) … (ii) …` in the words of a paragraph are parts too, if at least two of them stand there.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/license_text.h"
#include "spdx/text_blocks.h"

namespace licet::spdx {

inline constexpr std::uint32_t kNoSection = std::numeric_limits<std::uint32_t>::max();

/// Deepest level of sections; a number that would open a deeper one is left in the words.
inline constexpr std::uint32_t kMaxSectionDepth = 12;

/// Most bytes of a heading; longer ones are cut at a word.
inline constexpr std::size_t kMaxHeading = 100;

/// A part of a license text.
struct Section {
  enum class Kind : std::uint8_t {
    Numbered,    ///< a number stands before it
    Attachment,  ///< attachment, exhibit, annex, appendix, schedule
    Heading,     ///< a heading without number
    RunIn,       ///< numbered in the words of a paragraph
    Counted,     ///< an item of a text without any numbers, numbered here by its place in the list
  };

  Kind kind = Kind::Numbered;
  /// How licet calls it; no other section of the outline is called so. Numbers below a number stand
  /// in parentheses, `3(b)(1)`; those that say the whole way stay, `2.1`, `2.1(a)`; parts of an
  /// attachment name it, `Attachment A(5)`; a heading is its own words. Roman parts and headings
  /// are left out before numbers, unless an earlier section is called so: then `II(1)` or
  /// `NO WARRANTY, 1`. What is numbered in words outside of all numbers names its paragraph,
  /// `paragraph 4(1)`. Whatever is still the same gets its count: `1 #2`.
  std::string label;
  std::string heading;               ///< its title, if it has one
  std::vector<std::string> numbers;  ///< its own number, as written; `2.1` is 2, 1
  std::uint32_t parent = kNoSection;
  std::uint32_t depth = 0;  ///< sections it is inside of
  std::size_t begin = 0;    ///< bytes of Outline::text, from its number on
  std::size_t end = 0;      ///< behind the last part inside it
};

/// A text with its sections in document order: a section comes before those inside it.
struct Outline {
  std::string text;  ///< a line a block
  std::vector<TextBlock> blocks;
  std::vector<Section> sections;

  /// The words of a section or of a part of one.
  [[nodiscard]] std::string_view words(std::size_t begin, std::size_t end) const {
    return std::string_view(text).substr(begin, end - begin);
  }
};

/// The outline of a template or of a plain text (blocks_of). Any text has one, if without sections.
/// Linear in the text, no recursion; bounded by kMaxTextBlocks and by what the caller reads
/// (kMaxInputBytes).
Outline outline(const LicenseText& text);
Outline outline(std::string_view plain);
Outline outline(BlockText text);

/// A place that somebody cites.
struct FoundSection {
  std::uint32_t section = kNoSection;  ///< the section it is or lies in
  bool whole = false;                  ///< it is that section, not only a part of it
  std::size_t begin = 0;
  std::size_t end = 0;
  /// How it was found if not by its number: `counted: the text has no numbers here`. Empty else.
  std::string how;
};

/// Finds what a citation names. Understood are
/// * numbers in any style, with or without a word before them: `3(b)(1)`, `3.b.1`, `§ 3 (b) 1`,
///   `Section 3(b)(1)`, `IV(a)(iii)`, `Article 5.3.4`, `Attachment A(f)`, `Exhibit B`;
/// * headings, and titles and defined words that a paragraph begins with: `Preamble`,
///   `Section II, Grant of Copyright license`, `1 (Derivatives of the Model)`;
/// * places in a list or text: `paragraph 2`, `3.1 last paragraph`, `3.1 second condition`,
///   `Prohibited Uses, item 3.g`, `Prohibited Uses, paragraph after item 5`;
/// * what short licenses are said to consist of: `condition`, `disclaimer`, `copyright notice`.
/// Letter case matters only where it distinguishes. If no number is as cited, one of the same value
/// in another style is taken, and `how` says so. Nothing if the text has no such place. Linear.
std::optional<FoundSection> find_section(const Outline& outline, std::string_view citation);

/// The paragraphs that `paragraph N` counts, in order: running text outside titles, headings,
/// copyright notices, numbered parts' first lines, and lists. Linear.
std::vector<FoundSection> paragraphs(const Outline& outline);

/// Labels of up to `limit` sections that resemble a citation, the most similar first, then by
/// place.
std::vector<std::string> similar_sections(const Outline& outline, std::string_view citation,
                                          std::size_t limit = 5);

}  // namespace licet::spdx
