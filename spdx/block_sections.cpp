// The sections that blocks begin: a stack of open levels, and for each number the question which of
// them it goes on with, or whether it opens one.
#include <algorithm>

#include "spdx/enumerated_blocks.h"
#include "spdx/open_levels.h"
#include "spdx/outline_parts.h"

namespace licet::spdx::detail {

namespace {

using Kind = Section::Kind;
using Word = Enumerator::Word;

constexpr std::uint32_t kTitleLevel = 7;     // below all Markdown headings
constexpr std::uint32_t kCapitalsLevel = 8;  // a line in capitals
constexpr std::uint32_t kLineLevel = 9;      // any other line that is a heading

class BlockSections {
 public:
  explicit BlockSections(Outline& outline) : out_(outline), numbers_(outline), levels_(outline) {}

  void run() {
    for (at_ = 0; at_ < out_.blocks.size(); ++at_) {
      numbers_.visit(at_);
      levels_.visit(at_);
      if (const auto& found = numbers_.here(); found && place(*found)) {
        second_number(*found);
        continue;
      }
      if (names_attachment()) {
        out_.sections[levels_.top().section].heading = title_of(words(block()));
      } else if (is_heading(out_, at_)) {
        heading();
      } else {
        paragraph();
      }
    }
    levels_.visit(at_);
    levels_.pop_to(0);
  }

 private:
  [[nodiscard]] const TextBlock& block() const { return out_.blocks[at_]; }

  [[nodiscard]] std::string_view words(const TextBlock& block) const {
    return out_.words(block.begin, block.end);
  }

  [[nodiscard]] bool behind_colon() const {
    return at_ > 0 && words(out_.blocks[at_ - 1]).ends_with(':');
  }

  bool push_number(const Enumerator& found, Numerals numerals, std::uint32_t value, bool listed) {
    OpenLevel open;
    open.numerals = numerals;
    open.value = value;
    open.shape = found.shape;
    open.word = found.word == Word::Section;
    open.path = found.numbers.size() > 1;
    open.listed = listed;
    const std::string_view rest = words(block()).substr(found.length);
    return levels_.push(open, found.numbers, std::string(title_of(rest)));
  }

  bool place(const Enumerator& found) {
    if (found.word == Word::Attachment) return attachment(found);
    if (found.numbers.empty()) return named(found);
    if (found.numbers.size() > 1) return path(found);
    const Readings readings(found.numbers.front());
    if (bare(found)) {
      const std::string_view rest = words(block()).substr(found.length);
      if (!block().apart || title_of(rest).size() != rest.size()) return false;
      return goes_on(found, readings) ||
             (numbers_.has_second(found, Numerals::Decimal) && begins_list(found, readings));
    }
    if (goes_on(found, readings)) return true;
    if (begins_list(found, readings)) return true;
    return skips(found, readings);
  }

  // `3. (a) …`, where `(b)` begins a later block.
  void second_number(const Enumerator& first) {
    const std::string_view rest = words(block()).substr(first.length);
    const auto found = enumerator_at_start(rest);
    if (!found || found->numbers.size() != 1 || found->word != Word::None || found->shape == ' ')
      return;
    const Readings readings(found->numbers.front());
    for (const Numerals numerals : kAllNumerals) {
      if (readings.in(numerals) != 1U || !numbers_.has_second(*found, numerals)) continue;
      OpenLevel open;
      open.numerals = numerals;
      open.value = 1;
      open.shape = found->shape;
      const std::string_view title = title_of(rest.substr(found->length));
      if (!levels_.push(open, found->numbers, std::string(title))) return;
      out_.sections.back().begin += first.length;
      return;
    }
  }

  // `1 Definitions`: only as a line of its own, and with its like.
  [[nodiscard]] bool bare(const Enumerator& found) const {
    return found.shape == ' ' && found.word == Word::None && block().bullet == 0;
  }

  // `Attachment A`: holds all that follows it.
  bool attachment(const Enumerator& found) {
    levels_.pop_to(0);
    OpenLevel open;
    open.kind = Kind::Attachment;
    const std::string_view all = words(block());
    std::string name(all.substr(0, found.name.size()));
    for (std::size_t i = 1; i < name.size(); ++i)  // `EXHIBIT` is cited as `Exhibit`
      if (name[i] >= 'A' && name[i] <= 'Z') name[i] = static_cast<char>(name[i] - 'A' + 'a');
    std::vector<std::string> numbers = {std::move(name)};
    numbers.insert(numbers.end(), found.numbers.begin(), found.numbers.end());
    return levels_.push(open, std::move(numbers), std::string(title_of(all.substr(found.length))));
  }

