// Repairs: each judged again, none with a change too many, and none missing that trying out all
// sets of changes finds.
#include "engine/fix.h"

#include <algorithm>
#include <array>
#include <set>

#include <doctest/doctest.h>

#include "engine/analysis.h"
#include "engine/data_set.h"
#include "engine/decide.h"
#include "tests/case_file.h"
#include "tests/markup.h"
#include "tests/random_stacks.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Edit;
using engine::Repair;
using engine::Severity;
using engine::UseRepairs;
using spdx::Stack;

namespace {

const engine::Repairs& repairs() {
  static const engine::Repairs kRepairs =
      *engine::load_repairs(engine::embedded_data(), tests::whole_catalogue()).value;
  return kRepairs;
}

std::vector<UseRepairs> fix(const Stack& stack, std::size_t most = 10) {
  engine::FixRequest request;
  request.most = most;
  auto found = engine::find_repairs(stack, tests::whole_catalogue(), repairs(), request);
  return found ? std::move(*found.value) : std::vector<UseRepairs>{};
}

// The verdict of the program's own way through a changed stack.
std::optional<engine::UseReport> judged(const Stack& stack, const std::vector<Edit>& edits) {
  const engine::Edited edited = engine::with_edits(stack, edits);
  const auto report = engine::analyze(edited.stack, tests::whole_catalogue(), {});
  if (!report) return std::nullopt;
  return report.value->uses.front();
}

bool repaired(const UseRepairs& use, const std::vector<Edit>& edits) {
  const auto after = judged(use.stack, edits);
  return after && after->verdict != Severity::Conflict && after->cost[1] <= use.cost[1];
}

std::string words_of(const std::vector<Edit>& edits) {
  std::string text;
  for (const Edit& edit : edits)
    text += (text.empty() ? "" : " + ") + edit.words;
  return text;
}

// Changes in every way to replace works that they name: each replacement with one license.
std::vector<std::vector<Edit>> ways_of(const std::vector<Edit>& edits) {
  std::vector<std::vector<Edit>> ways = {edits};
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].kind != Edit::Kind::Replace) continue;
    std::vector<std::vector<Edit>> more;
    for (const std::string& license : edits[i].to) {
      for (std::vector<Edit> way : ways) {
        way[i].to = {license};
        more.push_back(std::move(way));
      }
    }
    ways = std::move(more);
  }
  return ways;
}

// What a license of another work is said to spoil, but does not.
std::string wrongly_refused(const UseRepairs& use, const Repair& repair) {
  for (std::size_t i = 0; i < repair.changes.size(); ++i) {
    if (repair.changes[i].kind != Edit::Kind::Replace) continue;
    for (const std::string& license : repair.changes[i].from) {
      std::vector<Edit> with = repair.changes;
      with[i].to = {license};
      const bool does = std::ranges::all_of(
          ways_of(with), [&](const std::vector<Edit>& way) { return repaired(use, way); });
      if (does) return license + " would do as well: " + words_of(repair.changes);
    }
  }
  return {};
}

// Whether all ways of a repair hold, and its outcome is the worst of theirs.
bool holds(const UseRepairs& use, const Repair& repair) {
  std::set<std::pair<Severity, std::array<std::uint64_t, 4>>> outcomes;
  for (const std::vector<Edit>& way : ways_of(repair.changes)) {
    const auto after = judged(use.stack, way);
    if (!after || !repaired(use, way)) return false;
    outcomes.insert({after->verdict, after->cost});
  }
  std::array<std::uint64_t, 4> most = {};
  for (const auto& [verdict, cost] : outcomes) {
    if (verdict == outcomes.begin()->first) most = std::max(most, cost);
  }
  return repair.verdict == outcomes.begin()->first && repair.cost == most &&
         repair.varies == (outcomes.size() > 1);
}

// What is wrong with the repairs of a use; empty if nothing is.
std::string wrong(const UseRepairs& use) {
  std::uint32_t least = 0;
  for (const Repair& repair : use.repairs) {
    if (!holds(use, repair)) return "does not hold when judged again: " + words_of(repair.changes);
    if (std::string refused = wrongly_refused(use, repair); !refused.empty()) return refused;
    if (repair.effort < least) return "out of order: " + words_of(repair.changes);
    least = repair.effort;
    for (std::size_t i = 0; i < repair.changes.size(); ++i) {
      std::vector<Edit> fewer = repair.changes;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (repaired(use, fewer))
        return repair.changes[i].words + " is not needed in " + words_of(repair.changes);
    }
  }
  return {};
}

