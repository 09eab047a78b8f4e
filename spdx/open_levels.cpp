#include "spdx/open_levels.h"

#include <algorithm>
#include <utility>

namespace licet::spdx::detail {

using Kind = Section::Kind;

bool OpenLevels::push(OpenLevel level, std::vector<std::string> numbers, std::string heading) {
  if (levels_.size() >= kMaxSectionDepth) return false;
  const TextBlock& block = out_.blocks[at_];
  Section section;
  section.kind = level.kind;
  section.numbers = std::move(numbers);
  section.heading = std::move(heading);
  section.parent = levels_.empty() ? kNoSection : levels_.back().section;
  section.depth = static_cast<std::uint32_t>(levels_.size());
  section.begin = block.begin;
  section.end = block.end;
  level.section = static_cast<std::uint32_t>(out_.sections.size());
  level.indent = block.indent;
  out_.sections.push_back(std::move(section));
  levels_.push_back(level);
  return true;
}

void OpenLevels::pop() {
  const OpenLevel& level = levels_.back();
  out_.sections[level.section].end = at_ > 0 ? out_.blocks[at_ - 1].end : 0;
  if (level.kind == Kind::Numbered)
    last_closed_[static_cast<std::size_t>(level.numerals)] = level.value;
  levels_.pop_back();
}

void OpenLevels::pop_to(std::size_t size) {
  while (levels_.size() > size)
    pop();
}

bool OpenLevels::in_number() const {
  return !levels_.empty() && levels_.back().kind == Kind::Numbered && !levels_.back().word;
}

std::size_t OpenLevels::numbered() const {
  return static_cast<std::size_t>(std::ranges::count(levels_, Kind::Numbered, &OpenLevel::kind));
}

}  // namespace licet::spdx::detail
