// Finding what a citation names: each step of it narrows a range of the text.
#include <algorithm>

#include "spdx/citation.h"
#include "spdx/outline_parts.h"
#include "spdx/places_in_section.h"

namespace licet::spdx {

namespace {

using detail::folded_words;
using detail::Range;
using detail::Step;
using Kind = Section::Kind;

constexpr const char* kCounted = "counted: the text has no numbers here";

// How far two numbers are taken for the same.
enum class Likeness : std::uint8_t {
  Exact,
  AnyCase,
  SameValue
};

bool same_number(const std::string& cited, const std::string& written, Likeness likeness) {
  if (cited == written) return true;
  if (likeness == Likeness::Exact) return false;
  if (folded_words(cited) == folded_words(written)) return true;
  if (likeness == Likeness::AnyCase) return false;
  return Readings(cited).meets(Readings(written));
}

class Finder {
 public:
  explicit Finder(const Outline& outline) : out_(outline) {}

  std::optional<FoundSection> run(std::string_view citation) {
    if (auto known = labelled(citation)) return known;
    // A heading may hold commas and numbers of its own.
    if (auto range = titled(citation, Range::all(out_), true)) return result(*range);
    Range range = Range::all(out_);
    const auto steps = detail::steps_of(citation);
    if (steps.empty()) return std::nullopt;
    for (const Step& step : steps) {
      auto next = take(step, range);
      if (!next) return std::nullopt;
      range = *next;
    }
    return result(range);
  }

 private:
  [[nodiscard]] std::optional<FoundSection> labelled(std::string_view citation) const {
    const auto known = std::ranges::find(out_.sections, citation, &Section::label);
    if (known == out_.sections.end()) return std::nullopt;
    return result(Range::of(out_, static_cast<std::uint32_t>(known - out_.sections.begin())));
  }

  [[nodiscard]] FoundSection result(const Range& range) const {
    FoundSection found;
    found.section = range.section;
    found.whole = is_section(range);
    if (!found.whole) {
      found.section = detail::innermost_section(out_, range.begin, range.end);
      found.whole = is_section({found.section, range.begin, range.end});
    }
    found.begin = range.begin;
    found.end = range.end;
    found.how = how_;
    if (found.whole && is_counted(found.section)) found.how = kCounted;
    return found;
  }

  // Whether its number, or one around it, is a place in a list.
  [[nodiscard]] bool is_counted(std::uint32_t section) const {
    while (section != kNoSection && out_.sections[section].kind != Kind::Counted)
      section = out_.sections[section].parent;
    return section != kNoSection;
  }

  // Whether a range is all of its section.
  [[nodiscard]] bool is_section(const Range& range) const {
    return range.section != kNoSection && out_.sections[range.section].begin == range.begin &&
           out_.sections[range.section].end == range.end;
  }

  std::optional<Range> take(const Step& step, const Range& range) {
    switch (step.kind) {
      case Step::Kind::Number:
        return number(step.numbers, range);
      case Step::Kind::Words:
        return titled(step.words, range, false);
      case Step::Kind::Item:
        if (!step.numbers.empty()) {
          auto found = number(step.numbers, range);
          if (!found && !step.words.empty()) return titled(step.words, range, false);
          return found;
        }
        return item(step.place, range);
      case Step::Kind::Paragraph:
        return detail::paragraph_at(out_, range, step.place);
      case Step::Kind::Behind:
        if (const auto before = number(step.numbers, range))
          return detail::paragraph_behind(out_, range, *before);
        return std::nullopt;
    }
    return std::nullopt;
  }

  // A section by number; the parts that are missing by their place in a list.
  std::optional<Range> number(const std::vector<std::string>& numbers, const Range& range) {
    for (const Likeness likeness : {Likeness::Exact, Likeness::AnyCase, Likeness::SameValue}) {
      const std::uint32_t found = numbered(numbers, range, likeness);
      if (found == kNoSection) continue;
      if (likeness == Likeness::SameValue)
        how_ = "the text writes this number as " + out_.sections[found].label;
      return Range::of(out_, found);
    }
    for (std::size_t known = numbers.size(); known-- > 0;) {
      Range at = range;
      if (known > 0) {
        const std::vector<std::string> front(numbers.begin(),
                                             numbers.begin() + static_cast<std::ptrdiff_t>(known));
        const std::uint32_t found = numbered(front, range, Likeness::AnyCase);
        if (found == kNoSection) continue;
        at = Range::of(out_, found);
      }
      return counted(numbers, known, at);
    }
    return std::nullopt;
  }

  // The numbers from `known` on as places in lists, or, outermost, of headings.
  std::optional<Range> counted(const std::vector<std::string>& numbers, std::size_t known,
                               Range range) {
    for (std::size_t i = known; i < numbers.size(); ++i) {
      // Below an item that was counted there may be numbers.
      const std::uint32_t found =
          i > known ? numbered({numbers[i]}, range, Likeness::SameValue) : kNoSection;
      const auto next =
          found == kNoSection ? at_place(numbers[i], range) : std::optional(Range::of(out_, found));
      if (!next) return std::nullopt;
      range = *next;
    }
    how_ = kCounted;
    return range;
  }

