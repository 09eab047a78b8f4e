// Looking up ids and names: what is found in any spelling, and what is not.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "spdx/license_names.h"

using namespace licet::spdx;

namespace {

const LicenseIndex& list() {
  static const LicenseIndex kList(embedded_license_list());
  return kList;
}

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

ListIndex found(const std::string& id) {
  const ListIndex license = list().license(id);
  return license != kUnlisted ? license : list().exception(id);
}

// A list of a few entries of the built-in one.
std::vector<ListedLicense> some(const std::vector<std::string_view>& ids) {
  std::vector<ListedLicense> entries;
  for (const std::string_view id : ids)
    entries.push_back(list()[found(std::string(id))]);
  return entries;
}

}  // namespace

TEST_CASE("look-up: one bit aside, only the letter case of an id may differ") {
  const LicenseList all = list().list();
  for (std::size_t i = 0; i < all.entries.size(); ++i) {
    std::string id(all.entries[i].id);
    CAPTURE(id);
    REQUIRE(found(id) == i);
    for (char& c : id) {
      const char before = c;
      c = static_cast<char>(before ^ 0x20);
      CHECK(found(id) == (is_letter(before) ? i : kUnlisted));
      c = static_cast<char>(before ^ 0x40);
      CHECK(found(id) == kUnlisted);
      c = before;
    }
    CHECK(found(id + '\0') == kUnlisted);
    CHECK(found('\0' + id) == kUnlisted);
  }
  CHECK(found("") == kUnlisted);
}

TEST_CASE("look-up: a folded name stays as it is") {
  for (const std::string name :
       {"the the MIT License", "the the the", "version version 2", "v version v. 2", "version v v2",
        "the version v 2", "vv1", "v2v3", "the licence"}) {
    CAPTURE(name);
    const std::string fold = fold_name(name);
    CHECK(fold_name(fold) == fold);
  }
  CHECK(fold_name("GPL version v 2") == "gpl 2");
}

TEST_CASE("look-up: nothing is corrected to an id that the list at hand does not have") {
  const std::vector<ListedLicense> entries = some({"Apache-2.0", "MIT"});
  const LicenseIndex few({"few", entries, entries.size()});
  const ExpressionRules rules{SpdxVersion::Spdx30, &few};
  CHECK(corrected("Apache 2", embedded_names(), rules).value() == "Apache-2.0");
  CHECK_FALSE(corrected("GPLv2", embedded_names(), rules));
  CHECK(corrected("GPLv2", embedded_names(), {SpdxVersion::Spdx30, &list()}));
}
