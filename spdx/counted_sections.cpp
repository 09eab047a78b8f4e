// Texts that lost their numbers on the way into a file: only indents and marks are left of their
// lists. The longest list is numbered by its places, and so are the lists inside its items.
#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "spdx/outline_parts.h"

namespace licet::spdx::detail {

namespace {

using Kind = Section::Kind;

constexpr std::size_t kFewestItems = 3;

// With more, the headings are the parts of the text, and no list is.
constexpr std::ptrdiff_t kMostHeadings = 1;

bool is_item(const TextBlock& block) {
  return block.kind != TextBlock::Kind::Title && (block.bullet > 0 || block.indent > 0);
}

bool opens_quote(std::string_view words) {
  return words.starts_with('"') || words.starts_with("\xE2\x80\x9C");
}

/// A list: blocks from one to before another, and how many of them are at its outermost indent.
struct List {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t indent = 0;
  std::size_t items = 0;
};

class CountedSections {
 public:
  explicit CountedSections(Outline& outline) : out_(outline) {}

  void run() {
    List list = longest();
    if (list.items < kFewestItems) return;
    // A list ends with the part that it stands in.
    if (const std::uint32_t around = section_around(list.begin); around != kNoSection) {
      while (out_.blocks[list.end - 1].end > out_.sections[around].end)
        --list.end;
    }
    if (headings_outside(list) > kMostHeadings) return;
    drop_headings(list);
    std::vector<Section> found;
    std::vector<std::uint32_t> open;
    const std::uint32_t inside = section_around(list.begin);
    for (std::size_t i = list.begin; i < list.end; ++i) {
      if (!begins_item(i, list)) continue;
      while (!open.empty() && indent_of(found[open.back()]) >= out_.blocks[i].indent) {
        found[open.back()].end = out_.blocks[i - 1].end;
        open.pop_back();
      }
      if (open.size() + 1 >= kMaxSectionDepth) continue;
      add(i, inside, open, found);
    }
    const std::size_t end = out_.blocks[list.end - 1].end;
    for (const std::uint32_t section : open)
      found[section].end = end;
    insert(std::move(found));
  }

 private:
  [[nodiscard]] std::string_view words(std::size_t block) const {
    return out_.words(out_.blocks[block].begin, out_.blocks[block].end);
  }

  [[nodiscard]] std::uint32_t indent_of(const Section& section) const {
    const auto block = std::ranges::lower_bound(out_.blocks, section.begin, {}, &TextBlock::begin);
    return block->indent;
  }

  // Whether a block is only the title of what follows it.
  [[nodiscard]] bool only_title(std::size_t block) const {
    return title_of(words(block)).size() == words(block).size();
  }

  [[nodiscard]] List longest() const {
    List best;
    List now;
    for (std::size_t i = 0; i < out_.blocks.size(); ++i) {
      const TextBlock& block = out_.blocks[i];
      const bool inside = now.items > 0 && is_item(block) && block.indent >= now.indent;
      if (!inside) {
        now = {i, i, block.indent, 0};
        if (!is_item(block)) continue;
      }
      now.end = i + 1;
      if (block.indent == now.indent && begins_item(i, now)) ++now.items;
      if (now.items > best.items || (now.items == best.items && now.begin == best.begin))
        best = now;
    }
    return best;
  }

  // A block behind a title alone is the body of that item, and a quotation behind a colon is part
  // of the item that announced it.
  [[nodiscard]] bool begins_item(std::size_t block, const List& list) const {
    if (block == list.begin) return true;
    const std::size_t before = block - 1;
    if (out_.blocks[before].indent < out_.blocks[block].indent) return true;
    if (only_title(before) && !only_title(block) && title_of(words(block)).empty()) return false;
    return !quoted(block);
  }

  [[nodiscard]] bool quoted(std::size_t block) const {
    // Looks back over one paragraph of a quotation that is not closed.
    const auto announced = [&](std::size_t at) {
      return at > 0 && words(at - 1).ends_with(':') && opens_quote(words(at)) &&
             out_.blocks[at - 1].indent == out_.blocks[at].indent;
    };
    if (announced(block)) return true;
    return block > 0 && announced(block - 1) && !words(block - 1).ends_with('"') &&
           !words(block - 1).ends_with("\xE2\x80\x9D");
  }

