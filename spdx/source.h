// The text of an input, and where in it an offset stands.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
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

  /// Place of a byte offset; offsets past the end give the end. The first call counts the lines of
  /// the text, O(n); each further one looks at kBlock bytes at most. Of a text made from another
  /// also O(log shifts).
  [[nodiscard]] Place locate(std::size_t offset) const;

  /// An error at an offset.
  [[nodiscard]] Error error(std::size_t offset, std::string message) const;

 private:
  std::string name_;
  std::string text_;
  static constexpr std::size_t kBlock = 4096;

  /// What stands before a block of the text: a line each would take far more room.
  struct Mark {
    std::size_t lines = 0;  ///< ends of lines
    std::size_t start = 0;  ///< where the line begins that goes on into the block
  };

  /// The lines, once a place was asked for: of most texts none is.
  struct Lines {
    std::once_flag counted;
    std::vector<Mark> marks;
  };

  static std::vector<Mark> count_lines(std::string_view text);
  [[nodiscard]] const std::vector<Mark>& marks() const;

  std::size_t first_line_;
  std::shared_ptr<Lines> lines_ = std::make_shared<Lines>();  ///< the same for all copies
  std::shared_ptr<const SourceText> original_;  ///< that this text was made from, if any
  std::vector<Shift> shifts_;                   ///< from there
};

/// Empty if the text can be read as UTF-8 text of bearable size; else the error: empty input, too
/// large, binary (NUL byte), or not UTF-8, with the offset of the first bad byte.
std::vector<Error> check_text(const SourceText& source);

}  // namespace licet::spdx
