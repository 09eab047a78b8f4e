// `licet diff`: what one license text says that another does not.
#include "cli/diff.h"

#include <algorithm>
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/markup.h"
#include "tests/run_program.h"

using namespace licet;
using cli::ClauseChange;
using engine::License;
using tests::has;
using tests::Ran;
using tests::run_licet;

namespace {

// Families whose members differ little, and licenses that share nothing.
const std::vector<std::string> kSample = {"MIT",
                                          "BSD-2-Clause",
                                          "BSD-3-Clause",
                                          "Apache-2.0",
                                          "GPL-2.0-only",
                                          "AGPL-3.0-only",
                                          "MPL-1.1",
                                          "MPL-2.0",
                                          "EUPL-1.1",
                                          "EUPL-1.2",
                                          "CC-BY-4.0",
                                          "CC-BY-SA-4.0",
                                          "CC-BY-NC-4.0",
                                          "CDLA-Sharing-1.0",
                                          "llama3",
                                          "llama3.1",
                                          "llama3.2",
                                          "AMPAS",
                                          "gemma-tou-2024-02-21",
                                          "CECILL-2.1"};

const License& license(const std::string& name) {
  const auto id = tests::whole_catalogue().find_license(name);
  REQUIRE_MESSAGE(id, name);
  return tests::whole_catalogue().licenses[*id];
}

std::vector<ClauseChange> compared(const License& before, const License& after) {
  return cli::compare_clauses(before, after, tests::whole_catalogue());
}

template <typename Function>
void each_pair(Function function) {
  for (const std::string& left : kSample) {
    for (const std::string& right : kSample) {
      CAPTURE(left);
      CAPTURE(right);
      function(license(left), license(right));
    }
  }
}

const std::string& kind_of(const engine::Clause& clause) {
  return tests::whole_catalogue().kinds[clause.kind].id;
}

using Clauses = std::multiset<const engine::Clause*>;

Clauses all_of(const License& license) {
  Clauses out;
  for (const engine::Clause& clause : license.clauses)
    out.insert(&clause);
  return out;
}

// Kinds of the clauses that stand on one side alone.
std::multiset<std::string> alone(const std::vector<ClauseChange>& changes, bool after) {
  std::multiset<std::string> out;
  for (const ClauseChange& change : changes) {
    if (after && change.before == nullptr) out.insert(kind_of(*change.after));
    if (!after && change.after == nullptr) out.insert(kind_of(*change.before));
  }
  return out;
}

// Which clause answers to which: the clause of one side first, whichever license is the older.
std::set<std::pair<const engine::Clause*, const engine::Clause*>> pairs(
    const std::vector<ClauseChange>& changes, bool after_first) {
  std::set<std::pair<const engine::Clause*, const engine::Clause*>> out;
  for (const auto& [was, is, details] : changes)
    out.emplace(after_first ? is : was, after_first ? was : is);
  return out;
}

}  // namespace

TEST_CASE("diff: a license says what it says itself, by whatever name") {
  for (const License& each : tests::whole_catalogue().licenses) {
    const bool same = std::ranges::all_of(compared(each, each), [](const ClauseChange& change) {
      return change.before != nullptr && change.after != nullptr && change.details.empty();
    });
    CHECK_MESSAGE(same, each.id);
  }
  const Ran ran = run_licet({"diff", "MIT", "mit"});
  CHECK(ran.code == 0);
  for (const char* heading : {"\nNEW", "\nGONE", "\nCHANGED"})
    CHECK(!has(ran.out, heading));
  CHECK(run_licet({"diff", "llama3.1", "LicenseRef-scancode-llama-3.1-license-2024"}).code == 0);
}

TEST_CASE("diff: every clause of both stands in one change, and pairs are of one kind") {
  each_pair([](const License& left, const License& right) {
    Clauses before;
    Clauses after;
    for (const auto& [was, is, details] : compared(left, right)) {
      if (was != nullptr) before.insert(was);
      if (is != nullptr) after.insert(is);
      if (was != nullptr && is != nullptr && was->kind != is->kind) FAIL_CHECK(is->section);
    }
    CHECK(before == all_of(left));
    CHECK(after == all_of(right));
  });
}

