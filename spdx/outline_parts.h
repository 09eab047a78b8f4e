// The steps of outline(), in the order in which they are taken; each adds to what is there.
#pragma once

#include <string>
#include <string_view>

#include "spdx/enumerators.h"
#include "spdx/sections.h"

namespace licet::spdx::detail {

/// Sections from the numbers and headings that blocks begin with. Labels stay empty.
void add_block_sections(Outline& outline);

/// If no block is numbered, the items of the longest list by their places in it.
void add_counted_sections(Outline& outline);

/// Sections numbered in the words of a block. Keeps document order.
void add_run_in_sections(Outline& outline);

/// Gives every section its label, block sections before those in running text.
void add_labels(Outline& outline);

/// The enumerator of a block and where the numbered words begin.
std::optional<Enumerator> enumerator_of(const Outline& outline, const TextBlock& block);

/// Whether a block is a line that names what follows: short, a capital first, no end of a sentence.
bool is_heading(const Outline& outline, std::size_t block);

/// The title that a paragraph begins with (`Grant of Rights. You are …` has one, and so has a
/// paragraph that is nothing else); empty if it begins with none.
std::string_view title_of(std::string_view words);

/// A line as a heading: cut at a word if it is longer than kMaxHeading.
std::string cut_heading(std::string_view words);

/// Whether there are letters, and none of them is lower case.
bool in_capitals(std::string_view words);

/// Whether all words but small ones begin with a capital, as in `Terms and Conditions`.
bool in_title_case(std::string_view words);

/// The paragraphs that `paragraph N` counts: running text outside lists, titles and notices.
bool is_running_text(const Outline& outline, std::size_t block);

/// The number of the section, with those of the sections it is inside of: 3, b, 1.
std::vector<std::string> whole_number(const Outline& outline, std::uint32_t section);

}  // namespace licet::spdx::detail
