// What a verdict turns on. Small stacks first, with the answer a lawyer would give; then random
// ones against a table of all values, each judged by a run of its own.
#include "engine/sensitivity.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/render.h"
#include "tests/case_file.h"
#include "tests/schema.h"
#include "tests/stack_fixture.h"

using namespace licet;
using namespace licet::engine;

namespace {

const std::vector<Assumption>& assumptions() {
  return tests::whole_catalogue().assumptions;
}

Sensitivity of(const spdx::Stack& stack) {
  Request request;
  request.sensitivity = true;
  return *tests::judge(stack, request).uses.front().sensitivity;
}

Sensitivity of(const std::string& text) {
  return of(tests::stack_of("licet: 1\nworks:\n" + text));
}

std::vector<std::string> rests_on(const Sensitivity& sensitivity) {
  std::vector<std::string> ids;
  for (const AssumptionTurned& turned : sensitivity.rests_on)
    ids.push_back(turned.id);
  return ids;
}

// `a=x|y b=z`, one a set.
std::vector<std::string> text_of(const std::vector<Conditions>& sets) {
  std::vector<std::string> out;
  for (const Conditions& set : sets) {
    std::string text;
    for (const AssumptionCondition& condition : set) {
      text += (text.empty() ? "" : " ") + condition.id + "=";
      for (std::size_t i = 0; i < condition.values.size(); ++i)
        text += (i == 0 ? "" : "|") + condition.values[i];
    }
    out.push_back(text);
  }
  return out;
}

using Strings = std::vector<std::string>;

AssumptionId id_of(std::string_view id) {
  return *tests::whole_catalogue().find_assumption(id);
}

AssumptionSet bit(std::string_view id) {
  return AssumptionSet{1} << id_of(id);
}

AssumptionValues defaults() {
  return *choose_values(tests::whole_catalogue(), "cautious", {}).value;
}

Effect effect(const AssumptionValues& values, std::string_view id) {
  return values.effect(tests::whole_catalogue(), id_of(id));
}

// A finding with these assumptions: a conflict where all apply.
Outcome clash(const AssumptionValues& values, const std::vector<AssumptionSet>& sets) {
  Outcome outcome;
  for (const AssumptionSet set : sets) {
    outcome.asked.insert(set);
    const Effect weakest = values.effect_of(tests::whole_catalogue(), set);
    if (weakest == Effect::Absent) continue;
    outcome.verdict = std::min(outcome.verdict, severity_under(weakest, Severity::Conflict));
    outcome.findings.push_back(set);
  }
  return outcome;
}

const std::string kTraining = "training.is-adaptation";
const std::string kLinking = "linking.makes-derivative";
const std::string kMerge = "merge.is-derivative";

}  // namespace

TEST_CASE("sensitivity: a GPL library that is linked dynamically turns on one question") {
  const Sensitivity linked =
      of("  - { id: lib, kind: software, license: GPL-3.0-only }\n"
         "  - { id: app, kind: software, from: [ { link-dynamic: lib } ] }\n"
         "use: { target: app, acts: [distribute], outbound: proprietary }\n");
  CHECK(rests_on(linked) == Strings{kLinking});
  CHECK(linked.rests_on.front().value == "open");
  CHECK(text_of(linked.safe_if) == Strings{"linking.makes-derivative=no"});
  CHECK(text_of(linked.conflict_if) == Strings{"linking.makes-derivative=yes"});
  CHECK(linked.kept.empty());
}

TEST_CASE("sensitivity: a library that is changed is a conflict whatever is assumed") {
  const Sensitivity changed =
      of("  - { id: lib, kind: software, license: GPL-3.0-only }\n"
         "  - { id: app, kind: software, from: [ { edit: lib } ] }\n"
         "use: { target: app, acts: [distribute], outbound: proprietary }\n");
  CHECK(changed.rests_on.empty());
  CHECK(changed.safe_if.empty());
  CHECK(changed.conflict_if == std::vector<Conditions>{{}});
}

TEST_CASE("sensitivity: a permissive work is safe whatever is assumed") {
  const Sensitivity plain =
      of("  - { id: lib, kind: software, license: MIT }\n"
         "use: { target: lib, acts: [distribute] }\n");
  CHECK(plain.rests_on.empty());
  CHECK(plain.safe_if == std::vector<Conditions>{{}});
  CHECK(plain.conflict_if.empty());
}

TEST_CASE("sensitivity: somebody else's model made from non-commercial data") {
  const Sensitivity bought = of(
      "  - { id: data, kind: dataset, license: CC-BY-NC-4.0 }\n"
      "  - { id: base, kind: model, license: MIT, from: [ { train-on: data, by: third-party } ] }\n"
      "use: { target: base, acts: [run], commercial: true }\n");
  CHECK(text_of(bought.conflict_if) == Strings{"nc.reaches-model.others=barred"});
  REQUIRE(!bought.safe_if.empty());
  for (const std::string& set : text_of(bought.safe_if)) {
    CAPTURE(set);
    CHECK(set.find("nc.reaches-model.others=free") != std::string::npos);
    CHECK(set.find("nc.reaches-model.self") == std::string::npos);
  }
}

TEST_CASE("sensitivity: each question has to be answered where several findings stand") {
  const AssumptionSet both = bit(kTraining) | bit("sa.reaches-model");
  const Trial trial = [&](const AssumptionValues& values) {
    return clash(values, {both, bit(kLinking)});
  };
  const Sensitivity found = sensitivity(tests::whole_catalogue(), defaults(), trial);
  CHECK(found.combinations == 27);
  CHECK(text_of(found.safe_if) == Strings{"training.is-adaptation=no linking.makes-derivative=no",
                                          "sa.reaches-model=no linking.makes-derivative=no"});
  CHECK(text_of(found.conflict_if) ==
        Strings{"linking.makes-derivative=yes",
                "training.is-adaptation=yes sa.reaches-model=required"});
}

