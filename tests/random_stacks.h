// Random stacks for properties that hold of every stack. The same seed gives the same stack
// everywhere: the numbers come from a generator of our own, because those of the standard library's
// distributions differ from one library to the next.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/catalogue.h"
#include "spdx/stack.h"

namespace licet::tests {

/// A linear congruential generator (Knuth's MMIX constants); its upper bits are good enough for
/// dice.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) { next(); }

  /// From 0 to n - 1; n is not 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }

  bool one_in(std::size_t n) { return below(n) == 0; }

  template <typename T>
  const T& of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t next() {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return state_ >> 33U;
  }

  std::uint64_t state_;
};

/// What the stacks are made of.
struct Mix {
  std::size_t alternatives = 6;  ///< one license in so many is an OR; 0: none, and no or-later ids
  bool or_later = true;          ///< ids that let one choose a version
  bool unknown = true;           ///< missing, unknown and ambiguous licenses
  bool parts = true;             ///< licenses by part
  bool rings = true;             ///< now and then a relation that closes a ring
  std::vector<std::string> licenses = {};  ///< ids to draw from; empty: all of the catalogue
  std::size_t most_works = 7;              ///< two works at least
};

/// A few works, related at random by the catalogue's kinds, with one use. Facts take the
/// values that some clause tells apart.
spdx::Stack random_stack(std::uint64_t seed, const engine::Catalogue& catalogue,
                         const Mix& mix = {});

/// The stack as a stack file, to be run again by hand.
std::string to_yaml(const spdx::Stack& stack);

/// The smallest stack found, by leaving out works, relations, facts, acts and alternatives, for
/// which `fails` still holds.
spdx::Stack shrink(spdx::Stack stack, const std::function<bool(const spdx::Stack&)>& fails);

/// The alternatives of a statement such as `A OR B`, without parentheses.
std::vector<std::string> split_or(const std::string& text);

}  // namespace licet::tests
