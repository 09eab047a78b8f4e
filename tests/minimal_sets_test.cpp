#include "engine/minimal_sets.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <set>

#include <doctest/doctest.h>

#include "tests/random_stacks.h"

using namespace licet::engine;

namespace {

Members members(std::uint32_t bits, std::size_t size) {
  Members set(size);
  for (std::size_t i = 0; i < size; ++i)
    set[i] = (bits >> i & 1U) != 0;
  return set;
}

std::uint32_t bits_of(const Members& set) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < set.size(); ++i)
    bits |= set[i] ? 1U << i : 0U;
  return bits;
}

// What is enough: to hold one of these.
using Family = std::vector<std::uint32_t>;

bool holds_one(const Family& family, std::uint32_t set) {
  return std::ranges::any_of(family, [&](std::uint32_t f) { return (f & ~set) == 0; });
}

// The members of a family that hold no other, by comparing each with each.
std::set<std::uint32_t> minimal(const Family& family) {
  std::set<std::uint32_t> out;
  for (const std::uint32_t f : family) {
    const bool larger = std::ranges::any_of(
        family, [&](std::uint32_t other) { return other != f && (other & ~f) == 0; });
    if (!larger) out.insert(f);
  }
  return out;
}

Family random_family(licet::tests::Random& random, std::size_t size) {
  Family family;
  for (std::size_t i = 0, count = 1 + random.below(7); i < count; ++i) {
    std::uint32_t set = 0;
    for (std::size_t j = 0, length = 1 + random.below(5); j < length; ++j)
      set |= 1U << random.below(size);
    family.push_back(set);
  }
  return family;
}

}  // namespace

TEST_CASE("minimal sets: all of them, the smallest first, as by comparing each with each") {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    licet::tests::Random random(seed);
    const std::size_t size = 1 + random.below(12);
    const Family family = random_family(random, size);
    const Enough enough = [&](const Members& set) { return holds_one(family, bits_of(set)); };
    const auto first = shrink(Members(size, true), enough);
    REQUIRE(first);
    MinimalSets sets(*first, enough);
    std::set<std::uint32_t> found;
    int last = 0;
    while (const auto next = sets.next()) {
      const std::uint32_t set = bits_of(*next);
      CHECK(std::popcount(set) >= last);
      last = std::popcount(set);
      CHECK(found.insert(set).second);
    }
    CHECK_MESSAGE(found == minimal(family), "seed " << seed);
  }
}

TEST_CASE("minimal sets: shrinking keeps what is enough, growing what is not") {
  const Family family = {0b0011, 0b1100};
  const Enough enough = [&](const Members& set) { return holds_one(family, bits_of(set)); };
  CHECK_FALSE(shrink(members(0b0101, 4), enough));
  CHECK(holds_one(family, bits_of(*shrink(members(0b1111, 4), enough))));
  CHECK(bits_of(*shrink(members(0b1110, 4), enough)) == 0b1100);
  const std::uint32_t grown = bits_of(grow(members(0b0001, 4), enough));
  CHECK_FALSE(holds_one(family, grown));
  CHECK(std::popcount(grown) == 2);
}

TEST_CASE("minimal sets: few tests where little of much stays") {
  std::size_t tests = 0;
  const Enough enough = [&](const Members& set) {
    ++tests;
    return set[17] && set[70000];
  };
  const auto set = shrink(Members(100'000, true), enough);
  REQUIRE(set);
  CHECK(std::ranges::count(*set, true) == 2);
  CHECK(tests < 150);
}

TEST_CASE("minimal sets: nothing is needed where nothing is enough already") {
  const Enough always = [](const Members&) { return true; };
  const auto first = shrink(Members(3, true), always);
  REQUIRE(first);
  CHECK(bits_of(*first) == 0);
  MinimalSets sets(*first, always);
  CHECK(bits_of(*sets.next()) == 0);
  CHECK_FALSE(sets.next());
}