TEST_CASE("sensitivity: values that do the same stand together") {
  const Trial trial = [&](const AssumptionValues& values) {
    Outcome outcome;
    outcome.asked = {bit(kTraining), bit(kLinking)};
    if (effect(values, kTraining) != Effect::Absent && effect(values, kLinking) != Effect::Review)
      outcome.verdict = Severity::Conflict;
    return outcome;
  };
  const Sensitivity found = sensitivity(tests::whole_catalogue(), defaults(), trial);
  CHECK(text_of(found.safe_if) ==
        Strings{"training.is-adaptation=no", "linking.makes-derivative=open"});
  CHECK(text_of(found.conflict_if) ==
        Strings{"training.is-adaptation=yes|if-memorised linking.makes-derivative=yes|no"});
}

TEST_CASE("sensitivity: what is asked only under another value is found, and tried once") {
  std::size_t trials = 0;
  const Trial trial = [&](const AssumptionValues& values) {
    ++trials;
    // Only where linking matters not is the merge looked at.
    if (effect(values, kLinking) != Effect::Absent) return clash(values, {bit(kLinking)});
    Outcome outcome = clash(values, {bit(kMerge)});
    outcome.asked.insert(bit(kLinking));
    return outcome;
  };
  const Sensitivity found = sensitivity(tests::whole_catalogue(), defaults(), trial);
  CHECK(rests_on(found) == Strings{kMerge, kLinking});
  CHECK(found.safe_if.empty());
  CHECK(text_of(found.conflict_if) ==
        Strings{"linking.makes-derivative=yes",
                "merge.is-derivative=yes linking.makes-derivative=yes|no"});
  CHECK(trials == 4);  // yes, open, no with either value of the merge
}

TEST_CASE("sensitivity: too many combinations keep what no finding rests on, and say so") {
  const Trial trial = [&](const AssumptionValues& values) {
    Outcome outcome = clash(values, {bit(kLinking)});
    for (std::size_t i = 0; i < assumptions().size(); ++i)
      outcome.asked.insert(AssumptionSet{1} << i);
    if (effect(values, kTraining) == Effect::Absent) outcome.verdict = Severity::Conflict;
    return outcome;
  };
  const Sensitivity found = sensitivity(tests::whole_catalogue(), defaults(), trial);
  CHECK(rests_on(found) == Strings{kLinking});
  CHECK(found.combinations == 3);
  CHECK(found.kept.size() == assumptions().size() - 1);
  CHECK(text_of(found.safe_if) == Strings{"linking.makes-derivative=no"});
  const auto rows = cli::sensitivity_rows(found);
  REQUIRE(!rows.empty());
  CHECK(rows.back().label == "only with");
  CHECK(rows.back().text.find("training.is-adaptation = if-memorised") != std::string::npos);
  CHECK(rows.back().text.find(std::to_string(kMostCombinations)) != std::string::npos);
}

TEST_CASE("sensitivity: findings on more than there is room for are taken from the worst on") {
  std::vector<AssumptionSet> sets;
  for (std::size_t i = 0; i < assumptions().size(); ++i)
    sets.push_back(AssumptionSet{1} << i);
  const Trial trial = [&](const AssumptionValues& values) {
    Outcome outcome = clash(values, sets);
    std::ranges::reverse(outcome.findings);
    return outcome;
  };
  const Sensitivity found = sensitivity(tests::whole_catalogue(), defaults(), trial);
  CHECK(found.combinations > kMostCombinations / 3);
  CHECK(found.combinations <= kMostCombinations);
  CHECK(!found.kept.empty());
  const auto kept = [&](const std::string& id) {
    return std::ranges::find(found.kept, id, &AssumptionTurned::id) != found.kept.end();
  };
  CHECK(!kept(assumptions().back().id));
  CHECK(kept(assumptions().front().id));
}

TEST_CASE("sensitivity: only who asks is told, and in every format") {
  const spdx::Stack stack = tests::stack_of(
      "licet: 1\nworks:\n  - { id: lib, kind: software, license: GPL-3.0-only }\n"
      "  - { id: app, kind: software, from: [ { import: lib } ] }\n"
      "use: { target: app, acts: [distribute], outbound: proprietary }\n");
  CHECK(!tests::judge(stack).uses.front().sensitivity);
  Request request;
  request.sensitivity = true;
  const Report report = tests::judge(stack, request);
  for (const char* part : {"safe if     linking.makes-derivative = no\n",
                           "conflict if linking.makes-derivative = yes\n"}) {
    CHECK(cli::render_text(report, {}).find(part) != std::string::npos);
    CHECK(cli::render_text(tests::judge(stack), {}).find(part) == std::string::npos);
  }
  CHECK(cli::render_markdown(report, {}).find("- **safe if** linking.makes-derivative = no\n") !=
        std::string::npos);
  Report hashed = report;
  hashed.input = "app.yaml";
  hashed.sha256 = std::string(64, '0');
  const std::string json = tests::json_of(hashed);
  CHECK(json.find("\"sensitivity\"") != std::string::npos);
  for (const std::string& problem :
       tests::schema_problems("report", tests::parse_tree("report.json", json)))
    FAIL_CHECK(problem);
  CHECK(tests::json_of(tests::judge(stack)).find("\"sensitivity\"") == std::string::npos);
}
