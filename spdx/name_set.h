// Sets of names that are known when the program is compiled, for looking up each word of a large
// document.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <string_view>

namespace licet::spdx {

/// A constant set of names: a hash table with open addressing (Knuth, TAOCP 6.4, algorithm L),
/// filled by the compiler and at most half full.
template <std::size_t N>
class NameSet {
 public:
  /// The names in any order; a second one of the same letters is the same name. None is empty.
  consteval explicit NameSet(std::array<std::string_view, N> names) {
    for (std::size_t i = 0; i < N; ++i) {
      Slot& slot = slots_.at(slot_of(names.at(i)));
      if (slot.name.empty()) slot = {names.at(i), i};
    }
  }

  /// Constant time.
  [[nodiscard]] constexpr bool contains(std::string_view name) const { return find(name) < N; }

  /// Which of the names this is, counted from 0; N if it is none. Constant time.
  [[nodiscard]] constexpr std::size_t find(std::string_view name) const {
    return name.empty() ? N : slots_[slot_of(name)].index;
  }

 private:
  struct Slot {
    std::string_view name;
    std::size_t index = N;
  };

  static constexpr std::size_t kSlots = std::bit_ceil(2 * N);

  // Names differ in their length, or else in letters at their ends or in the middle.
  static constexpr std::size_t hash(std::string_view name) {
    const auto letter = [&](std::size_t at) { return static_cast<unsigned char>(name[at]); };
    return name.size() * std::size_t{7} + letter(0) * std::size_t{31} +
           letter(name.size() / 2) * std::size_t{5} + letter(name.size() - 1);
  }

  // Where a name stands, or may stand.
  [[nodiscard]] constexpr std::size_t slot_of(std::string_view name) const {
    std::size_t at = hash(name) % kSlots;
    while (!slots_[at].name.empty() && slots_[at].name != name)
      at = (at + 1) % kSlots;
    return at;
  }

  std::array<Slot, kSlots> slots_;
};

/// A set of the names written out.
template <std::size_t N>
consteval NameSet<N> name_set(const std::string_view (&names)[N]) {
  return NameSet<N>(std::to_array(names));
}

/// A set of the names of several lists.
template <std::size_t... N>
consteval auto name_set_of(const std::array<std::string_view, N>&... lists) {
  std::array<std::string_view, (N + ...)> all;
  auto* end = all.begin();
  ((end = std::ranges::copy(lists, end).out), ...);
  return NameSet(all);
}

}  // namespace licet::spdx