// Changes by name; a replacement by the work alone, as its words say what was found out.
std::string named(const std::vector<Edit>& edits) {
  std::string text;
  for (const Edit& edit : edits) {
    const bool replaced = edit.kind == Edit::Kind::Replace;
    text += (replaced ? "replace " + std::to_string(edit.subject) : edit.words) + " + ";
  }
  return text;
}

Stack shop(const std::string& use) {
  return tests::stack_of(
      "licet: 1\nworks:\n  - { id: data, kind: dataset, license: CC-BY-NC-4.0 }\n"
      "  - { id: mine, kind: dataset, license: CC-BY-4.0, from: [ { edit: data } ] }\n"
      "use: { target: mine, acts: [distribute], " +
      use + " }\n");
}

bool offers(const UseRepairs& use, const std::string& words) {
  return std::ranges::any_of(
      use.repairs, [&](const Repair& repair) { return words_of(repair.changes) == words; });
}

// Every edit that touches any part of the stack.
std::vector<Edit> all_edits(const UseRepairs& use) {
  const engine::Catalogue& catalogue = tests::whole_catalogue();
  auto questions = engine::questions_of(use.stack, catalogue, {});
  engine::Ablation ablation(use.stack, catalogue, {}, *questions.value, 0);
  const std::vector<std::string> no_candidates;
  const engine::Means means{catalogue, repairs(), no_candidates,
                            engine::licenses_inside(questions.value->terms)};
  std::vector<Edit> edits;
  for (const engine::Part& part : ablation.parts()) {
    for (Edit& edit : engine::edits_for(part, use.stack, questions.value->terms.mine, means)) {
      if (std::ranges::find(edits, edit) == edits.end()) edits.push_back(std::move(edit));
    }
  }
  return edits;
}

}  // namespace

TEST_CASE("fix: what a person would say") {
  const std::vector<UseRepairs> uses = fix(shop("commercial: true"), 100);
  REQUIRE(uses.size() == 1);
  CHECK(wrong(uses.front()).empty());
  CHECK(offers(uses.front(), "make no commercial use of mine"));
  CHECK(offers(uses.front(),
               "use another dataset than data, one under a public-domain dedication (such as "
               "CC0-1.0), a permissive license (such as CDLA-Permissive-2.0) or an attribution "
               "license (such as CC-BY-4.0); a share-alike license (such as CC-BY-SA-4.0) or a "
               "non-commercial license (such as CC-BY-NC-4.0) would not do"));
  CHECK(offers(uses.front(), "get a separate license for data from the licensor of data"));
  CHECK(offers(uses.front(), "make mine without data"));
}

TEST_CASE("fix: nothing to do where there is no conflict") {
  const std::vector<UseRepairs> uses = fix(shop("commercial: false"));
  REQUIRE(uses.size() == 1);
  CHECK(uses.front().verdict != Severity::Conflict);
  CHECK(uses.front().repairs.empty());
}

TEST_CASE("fix: what somebody else did cannot be changed, only left out") {
  const Stack stack = tests::stack_of(
      "licet: 1\nworks:\n  - { id: lib, kind: software, license: GPL-2.0-only }\n"
      "  - { id: tool, kind: software, license: GPL-2.0-only, from: [ { link-static: lib, by: "
      "third-party } ] }\n"
      "  - { id: mine, kind: software, from: [ { link-static: tool } ] }\n"
      "use: { target: mine, acts: [distribute], outbound: MIT }\n");
  const std::vector<UseRepairs> uses = fix(stack, 200);
  REQUIRE(uses.size() == 1);
  CHECK(wrong(uses.front()).empty());
  CHECK_FALSE(uses.front().repairs.empty());
  for (const Repair& repair : uses.front().repairs) {
    for (const Edit& edit : repair.changes)
      CHECK(edit.words.find("tool load lib") == std::string::npos);
  }
}

