// Version families and bridges (data/spdx/): every version in its place, what "or later" lets one
// choose, ids that look like versions, and agreement with the licenses that are coded.
#include <algorithm>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/term_today.h"
#include "spdx/load_license_list.h"
#include "spdx/versions.h"
#include "tests/case_file.h"
#include "tests/schema.h"

using namespace licet;
using spdx::kUnlisted;
using spdx::ListedLicense;
using spdx::ListIndex;
using spdx::Value;
using tests::items_at;
using tests::text_at;
using Strings = std::vector<std::string>;

namespace {

const spdx::LicenseIndex& list() {
  return tests::whole_catalogue().list;
}

const Value& families() {
  static const Value kFamilies = tests::read_tree("data/spdx/families.json");
  return kFamilies;
}

// The ids of a family, those that say "or later" among them.
Strings ids_of(const Value& family) {
  Strings ids;
  for (const Value& version : items_at(family, "versions")) {
    ids.push_back(text_at(version, "id"));
    if (version.find("or_later") != nullptr) ids.push_back(text_at(version, "or_later"));
  }
  return ids;
}

std::map<std::string, std::string> family_by_id() {
  std::map<std::string, std::string> found;
  for (const Value& family : items_at(families(), "families")) {
    for (const std::string& id : ids_of(family))
      found[id] = text_at(family, "family");
  }
  return found;
}

std::set<std::string> texts_of(const Value& row, std::string_view key) {
  std::set<std::string> out;
  for (const Value& item : items_at(row, key))
    out.insert(item.text.str());
  return out;
}

// An id of a license on the list, spelled so, that is not deprecated.
void check_listed(const std::string& place, const std::string& id) {
  CAPTURE(place);
  const ListIndex index = list().license(id);
  CHECK_MESSAGE(index != kUnlisted, id << " is not on the list");
  if (index == kUnlisted) return;
  CHECK(list()[index].id == id);
  CHECK_MESSAGE(!list()[index].deprecated, id << " is deprecated");
}

// Years come before numbers: who began to count did so later.
bool older(const std::string& a, const std::string& b) {
  const auto year = [](const std::string& version) {
    return version.size() >= 4 && std::regex_search(version, std::regex("^(19|20)[0-9][0-9]"));
  };
  if (year(a) != year(b)) return year(a);
  if (spdx::older_version(a, b)) return true;
  return !spdx::older_version(b, a) && a < b;  // 1.3a and 1.3c
}

// What a term of an expression lets one choose, in the words of today.
Strings choices(const std::string& text) {
  spdx::ExpressionError error;
  const auto parsed = spdx::parse_expression(text, error, {spdx::SpdxVersion::Spdx30, &list()});
  REQUIRE_MESSAGE(parsed, error.message);
  Strings ids;
  for (const engine::Version& version :
       engine::term_today(*parsed, parsed->terms.front(), tests::whole_catalogue()).versions)
    ids.push_back(version.id);
  return ids;
}

Strings admitted(const std::string& id, bool or_later) {
  Strings ids;
  for (const ListIndex index : spdx::versions_admitted(list(), list().license(id), or_later))
    ids.emplace_back(list()[index].id);
  return ids;
}

// The id with its version as `*`; nothing if there is none. A number in front of `-Clause` counts
// clauses, but looks like a version all the same.
std::optional<std::string> stem_of(const std::string& id) {
  static const std::regex kVersion(R"(^(.*[A-Za-z])-?[0-9]+(\.[0-9]+)*[a-z]?(-[A-Za-z].*)?$)");
  std::smatch found;
  if (!std::regex_match(id, found, kVersion)) return std::nullopt;
  return found[1].str() + "*" + found[3].str();
}

}  // namespace

