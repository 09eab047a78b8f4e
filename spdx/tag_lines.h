// The lines of an SPDX tag-value text: `Tag: value`, the value maybe a text of several lines
// between <text> and </text>.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace licet::spdx {

/// A stretch of a text.
struct Piece {
  std::string_view text;
  std::size_t offset = 0;
};

/// Without spaces, tabs and carriage returns at its ends.
Piece trimmed(Piece piece);

/// What a line holds.
enum class TagLineKind : std::uint8_t {
  Tag,
  Empty,    ///< nothing, or a comment
  NoTag,    ///< something else
  Unclosed  ///< a tag whose <text> is never closed
};

/// One line, or the lines up to that of </text>.
struct TagLine {
  TagLineKind kind = TagLineKind::Empty;
  Piece name;           ///< the tag; else the line without white space at its ends
  Piece value;          ///< without <text> and </text>
  std::size_t end = 0;  ///< of its line break, or of the text
};

/// Reads the line that begins at an offset; the next one begins at `end + 1`. Linear in the line.
TagLine read_tag_line(std::string_view text, std::size_t at);

}  // namespace licet::spdx
