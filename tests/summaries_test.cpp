// Licenses of which the class alone is known: what is taken for their terms, and what that is
// worth.
#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/files.h"
#include "engine/load_summaries.h"
#include "tests/case_file.h"
#include "tests/license_fixture.h"
#include "tests/markup.h"
#include "tests/run_program.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Catalogue;
using engine::License;
using engine::Severity;
using tests::has;
using tests::run_licet;

namespace {

// Small tables in place of the real ones, so that no change of data touches these tests.
constexpr const char* kClasses = R"({ "classes": [
  { "id": "plain", "means": "free", "clauses": [
    { "kind": "grant", "acts": ["run", "modify", "distribute"], "reach": ["verbatim", "modified"], "note": "All." },
    { "kind": "include-license", "acts": ["distribute"], "reach": ["verbatim"], "note": "The text." },
    { "kind": "keep-notices", "acts": ["distribute"], "reach": ["verbatim"], "note": "Notices." } ] },
  { "id": "bound", "means": "as plain, under itself", "like": "plain", "clauses": [
    { "kind": "share-alike", "acts": ["distribute"], "reach": ["modified"], "accepts": ["self"], "note": "Itself." } ] },
  { "id": "host-bound", "means": "as bound, hosted", "like": "bound", "clauses": [
    { "kind": "provide-source", "acts": ["host"], "reach": ["modified"], "note": "Source." } ] },
  { "id": "ring", "means": "a", "like": "gnir", "clauses": [] },
  { "id": "gnir", "means": "b", "like": "ring", "clauses": [] },
  { "id": "lost", "means": "c", "like": "nothing", "clauses": [] } ],
"flags": [
  { "id": "no-text", "means": "no text", "without": ["include-license"], "clauses": [] },
  { "id": "credit", "means": "credit", "clauses": [
    { "kind": "give-attribution", "acts": ["distribute"], "reach": ["verbatim"], "note": "Credit." } ] } ] })";

// A data folder with the small classes and these rows.
void write_rows(const tests::TempFolder& folder, const std::string& rows) {
  folder.write("classes.json", kClasses);
  folder.write("summaries.json", "{ \"licenses\": [\n" + rows + "\n] }");
}

spdx::Result<Catalogue> load(const tests::TempFolder& folder,
                             const std::vector<std::string>& wanted) {
  const auto data = cli::DataFolder::open(folder.path());
  REQUIRE(data);
  return engine::load_catalogue(data.value->data(), wanted);
}

License loaded(const std::string& row, const std::string& name = "AMPAS") {
  const tests::TempFolder folder;
  write_rows(folder, row);
  auto catalogue = load(folder, {name});
  REQUIRE_MESSAGE(catalogue, tests::errors_of(catalogue));
  const auto id = catalogue.value->find_license(name);
  REQUIRE(id);
  return catalogue.value->licenses[*id];
}

std::string problems(const std::string& row) {
  const tests::TempFolder folder;
  write_rows(folder, row);
  return tests::errors_of(load(folder, {"AMPAS"}));
}

std::string kinds_of(const License& license) {
  std::string out;
  for (const engine::Clause& clause : license.clauses)
    out += (out.empty() ? "" : " ") + tests::whole_catalogue().kinds[clause.kind].id;
  return out;
}

std::string license_file(const std::string& id) {
  return "{ \"id\": \"" + id +
         "\", \"name\": \"Ours\", \"version\": \"1\", \"steward\": \"us\", \"binds_by\": "
         "\"copyright\", \"class\": \"permissive\", \"coding\": \"full\", \"reviewed\": "
         "\"2026-01-01\", \"readings\": [\"first\"], \"sources\": [], \"clauses\": [ { "
         "\"section\": \"1\", \"anchor\": \"a\", \"kind\": \"grant\", \"acts\": [\"run\"], "
         "\"reach\": [\"verbatim\"], \"note\": \"Use.\" } ] }";
}

}  // namespace

TEST_CASE("summaries: `like` brings the clauses of the other class, those farthest off first") {
  CHECK(kinds_of(loaded(R"({ "id": "AMPAS", "class": "plain" })")) ==
        "grant include-license keep-notices");
  const License bound = loaded(R"({ "id": "AMPAS", "class": "host-bound" })");
  CHECK(kinds_of(bound) == "grant include-license keep-notices share-alike provide-source");
  CHECK(bound.summary);
  CHECK(bound.license_class == "host-bound");
  for (const engine::Clause& clause : bound.clauses) {
    CHECK(clause.section == engine::kByClass);
    CHECK(clause.anchor.empty());
  }
}

TEST_CASE("summaries: flags add clauses, and `without` takes some away") {
  CHECK(
      kinds_of(loaded(R"({ "id": "AMPAS", "class": "bound", "flags": ["no-text", "credit"] })")) ==
      "grant keep-notices share-alike give-attribution");
}

