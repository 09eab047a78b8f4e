#include "spdx/outline_parts.h"

#include <algorithm>

#include "spdx/characters.h"
#include "spdx/text_lines.h"

namespace licet::spdx {

namespace detail {

namespace {

constexpr std::size_t kMaxTitleWords = 9;
constexpr std::size_t kMaxColonWords = 4;  // longer, it introduces a list
constexpr std::size_t kMaxLineWords = 11;
constexpr std::size_t kMaxLine = 80;  // bytes of a heading that stands alone

std::string_view block_words(const Outline& outline, std::size_t block) {
  return outline.words(outline.blocks[block].begin, outline.blocks[block].end);
}

std::size_t count_words(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

std::string_view without_emphasis(std::string_view text) {
  while (!text.empty() && (text.front() == '*' || text.front() == '_' || text.front() == ' '))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == '*' || text.back() == '_' || text.back() == ' '))
    text.remove_suffix(1);
  return text;
}

// Whether the point at an offset ends a sentence, and no abbreviation such as `U.S.`.
bool is_full_stop(std::string_view text, std::size_t point) {
  if (point + 1 < text.size() && text[point + 1] != ' ' && text[point + 1] != '*') return false;
  return text[point] == ':' || point < 2 || !is_upper(text[point - 1]) || text[point - 2] != '.';
}

// A date, a version, an address, a blank to fill in: not the name of a part.
bool has_digit_or_address(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '@'; }) ||
         text.find("://") != std::string_view::npos || text.starts_with("www.") ||
         text.find("__") != std::string_view::npos;
}

// Whether a line by itself may be a heading.
bool reads_as_heading(std::string_view words) {
  if (words.size() > kMaxLine || count_words(words) > kMaxLineWords || !is_upper(words.front()))
    return false;
  const bool colon = words.back() == ':' && (in_capitals(words) || in_title_case(words));
  return (colon || !ends_sentence(words)) && !has_digit_or_address(words);
}

// Whether the block behind a line is what a heading stands above.
bool stands_above(const Outline& outline, std::size_t line, bool capitals) {
  const TextBlock& next = outline.blocks[line + 1];
  if (next.bullet > 0 || next.kind == TextBlock::Kind::Title) return true;
  const std::string_view words = block_words(outline, line + 1);
  // Capitals may be one line of a longer text in capitals.
  if (capitals) return next.apart || !in_capitals(words);
  return words.size() >= block_words(outline, line).size() || enumerator_of(outline, next);
}

// Whether the paragraph before a line has no end yet.
bool goes_on_before(const Outline& outline, std::size_t line) {
  if (line == 0) return false;
  const std::string_view words = block_words(outline, line - 1);
  return outline.blocks[line - 1].kind == TextBlock::Kind::Paragraph && words.size() > kMaxLine &&
         !ends_sentence(words);
}

}  // namespace

std::optional<Enumerator> enumerator_of(const Outline& outline, const TextBlock& block) {
  const std::string_view words = outline.words(block.begin, block.end);
  if (block.kind == TextBlock::Kind::Notice) return std::nullopt;
  if (!block.structured || block.bullet == 0) {
    // A number may stand behind a list mark.
    const std::size_t skip = block.bullet > 0 ? block.bullet + std::size_t{1} : 0;
    auto found = enumerator_at_start(words.substr(std::min(skip, words.size())));
    if (found) found->length += skip;
    return found;
  }
  auto found = enumerator_of_bullet(words.substr(0, block.bullet));
  if (found) {
    found->length = block.bullet;
    if (found->length < words.size()) ++found->length;
  }
  return found;
}

bool in_capitals(std::string_view words) {
  return std::ranges::any_of(words, is_upper) && std::ranges::none_of(words, is_lower);
}

bool in_title_case(std::string_view words) {
  constexpr std::size_t kSmallWord = 3;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    if (word.size() > kSmallWord && is_lower(word.front())) return false;
    words.remove_prefix(std::min(word.size() + 1, words.size()));
  }
  return true;
}

std::string_view title_of(std::string_view words) {
  // Emphasis takes some bytes more; no title is longer, and texts are looked at often.
  const bool cut = words.size() > kMaxHeading + 10;
  if (cut) words = words.substr(0, kMaxHeading + 10);
  words = without_emphasis(words);
  if (words.empty() || !is_upper(words.front())) return {};
  std::size_t end = words.find_first_of(".:");
  while (end != std::string_view::npos && !is_full_stop(words, end))
    end = words.find_first_of(".:", end + 1);
  if (end == std::string_view::npos) {
    if (cut || words.size() > kMaxHeading || ends_sentence(words)) return {};
    end = words.size();
  }
  const std::string_view title = without_emphasis(words.substr(0, end));
  const bool colon = end < words.size() && words[end] == ':';
  const std::size_t most = colon ? kMaxColonWords : kMaxTitleWords;
  if (title.size() > kMaxHeading || count_words(title) > most) return {};
  const bool alone = end + 1 >= words.size();
  return alone || title.find_first_of(";,") == std::string_view::npos ? title : std::string_view();
}

std::string cut_heading(std::string_view words) {
  if (words.size() > kMaxHeading) {
    std::size_t end = words.rfind(' ', kMaxHeading);
    if (end == std::string_view::npos || end == 0) {
      end = kMaxHeading;
      while (end + 3 > kMaxHeading && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U)
        --end;
    }
    words = words.substr(0, end);
  }
  return std::string(words);
}

bool is_heading(const Outline& outline, std::size_t block) {
  const TextBlock& line = outline.blocks[block];
  if (line.bullet > 0 || line.kind == TextBlock::Kind::Notice) return false;
  if (line.kind == TextBlock::Kind::Title) return !line.structured || line.indent == 0;
  const std::string_view words = block_words(outline, block);
  if (!reads_as_heading(words)) return false;
  const bool capitals = in_capitals(words);
  if (line.indent > 0 && (line.structured || !capitals)) return false;
  if (!line.structured && !line.apart) return false;
  return block + 1 < outline.blocks.size() && stands_above(outline, block, capitals) &&
         (capitals || line.apart || !goes_on_before(outline, block));
}

bool is_running_text(const Outline& outline, std::size_t block) {
  const TextBlock& paragraph = outline.blocks[block];
  if (paragraph.kind != TextBlock::Kind::Paragraph || paragraph.indent > 0) return false;
  return !is_heading(outline, block) && !enumerator_of(outline, paragraph) &&
         ends_sentence(block_words(outline, block));
}

std::vector<std::string> whole_number(const Outline& outline, std::uint32_t section) {
  std::vector<std::string> numbers;
  while (section != kNoSection) {
    const Section& part = outline.sections[section];
    if (part.kind != Section::Kind::Heading)
      numbers.insert(numbers.begin(), part.numbers.begin(), part.numbers.end());
    // `2.1` says the whole way.
    const bool path = part.numbers.size() > 1 && part.kind != Section::Kind::Attachment;
    section = part.parent;
    while (path && section != kNoSection &&
           outline.sections[section].kind == Section::Kind::Numbered)
      section = outline.sections[section].parent;
  }
  return numbers;
}

}  // namespace detail

Outline outline(BlockText text) {
  Outline out;
  out.text = std::move(text.text);
  out.blocks = std::move(text.blocks);
  detail::add_block_sections(out);
  detail::add_counted_sections(out);
  detail::add_run_in_sections(out);
  detail::add_labels(out);
  return out;
}

Outline outline(const LicenseText& text) {
  return outline(blocks_of(text));
}

Outline outline(std::string_view plain) {
  return outline(blocks_of(plain));
}

}  // namespace licet::spdx
