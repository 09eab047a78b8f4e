#include "spdx/name_set.h"

#include <array>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace licet;

namespace {

constexpr std::array<std::string_view, 8> kNames = {"id",   "name", "licenses", "license",
                                                    "enam", "mane", "name",     "a"};
constexpr auto kSet = spdx::NameSet(kNames);

}  // namespace

TEST_CASE("name set: each name is found where it stands first, and nothing else") {
  for (const std::string_view name : kNames) {
    CAPTURE(name);
    REQUIRE(kSet.contains(name));
    CHECK(kNames.at(kSet.find(name)) == name);
    CHECK_FALSE(kSet.contains(std::string(name) + "x"));
    CHECK_FALSE(kSet.contains("x" + std::string(name)));
  }
  CHECK(kSet.find("name") == 1);
  CHECK(kSet.find("") == kNames.size());
  CHECK(kSet.find("nothing") == kNames.size());
}

TEST_CASE("name set: the names of several lists are one set") {
  static constexpr std::array<std::string_view, 2> kMore = {"b", "id"};
  static constexpr auto kAll = spdx::name_set_of(kNames, kMore);
  for (const std::string_view name : kNames)
    CHECK(kAll.contains(name));
  CHECK(kAll.find("b") == kNames.size());
  CHECK(kAll.find("id") == 0);
}
