// Places in a part of a text that no number names: an item by its place in the list, a paragraph by
// its place, what a title or a defined word stands before. All are linear in the range.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "spdx/sections.h"

namespace licet::spdx::detail {

/// A part of a text, bytes of Outline::text.
struct Range {
  std::uint32_t section = kNoSection;  ///< the section it is, or lies in
  std::size_t begin = 0;
  std::size_t end = 0;

  static Range all(const Outline& outline) { return {kNoSection, 0, outline.text.size()}; }

  static Range of(const Outline& outline, std::uint32_t section) {
    const Section& part = outline.sections[section];
    return {section, part.begin, part.end};
  }

  [[nodiscard]] bool holds(const Section& part) const {
    return part.begin >= begin && part.end <= end;
  }

  [[nodiscard]] bool holds(const TextBlock& block) const {
    return block.begin >= begin && block.end <= end;
  }
};

/// The section that a range is or lies in, as deep as there is one.
std::uint32_t innermost_section(const Outline& outline, std::size_t begin, std::size_t end);

/// The item at a place from 1, 0 for the last, of the list in a range: blocks with list marks; else
/// blocks further in than the first; else the paragraphs behind one that ends with a colon, up to
/// one that does not end as items do (if that is the first of them, all). Nothing if it has no such
/// list or item.
std::optional<Range> item_at(const Outline& outline, const Range& range, std::size_t place);

/// The paragraph of running text at a place, counted as in is_running_text(); in a section its own
/// first words count, and what is in sections below does not.
std::optional<Range> paragraph_at(const Outline& outline, const Range& range, std::size_t place);

/// The paragraph of running text next behind an item.
std::optional<Range> paragraph_behind(const Outline& outline, const Range& range,
                                      const Range& item);

/// The heading at a place from 1 among the outermost ones, of a text without numbers.
std::optional<Range> heading_at(const Outline& outline, std::size_t place);

/// The part with a heading, title or defined word; or what short licenses are said to consist of
/// (condition, disclaimer, copyright notice). With `exact`, only a section's whole heading counts.
std::optional<Range> titled_part(const Outline& outline, const Range& range, std::string_view words,
                                 bool exact);

}  // namespace licet::spdx::detail
