#include "spdx/enumerated_blocks.h"

#include <algorithm>

#include "spdx/outline_parts.h"

namespace licet::spdx::detail {

namespace {

constexpr std::size_t kLookAhead = 64;

}  // namespace

EnumeratedBlocks::EnumeratedBlocks(const Outline& outline) {
  enumerators_.reserve(outline.blocks.size());
  for (std::size_t i = 0; i < outline.blocks.size(); ++i) {
    enumerators_.push_back(enumerator_of(outline, outline.blocks[i]));
    if (enumerators_.back()) enumerated_.push_back(i);
  }
}

void EnumeratedBlocks::visit(std::size_t block) {
  at_ = block;
  while (next_ < enumerated_.size() && enumerated_[next_] <= at_)
    ++next_;
}

const Enumerator* EnumeratedBlocks::next() const {
  return next_ < enumerated_.size() ? &*enumerators_[enumerated_[next_]] : nullptr;
}

bool EnumeratedBlocks::has_second(const Enumerator& first, Numerals numerals) const {
  const std::size_t end = std::min(enumerated_.size(), next_ + kLookAhead);
  for (std::size_t i = next_; i < end; ++i) {
    const Enumerator& later = *enumerators_[enumerated_[i]];
    if (later.shape != first.shape || later.numbers.size() != 1) continue;
    if (Readings(later.numbers.front()).in(numerals) == 2U) return true;
  }
  return false;
}

bool EnumeratedBlocks::begins_roman(const Enumerator& found) const {
  const std::string& number = found.numbers.front();
  if (number != "i" && number != "I") return false;
  const bool lower = number == "i";
  const std::size_t end = std::min(enumerated_.size(), next_ + kLookAhead);
  for (std::size_t i = next_; i < end; ++i) {
    const Enumerator& later = *enumerators_[enumerated_[i]];
    if (later.shape != found.shape || later.numbers.size() != 1) continue;
    if (later.numbers.front() == (lower ? "ii" : "II")) return true;
    if (later.numbers.front() == (lower ? "j" : "J")) return false;
  }
  return false;
}

}  // namespace licet::spdx::detail
