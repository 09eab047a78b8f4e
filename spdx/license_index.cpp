// Ids hold ASCII letters, digits, '-', '.' and '+' only, so setting bit 5 of every byte folds their
// letter case, eight bytes at a time.
#include "spdx/license_index.h"

#include <bit>
#include <cstring>

namespace licet::spdx {

namespace {

constexpr std::uint64_t kFold = 0x2020202020202020U;

// Up to eight bytes from `at` on, folded; bytes behind the end count as zero.
std::uint64_t word(std::string_view text, std::size_t at) {
  std::uint64_t value = 0;
  std::memcpy(&value, text.data() + at, std::min<std::size_t>(8, text.size() - at));
  return value | kFold;
}

std::size_t hash(std::string_view id) {
  std::uint64_t h = id.size();
  for (std::size_t at = 0; at < id.size(); at += 8) {
    h = (h ^ word(id, at)) * 0x9E3779B97F4A7C15U;
    h ^= h >> 29U;
  }
  return static_cast<std::size_t>(h ^ h >> 32U);
}

bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t at = 0; at < a.size(); at += 8) {
    if (word(a, at) != word(b, at)) return false;
  }
  return true;
}

}  // namespace

LicenseIndex::LicenseIndex(const LicenseList& list)
    : list_(list), slots_(std::bit_ceil(2 * list.entries.size() + 1), kUnlisted) {
  for (std::size_t i = 0; i < list_.entries.size(); ++i) {
    std::size_t slot = hash(list_.entries[i].id) & (slots_.size() - 1);
    while (slots_[slot] != kUnlisted)
      slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<ListIndex>(i);
  }
}

ListIndex LicenseIndex::find(std::string_view id) const {
  for (std::size_t slot = hash(id) & (slots_.size() - 1);;
       slot = (slot + 1) & (slots_.size() - 1)) {
    const ListIndex index = slots_[slot];
    if (index == kUnlisted || same(list_.entries[index].id, id)) return index;
  }
}

ListIndex LicenseIndex::license(std::string_view id) const {
  const ListIndex index = find(id);
  return index < list_.licenses ? index : kUnlisted;
}

ListIndex LicenseIndex::exception(std::string_view id) const {
  const ListIndex index = find(id);
  return index >= list_.licenses ? index : kUnlisted;
}

}  // namespace licet::spdx
