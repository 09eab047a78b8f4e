// The numbers that the blocks of a text begin with, looked at from one block on: what comes next
// tells what a number is.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "spdx/enumerators.h"
#include "spdx/sections.h"

namespace licet::spdx::detail {

/// Enumerators by block. All questions look at most 64 enumerators ahead.
class EnumeratedBlocks {
 public:
  explicit EnumeratedBlocks(const Outline& outline);

  /// Goes on to a block; blocks are visited in order.
  void visit(std::size_t block);

  /// The enumerator of the visited block.
  [[nodiscard]] const std::optional<Enumerator>& here() const { return enumerators_[at_]; }

  /// The next enumerator behind the visited block, or null.
  [[nodiscard]] const Enumerator* next() const;

  /// Whether a second number of the same shape in this way of counting follows.
  [[nodiscard]] bool has_second(const Enumerator& first, Numerals numerals) const;

  /// Whether an `i` (or `I`) is the Roman one, and not the letter behind `h`: `ii` comes before
  /// `j`.
  [[nodiscard]] bool begins_roman(const Enumerator& found) const;

 private:
  std::vector<std::optional<Enumerator>> enumerators_;
  std::vector<std::size_t> enumerated_;  ///< blocks with one
  std::size_t at_ = 0;
  std::size_t next_ = 0;  ///< first of `enumerated_` behind the visited block
};

}  // namespace licet::spdx::detail
