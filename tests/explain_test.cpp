#include "engine/explain.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/stack_fixture.h"

using namespace licet;
using engine::AssumptionUsed;
using engine::fill;
using engine::Finding;
using engine::Report;
using engine::Severity;
using tests::judge;
using tests::stack_of;

namespace {

const Finding& find(const Report& report, const std::string& code,
                    const std::string& section = "") {
  const auto found = std::ranges::find_if(report.findings, [&](const Finding& f) {
    return f.code == code && f.section.rfind(section, 0) == 0;
  });
  REQUIRE_MESSAGE(found != report.findings.end(), code);
  return *found;
}

const AssumptionUsed& used(const Finding& finding, const std::string& id) {
  const auto found = std::ranges::find(finding.assumptions, id, &AssumptionUsed::id);
  REQUIRE_MESSAGE(found != finding.assumptions.end(), id);
  return *found;
}

using Flips = std::vector<std::pair<std::string, std::string>>;

// A model trained on share-alike data, to go out under MIT.
spdx::Stack trained() {
  return stack_of(
      "licet: 1\nworks:\n  - { id: data, kind: dataset, license: CC-BY-SA-4.0 }\n  - { id: model, "
      "kind: model, from: [ { train-on: data } ] }\n"
      "use: { target: model, acts: [distribute], outbound: MIT }\n");
}

engine::Request with(std::vector<std::pair<std::string, std::string>> values) {
  engine::Request request;
  request.assumptions = std::move(values);
  return request;
}

}  // namespace

TEST_CASE("explain: fill puts words in, and nothing for what it does not know") {
  CHECK(fill("", {}).empty());
  CHECK(fill("no words", {
                             {"a", "b"}
  }) == "no words");
  CHECK(fill("{a}", {
                        {"a", "b"}
  }) == "b");
  CHECK(fill("x {a}{c} y {unknown}.", {
                                          {"a", "1"},
                                          {"c", "2"}
  }) == "x 12 y .");
  CHECK(fill("{a} and {a}", {
                                {"a", "{c}"},
                                {"c", "no" }
  }) == "{c} and {c}");
  CHECK(fill("open { brace", {
                                 {"a", "b"}
  }) == "open { brace");
  CHECK(fill("closed } brace {a}", {
                                       {"a", "b"}
  }) == "closed } brace b");
}

TEST_CASE("explain: what the use is that a license limits, and nothing that it is not") {
  const auto message = [](const std::string& facts) {
    const Report report = judge(
        stack_of("licet: 1\nworks:\n  - { id: m, kind: model, license: LicenseRef-apple-amlr }\n"
                 "use: { target: m, acts: [run], " +
                 facts + " }\n"));
    return find(report, "noncommercial-use").message;
  };
  const auto says = [&](const std::string& facts, const std::string& limited) {
    return message(facts).ends_with(" limits what m may be used for, and " + limited);
  };
  CHECK(says("commercial: true, licensee: { research-only: true }", "this use is commercial"));
  CHECK(says("commercial: false, licensee: { research-only: false }",
             "this use is not for research only"));
  CHECK(says("commercial: true, licensee: { research-only: false }",
             "this use is commercial"));  // which is enough: the other is not read
}

TEST_CASE("explain: flips say which other value changes the finding, all else as it is") {
  const Report open = judge(trained());
  const Finding& review = find(open, "share-alike-broken");
  CHECK(review.severity == Severity::Review);
  CHECK(review.message.rfind("open whether this applies: ", 0) == 0);
  CHECK(used(review, "sa.reaches-model").value == "flag");
  CHECK(used(review, "sa.reaches-model").flips == Flips{
                                                      {"required", "conflict"},
                                                      {"no",       "gone"    }
  });
  CHECK(!used(review, "sa.reaches-model").question.empty());

  const Report literal = judge(trained(), with({
                                              {"sa.reaches-model", "required"}
  }));
  const Finding& conflict = find(literal, "share-alike-broken");
  CHECK(conflict.severity == Severity::Conflict);
  CHECK(conflict.message.find("open whether") == std::string::npos);
  CHECK(used(conflict, "sa.reaches-model").flips == Flips{
                                                        {"flag", "review"},
                                                        {"no",   "gone"  }
  });
  CHECK(used(conflict, "sa.reaches-model").question.empty());
}

TEST_CASE("explain: every flip comes true when the value is set") {
  const Report report = judge(trained());
  for (const Finding& finding : report.findings) {
    for (const AssumptionUsed& assumption : finding.assumptions) {
      for (const auto& flip : assumption.flips) {
        const std::string& value = flip.first;  // a structured binding cannot be captured
        const std::string& becomes = flip.second;
        CAPTURE(finding.code);
        CAPTURE(assumption.id);
        CAPTURE(value);
        const Report other = judge(trained(), with({
                                                  {assumption.id, value}
        }));
        const auto now = std::ranges::find_if(other.findings, [&](const Finding& f) {
          return f.code == finding.code && f.section == finding.section;
        });
        CHECK((now == other.findings.end() ? "gone" : std::string(to_string(now->severity))) ==
              becomes);
      }
    }
  }
}

