#include "spdx/places_in_section.h"

#include <algorithm>

#include "spdx/outline_parts.h"

namespace licet::spdx::detail {

namespace {

using Kind = Section::Kind;

std::string_view words_of(const Outline& outline, const TextBlock& block) {
  return outline.words(block.begin, block.end);
}

struct Blocks {
  std::size_t first = 0;
  std::size_t last = 0;  ///< behind the last
};

// The blocks that lie in a range, or reach into it at its start.
Blocks blocks_in(const Outline& outline, const Range& range) {
  const auto first = std::ranges::upper_bound(outline.blocks, range.begin, {}, &TextBlock::end);
  const auto last = std::ranges::lower_bound(outline.blocks, range.end, {}, &TextBlock::begin);
  const auto begin = static_cast<std::size_t>(first - outline.blocks.begin());
  return {begin, std::max(begin, static_cast<std::size_t>(last - outline.blocks.begin()))};
}

bool goes_on_list(std::string_view words) {
  return words.ends_with(';') || words.ends_with("; and") || words.ends_with("; or") ||
         words.ends_with(", and") || words.ends_with(", or") || words.ends_with(',');
}

// Of the blocks that belong, those furthest out.
template <typename Belongs>
std::vector<std::size_t> furthest_out(const Outline& outline, const Blocks& in, Belongs belongs) {
  std::vector<std::size_t> items;
  std::uint32_t indent = 0;
  for (std::size_t i = in.first; i < in.last; ++i) {
    if (!belongs(outline.blocks[i])) continue;
    const std::uint32_t here = outline.blocks[i].indent;
    if (items.empty() || here < indent) {
      items.clear();
      indent = here;
    }
    if (here == indent) items.push_back(i);
  }
  return items;
}

// The paragraphs behind one that ends with a colon.
std::vector<std::size_t> behind_colon(const Outline& outline, const Blocks& in) {
  std::vector<std::size_t> items;
  std::size_t at = in.first;
  while (at < in.last && !words_of(outline, outline.blocks[at]).ends_with(':'))
    ++at;
  const std::size_t list = at + 1;
  for (at = list; at < in.last; ++at) {
    items.push_back(at);
    if (!goes_on_list(words_of(outline, outline.blocks[at]))) break;
  }
  if (items.size() > 1) return items;
  // No list that ends: all of them.
  items.clear();
  for (at = list; at < in.last; ++at)
    items.push_back(at);
  return items;
}

// The blocks that begin the items of the list in a range.
std::vector<std::size_t> items_in(const Outline& outline, const Range& range) {
  const Blocks in = blocks_in(outline, range);
  if (in.first == in.last) return {};
  // The first block introduces the list, unless the range is the whole text.
  const Blocks list{in.first + (range.begin > 0 ? 1 : 0), in.last};
  auto items = furthest_out(outline, list, [](const TextBlock& block) { return block.bullet > 0; });
  const std::uint32_t base = outline.blocks[in.first].indent;
  if (items.empty()) {
    items =
        furthest_out(outline, list, [&](const TextBlock& block) { return block.indent > base; });
  }
  return items.empty() ? behind_colon(outline, in) : items;
}

bool in_part_below(const Outline& outline, const Range& range, const TextBlock& block) {
  std::uint32_t inside = innermost_section(outline, block.begin, block.end);
  while (inside != kNoSection && inside != range.section) {
    if (outline.sections[inside].kind != Kind::Heading) return true;
    inside = outline.sections[inside].parent;
  }
  return false;
}

// Whether a block is running text of a section itself: not of a part below, nor of a list in it.
bool is_own_words(const Outline& outline, const Range& section, std::size_t index) {
  const TextBlock& block = outline.blocks[index];
  if (block.begin <= section.begin) {
    const auto number = enumerator_of(outline, block);
    const std::string_view words = words_of(outline, block).substr(number ? number->length : 0);
    return title_of(words).size() + 1 < words.size();
  }
  const auto own = std::ranges::upper_bound(outline.blocks, section.begin, {}, &TextBlock::end);
  return block.kind == TextBlock::Kind::Paragraph && block.indent <= own->indent &&
         !enumerator_of(outline, block) && !is_heading(outline, index) &&
         !in_part_below(outline, section, block);
}

}  // namespace

std::uint32_t innermost_section(const Outline& outline, std::size_t begin, std::size_t end) {
  // The last one that begins at or before, or one of those around it.
  const auto behind = std::ranges::upper_bound(outline.sections, begin, {}, &Section::begin);
  if (behind == outline.sections.begin()) return kNoSection;
  auto section = static_cast<std::uint32_t>(behind - outline.sections.begin() - 1);
  while (section != kNoSection && outline.sections[section].end < end)
    section = outline.sections[section].parent;
  return section;
}

std::optional<Range> item_at(const Outline& outline, const Range& range, std::size_t place) {
  const std::vector<std::size_t> items = items_in(outline, range);
  if (items.empty() || place > items.size()) return std::nullopt;
  const std::size_t index = place == 0 ? items.size() - 1 : place - 1;
  const TextBlock& item = outline.blocks[items[index]];
  const std::size_t last = blocks_in(outline, range).last;
  Range out{kNoSection, item.begin, item.end};
  const std::size_t next = index + 1 < items.size() ? items[index + 1] : last;
  for (std::size_t i = items[index] + 1; i < next; ++i) {
    // What stands further in belongs to it.
    if (outline.blocks[i].indent <= item.indent) break;
    out.end = outline.blocks[i].end;
  }
  out.section = innermost_section(outline, out.begin, out.end);
  return out;
}

std::optional<Range> paragraph_at(const Outline& outline, const Range& range, std::size_t place) {
  const Blocks in = blocks_in(outline, range);
  std::vector<std::size_t> found;
  for (std::size_t i = in.first; i < in.last; ++i) {
    if (range.section == kNoSection ? is_running_text(outline, i) : is_own_words(outline, range, i))
      found.push_back(i);
  }
  if (found.empty() || place > found.size()) return std::nullopt;
  const TextBlock& block = outline.blocks[place == 0 ? found.back() : found[place - 1]];
  return Range{innermost_section(outline, block.begin, block.end), block.begin, block.end};
}

std::optional<Range> paragraph_behind(const Outline& outline, const Range& range,
                                      const Range& item) {
  const Blocks in = blocks_in(outline, range);
  bool behind_list = false;
  for (std::size_t i = in.first; i < in.last; ++i) {
    const TextBlock& block = outline.blocks[i];
    // Where an item ends cannot always be told: its last paragraph may be the one meant.
    behind_list = behind_list || block.begin > item.begin;
    if (!behind_list || !is_running_text(outline, i)) continue;
    return Range{innermost_section(outline, block.begin, block.end), block.begin, block.end};
  }
  return std::nullopt;
}

std::optional<Range> heading_at(const Outline& outline, std::size_t place) {
  const bool numbered = std::ranges::any_of(outline.sections, [](const Section& section) {
    return section.kind == Kind::Numbered || section.kind == Kind::Counted;
  });
  if (numbered || place == 0) return std::nullopt;
  for (std::uint32_t i = 0; i < outline.sections.size(); ++i) {
    const Section& section = outline.sections[i];
    if (section.kind == Kind::Heading && section.depth == 0 && --place == 0)
      return Range::of(outline, i);
  }
  return std::nullopt;
}

}  // namespace licet::spdx::detail
