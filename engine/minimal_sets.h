// The smallest sets that are enough for something, one after the other.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace licet::engine {

/// Members of a set, one flag for each element there is.
using Members = std::vector<bool>;

/// Whether a set is enough. Monotone, but for rare exceptions: what is enough stays so when
/// something is added.
using Enough = std::function<bool(const Members&)>;

/// A subset of which nothing can be left out, if the set is enough; else nothing. Parts of
/// doubling size are tried first, so that n elements of which k stay need O(k log n) tests. What is
/// `kept` in any case is not tested; empty: nothing.
std::optional<Members> shrink(Members set, const Enough& enough, const Members& kept = {});

/// A superset to which nothing can be added without its being enough. `set` is not enough.
/// O(k log n) tests if k elements stay out.
Members grow(Members set, const Enough& enough);

/// All minimal sets that are enough, the smallest first. What is left out of a set that grew as far
/// as it can is a set of which every enough set has a member; a smallest set that hits all of these
/// seen so far is either enough, or grows into a new one (implicit hitting sets: Ignatiev, Previti,
/// Liffiton, Marques-Silva, "Smallest MUS extraction with minimal hitting set dualization", 2015;
/// the hitting sets are found by minimize()). Where the test is not monotone every set given is
/// still enough and minimal, but some may be missed.
class MinimalSets {
 public:
  /// `first` is a minimal set that is known to be enough.
  MinimalSets(const Members& first, Enough enough);

  /// The next one; nothing if there are no others.
  std::optional<Members> next();

 private:
  [[nodiscard]] std::optional<Members> hitting() const;

  std::size_t size_;
  Enough enough_;
  std::vector<Members> needed_;  ///< every set that is enough has a member of each
  std::vector<Members> found_;
};

}  // namespace licet::engine
