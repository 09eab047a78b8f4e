// Ids hold ASCII letters, digits, '-', '.' and '+' only: of these, letters alone have bit 6, and
// their case is bit 5. So eight bytes at a time are told apart or found equal.
#include "spdx/license_index.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace licet::spdx {

namespace {

constexpr std::uint64_t kCaseBits = 0x2020202020202020U;
constexpr std::uint64_t kLetterBits = 0x4040404040404040U;

template <typename Word>
std::uint64_t load(const char* from) {
  Word word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

// Eight bytes from `at` on, or the last eight if fewer are left. A shorter text is one word, in
// which some of its bytes may stand twice. Whole loads only: bytes put together in memory and read
// as a word make the processor wait, longer than all the rest of a look-up takes.
std::uint64_t word(std::string_view text, std::size_t at) {
  const std::size_t size = text.size();
  const char* data = text.data();
  if (size >= 8) return load<std::uint64_t>(data + std::min(at, size - 8));
  if (size >= 4) return load<std::uint32_t>(data) | load<std::uint32_t>(data + size - 4) << 32U;
  return load<std::uint8_t>(data) | load<std::uint8_t>(data + size / 2) << 8U |
         load<std::uint8_t>(data + size - 1) << 16U;
}

std::size_t hash(std::string_view id) {
  std::uint64_t h = id.size();
  for (std::size_t at = 0; at < id.size(); at += 8) {
    h = (h ^ (word(id, at) | kCaseBits)) * 0x9E3779B97F4A7C15U;
    h ^= h >> 29U;
  }
  return static_cast<std::size_t>(h ^ h >> 32U);
}

// Any text against an id of the list.
bool same(std::string_view listed, std::string_view id) {
  if (listed.size() != id.size()) return false;
  for (std::size_t at = 0; at < id.size(); at += 8) {
    const std::uint64_t letters = word(listed, at);
    const std::uint64_t may_differ = (letters & kLetterBits) >> 1U;
    if (((letters ^ word(id, at)) & ~may_differ) != 0) return false;
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