TEST_CASE("summaries: `self` is the row's license, and what the row accepts is accepted beside") {
  const License license =
      loaded(R"({ "id": "AMPAS", "class": "bound", "accepts": ["GPL-2.0-only", "MIT"] })");
  for (const engine::Clause& clause : license.clauses) {
    const bool asks = tests::whole_catalogue().kinds[clause.kind].id == "share-alike";
    CHECK(clause.accepts == (asks ? std::vector<std::string>{"AMPAS", "GPL-2.0-only", "MIT"}
                                  : std::vector<std::string>{}));
  }
}

TEST_CASE("summaries: a row may say kinds, contract, name and why; the list knows the rest") {
  const License plain = loaded(R"({ "id": "AMPAS", "class": "plain" })");
  CHECK(plain.name == "Academy of Motion Picture Arts and Sciences BSD");
  CHECK(plain.kinds == std::vector<std::string>{"software"});
  CHECK(!plain.by_contract);
  const License told = loaded(
      R"({ "id": "House", "class": "plain", "name": "House rules", "kinds": ["font"], "binds_by": "contract", "note": "Odd.", "why": "no text" })",
      "house");
  CHECK(told.name == "House rules");
  CHECK(told.kinds == std::vector<std::string>{"font"});
  CHECK(told.by_contract);
  CHECK(has(told.notes, "Odd. Not coded in full: no text"));
}

TEST_CASE("summaries: rings, unknown classes and unknown flags are errors with their place") {
  const std::string at = "data/summaries.json:2:";
  CHECK(problems(R"({ "id": "AMPAS", "class": "ring" })") ==
        at + "27: error: the class \"ring\" is like itself");
  CHECK(problems(R"({ "id": "AMPAS", "class": "plan" })") ==
        at + "27: error: unknown class \"plan\"; did you mean \"plain\"?");
  CHECK(problems(R"({ "id": "AMPAS", "class": "lost" })") ==
        at + "27: error: unknown class \"nothing\"");
  CHECK(problems(R"({ "id": "AMPAS", "class": "plain", "flags": ["credits"] })") ==
        at + "46: error: unknown flag \"credits\"; did you mean \"credit\"?");
  CHECK(has(problems(R"({ "id": "AMPAS", "class": "plain", "accept": ["MIT"] })"), at + "36: "));
  CHECK(has(problems(R"({ "id": "AMPAS" })"), at));
}

TEST_CASE("summaries: a license file of the same id wins over the row") {
  const tests::TempFolder folder;
  folder.write("licenses/ours.json", license_file("AMPAS"));
  const std::string page = run_licet({"explain", "AMPAS", "--data", folder.path()}).out;
  CHECK(has(page, "AMPAS\nOurs\n"));
  CHECK(!has(page, "known by class only"));
  CHECK(has(run_licet({"explain", "AMPAS"}).out, "known by class only"));
  const std::string all = run_licet({"licenses", "AMPAS", "--data", folder.path()}).out;
  CHECK(has(all, "Ours"));
  CHECK(has(all, "1 of "));
}

TEST_CASE("summaries: a row is found in any letter case") {
  CHECK(run_licet({"explain", "ampas"}).out == run_licet({"explain", "AMPAS"}).out);
  const auto check = [](const std::string& name) {
    return run_licet({"check", "-"}, "licet: 1\nworks:\n  - { id: w, kind: software, license: " +
                                         name + " }\nuse: { target: w, acts: [run] }\n");
  };
  for (const char* name : {"AMPAS", "ampas", "aMpAs"}) {
    CHECK(check(name).code == 3);
    CHECK(has(check(name).out, "the terms of AMPAS on w are known by class only (permissive)"));
  }
}

TEST_CASE("summaries: every license known by class says so, and is never better than a review") {
  std::string stack = "licet: 1\nworks:\n";
  std::string uses = "use:\n";
  std::size_t count = 0;
  for (const License& license : tests::whole_catalogue().licenses) {
    if (!license.summary) continue;
    const std::string id = "w" + std::to_string(count++);
    stack += fmt::format("  - {{ id: {}, kind: software, license: {} }}\n", id, license.id);
    for (const char* act : {"run", "internal", "distribute", "host"})
      uses += fmt::format("  - {{ target: {}, acts: [{}] }}\n", id, act);
    stack +=
        fmt::format("  - {{ id: {0}p, kind: software, from: [ {{ link-static: {0} }} ] }}\n", id);
    uses +=
        fmt::format("  - {{ target: {}p, acts: [distribute], outbound: {} }}\n", id, license.id);
  }
  REQUIRE(count > 0);
  for (const char* profile : {"cautious", "literal", "permissive"}) {
    engine::Request request;
    request.profile = profile;
    const engine::Report report = tests::judge(tests::stack_of(stack + uses), request);
    std::vector<bool> told(report.uses.size(), false);
    for (const engine::Finding& finding : report.findings)
      if (finding.code == "known-by-class") told[finding.use] = true;
    CHECK(std::ranges::count(told, false) == 0);
    CHECK(std::ranges::all_of(report.uses,
                              [](const auto& use) { return use.verdict <= Severity::Review; }));
  }
}
