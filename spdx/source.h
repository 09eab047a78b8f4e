// The text of an input, and where in it an offset stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/result.h"

namespace licet::spdx {

/// Bytes in a mebibyte.
inline constexpr std::size_t kMebibyte = std::size_t{1} << 20U;

/// Largest input read, in bytes. A larger one is refused with an error that says so.
inline constexpr std::size_t kMaxInputBytes = 64 * kMebibyte;

/// Deepest nesting of lists and maps in an input.
inline constexpr std::size_t kMaxDepth = 200;

/// Most values in one structured input, aliases of YAML counted each time they are used.
inline constexpr std::size_t kMaxValues = 2'000'000;

/// From `offset` of a text on, up to the next such point, its bytes stand at `original` and behind
/// it in the text that it was made from.
struct Shift {
  std::size_t offset = 0;
  std::size_t original = 0;
};

/// An input's name and text, immutable. Everything downstream keeps byte offsets and asks for the
/// line only when something is shown.
class SourceText {
 public:
  /// `name` is what messages call it (a path, or `-` for standard input). `text` is taken as is; a
  /// UTF-8 byte order mark is kept and skipped by readers. `first_line` is the number of the text's
  /// first line, for a text cut out of a larger file.
  SourceText(std::string name, std::string text, std::size_t first_line = 1);

  /// A text made from another, whose places it tells: messages then speak of the file as it is.
  /// `shifts` ascend, the first at 0.
  SourceText(const SourceText& original, std::string text, std::vector<Shift> shifts);

  [[nodiscard]] const std::string& name() const { return name_; }

  [[nodiscard]] std::string_view text() const { return text_; }

  /// Place of a byte offset; offsets past the end give the end. O(log lines + log shifts).
  [[nodiscard]] Place locate(std::size_t offset) const;

  /// An error at an offset.
  [[nodiscard]] Error error(std::size_t offset, std::string message) const;

 private:
  [[nodiscard]] std::size_t in_original(std::size_t offset) const;

  std::string name_;
  std::string text_;
  std::size_t first_line_;
  std::vector<std::size_t> line_starts_;  ///< of the original, if the text was made from one
  std::size_t end_;                       ///< likewise
  std::vector<Shift> shifts_;             ///< none: the text is its own original
};

/// Empty if the text can be read as UTF-8 text of bearable size; else the error: empty input, too
/// large, binary (NUL byte), or not UTF-8, with the offset of the first bad byte.
std::vector<Error> check_text(const SourceText& source);

}  // namespace licet::spdx