TEST_CASE("explain: a finding names clause, act, path, actor and remedy") {
  const Report report = judge(trained(), with({
                                             {"sa.reaches-model", "required"}
  }));
  const Finding& f = find(report, "share-alike-broken");
  CHECK(f.target == "model");
  CHECK(f.work == "data");
  CHECK(f.license == "CC-BY-SA-4.0");
  CHECK(f.section == "3(b)(1)");
  CHECK(!f.note.empty());
  CHECK(f.acts == Flips{
                      {"distribute", "model"}
  });
  REQUIRE(f.path.size() == 1);
  CHECK(f.path.front().source == "data");
  CHECK(f.path.front().relation == "train-on");
  CHECK(f.path.front().result == "model");
  CHECK(!f.path.front().third_party);
  CHECK(f.own_act);
  CHECK(!f.remedy.empty());
  CHECK(f.origin.line == 3);
}

TEST_CASE("explain: an act of making ends its path with the relation that did it") {
  const Report report =
      judge(stack_of("licet: 1\nworks:\n  - { id: data, kind: dataset, license: CC-BY-NC-4.0 }\n  "
                     "- { id: part, kind: dataset, from: [ { filter: data } ] }\n"
                     "  - { id: model, kind: model, from: [ { train-on: part } ] }\nuse: { target: "
                     "model, acts: [run], commercial: true }\n"));
  const auto training = std::ranges::find_if(report.findings, [](const Finding& f) {
    return f.code == "noncommercial-use" &&
           std::ranges::find(f.acts, std::pair<std::string, std::string>{"train", "part"}) !=
               f.acts.end();
  });
  REQUIRE(training != report.findings.end());
  CHECK(training->severity == Severity::Conflict);
  CHECK(training->place != "model");
  CHECK(training->path.back().source == training->place);
}

TEST_CASE("explain: facts are named, stated or asked for") {
  const std::string text =
      "licet: 1\nworks:\n  - { id: llama, kind: model, license: llama3.1 }\n  - { id: mine, kind: "
      "model, name: Llama-x, from: [ { finetune: llama } ] }\n"
      "use: { target: mine, acts: [run], commercial: true, licensee: { ";
  const Report asked = judge(stack_of(text + "kind: company } }\n"));
  const Finding& unknown = find(asked, "fact-missing");
  CHECK(unknown.severity == Severity::Unknown);
  const auto mau = std::ranges::find(unknown.facts, "licensee.mau", &engine::FactUsed::id);
  REQUIRE(mau != unknown.facts.end());
  CHECK(!mau->stated);
  CHECK(!mau->ask.empty());
  CHECK(unknown.message.find(mau->ask) != std::string::npos);
  CHECK(unknown.remedy.find(mau->set) != std::string::npos);
  const Report over = judge(stack_of(text + "mau: 700000001 } }\n"));
  const Finding& conflict = find(over, "threshold-exceeded");
  const auto stated = std::ranges::find(conflict.facts, "licensee.mau", &engine::FactUsed::id);
  REQUIRE(stated != conflict.facts.end());
  CHECK(stated->stated);
  CHECK(stated->value == "700000001");
  CHECK(conflict.message.find("licensee.mau = 700000001") != std::string::npos);
}

TEST_CASE("explain: made-up license ids are shown by the license's name") {
  const Report report =
      judge(stack_of("licet: 1\nworks:\n  - { id: llama, kind: model, license: llama3.1 }\nuse: { "
                     "target: llama, acts: [distribute], commercial: false }\n"));
  const Finding& f = find(report, "include-license");
  CHECK(f.license == "LicenseRef-scancode-llama-3.1-license-2024");
  CHECK(f.license_name.rfind("LicenseRef-", 0) != 0);
  CHECK(f.message.find("LicenseRef-") == std::string::npos);
  CHECK(f.message.find(f.license_name) != std::string::npos);
}

TEST_CASE("explain: a duty already met is a note without remedy") {
  const Report report =
      judge(stack_of("licet: 1\nworks:\n  - { id: base, kind: content, license: CC-BY-SA-4.0 }\n  "
                     "- { id: mine, kind: content, from: [ { edit: base } ] }\n"
                     "use: { target: mine, acts: [distribute], outbound: CC-BY-SA-4.0 }\n"));
  const Finding& met = find(report, "same-license");
  CHECK(met.severity == Severity::Note);
  CHECK(met.remedy.empty());
}

TEST_CASE("explain: works under the same license are told together") {
  const Report report =
      judge(stack_of("licet: 1\nworks:\n  - { id: d1, kind: dataset, license: CC-BY-4.0 }\n  - { "
                     "id: d2, kind: dataset, license: CC-BY-4.0 }\n"
                     "  - { id: all, kind: dataset, from: [ { combine-database: d1 }, { "
                     "combine-database: d2 } ] }\n"
                     "use: { target: all, acts: [distribute], outbound: CC-BY-4.0 }\n"));
  CHECK(std::ranges::count_if(report.findings, [](const Finding& f) {
          return f.code == "give-attribution" && f.section.rfind("3(a)(1)(A)(i)", 0) == 0 &&
                 f.section.size() == 13;
        }) <= 1);
  const Finding& f = find(report, "give-attribution");
  CHECK(f.work == "d1");
  CHECK(f.also == std::vector<std::string>{"d2"});
}

TEST_CASE("explain: an ambiguous name says what it may mean") {
  const Report report =
      judge(stack_of("licet: 1\nworks:\n  - { id: g, kind: model, license: gemma }\nuse: { target: "
                     "g, acts: [run] }\n"));
  const Finding& f = find(report, "license-ambiguous");
  CHECK(f.severity == Severity::Unknown);
  CHECK(f.license == "gemma");
  CHECK(f.remedy.find(" or ") != std::string::npos);
}