TEST_CASE("fix: the thresholds and territories that clauses name") {
  const Stack stack = tests::stack_of(
      "licet: 1\nworks:\n  - { id: llama, kind: model, license: llama3.1 }\n"
      "  - { id: mine, name: Llama-mine, kind: model, license: llama3.1, from: [ { finetune: llama "
      "} ] }\n"
      "use: { target: mine, acts: [distribute], licensee: { mau: 800000000 } }\n");
  const std::vector<UseRepairs> uses = fix(stack, 100);
  REQUIRE(uses.size() == 1);
  CHECK(offers(uses.front(), "have no more than 700000000 monthly active users"));
  CHECK(wrong(uses.front()).empty());
}

TEST_CASE("fix: the repairs that README shows hold when judged again") {
  const std::string readme = tests::unwrapped(tests::read_source_file("README.md"));
  const std::vector<UseRepairs> uses =
      fix(tests::stack_of(tests::read_source_file("tests/examples/support.yaml")), 3);
  REQUIRE(uses.size() == 1);
  CHECK(wrong(uses.front()).empty());
  for (const Repair& repair : uses.front().repairs) {
    for (const Edit& edit : repair.changes)
      CHECK(readme.find(edit.words) != std::string::npos);
  }
}

TEST_CASE("fix: no class of licenses does where the one that asks for the least does not") {
  std::size_t compared = 0;
  std::size_t more = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Stack stack = tests::random_stack(seed, tests::whole_catalogue(), {.alternatives = 5});
    for (const UseRepairs& use : fix(stack, 1)) {
      if (use.verdict != Severity::Conflict) continue;
      for (const Edit& edit : all_edits(use)) {
        if (edit.kind != Edit::Kind::Replace) continue;
        const bool first = repaired(use, {edit});
        for (const std::vector<Edit>& way : ways_of({edit})) {
          const bool does = repaired(use, way);
          CHECK_MESSAGE((first || !does), way[0].to.front() << "\n" << tests::to_yaml(stack));
          more += first && !does ? 1U : 0U;
          ++compared;
        }
      }
    }
  }
  MESSAGE(compared << " compared, of which " << more << " do not do where the first does");
  CHECK(more > 0);
}

TEST_CASE("fix: repairs of random stacks hold when judged again, and need every change") {
  std::size_t repaired = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Stack stack = tests::random_stack(seed, tests::whole_catalogue(), {.alternatives = 5});
    for (const UseRepairs& use : fix(stack, 5)) {
      const std::string problem = wrong(use);
      CHECK_MESSAGE(problem.empty(), problem << "\n" << tests::to_yaml(stack));
      repaired += use.repairs.size();
    }
  }
  MESSAGE(repaired << " repairs judged again");
  CHECK(repaired > 100);
}

TEST_CASE("fix: all repairs of one or two changes are found") {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 250 && compared < 40; ++seed) {
    const Stack stack = tests::random_stack(
        seed, tests::whole_catalogue(),
        {
            .alternatives = 0, .licenses = {"MIT", "GPL-2.0-only", "CC-BY-NC-4.0", "llama3.1"}
    });
    const std::vector<UseRepairs> uses = fix(stack, 1000);
    if (uses.empty() || uses.front().verdict != Severity::Conflict) continue;
    const UseRepairs& use = uses.front();
    const std::vector<Edit> edits = all_edits(use);
    if (edits.size() > 45) continue;
    ++compared;
    std::set<std::string> found;
    for (const Repair& repair : use.repairs)
      found.insert(named(repair.changes));
    std::vector<bool> alone(edits.size());  // no conflict is left, though perhaps an unknown
    for (std::size_t i = 0; i < edits.size(); ++i) {
      const auto after = judged(use.stack, {edits[i]});
      alone[i] = after && after->verdict != Severity::Conflict;
      if (repaired(use, {edits[i]})) {
        CHECK_MESSAGE(found.contains(named({edits[i]})), edits[i].words << "\n"
                                                                        << tests::to_yaml(stack));
      }
    }
    for (std::size_t i = 0; i < edits.size(); ++i) {
      for (std::size_t j = i + 1; j < edits.size(); ++j) {
        if (alone[i] || alone[j] || engine::exclude(edits[i], edits[j])) continue;
        if (!repaired(use, {edits[i], edits[j]})) continue;
        const bool told = found.contains(named({edits[i], edits[j]})) ||
                          found.contains(named({edits[j], edits[i]}));
        CHECK_MESSAGE((told || !use.complete), words_of({edits[i], edits[j]})
                                                   << "\n"
                                                   << tests::to_yaml(stack));
      }
    }
  }
  CHECK(compared >= 20);
}