  [[nodiscard]] std::ptrdiff_t headings_outside(const List& list) const {
    return std::ranges::count_if(out_.sections, [&](const Section& section) {
      return section.begin < out_.blocks[list.begin].begin ||
             section.begin > out_.blocks[list.end - 1].end;
    });
  }

  // Titles of items were taken for headings.
  void drop_headings(const List& list) {
    const std::size_t begin = out_.blocks[list.begin].begin;
    const std::size_t end = out_.blocks[list.end - 1].end;
    std::vector<Section> kept;
    std::vector<std::uint32_t> place(out_.sections.size(), kNoSection);
    for (std::uint32_t i = 0; i < out_.sections.size(); ++i) {
      Section& section = out_.sections[i];
      if (section.parent != kNoSection) section.parent = place[section.parent];
      if (section.begin >= begin && section.begin < end) {
        place[i] = section.parent;
        continue;
      }
      place[i] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(std::move(section));
    }
    out_.sections = std::move(kept);
    for (Section& section : out_.sections)
      section.depth = section.parent == kNoSection ? 0 : out_.sections[section.parent].depth + 1;
  }

  [[nodiscard]] std::uint32_t section_around(std::size_t block) const {
    std::uint32_t around = kNoSection;
    for (std::uint32_t i = 0; i < out_.sections.size(); ++i) {
      const Section& section = out_.sections[i];
      if (section.begin < out_.blocks[block].begin && section.end >= out_.blocks[block].end)
        around = i;
    }
    return around;
  }

  void add(std::size_t block, std::uint32_t inside, std::vector<std::uint32_t>& open,
           std::vector<Section>& found) {
    Section section;
    section.kind = Kind::Counted;
    // Positions in `found` stand for parents until the sections are put among the others.
    section.parent = open.empty() ? kNoSection : open.back();
    section.depth = (inside == kNoSection ? 0 : out_.sections[inside].depth + 1) +
                    static_cast<std::uint32_t>(open.size());
    std::size_t place = 1;
    if (open.empty()) {
      place = ++outermost_;
    } else {
      place = ++inner_[open.size() - 1];
    }
    if (open.size() < inner_.size()) inner_[open.size()] = 0;
    section.numbers = {std::to_string(place)};
    const std::string_view all = words(block);
    section.heading = title_of(all.substr(out_.blocks[block].bullet));
    section.begin = out_.blocks[block].begin;
    section.end = out_.blocks[block].end;
    open.push_back(static_cast<std::uint32_t>(found.size()));
    found.push_back(std::move(section));
  }

  // Puts them in where they begin; no section lies inside the list.
  void insert(std::vector<Section> found) {
    if (found.empty()) return;
    const std::uint32_t around = section_around_text(found.front().begin);
    const auto place = static_cast<std::uint32_t>(
        std::ranges::lower_bound(out_.sections, found.front().begin, {}, &Section::begin) -
        out_.sections.begin());
    const auto added = static_cast<std::uint32_t>(found.size());
    for (Section& section : out_.sections) {
      if (section.parent != kNoSection && section.parent >= place) section.parent += added;
    }
    for (Section& section : found)
      section.parent = section.parent == kNoSection ? around : section.parent + place;
    out_.sections.insert(out_.sections.begin() + place, std::make_move_iterator(found.begin()),
                         std::make_move_iterator(found.end()));
  }

  [[nodiscard]] std::uint32_t section_around_text(std::size_t begin) const {
    const auto block = std::ranges::lower_bound(out_.blocks, begin, {}, &TextBlock::begin);
    return section_around(static_cast<std::size_t>(block - out_.blocks.begin()));
  }

  Outline& out_;
  std::size_t outermost_ = 0;
  std::array<std::size_t, kMaxSectionDepth> inner_ = {};
};

}  // namespace

void add_counted_sections(Outline& outline) {
  const bool numbered = std::ranges::any_of(outline.sections, [](const Section& section) {
    return section.kind == Kind::Numbered || section.kind == Kind::Attachment;
  });
  if (!numbered) CountedSections(outline).run();
}

}  // namespace licet::spdx::detail
