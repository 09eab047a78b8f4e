// Sets of names that are known when the program is compiled, for looking up each word of a large
// document.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace licet::spdx {

/// A constant set of names. Lookup compares lengths before letters, which settles most at once.
template <std::size_t N>
class NameSet {
 public:
  /// The names in any order; a second one of the same letters is the same name.
  consteval explicit NameSet(std::array<std::string_view, N> names) : names_(names) {
    std::ranges::sort(names_, before);
  }

  /// O(log N).
  [[nodiscard]] constexpr bool contains(std::string_view name) const {
    return std::ranges::binary_search(names_, name, before);
  }

 private:
  static constexpr bool before(std::string_view a, std::string_view b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }

  std::array<std::string_view, N> names_;
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