TEST_CASE("families: each id is on the list and in one family, at its place") {
  std::set<std::string> ids;
  std::set<std::string> names;
  std::set<std::uint16_t> numbers;
  for (const Value& family : items_at(families(), "families")) {
    const std::string name = text_at(family, "family");
    CAPTURE(name);
    CHECK_MESSAGE(names.insert(name).second, "two families have this key");
    std::uint16_t rank = 0;
    std::optional<std::uint16_t> number;
    for (const Value& version : items_at(family, "versions")) {
      for (const std::string key : {"id", "or_later"}) {
        if (version.find(key) == nullptr) continue;
        const std::string id = text_at(version, key);
        CHECK_MESSAGE(ids.insert(id).second, id << " is in two families");
        check_listed(name, id);
        const spdx::ListedVersion& known = list()[list().license(id)].version;
        if (!number) number = known.family;
        CHECK(known.family == *number);
        CHECK(known.rank == rank);
        CHECK(known.or_later == (key == "or_later"));
      }
      ++rank;
    }
    CHECK_MESSAGE((number && *number != 0 && numbers.insert(*number).second),
                  "its number is that of another family");
  }
}

TEST_CASE("families: versions stand in their order, oldest first") {
  for (const Value& family : items_at(families(), "families")) {
    CAPTURE(text_at(family, "family"));
    std::string last;
    for (const Value& version : items_at(family, "versions")) {
      const std::string number = text_at(version, "version");
      if (!last.empty()) CHECK_MESSAGE(older(last, number), last << " before " << number);
      last = number;
    }
  }
}

TEST_CASE("families: what texts say is of a version of the family") {
  const auto by_id = family_by_id();
  std::set<std::string> names;
  for (const Value& family : items_at(families(), "families"))
    names.insert(text_at(family, "family"));
  for (const Value& family : items_at(families(), "families")) {
    CAPTURE(text_at(family, "family"));
    const std::string flavour = text_at(family, "flavour_of");
    CHECK((flavour.empty() || names.contains(flavour)));
    std::set<std::string> rows;
    for (const Value& row : items_at(family, "later")) {
      const std::string id = text_at(row, "id");
      CHECK_MESSAGE(rows.insert(id).second, id << " has two rows");
      CHECK(by_id.at(id) == text_at(family, "family"));
      CHECK_FALSE(list()[list().license(id)].version.or_later);
    }
  }
}

TEST_CASE("families: every or-later id of the list stands as such in a family") {
  const auto by_id = family_by_id();
  for (const ListedLicense& entry : list().list().entries) {
    if (entry.exception || entry.deprecated) continue;
    const std::string id(entry.id);
    CAPTURE(id);
    CHECK(entry.version.or_later == id.ends_with("-or-later"));
    if (!id.ends_with("-or-later")) continue;
    REQUIRE(by_id.contains(id));
    const std::string only = id.substr(0, id.size() - 8) + "only";
    REQUIRE(by_id.contains(only));
    CHECK(by_id.at(only) == by_id.at(id));
    CHECK(list()[list().license(only)].version.rank == entry.version.rank);
  }
}

TEST_CASE("families: ids that differ in a number only are one family, or said to be apart") {
  const auto by_id = family_by_id();
  std::map<std::string, std::set<std::string>> stems;
  for (const ListedLicense& entry : list().list().entries) {
    // Where "or later" is an id of its own, its family is that of the id without it, as tested.
    if (entry.exception || entry.deprecated || entry.version.or_later) continue;
    const std::string id(entry.id);
    if (const auto stem = stem_of(id)) stems[*stem].insert(id);
  }
  for (const auto& like : stems) {
    const std::set<std::string>& ids = like.second;
    if (ids.size() < 2) continue;
    CAPTURE(like.first);
    const auto family = by_id.find(*ids.begin());
    const bool one = family != by_id.end() && std::ranges::all_of(ids, [&](const std::string& id) {
                       const auto at = by_id.find(id);
                       return at != by_id.end() && at->second == family->second;
                     });
    const bool apart = std::ranges::any_of(items_at(families(), "apart"), [&](const Value& row) {
      return std::ranges::includes(texts_of(row, "ids"), ids);
    });
    CHECK_MESSAGE((one || apart), *ids.begin() << " and others are in no family together");
    CHECK_FALSE((one && apart));
  }
}

