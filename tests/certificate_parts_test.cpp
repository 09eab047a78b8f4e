// What certificates carry besides findings: clauses that make none, cores of conflicts, and what
// rules out labels.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/choose.h"
#include "tests/certified.h"
#include "tests/random_stacks.h"
#include "tests/run_program.h"
#include "tests/stack_fixture.h"

using namespace licet;
using tests::Certified;

namespace {

const std::string kTuned =
    "licet: 1\nworks:\n"
    "  - { id: base, kind: model, license: llama3.1 }\n"
    "  - { id: data, kind: dataset, license: CC-BY-NC-4.0 }\n"
    "  - { id: mine, name: Mine, kind: model, from: [ { finetune: base }, { train-on: data } ] }\n"
    "use: { target: mine, acts: [distribute], commercial: true, outbound: MIT, licensee: { mau: "
    "20000 } }\n";

const std::string kClash =
    "licet: 1\nworks:\n"
    "  - { id: one, kind: dataset, license: CC-BY-NC-SA-4.0 }\n"
    "  - { id: two, kind: dataset, license: CC-BY-SA-4.0 }\n"
    "  - { id: mine, kind: dataset, from: [ { filter: one }, { filter: two } ] }\n"
    "use: { target: mine, acts: [distribute] }\n";

// The first group of labels that is ruled out, with the reasons.
std::string first_group(const std::string& text) {
  const std::string rest = text.substr(text.find("\nruled out") + 1);
  return rest.substr(0, rest.find("\nruled out"));
}

// The fits of `licet choose`, by label; "proprietary" for terms of one's own.
std::map<std::string, engine::Fit> fits_of(const engine::Choices& choices) {
  std::map<std::string, engine::Fit> fits;
  for (const engine::LabelFit& label : choices.uses.front().labels)
    fits[label.license] = label.fit;
  fits["proprietary"] = choices.uses.front().own_terms.reason.fit;
  return fits;
}

}  // namespace

TEST_CASE("certificate: clauses that make no finding are listed with the reason") {
  const Certified proof(kTuned);
  const std::string discharged = proof.text.substr(proof.text.find("\ndischarged\n"));
  CHECK(discharged.find("section \"2\", acts [modify, distribute], state \"base\" 0, result "
                        "\"mine\", times 2: not so: licensee.mau = 20000\n") != std::string::npos);
  CHECK(discharged.find("grants it") != std::string::npos);
  CHECK(proof.rejection("not so: licensee.mau = 20000", "not so: licensee.mau = 20001")
            .find("what follows here is") != std::string::npos);

  const Certified kept(
      "licet: 1\nworks:\n  - { id: photo, kind: content, license: CC-BY-2.0 }\n"
      "  - { id: mine, kind: content, owner: self, license: CC-BY-2.0, from: [ { copy: photo } ] "
      "}\n"
      "use: { target: mine, acts: [distribute] }\n");
  CHECK(kept.text.find(": kept by the label CC-BY-2.0\n") != std::string::npos);
}

TEST_CASE("certificate: a clause without finding or reason is noticed") {
  const spdx::Stack stack = tests::stack_of(kTuned);
  const Certified proof(stack);
  // Of a catalogue whose rules were loaded, and then one of them hears nothing any more.
  engine::Catalogue deaf = tests::whole_catalogue();
  for (auto& rule : deaf.rules) {
    if (rule && rule->test == engine::Test::Due) rule->due = std::nullopt;
  }
  const engine::Matter matter{stack, deaf, proof.request, proof.questions, "5f", {}};
  const auto made = engine::certify(matter);
  REQUIRE(!made);
  CHECK(made.errors.front().message.find("neither a finding nor a reason for section") !=
        std::string::npos);
}

