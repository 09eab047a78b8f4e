// Sections in the words of a paragraph: `You shall (i) give …, and (ii) keep …`. A number counts if
// a second one of its kind follows in the same paragraph and nothing shows that both only point
// elsewhere (`as in Section 3 (a) and (b)`).
#include <algorithm>
#include <numeric>

#include "spdx/outline_parts.h"
#include "spdx/run_in_marks.h"

namespace licet::spdx::detail {

namespace {

using Kind = Section::Kind;

constexpr std::size_t kLookAhead = 64;  // numbers in the same block

struct Level {
  std::uint32_t section = 0;
  Numerals numerals = Numerals::Decimal;
  std::uint32_t value = 0;
  char shape = '(';
};

class RunInSections {
 public:
  explicit RunInSections(Outline& outline) : out_(outline) {}

  void run() {
    known_ = out_.sections.size();
    std::vector<std::uint32_t> open;
    std::size_t next = 0;
    for (block_ = 0; block_ < out_.blocks.size(); ++block_) {
      const TextBlock& block = out_.blocks[block_];
      while (!open.empty() && out_.sections[open.back()].end < block.end)
        open.pop_back();
      while (next < known_ && out_.sections[next].begin < block.end)
        open.push_back(static_cast<std::uint32_t>(next++));
      const bool running = is_running_text(out_, block_);
      paragraphs_ += running ? 1 : 0;
      inside_ = open.empty() ? kNoSection : open.back();
      if (block.kind == TextBlock::Kind::Title || block.kind == TextBlock::Kind::Notice) continue;
      if (numbered() || running) scan(block);
    }
    sort();
  }

 private:
  // Whether the block is in a part with a number.
  [[nodiscard]] bool numbered() const {
    return inside_ != kNoSection && out_.sections[inside_].kind != Kind::Heading;
  }

  // Whether a block begins a part of the section.
  [[nodiscard]] bool has_parts() const {
    const std::size_t next = inside_ + std::size_t{1};
    return next < known_ && out_.sections[next].parent == inside_;
  }

  // The number of the section that the block begins, or of the inner one if it begins two; its
  // length is that of all before the words.
  [[nodiscard]] std::optional<Enumerator> own_number(const TextBlock& block) const {
    const std::size_t skip = out_.sections[inside_].begin - block.begin;
    if (skip == 0) return enumerator_of(out_, block);
    auto found = enumerator_at_start(out_.words(block.begin + skip, block.end));
    if (found) found->length += skip;
    return found;
  }

  void scan(const TextBlock& block) {
    const std::string_view words = out_.words(block.begin, block.end);
    const bool begins = inside_ != kNoSection && out_.sections[inside_].begin >= block.begin;
    const auto own = begins ? own_number(block) : std::nullopt;
    marks_ = run_in_marks(words, own ? own->length : block.bullet);
    // Lines that end where a clause does may be one paragraph.
    if (block.apart || begins || inside_ != own_) levels_.clear();
    for (const Level& level : levels_)
      out_.sections[level.section].end = block.end;
    own_ = inside_;
    base_.reset();
    if (own && numbered() && !has_parts() && own->numbers.size() == 1) base_ = own->shape;
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      if (!goes_on(block, i) && !sibling(block, i)) begins_list(block, i);
    }
  }

  bool goes_on(const TextBlock& block, std::size_t index) {
    const RunInMark& mark = marks_[index];
    const Readings readings(mark.number);
    for (std::size_t i = levels_.size(); i-- > 0;) {
      const Level level = levels_[i];
      if (level.shape != mark.shape) continue;
      const auto value = readings.in(level.numerals);
      // One may be left out where the text counts on behind a semicolon.
      const bool left_out = value == level.value + 2 && behind_semicolon(block, mark);
      if (value != level.value + 1 && !left_out) continue;
      if (mark.number == "i" && level.numerals == Numerals::LowerLetter &&
          has_second(index, Numerals::LowerRoman))
        continue;
      close(i, block.begin + mark.begin);
      add(block, mark, level.numerals, *value);
      return true;
    }
    return false;
  }

  [[nodiscard]] bool behind_semicolon(const TextBlock& block, const RunInMark& mark) const {
    const std::string_view before = out_.words(block.begin, block.begin + mark.begin);
    return before.ends_with("; ") || before.ends_with("; or ") || before.ends_with("; and ");
  }

