// Numbers in the words of a paragraph: `(i) … (ii) …`, `1) …`, `a. …` behind the end of a sentence.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace licet::spdx::detail {

/// A number in running text that may begin a part of it. Offsets are bytes of the text.
struct RunInMark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view number;
  char shape = '(';
};

/// The numbers of a text from an offset on, in order, without those that only point elsewhere
/// (`Section 3 (a)`, `(a) and (b) above`) or repeat a word (`one (1)`). The views are into the
/// text. Linear.
std::vector<RunInMark> run_in_marks(std::string_view text, std::size_t from);

}  // namespace licet::spdx::detail
