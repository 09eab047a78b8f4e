// Things of a document in the order in which they stand in it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace licet::spdx {

/// Sorts by `offset`, stably. Most forms give things so already, and things are large: else their
/// indices are sorted, and each thing is moved once. O(n log n).
template <typename Thing>
void sort_by_place(std::vector<Thing>& things) {
  if (std::ranges::is_sorted(things, {}, &Thing::offset)) return;
  std::vector<std::size_t> order(things.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t at) { return things[at].offset; });
  std::vector<Thing> sorted;
  sorted.reserve(things.size());
  for (const std::size_t at : order)
    sorted.push_back(std::move(things[at]));
  things = std::move(sorted);
}

}  // namespace licet::spdx
