// The part of a text that words name.
#include <algorithm>
#include <array>
#include <functional>

#include "spdx/citation.h"
#include "spdx/outline_parts.h"
#include "spdx/places_in_section.h"

namespace licet::spdx::detail {

namespace {

constexpr std::size_t kFolded = 200;  // bytes of a block that are compared with a title

bool begins_quoted(std::string_view words) {
  return words.starts_with('"') || words.starts_with("\xE2\x80\x9C");
}

class TitledPart {
 public:
  TitledPart(const Outline& outline, const Range& range, std::string_view words)
      : out_(outline), range_(range), wanted_(folded_words(words)) {}

  [[nodiscard]] std::optional<Range> section(
      const std::function<bool(const std::string&)>& like) const {
    for (std::uint32_t i = 0; i < out_.sections.size(); ++i) {
      const Section& section = out_.sections[i];
      if (i == range_.section || !range_.holds(section) || section.heading.empty()) continue;
      if (like(folded_words(section.heading))) return Range::of(out_, i);
    }
    return std::nullopt;
  }

  // A paragraph that begins with this title, and what belongs to it.
  [[nodiscard]] std::optional<Range> titled_block() const {
    for (std::size_t i = 0; i < out_.blocks.size(); ++i) {
      if (!range_.holds(out_.blocks[i])) continue;
      if (folded_words(title_of(own_words(i))) == wanted_) return part_from(i, false);
    }
    return std::nullopt;
  }

  // A paragraph that begins with these words, as a definition does.
  [[nodiscard]] std::optional<Range> beginning_block() const {
    for (std::size_t i = 0; i < out_.blocks.size(); ++i) {
      if (!range_.holds(out_.blocks[i])) continue;
      const std::string folded = folded_words(own_words(i).substr(0, kFolded));
      if (folded.starts_with(wanted_ + " ")) return part_from(i, true);
    }
    return std::nullopt;
  }

  // What short licenses are said to consist of.
  [[nodiscard]] std::optional<Range> role() const {
    if (wanted_ == "condition" || wanted_ == "conditions") return behind_colon();
    if (wanted_ == "disclaimer" || wanted_ == "disclaimer of warranty" ||
        wanted_ == "warranty disclaimer") {
      return block_with({"as is", "without warrant", "no warrant", "disclaims all warranties"});
    }
    if (wanted_ == "copyright notice" || wanted_ == "notice") {
      for (const TextBlock& block : out_.blocks) {
        if (block.kind == TextBlock::Kind::Notice && range_.holds(block)) return range_of(block);
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] const std::string& wanted() const { return wanted_; }

 private:
  [[nodiscard]] std::string_view words(std::size_t block) const {
    return out_.words(out_.blocks[block].begin, out_.blocks[block].end);
  }

  // Without number or mark.
  [[nodiscard]] std::string_view own_words(std::size_t block) const {
    const auto number = enumerator_of(out_, out_.blocks[block]);
    const std::string_view all = words(block);
    const std::size_t skip = number ? number->length : out_.blocks[block].bullet;
    return all.substr(std::min(skip, all.size()));
  }

  [[nodiscard]] Range range_of(const TextBlock& block) const {
    return {innermost_section(out_, block.begin, block.end), block.begin, block.end};
  }

  // Whether a block begins something of its own.
  [[nodiscard]] bool begins_part(std::size_t block, std::size_t after, bool definition) const {
    const TextBlock& here = out_.blocks[block];
    if (enumerator_of(out_, here) || is_heading(out_, block)) return true;
    if (definition) return here.bullet > 0 || begins_quoted(words(block));
    if (here.bullet > 0 || here.indent > out_.blocks[after].indent) return false;
    const std::string_view title = title_of(words(block));
    return !title.empty() && title.size() + 2 < words(block).size();
  }

  [[nodiscard]] Range part_from(std::size_t block, bool definition) const {
    const TextBlock& first = out_.blocks[block];
    const std::uint32_t inside = innermost_section(out_, first.begin, first.end);
    if (inside != kNoSection && out_.sections[inside].begin == first.begin)
      return Range::of(out_, inside);
    Range out{inside, first.begin, first.end};
    const std::size_t limit = inside == kNoSection ? range_.end : out_.sections[inside].end;
    for (std::size_t i = block + 1; i < out_.blocks.size() && out_.blocks[i].end <= limit; ++i) {
      if (begins_part(i, block, definition)) break;
      out.end = out_.blocks[i].end;
    }
    return out;
  }

  [[nodiscard]] std::optional<Range> behind_colon() const {
    for (std::size_t i = 1; i < out_.blocks.size(); ++i) {
      if (!range_.holds(out_.blocks[i])) continue;
      const std::string before = folded_words(words(i - 1).substr(
          words(i - 1).size() - std::min<std::size_t>(words(i - 1).size(), kFolded)));
      if (words(i - 1).ends_with(':') &&
          (before.ends_with("condition") || before.ends_with("conditions")))
        return range_of(out_.blocks[i]);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Range> block_with(
      std::initializer_list<std::string_view> phrases) const {
    for (std::size_t i = 0; i < out_.blocks.size(); ++i) {
      if (!range_.holds(out_.blocks[i])) continue;
      const std::string folded = folded_words(words(i));
      if (std::ranges::any_of(phrases, [&](std::string_view phrase) {
            return folded.find(phrase) != std::string::npos;
          }))
        return range_of(out_.blocks[i]);
    }
    return std::nullopt;
  }

  const Outline& out_;
  const Range& range_;
  std::string wanted_;
};

}  // namespace

std::optional<Range> titled_part(const Outline& outline, const Range& range, std::string_view words,
                                 bool exact) {
  const TitledPart part(outline, range, words);
  const std::string& wanted = part.wanted();
  if (wanted.empty()) return std::nullopt;
  if (auto found = part.section([&](const std::string& heading) { return heading == wanted; }))
    return found;
  if (exact) return std::nullopt;
  if (auto found = part.titled_block()) return found;
  if (auto found = part.section(
          [&](const std::string& heading) { return heading.starts_with(wanted + " "); }))
    return found;
  if (auto found = part.role()) return found;
  if (auto found = part.beginning_block()) return found;
  return part.section([&](const std::string& heading) {
    return (" " + heading + " ").find(" " + wanted + " ") != std::string::npos;
  });
}

}  // namespace licet::spdx::detail