TEST_CASE("certificate: a conflict carries a core that is enough, and no more") {
  const Certified proof(kTuned);
  REQUIRE(proof.witness.sets.size() == 3);
  CHECK(proof.text.find("core of noncommercial-use: license \"CC-BY-NC-4.0\", section "
                        "\"2(a)(1)\", other \"\"\n"
                        "  fact \"use.commercial = true\"\n"
                        "  relation \"data ─train-on→ mine\"\n"
                        "  clause \"CC-BY-NC-4.0 2(a)(1)\"\n") != std::string::npos);
  for (std::size_t i = 0; i < proof.witness.sets.size(); ++i) {
    const engine::Numbers core = proof.witness.sets[i];
    for (std::size_t part = 0; part < core.size(); ++part) {
      engine::Witness fewer = proof.witness;
      fewer.sets[i].erase(fewer.sets[i].begin() + static_cast<std::ptrdiff_t>(part));
      CHECK(proof.rejection(fewer).find("not enough for its conflict") != std::string::npos);
    }
    for (std::uint32_t part = 0; part < 40; ++part) {
      if (std::ranges::find(core, part) != core.end()) continue;
      engine::Witness more = proof.witness;
      more.sets[i].push_back(part);
      CHECK(!proof.rejection(more).empty());
    }
  }
  engine::Witness none = proof.witness;
  none.sets.pop_back();
  CHECK(proof.rejection(none).find("a core of each conflict") != std::string::npos);
}

TEST_CASE("certificate: every label is ruled out where the terms inside contradict each other") {
  const Certified proof(tests::stack_of(kClash), {}, true);
  CHECK(proof.use.verdict == engine::Severity::Conflict);
  CHECK(proof.witness.sets.size() == 1);
  const std::string group = first_group(proof.text);
  CHECK(group.find("\"MIT\"") != std::string::npos);
  CHECK(group.find("\"proprietary\"") != std::string::npos);
  CHECK(group.find("conflict share-alike-clash") != std::string::npos);
  CHECK(proof.rejection(" \"MIT\"", "").find("what follows here is") != std::string::npos);
  engine::Witness none = proof.witness;
  none.sets.clear();
  CHECK(proof.rejection(none).find("0BSD is not ruled out") != std::string::npos);
  none.sets = {{}};
  CHECK(proof.rejection(none).find("other choices may avoid") != std::string::npos);
}

TEST_CASE("certificate: of random stacks labels are ruled out that licet choose finds unfit") {
  const engine::Permissiveness order(tests::whole_catalogue());
  std::size_t ruled_out = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const spdx::Stack stack = tests::random_stack(seed, tests::whole_catalogue());
    INFO(tests::to_yaml(stack));
    const auto choices = engine::choose(stack, tests::whole_catalogue(), order, {});
    const auto fits = fits_of(*choices.value);
    auto questions = *engine::questions_of(stack, tests::whole_catalogue(), {}).value;
    const engine::Request request;
    engine::Matter matter{stack, tests::whole_catalogue(), request, questions, "5f", {}};
    matter.labels = engine::every_label(tests::whole_catalogue(), questions.terms);
    CHECK(matter.labels.size() == fits.size());
    const auto made = engine::certify(matter);
    // What adds something serious cannot be clear of it; what adds nothing may have it anyway.
    if (fit_of(*choices.value) == engine::Fit::Breaks) CHECK(made);
    if (!made) continue;
    ++ruled_out;
    const auto verified = engine::verify({"proof.txt", *made.value}, matter);
    REQUIRE(verified);
    for (const auto& [label, fit] : fits) {
      if (fit == engine::Fit::Breaks) continue;
      // Its group says what it is ruled out by.
      CHECK(made.value->find(fmt::format("\"{}\"", label)) != std::string::npos);
    }
  }
  CHECK(ruled_out > 20);
}

TEST_CASE("certificate: licet choose writes it where nothing fits, licet verify checks it") {
  const tests::TempFolder folder;
  const std::string proof = folder.path("none.txt");
  folder.write("clash.yaml", kClash);
  const std::string stack = folder.path("clash.yaml");
  const auto plain = tests::run_licet({"choose", stack});
  const auto written = tests::run_licet({"choose", stack, "--certificate", proof});
  CHECK(written.code == 1);
  CHECK(written.out == plain.out);
  const auto good = tests::run_licet({"verify", proof, stack});
  CHECK(good.out == "verified: conflict under every label for mine: distribute\n");
  CHECK(good.code == 0);
  folder.write("fits.yaml",
               "licet: 1\nworks:\n  - { id: a, license: MIT }\n"
               "  - { id: mine, from: [ { edit: a } ] }\nuse: { target: mine }\n");
  const auto fits = tests::run_licet({"choose", folder.path("fits.yaml"), "--certificate", proof});
  CHECK(fits.code == 2);
  CHECK(fits.out.empty());
  CHECK(fits.err.find("nothing rules") != std::string::npos);
}
