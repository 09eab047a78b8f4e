// Relations that do not say how: whatever a reading makes of a stack, the stack says.
#include <algorithm>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/certified.h"
#include "tests/random_stacks.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Severity;

namespace {

const engine::Catalogue& catalogue() {
  return tests::whole_catalogue();
}

std::vector<engine::RelationId> unclear_kinds() {
  std::vector<engine::RelationId> kinds;
  for (std::size_t i = 0; i < catalogue().relations.size(); ++i) {
    if (!catalogue().relations[i].readings.empty())
      kinds.push_back(static_cast<engine::RelationId>(i));
  }
  return kinds;
}

std::vector<const engine::Finding*> with_code(const engine::Report& report,
                                              const std::string& code) {
  std::vector<const engine::Finding*> found;
  for (const engine::Finding& finding : report.findings) {
    if (finding.code == code) found.push_back(&finding);
  }
  return found;
}

// The worst that is said of anything but duties: a duty of which it is open whether it is due may
// come out as due under another reading.
Severity worst_of(const engine::Report& report) {
  Severity worst = Severity::Clear;
  for (const engine::Finding& finding : report.findings) {
    if (finding.settled != Severity::Obligation) worst = std::min(worst, finding.severity);
  }
  return worst;
}

// Whether the same license prohibits something. A prohibition of the very act is said in place of a
// missing right.
bool prohibits(const engine::Report& report, const engine::Finding& finding) {
  return std::ranges::any_of(report.findings, [&](const engine::Finding& f) {
    return f.severity == Severity::Conflict && f.license == finding.license;
  });
}

std::string app_using(const std::string& relation) {
  return "licet: 1\nworks:\n"
         "  - { id: readline, kind: software, license: GPL-3.0-or-later }\n"
         "  - { id: app, kind: software, from: [ { " +
         relation +
         ": readline } ] }\n"
         "use: { target: app, acts: [distribute], outbound: Apache-2.0, commercial: true }\n";
}

}  // namespace

TEST_CASE("unclear relations: what a reading prohibits is a question that names the reading") {
  const engine::Report report = tests::judge(tests::stack_of(app_using("depends-on")));
  CHECK(report.verdict == Severity::Unknown);
  const auto questions = with_code(report, "relation-unclear");
  REQUIRE(questions.size() == 1);
  CHECK(questions[0]->message.find("\"depends-on\" does not say how app uses readline; read as "
                                   "link-static: GPL-3.0-only") == 0);
  CHECK(questions[0]->section == "5(c)");
  CHECK(with_code(report, "share-alike-broken").empty());
}

TEST_CASE("unclear relations: duties of a reading are listed with it, and are no question") {
  const engine::Report report = tests::judge(
      tests::stack_of("licet: 1\nworks:\n"
                      "  - { id: pad, kind: software, license: MIT }\n"
                      "  - { id: app, kind: software, from: [ { depends-on: pad } ] }\n"
                      "use: { target: app, acts: [distribute], outbound: Apache-2.0 }\n"));
  CHECK(report.verdict == Severity::Obligation);
  const auto duties = with_code(report, "include-license");
  REQUIRE(duties.size() == 1);
  CHECK(duties[0]->message.find("if \"app depends-on pad\" means bundle or link-static: ") == 0);
}

TEST_CASE("unclear relations: to say which one it is settles the question") {
  const engine::Report bundled = tests::judge(tests::stack_of(app_using("bundle")));
  CHECK(bundled.verdict == Severity::Obligation);
  const engine::Report linked = tests::judge(tests::stack_of(app_using("link-static")));
  CHECK(linked.verdict == Severity::Conflict);
}

TEST_CASE("unclear relations: the value `any` counts the gravest reading") {
  engine::Request request;
  request.assumptions = {
      {"relation.reading", "any"}
  };
  const engine::Report report = tests::judge(tests::stack_of(app_using("depends-on")), request);
  CHECK(report.verdict == Severity::Conflict);
  CHECK(with_code(report, "relation-unclear").empty());
  CHECK(with_code(report, "share-alike-broken").size() == 1);
}

