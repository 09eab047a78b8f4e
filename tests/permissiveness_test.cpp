// The order of licenses by what they ask, against what a lawyer expects and against brute force.
#include "engine/permissiveness.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/random_stacks.h"

using namespace licet;
using engine::LicenseId;
using engine::Permissiveness;
using engine::PermissivenessGroup;

namespace {

const Permissiveness& order() {
  static const Permissiveness kOrder(tests::whole_catalogue());
  return kOrder;
}

LicenseId id_of(const std::string& id) {
  const auto found = tests::whole_catalogue().find_license(id);
  REQUIRE_MESSAGE(found, id);
  return *found;
}

bool at_least(const std::string& a, const std::string& b) {
  return order().at_least(id_of(a), id_of(b));
}

// Each is at least as permissive as the next one.
void check_chain(const std::vector<std::string>& ids, bool strict) {
  for (std::size_t i = 0; i + 1 < ids.size(); ++i) {
    CAPTURE(ids[i]);
    CAPTURE(ids[i + 1]);
    CHECK(at_least(ids[i], ids[i + 1]));
    CHECK(at_least(ids[i + 1], ids[i]) != strict);
  }
}

std::vector<LicenseId> full() {
  std::vector<LicenseId> ids;
  for (LicenseId id = 0; id < tests::whole_catalogue().licenses.size(); ++id) {
    if (!tests::whole_catalogue().licenses[id].summary) ids.push_back(id);
  }
  return ids;
}

bool above(const PermissivenessGroup& a, const PermissivenessGroup& b) {
  return &a != &b && order().at_least(a.licenses.front(), b.licenses.front());
}

// Longest chain of groups that ends in this one, by walking all of them.
std::size_t chain_above(const std::vector<PermissivenessGroup>& groups, std::size_t at) {
  std::size_t longest = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (above(groups[i], groups[at])) longest = std::max(longest, chain_above(groups, i) + 1);
  }
  return longest;
}

// Groups that can be reached by the covering relation alone.
std::vector<bool> reached(const std::vector<PermissivenessGroup>& groups, std::size_t from) {
  std::vector<bool> seen(groups.size());
  std::vector<std::size_t> open = groups[from].just_below;
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    open.insert(open.end(), groups[at].just_below.begin(), groups[at].just_below.end());
  }
  return seen;
}

// All that groups promise: what is in one is equal, what is in two is not; levels, covers.
void check_groups(const std::vector<PermissivenessGroup>& groups, std::size_t licenses) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    count += groups[i].licenses.size();
    for (const LicenseId id : groups[i].licenses) {
      CHECK(order().at_least(id, groups[i].licenses.front()));
      CHECK(order().at_least(groups[i].licenses.front(), id));
    }
    const std::vector<bool> below = reached(groups, i);
    for (std::size_t j = 0; j < groups.size(); ++j) {
      CHECK(below[j] == above(groups[j], groups[i]));
      CHECK(!(above(groups[i], groups[j]) && above(groups[j], groups[i])));
    }
    // A cover that another way makes superfluous would not be one.
    for (const std::size_t cover : groups[i].just_below) {
      for (const std::size_t other : groups[i].just_below)
        CHECK(!above(groups[cover], groups[other]));
    }
    CHECK((i == 0 || groups[i - 1].level <= groups[i].level));
  }
  CHECK(count == licenses);
}

}  // namespace

TEST_CASE("permissiveness: software licenses stand as lawyers put them") {
  check_chain({"CC0-1.0", "MIT", "Apache-2.0", "MPL-2.0", "LGPL-2.1-only", "GPL-2.0-only",
               "GPL-3.0-only", "AGPL-3.0-only"},
              true);
  check_chain({"MPL-2.0", "LGPL-3.0-only", "GPL-3.0-only"}, true);
  check_chain({"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause"}, false);
}

TEST_CASE("permissiveness: Creative Commons licenses stand as lawyers put them") {
  check_chain({"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0"}, true);
  check_chain({"CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"}, true);
  check_chain({"CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"}, true);
  CHECK(!at_least("CC-BY-SA-4.0", "CC-BY-NC-4.0"));
  CHECK(!at_least("CC-BY-NC-4.0", "CC-BY-SA-4.0"));
}

TEST_CASE("permissiveness: what may be taken under another license is at least as permissive") {
  // Section 3 of the LGPL lets a copy become GPL, though the LGPL's rules for libraries are its
  // own.
  CHECK(at_least("LGPL-2.1-only", "GPL-2.0-only"));
  CHECK(!at_least("GPL-2.0-only", "LGPL-2.1-only"));
  // A way out that is open after some years, or to larger works only, does not count.
  CHECK(!at_least("BUSL-1.1", "GPL-2.0-only"));
  CHECK(!at_least("CC-BY-SA-4.0", "GPL-3.0-only"));
}

TEST_CASE("permissiveness: the order is reflexive and transitive, and leaves summaries out") {
  const std::vector<LicenseId> ids = full();
  for (const LicenseId a : ids) {
    CHECK(order().at_least(a, a));
    for (const LicenseId b : ids) {
      if (!order().at_least(a, b)) continue;
      const bool chained = std::ranges::all_of(
          ids, [&](LicenseId c) { return !order().at_least(b, c) || order().at_least(a, c); });
      if (!chained) FAIL_CHECK(tests::whole_catalogue().licenses[a].id);
    }
  }
  for (LicenseId id = 0; id < tests::whole_catalogue().licenses.size(); ++id)
    CHECK(order().at_least(id, id) != tests::whole_catalogue().licenses[id].summary);
}

TEST_CASE("permissiveness: groups of all licenses keep what they promise") {
  const std::vector<PermissivenessGroup> groups = order().groups_of(full());
  CHECK(groups.size() > 100);
  CHECK(groups.size() < full().size());
  check_groups(groups, full().size());
}

TEST_CASE("permissiveness: groups of random subsets, levels by brute force") {
  tests::Random random(7);
  const std::vector<LicenseId> all = full();
  for (int round = 0; round < 60; ++round) {
    std::vector<LicenseId> some;
    while (some.size() < 14) {
      const LicenseId id = random.of(all);
      if (std::ranges::find(some, id) == some.end()) some.push_back(id);
    }
    const std::vector<PermissivenessGroup> groups = order().groups_of(some);
    check_groups(groups, some.size());
    for (std::size_t i = 0; i < groups.size(); ++i)
      CHECK(groups[i].level == chain_above(groups, i));
  }
}

TEST_CASE("permissiveness: ids of the SPDX list stand before others, then by id") {
  for (const PermissivenessGroup& group : order().groups_of(full())) {
    CHECK(std::ranges::is_sorted(group.licenses, [](LicenseId a, LicenseId b) {
      const auto key = [](LicenseId id) {
        const std::string& text = tests::whole_catalogue().licenses[id].id;
        return std::pair(text.starts_with("LicenseRef-"), text);
      };
      return key(a) < key(b);
    }));
  }
}