  // A bullet that is a word.
  bool named(const Enumerator& found) {
    while (!levels_.empty() && levels_.top().indent >= block().indent)
      levels_.pop();
    OpenLevel open;
    open.kind = Kind::Heading;
    open.level = kLineLevel;
    return levels_.push(open, {}, found.name);
  }

  // `2.1` belongs below `2`; without that, below what is not a number itself.
  bool path(const Enumerator& found) {
    std::size_t keep = 0;
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      if (levels_[i].kind != Kind::Numbered) {
        keep = i + 1;
        continue;
      }
      std::vector<std::string> above = out_.sections[levels_[i].section].numbers;
      if (above.size() > 1 && above.back() == "0") above.pop_back();
      const bool roman = levels_[i].word && levels_[i].numerals == Numerals::UpperRoman;
      const bool prefix = above.size() < found.numbers.size() &&
                          std::equal(above.begin(), above.end(), found.numbers.begin());
      if (prefix || roman) keep = i + 1;
    }
    const Readings last(found.numbers.back());
    levels_.pop_to(keep);
    return push_number(found, Numerals::Decimal, last.in(Numerals::Decimal).value_or(0), false);
  }

  // The next number of an open level, one at the same indent before others.
  bool goes_on(const Enumerator& found, const Readings& readings) {
    for (const bool same_indent : {true, false}) {
      for (std::size_t i = levels_.size(); i-- > 0;) {
        const OpenLevel open = levels_[i];
        if (same_indent ? open.indent != block().indent : open.shape != found.shape) continue;
        if (!is_next(open, found, readings)) continue;
        levels_.pop_to(i);
        return push_number(found, open.numerals, open.value + 1, open.listed);
      }
    }
    return false;
  }

  [[nodiscard]] bool is_next(const OpenLevel& open, const Enumerator& found,
                             const Readings& readings) const {
    if (open.kind != Kind::Numbered || open.path || open.word != (found.word == Word::Section))
      return false;
    const bool letters =
        open.numerals == Numerals::LowerLetter || open.numerals == Numerals::UpperLetter;
    return readings.in(open.numerals) == open.value + 1 &&
           !(letters && numbers_.begins_roman(found));
  }

  // A first number opens a level.
  bool begins_list(const Enumerator& found, const Readings& readings) {
    for (const Numerals numerals : kAllNumerals) {
      const auto value = readings.in(numerals);
      const bool zero = numerals == Numerals::Decimal && value == 0U;
      if (value != 1U && !zero) continue;
      // A letter may be anything: initials, a copyright sign.
      const bool single = numerals == Numerals::LowerRoman || numerals == Numerals::UpperRoman;
      // `(1)` may begin a line of running text.
      const bool decimal = numerals == Numerals::Decimal && (block().apart || found.shape == '.');
      const bool sure = decimal || (block().bullet > 0 && !single) || found.word == Word::Section;
      if (!sure && !numbers_.has_second(found, numerals)) continue;
      make_room(found, numerals);
      return push_number(found, numerals, *value, behind_colon());
    }
    return false;
  }

  // Closes what a list beginning here cannot be inside of.
  void make_room(const Enumerator& found, Numerals numerals) {
    if (found.word == Word::Section) {
      while (levels_.in_number())
        levels_.pop();
      return;
    }
    // A new list behind a colon is inside of it, wherever it stands.
    const bool known = std::ranges::any_of(levels_.all(), [&](const OpenLevel& open) {
      return open.numerals == numerals && open.shape == found.shape;
    });
    if (!known && !block().structured && behind_colon()) return;
    bool closed = false;
    while (levels_.in_number() && levels_.top().indent > block().indent &&
           (block().structured || levels_.numbered() > 1)) {
      levels_.pop();
      closed = true;
    }
    if (levels_.empty()) return;
    const OpenLevel& top = levels_.top();
    const bool again = levels_.in_number() && !top.path && top.numerals == numerals &&
                       top.shape == found.shape && top.indent == block().indent;
    if (again && (closed || block().structured)) levels_.pop();
  }

  // A number that leaves some out: a level that was closed, or a text that lost a number.
  bool skips(const Enumerator& found, const Readings& readings) {
    for (const Numerals numerals : kAllNumerals) {
      const auto value = readings.in(numerals);
      if (!value || *value < 2) continue;
      for (std::size_t i = levels_.size(); i-- > 0;) {
        const OpenLevel& open = levels_[i];
        if (open.kind != Kind::Numbered || open.path || open.numerals != numerals ||
            open.shape != found.shape || open.indent != block().indent ||
            open.word != (found.word == Word::Section) || *value <= open.value)
          continue;
        const bool listed = open.listed;
        levels_.pop_to(i);
        return push_number(found, numerals, *value, listed);
      }
      const bool next = levels_.last_closed(numerals) + 1 == *value;
      const bool apart = numerals == Numerals::Decimal && block().apart && found.shape != ' ';
      if (!next && !apart && block().bullet == 0 && found.word == Word::None) continue;
      // `(b)` behind `2.1 … (a) …` belongs there.
      const bool letter = numerals != Numerals::Decimal;
      while (levels_.in_number() && levels_.top().indent >= block().indent &&
             !(letter && levels_.top().numerals == Numerals::Decimal))
        levels_.pop();
      return push_number(found, numerals, *value, false);
    }
    return false;
  }