TEST_CASE("diff: what is new one way is gone the other way, and what is changed is changed") {
  each_pair([](const License& left, const License& right) {
    CHECK(pairs(compared(left, right), false) == pairs(compared(right, left), true));
  });
}

TEST_CASE("diff: Llama 3.1 let outputs train other models and changed the words to show") {
  const auto changes = compared(license("llama3"), license("llama3.1"));
  CHECK(alone(changes, false).contains("output-training"));
  CHECK(!alone(changes, true).contains("output-training"));
  const auto mark = std::ranges::find_if(changes, [](const ClauseChange& change) {
    return change.before != nullptr && change.after != nullptr &&
           change.after->text == "Built with Llama";
  });
  REQUIRE(mark != changes.end());
  CHECK(kind_of(*mark->before) == "display-mark");
  const auto words = std::ranges::find(mark->details, "words", &cli::DetailChange::label);
  REQUIRE(words != mark->details.end());
  CHECK(words->text == "was: Built with Meta Llama 3; is: Built with Llama");
  const Ran ran = run_licet({"diff", "llama3", "llama3.1"});
  CHECK(ran.code == 1);
  const std::size_t gone = ran.out.find("\nGONE\n");
  REQUIRE(gone != std::string::npos);
  CHECK(has(ran.out.substr(gone, ran.out.find("\nCHANGED\n") - gone), "output-training"));
  const std::string back = run_licet({"diff", "llama3.1", "llama3"}).out;
  CHECK(has(back.substr(back.find("\nNEW\n"), back.find("\nCHANGED\n")), "output-training"));
  CHECK(has(tests::unwrapped(back), "was: Built with Llama; is: Built with Meta Llama 3"));
}

TEST_CASE("diff: accepting oneself is the same in both, and a license more or less is said") {
  engine::License before;
  before.id = "Made-1";
  before.clauses.resize(1);
  engine::License after = before;
  after.id = "Made-2";
  before.clauses.front().accepts = {"Made-1", "MIT"};
  after.clauses.front().accepts = {"Made-2", "MIT"};
  const auto changes = [&] {
    return cli::compare_clauses(before, after, tests::whole_catalogue()).front().details;
  };
  CHECK(changes().empty());
  after.clauses.front().accepts = {"Made-2", "ISC", "0BSD"};
  REQUIRE(changes().size() == 1);
  CHECK(changes().front().label == "accepts");
  CHECK(changes().front().text == "adds 0BSD, ISC; drops MIT");
}

TEST_CASE("diff: names that mean no license, or several, are told so") {
  const Ran several = run_licet({"diff", "GPL", "MIT"});
  CHECK(several.code == 2);
  CHECK(several.err ==
        "licet diff: error: \"GPL\" may mean several texts; `licet explain GPL` names them\n");
  const Ran none = run_licet({"diff", "MIT", "mti"});
  CHECK(none.code == 2);
  CHECK(none.err == "licet diff: error: no license is called \"mti\"; did you mean \"MIT\"?\n");
  CHECK(run_licet({"diff", "MIT"}).code == 2);
}

TEST_CASE("diff: a stack that states neither license, or cannot be read, is an error") {
  const tests::TempFolder folder;
  folder.write(
      "s.yaml",
      "licet: 1\nworks:\n  - { id: w, kind: model, license: ISC }\nuse: { target: w, acts: "
      "[run] }\n");
  const Ran neither = run_licet({"diff", "llama3", "llama3.1", "--stack", folder.path("s.yaml")});
  CHECK(neither.code == 2);
  CHECK(neither.err == folder.path("s.yaml") +
                           ": error: no work states LicenseRef-scancode-llama-3-license-2024 or "
                           "LicenseRef-scancode-llama-3.1-license-2024\n");
  const Ran missing = run_licet({"diff", "MIT", "ISC", "--stack", folder.path("none.yaml")});
  CHECK(missing.code == 2);
}