TEST_CASE("families: ids said to be apart are listed, and no family joins them") {
  const auto by_id = family_by_id();
  for (const Value& row : items_at(families(), "apart")) {
    std::set<std::string> seen;
    for (const std::string& id : texts_of(row, "ids")) {
      check_listed("apart", id);
      const auto family = by_id.find(id);
      if (family == by_id.end()) continue;
      CHECK_MESSAGE(seen.insert(family->second).second,
                    id << " is in one family with another of its row");
    }
  }
}

TEST_CASE("families: what or later lets one choose") {
  const std::vector<std::pair<std::string, Strings>> rows = {
      {"GPL-2.0-or-later",             {"GPL-2.0-only", "GPL-3.0-only"}                        },
      {"GPL-2.0+",                     {"GPL-2.0-only", "GPL-3.0-only"}                        },
      {"GPL-2.0-only",                 {"GPL-2.0-only"}                                        },
      {"GPL-3.0-or-later",             {"GPL-3.0-only"}                                        },
      {"GPL-1.0-or-later",             {"GPL-1.0-only", "GPL-2.0-only", "GPL-3.0-only"}        },
      {"LGPL-2.1-or-later",            {"LGPL-2.1-only", "LGPL-3.0-only"}                      },
      {"LGPL-2.0+",                    {"LGPL-2.0-only", "LGPL-2.1-only", "LGPL-3.0-only"}     },
      {"AGPL-1.0-or-later",            {"AGPL-1.0-only"}                                       },
      {"AGPL-3.0+",                    {"AGPL-3.0-only"}                                       },
      {"GFDL-1.2-invariants-or-later", {"GFDL-1.2-invariants-only", "GFDL-1.3-invariants-only"}},
      {"GFDL-1.3-or-later",            {"GFDL-1.3-only"}                                       },
      {"MPL-1.1",                      {"MPL-1.1"}                                             },
      {"MPL-2.0+",                     {"MPL-2.0"}                                             },
      {"Apache-1.1+",                  {"Apache-1.1", "Apache-2.0"}                            },
      {"Apache-2.0",                   {"Apache-2.0"}                                          },
      {"MIT+",                         {"MIT"}                                                 },
      {"MIT",                          {"MIT"}                                                 },
      {"CC-BY-SA-2.5+",                {"CC-BY-SA-2.5", "CC-BY-SA-3.0", "CC-BY-SA-4.0"}        },
      {"CC-BY-4.0+",                   {"CC-BY-4.0"}                                           },
      {"EUPL-1.1+",                    {"EUPL-1.1", "EUPL-1.2"}                                },
  };
  for (const auto& row : rows) {
    CAPTURE(row.first);
    CHECK(choices(row.first) == row.second);
  }
  CHECK(admitted("LGPL-2.1-or-later", false) == Strings{"LGPL-2.1-only", "LGPL-3.0-only"});
  CHECK(admitted("LGPL-2.1-only", false) == Strings{"LGPL-2.1-only"});
  CHECK(admitted("LGPL-2.1-only", true) == Strings{"LGPL-2.1-only", "LGPL-3.0-only"});
  CHECK(admitted("MIT", true) == Strings{"MIT"});
}

// MPL-2.0 1.5(b): what was under 1.1 has no secondary licenses, unless it was under one of them
// too. As MPL-2.0 it would pass into GPL works that it may not go into.
TEST_CASE("families: a later version comes with the terms that the older one left it") {
  for (const Value& family : items_at(families(), "families")) {
    for (const Value& row : items_at(family, "later")) {
      const Value* as = row.find("arrives_as");
      if (as == nullptr) continue;
      const std::string from = text_at(row, "id");
      const Strings chosen = choices(from + "+");
      for (const Value& arrival : as->items) {
        CAPTURE(from);
        CAPTURE(arrival.key);
        check_listed(from, arrival.text.str());
        CHECK(std::ranges::count(chosen, arrival.text.str()) == 1);
        for (const Value& version : items_at(family, "versions")) {
          if (text_at(version, "version") != arrival.key) continue;
          CHECK(std::ranges::count(chosen, text_at(version, "id")) == 0);
        }
      }
    }
  }
  CHECK(choices("MPL-1.1+") == Strings{"MPL-1.1", "MPL-2.0-no-copyleft-exception"});
}
