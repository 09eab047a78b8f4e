// The sections that a reader of a text is inside of, outermost first, with what is needed to tell
// whether the next block goes on with one of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "spdx/numerals.h"
#include "spdx/sections.h"

namespace licet::spdx::detail {

/// A level that later blocks may go on with.
struct OpenLevel {
  std::uint32_t section = 0;
  Section::Kind kind = Section::Kind::Numbered;
  Numerals numerals = Numerals::Decimal;
  std::uint32_t value = 0;
  char shape = ' ';
  bool word = false;    ///< `Section 3`, not `3.`
  bool path = false;    ///< `2.1`
  bool listed = false;  ///< its first item stood behind a colon
  std::uint32_t indent = 0;
  std::uint32_t level = 0;  ///< of a heading
};

/// A stack of levels that opens and closes sections of an outline as blocks go by.
class OpenLevels {
 public:
  explicit OpenLevels(Outline& outline) : out_(outline) {}

  /// Goes on to a block: sections opened begin with it, those closed end before it.
  void visit(std::size_t block) { at_ = block; }

  /// Opens a section inside the innermost; its place and indent are those of the block. False, and
  /// nothing done, at kMaxSectionDepth.
  bool push(OpenLevel level, std::vector<std::string> numbers, std::string heading);

  /// Closes the innermost.
  void pop();
  void pop_to(std::size_t size);

  [[nodiscard]] bool empty() const { return levels_.empty(); }

  [[nodiscard]] std::size_t size() const { return levels_.size(); }

  [[nodiscard]] const OpenLevel& operator[](std::size_t i) const { return levels_[i]; }

  [[nodiscard]] const OpenLevel& top() const { return levels_.back(); }

  [[nodiscard]] const std::vector<OpenLevel>& all() const { return levels_; }

  /// Whether the innermost is a number without a word, `3.` and not `Section 3`.
  [[nodiscard]] bool in_number() const;

  /// Numbered levels.
  [[nodiscard]] std::size_t numbered() const;

  /// The number of the level closed last in this way of counting; 0 if none was.
  [[nodiscard]] std::uint32_t last_closed(Numerals numerals) const {
    return last_closed_[static_cast<std::size_t>(numerals)];
  }

 private:
  Outline& out_;
  std::size_t at_ = 0;
  std::vector<OpenLevel> levels_;
  std::array<std::uint32_t, kAllNumerals.size()> last_closed_ = {};
};

}  // namespace licet::spdx::detail