  // The item that should have begun a line: `c. …; d. You must …`.
  bool sibling(const TextBlock& block, std::size_t index) {
    const RunInMark& mark = marks_[index];
    if (!base_ || *base_ != mark.shape || mark.shape == '(') return false;
    const Section own = out_.sections[inside_];
    const Readings before(own.numbers.front());
    const Readings here(mark.number);
    const bool next = std::ranges::any_of(kAllNumerals, [&](Numerals numerals) {
      return before.in(numerals) && here.in(numerals) == *before.in(numerals) + 1;
    });
    if (!next || has_later_sibling(mark.number)) return false;
    close(0, block.begin + mark.begin);
    out_.sections[inside_].end = block.begin + mark.begin;
    Section section;
    section.kind = Kind::Numbered;
    section.numbers = {std::string(mark.number)};
    section.heading = title_of(out_.words(block.begin + mark.end, block.end));
    section.parent = own.parent;
    section.depth = own.depth;
    section.begin = block.begin + mark.begin;
    section.end = own.end;
    inside_ = static_cast<std::uint32_t>(out_.sections.size());
    out_.sections.push_back(std::move(section));
    return true;
  }

  // Whether the section that stands next behind this one has the number.
  [[nodiscard]] bool has_later_sibling(std::string_view number) const {
    for (std::size_t i = own_ + 1; i < out_.sections.size() && i < own_ + kLookAhead; ++i) {
      const Section& later = out_.sections[i];
      if (later.parent == out_.sections[own_].parent && later.numbers.size() == 1 &&
          later.numbers.front() == number)
        return true;
    }
    return false;
  }

  void begins_list(const TextBlock& block, std::size_t index) {
    const RunInMark& mark = marks_[index];
    const Readings readings(mark.number);
    for (const Numerals numerals : kAllNumerals) {
      if (readings.in(numerals) != 1U || !has_second(index, numerals)) continue;
      add(block, mark, numerals, 1);
      return;
    }
  }

  [[nodiscard]] bool has_second(std::size_t index, Numerals numerals) const {
    const std::size_t end = std::min(marks_.size(), index + kLookAhead);
    for (std::size_t i = index + 1; i < end; ++i) {
      if (marks_[i].shape != marks_[index].shape) continue;
      if (Readings(marks_[i].number).in(numerals) == 2U) return true;
    }
    return false;
  }

  // Ends all levels from one on at an offset.
  void close(std::size_t from, std::size_t end) {
    for (std::size_t i = from; i < levels_.size(); ++i)
      out_.sections[levels_[i].section].end = end;
    levels_.resize(std::min(from, levels_.size()));
  }

  void add(const TextBlock& block, const RunInMark& mark, Numerals numerals, std::uint32_t value) {
    const std::uint32_t parent = levels_.empty() ? inside_ : levels_.back().section;
    const std::uint32_t depth = parent == kNoSection ? 0 : out_.sections[parent].depth + 1;
    if (depth >= kMaxSectionDepth) return;
    Section section;
    section.kind = Kind::RunIn;
    section.numbers = {std::string(mark.number)};
    if (levels_.empty() && !numbered())
      section.numbers.insert(section.numbers.begin(), {"paragraph", std::to_string(paragraphs_)});
    section.heading = title_of(out_.words(block.begin + mark.end, block.end));
    section.parent = parent;
    section.depth = depth;
    section.begin = block.begin + mark.begin;
    section.end = block.end;
    levels_.push_back(
        {static_cast<std::uint32_t>(out_.sections.size()), numerals, value, mark.shape});
    out_.sections.push_back(std::move(section));
  }

  // Document order; what is inside comes behind.
  void sort() {
    std::vector<std::uint32_t> order(out_.sections.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
      const Section& left = out_.sections[a];
      const Section& right = out_.sections[b];
      return left.begin != right.begin ? left.begin < right.begin : left.depth < right.depth;
    });
    std::vector<std::uint32_t> place(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
      place[order[i]] = i;
    std::vector<Section> sorted;
    sorted.reserve(order.size());
    for (const std::uint32_t old : order) {
      sorted.push_back(std::move(out_.sections[old]));
      if (sorted.back().parent != kNoSection) sorted.back().parent = place[sorted.back().parent];
    }
    out_.sections = std::move(sorted);
  }

  Outline& out_;
  std::size_t block_ = 0;
  std::size_t known_ = 0;       ///< sections that blocks begin
  std::size_t paragraphs_ = 0;  ///< of running text so far
  std::uint32_t inside_ = kNoSection;
  std::uint32_t own_ = kNoSection;  ///< the section that the block begins
  std::optional<char> base_;        ///< shape of the block's own number, if it is a whole section
  std::vector<RunInMark> marks_;
  std::vector<Level> levels_;
};

}  // namespace

void add_run_in_sections(Outline& outline) {
  RunInSections(outline).run();
}

}  // namespace licet::spdx::detail
