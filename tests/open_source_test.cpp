// Clauses that accept every open-source license: `"accepts": ["open-source"]`.
#include <algorithm>

#include <doctest/doctest.h>

#include "cli/files.h"
#include "engine/load_catalogue.h"
#include "tests/case_file.h"
#include "tests/license_fixture.h"
#include "tests/markup.h"
#include "tests/run_program.h"

using namespace licet;
using tests::has;
using tests::run_licet;

namespace {

// A license whose changed versions go out under itself or any open-source license.
constexpr const char* kLicense = R"({
  "id": "House", "name": "House rules", "version": "1", "steward": "us", "kinds": ["software"],
  "binds_by": "copyright", "class": "weak-copyleft", "coding": "full", "reviewed": "2026-01-01",
  "readings": ["first"], "sources": [],
  "clauses": [
    { "section": "1", "anchor": "a", "kind": "grant", "acts": ["run", "modify", "distribute"],
      "reach": ["verbatim", "modified"], "note": "All." },
    { "section": "2", "anchor": "b", "kind": "share-alike", "acts": ["distribute"],
      "reach": ["modified"], "accepts": ["self", "open-source"], "note": "Open-source only." } ] })";

struct House {
  House() { folder.write("licenses/House.json", kLicense); }

  // What becomes of an edited copy that goes out under a license.
  [[nodiscard]] tests::Ran under(const std::string& outbound) const {
    return run_licet({"compat", "House", outbound, "--relation", "edit", "--data", folder.path()});
  }

  tests::TempFolder folder;
};

}  // namespace

TEST_CASE("open source: what the OSI or the FSF approves of is accepted, and the license itself") {
  const House house;
  // GPL: both approve; Artistic-1.0: the OSI alone; BSD-4-Clause: the FSF alone.
  for (const std::string id : {"GPL-3.0-only", "Artistic-1.0", "BSD-4-Clause", "MIT", "House"}) {
    const tests::Ran ran = house.under(id);
    CAPTURE(id);
    CHECK(ran.code == 0);
    CHECK(!has(ran.out, "share-alike-broken"));
  }
}

TEST_CASE("open source: what neither approves of is not") {
  const House house;
  for (const std::string id : {"CC-BY-NC-4.0", "BUSL-1.1", "Elastic-2.0", "proprietary"}) {
    const tests::Ran ran = house.under(id);
    CAPTURE(id);
    CHECK(ran.code == 1);
    CHECK(has(ran.out, "share-alike-broken"));
  }
}

TEST_CASE("open source: the list's flags decide, each id once") {
  const House house;
  const auto data = cli::DataFolder::open(house.folder.path());
  REQUIRE(data);
  const auto catalogue =
      engine::load_catalogue(data.value->data(), std::vector<std::string>{"House"});
  REQUIRE_MESSAGE(catalogue, tests::errors_of(catalogue));
  const auto& clauses = catalogue.value->licenses.front().clauses;
  CHECK(!clauses[0].accepts_open_source);
  CHECK(clauses[0].accepts.empty());
  CHECK(clauses[1].accepts_open_source);
  const std::vector<std::string>& accepts = clauses[1].accepts;
  CHECK(accepts.front() == "House");
  for (const spdx::ListedLicense& entry : tests::list().list().entries) {
    const bool free = entry.osi_approved || entry.fsf_libre.value_or(false);
    const auto times = std::ranges::count(accepts, std::string(entry.id));
    CHECK_MESSAGE(times == (free ? 1 : 0), entry.id);
  }
}

TEST_CASE("open source: pages and findings say it in words, not in hundreds of ids") {
  const House house;
  const std::string page = run_licet({"explain", "House", "--data", house.folder.path()}).out;
  CHECK(has(page, "accepts  every license that the OSI or the FSF approves of, House\n"));
  CHECK(!has(page, "GPL-3.0-only"));
  const std::string finding = tests::unwrapped(house.under("CC-BY-NC-4.0").out);
  CHECK(has(finding, "CC-BY-NC-4.0 is not among them"));
  CHECK(!has(finding, "BSD-4-Clause"));
}