  // The line below `Attachment A` is its title.
  [[nodiscard]] bool names_attachment() const {
    if (levels_.empty() || levels_.top().kind != Kind::Attachment) return false;
    const Section& attachment = out_.sections[levels_.top().section];
    if (!attachment.heading.empty() || attachment.begin != out_.blocks[at_ - 1].begin) return false;
    return title_of(words(block())).size() == words(block()).size();
  }

  // Whether a heading stands outside of all that is numbered: the next number begins anew.
  [[nodiscard]] bool begins_anew() const {
    const auto outermost = std::ranges::find(levels_.all(), Kind::Numbered, &OpenLevel::kind);
    if (outermost == levels_.all().end()) return false;
    const Enumerator* later = numbers_.next();
    if (later == nullptr || later->word == Word::Attachment) return true;
    return later->numbers.size() == 1 && later->shape == outermost->shape &&
           Readings(later->numbers.front()).in(outermost->numerals) == 1U;
  }

  void heading() {
    const bool capitals = in_capitals(words(block()));
    const std::uint32_t level = block().level > 0                        ? block().level
                                : block().kind == TextBlock::Kind::Title ? kTitleLevel
                                : capitals                               ? kCapitalsLevel
                                                                         : kLineLevel;
    // Where it stands tells whether it is inside a numbered part; capitals stand outside.
    const bool anew = begins_anew();
    while (!levels_.empty()) {
      const OpenLevel& top = levels_.top();
      const bool close = top.kind == Kind::Heading ? top.level >= level
                         : top.kind == Kind::Attachment
                             ? level < kTitleLevel
                             : anew || level < kLineLevel || top.indent > block().indent;
      if (!close) break;
      levels_.pop();
    }
    // The first line of all is the name of the license.
    if (at_ == 0 || (block().structured && level == kTitleLevel && out_.sections.empty())) return;
    OpenLevel open;
    open.kind = Kind::Heading;
    open.level = level;
    levels_.push(open, {}, heading_of_block());
  }

  [[nodiscard]] std::string heading_of_block() const {
    const std::string_view title = title_of(words(block()));
    return title.empty() ? cut_heading(words(block())) : std::string(title);
  }

  // An unnumbered paragraph: does it still belong to the innermost item?
  void paragraph() {
    if (block().bullet > 0) return;
    while (levels_.in_number() && levels_.top().indent > block().indent) {
      if (levels_.numbered() == 1 && (!block().structured || only_heading(levels_.top()))) break;
      levels_.pop();
    }
    if (levels_.empty()) return;
    const OpenLevel& top = levels_.top();
    if (!levels_.in_number() || !top.listed || block().structured || at_ == 0 || behind_colon())
      return;
    const char first = out_.text[block().begin];
    if (first < 'A' || first > 'Z' || list_goes_on()) return;
    levels_.pop();
  }

  // Whether all that is known of a section is its title.
  [[nodiscard]] bool only_heading(const OpenLevel& open) const {
    const Section& section = out_.sections[open.section];
    const TextBlock& before = out_.blocks[at_ - 1];
    return section.begin == before.begin && !section.heading.empty() &&
           in_title_case(section.heading) &&
           before.end - before.begin < section.heading.size() + 16;
  }

  // Whether the next number goes on with the innermost list, and with no other.
  [[nodiscard]] bool list_goes_on() const {
    const Enumerator* later = numbers_.next();
    if (later == nullptr || later->numbers.size() != 1) return false;
    const Readings readings(later->numbers.front());
    const auto goes_on = [&](const OpenLevel& open) {
      return open.kind == Kind::Numbered && !open.word && !open.path &&
             open.shape == later->shape && readings.in(open.numerals) == open.value + 1;
    };
    return goes_on(levels_.top()) &&
           std::none_of(levels_.all().begin(), levels_.all().end() - 1, goes_on);
  }

  Outline& out_;
  EnumeratedBlocks numbers_;
  std::size_t at_ = 0;
  OpenLevels levels_;
};

}  // namespace

void add_block_sections(Outline& outline) {
  BlockSections(outline).run();
}

}  // namespace licet::spdx::detail
