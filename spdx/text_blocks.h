// A license text as paragraphs, whichever form it comes in: a template of the SPDX list, or a text
// file with wrapped or unwrapped lines, indents, Markdown headings. Nothing is numbered yet; that
// is what outline() adds (sections.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/license_text.h"

namespace licet::spdx {

/// Most blocks of a text; what is behind them is part of the last.
inline constexpr std::size_t kMaxTextBlocks = 500'000;

/// A paragraph, heading or item: a run of bytes of BlockText::text without a line break.
struct TextBlock {
  enum class Kind : std::uint8_t {
    Paragraph,
    Item,    ///< begins with a bullet or a list mark
    Title,   ///< a title element, a Markdown heading, a line all in bold
    Notice,  ///< a copyright notice
  };

  Kind kind = Kind::Paragraph;
  std::uint8_t level = 0;    ///< of a Markdown heading, from 1; else 0
  bool structured = false;   ///< the indent is a depth in lists of a template, not white space
  bool apart = false;        ///< parted from what is before by more than a line break
  std::uint32_t indent = 0;  ///< columns of the first line, or two a list
  std::uint32_t bullet = 0;  ///< bytes at its start that are a bullet element or a list mark
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The words of a text, white space folded, a line a block, and where the blocks are.
struct BlockText {
  std::string text;
  std::vector<TextBlock> blocks;
};

/// The blocks of a template: optional parts are there, alternatives read as usual. One without
/// elements of layout, as the list's JSON has them, is read as plain text. Linear, no recursion.
BlockText blocks_of(const LicenseText& text);

/// The blocks of a plain text or Markdown file. Front matter between `---` lines is passed over.
/// Wrapped lines are joined: a line ends its paragraph if it is empty, if the next one begins with
/// a number or mark or stands elsewhere, or if the next word would have had room in it. Linear.
BlockText blocks_of(std::string_view text);

}  // namespace licet::spdx