TEST_CASE("unclear relations: what every reading prohibits is prohibited") {
  const std::string stack =
      "licet: 1\nworks:\n"
      "  - { id: base, kind: model, license: CC-BY-NC-4.0 }\n"
      "  - { id: mine, kind: model, license: Apache-2.0, from: [ { descends-from: base } ] }\n"
      "use: { target: mine, acts: [distribute], commercial: true }\n";
  const engine::Report report = tests::judge(tests::stack_of(stack));
  CHECK(report.verdict == Severity::Conflict);
  const auto said = with_code(report, "noncommercial-use");
  const auto conflict = std::ranges::find(said, Severity::Conflict, &engine::Finding::severity);
  REQUIRE(conflict != said.end());
  CHECK((*conflict)->message.find("whatever \"mine descends-from base\" means: CC-BY-NC") == 0);
  for (const engine::Finding* finding : with_code(report, "relation-unclear"))
    CHECK(finding->section != (*conflict)->section);
}

TEST_CASE("unclear relations: what random stacks say is what their readings say") {
  const std::vector<engine::RelationId> kinds = unclear_kinds();
  REQUIRE(kinds.size() >= 6);
  std::size_t prohibited = 0;
  std::size_t in_each = 0;
  for (std::uint64_t seed = 1; seed <= 1200; ++seed) {
    spdx::Stack stack = tests::random_stack(seed, catalogue(), {.alternatives = 0, .rings = false});
    if (stack.relations.empty()) continue;
    spdx::Relation& relation = stack.relations[seed % stack.relations.size()];
    const engine::RelationKind& kind = catalogue().relations[kinds[seed % kinds.size()]];
    relation.kind = kind.id;
    const engine::Report unread = tests::judge(stack);
    const Severity open = unread.verdict;
    for (const engine::RelationId reading : kind.readings) {
      // Whose the result is readings do not change: who measured a model did not make it.
      if (!catalogue().relations[reading].makes) continue;
      relation.kind = catalogue().relations[reading].id;
      const engine::Report settled = tests::judge(stack);
      const Severity read = worst_of(settled);
      // Severities are ordered worst first; a prohibition may come out as unknown.
      const Severity most = read == Severity::Conflict ? Severity::Unknown : read;
      if (read == Severity::Conflict && open != Severity::Conflict) ++prohibited;
      const std::string text = tests::to_yaml(stack);
      INFO("read as ", relation.kind, " instead of ", kind.id, ":\n", text);
      CHECK(open <= most);
      for (const engine::Finding& finding : unread.findings) {
        if (finding.severity != Severity::Conflict) continue;
        if (finding.message.find("whatever \"") == 0) ++in_each;
        INFO("whatever it means: ", finding.message);
        CHECK(prohibits(settled, finding));
      }
    }
  }
  CHECK(prohibited > 20);
  CHECK(in_each > 10);
}

TEST_CASE("unclear relations: verdicts that rest on them are certified, and verified") {
  const std::vector<engine::RelationId> kinds = unclear_kinds();
  std::size_t questions = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    spdx::Stack stack = tests::random_stack(seed, catalogue());
    for (std::size_t i = 0; i < stack.relations.size(); i += 2)
      stack.relations[i].kind = catalogue().relations[kinds[(seed + i) % kinds.size()]].id;
    INFO(tests::to_yaml(stack));
    const tests::Certified proof(stack);
    if (proof.text.find("relation-unclear") != std::string::npos) ++questions;
  }
  CHECK(questions > 15);
}

TEST_CASE("unclear relations: a work that comes first in the file is judged after its sources") {
  const engine::Report report = tests::judge(
      tests::stack_of("licet: 1\nworks:\n"
                      "  - { id: app, kind: software, from: [ { depends-on: readline } ] }\n"
                      "  - { id: readline, kind: software, license: GPL-3.0-or-later }\n"
                      "use: { target: app, acts: [distribute], outbound: Apache-2.0 }\n"));
  CHECK(with_code(report, "relation-unclear").size() == 1);
}