  // The heading or item at a place.
  [[nodiscard]] std::optional<Range> at_place(const std::string& number, const Range& range) const {
    for (const Numerals numerals : kAllNumerals) {
      const std::size_t place = Readings(number).in(numerals).value_or(0);
      if (place == 0) continue;
      if (range.section == kNoSection) {
        if (auto found = detail::heading_at(out_, place)) return found;
      }
      if (has_numbers(range)) continue;
      if (auto found = detail::item_at(out_, range, place)) return found;
    }
    return std::nullopt;
  }

  // Whether the parts directly inside a range have numbers, so that places do not count.
  [[nodiscard]] bool has_numbers(const Range& range) const {
    return std::ranges::any_of(out_.sections, [&](const Section& section) {
      return section.kind != Kind::Heading && section.parent == range.section &&
             section.numbers.front() != "paragraph" && range.holds(section);
    });
  }

  std::optional<Range> item(std::size_t place, const Range& range) {
    // Numbered items are counted as they stand.
    std::vector<std::uint32_t> items;
    for (std::uint32_t i = 0; i < out_.sections.size(); ++i) {
      if (out_.sections[i].parent == range.section && range.holds(out_.sections[i]) &&
          out_.sections[i].kind != Kind::Heading)
        items.push_back(i);
    }
    if (items.empty()) return detail::item_at(out_, range, place);
    if (place > items.size()) return std::nullopt;
    return Range::of(out_, place == 0 ? items.back() : items[place - 1]);
  }

  // The section of this number inside a range; of several the one that leaves out the least.
  [[nodiscard]] std::uint32_t numbered(const std::vector<std::string>& cited, const Range& range,
                                       Likeness likeness) const {
    std::uint32_t best = kNoSection;
    std::size_t least = 1000;
    for (std::uint32_t i = 0; i < out_.sections.size(); ++i) {
      const Section& section = out_.sections[i];
      if (section.kind == Kind::Heading || i == range.section || !range.holds(section)) continue;
      if (!same_number(cited.back(), section.numbers.back(), likeness) &&
          section.numbers.back() != "0")
        continue;
      const std::size_t left_out = missing(cited, i, range, likeness);
      if (left_out < least) {
        least = left_out;
        best = i;
      }
    }
    return best;
  }

  // How much of a section's whole number a citation leaves out; 1000 if it is another number.
  [[nodiscard]] std::size_t missing(const std::vector<std::string>& cited, std::uint32_t section,
                                    const Range& range, Likeness likeness) const {
    constexpr std::size_t kOther = 1000;
    std::vector<std::string> written = detail::whole_number(out_, section);
    const Section& own = out_.sections[section];
    if (own.numbers.size() > 1 && written.back() == "0" && cited.back() != "0") written.pop_back();
    if (written.size() < cited.size()) return kOther;
    const std::size_t skip = written.size() - cited.size();
    for (std::size_t i = 0; i < cited.size(); ++i) {
      if (!same_number(cited[i], written[skip + i], likeness)) return kOther;
    }
    if (skip == 0) return 0;
    if (range.section != kNoSection || range.begin > 0) {
      // Inside a part its own number goes without saying.
      const std::size_t above =
          range.section == kNoSection ? 0 : detail::whole_number(out_, range.section).size();
      return skip > above ? skip : 0;
    }
    if (written.front() == "paragraph") return kOther;
    if (out_.sections[outermost(section)].kind == Kind::Attachment) return 10 + skip;
    const bool roman = Readings(written[skip - 1]).in(Numerals::UpperRoman).has_value();
    const char digit = cited.front().front();
    return skip == 1 && roman && digit >= '0' && digit <= '9' ? 1 : kOther;
  }

  [[nodiscard]] std::uint32_t outermost(std::uint32_t section) const {
    while (out_.sections[section].parent != kNoSection)
      section = out_.sections[section].parent;
    return section;
  }

  // A heading, a title, or words that a paragraph begins with.
  std::optional<Range> titled(std::string_view words, const Range& range, bool exact) {
    return detail::titled_part(out_, range, words, exact);
  }

  const Outline& out_;
  std::string how_;
};

}  // namespace

std::vector<FoundSection> paragraphs(const Outline& outline) {
  std::vector<FoundSection> out;
  for (std::size_t i = 0; i < outline.blocks.size(); ++i) {
    if (!detail::is_running_text(outline, i)) continue;
    const TextBlock& block = outline.blocks[i];
    out.push_back({detail::innermost_section(outline, block.begin, block.end),
                   false,
                   block.begin,
                   block.end,
                   {}});
  }
  return out;
}

std::optional<FoundSection> find_section(const Outline& outline, std::string_view citation) {
  return Finder(outline).run(citation);
}

}  // namespace licet::spdx
