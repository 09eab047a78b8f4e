// `choose` on stacks a lawyer can read.
#include "engine/choose.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Choices;
using engine::Finding;
using engine::Fit;
using engine::UseChoice;

namespace {

const engine::Permissiveness& order() {
  static const engine::Permissiveness kOrder(tests::whole_catalogue());
  return kOrder;
}

using Strings = std::vector<std::string>;

const std::string kLlama = "LicenseRef-scancode-llama-3.1-license-2024";

Choices choose(const std::string& works, const std::string& use, const Strings& why_not = {}) {
  engine::ChooseRequest request;
  request.why_not = why_not;
  auto choices = engine::choose(
      tests::stack_of("licet: 1\nworks:\n" + works + "use: { target: mine, " + use + " }\n"),
      tests::whole_catalogue(), order(), request);
  REQUIRE(choices);
  REQUIRE(choices.value->uses.size() == 1);
  return std::move(*choices.value);
}

Strings fitting(const UseChoice& use) {
  Strings ids;
  for (const engine::FitGroup& group : use.order)
    ids.insert(ids.end(), group.licenses.begin(), group.licenses.end());
  return ids;
}

bool has(const Strings& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

bool has(const std::vector<Finding>& findings, const std::string& code,
         const std::string& license) {
  return std::ranges::any_of(
      findings, [&](const Finding& f) { return f.code == code && f.license == license; });
}

const std::string kLlamaWorks =
    "  - { id: llama, kind: model, license: llama3.1 }\n"
    "  - { id: mine, name: Llama-mine, kind: model, from: [ { finetune: llama } ] }\n";
const std::string kLlamaUse =
    "acts: [distribute], commercial: true, licensee: { kind: company, territory: US, mau: 9 }";

const std::string kSharedWorks =
    "  - { id: texts, kind: dataset, license: CC-BY-SA-4.0 }\n"
    "  - { id: loader, kind: software, license: MIT }\n"
    "  - { id: mine, kind: dataset, from: [ { filter: texts }, { include-files: loader } ] }\n";

}  // namespace

TEST_CASE("choose: a fine-tune of Llama 3.1 goes out under its license, or terms that pass it on") {
  const Choices choices = choose(kLlamaWorks, kLlamaUse, {"Apache-2.0", kLlama});
  const UseChoice& use = choices.uses.front();
  CHECK(fitting(use) == Strings{kLlama});
  CHECK(use.unmendable.empty());
  CHECK(use.own_terms.reason.fit == Fit::Fits);
  REQUIRE(use.own_terms.must_contain.size() == 1);
  CHECK(use.own_terms.must_contain.front().code == "pass-on-terms");
  CHECK(use.own_terms.must_contain.front().section == "1.b.i");
  REQUIRE(use.why_not.size() == 2);
  CHECK(!use.stated);
  REQUIRE(use.why_not[0].conflicts.size() == 1);
  CHECK(use.why_not[0].fit == Fit::Breaks);
  CHECK(use.why_not[0].conflicts.front().code == "restriction-dropped");
  CHECK(!use.why_not[0].conflicts.front().path.empty());
  CHECK(!use.why_not[0].conflicts.front().remedy.empty());
  CHECK(use.why_not[1].fit == Fit::Fits);
  CHECK(use.why_not[1].conflicts.empty());
  CHECK(engine::fit_of(choices) == Fit::Fits);
}

TEST_CASE("choose: nothing fits a GPL-2.0-only program with files under Apache-2.0") {
  const Choices choices = choose(
      "  - { id: files, kind: software, license: Apache-2.0 }\n"
      "  - { id: program, kind: software, license: GPL-2.0-only }\n"
      "  - { id: mine, kind: software, from: [ { edit: program }, { copy-code: files } ] }\n",
      "acts: [distribute]");
  const UseChoice& use = choices.uses.front();
  CHECK(use.order.empty());
  CHECK(has(use.contradictions, "further-restriction", "GPL-2.0-only"));
  CHECK(use.unmendable.empty());
  CHECK(use.own_terms.reason.fit == Fit::Breaks);
  CHECK(use.own_terms.must_contain.empty());
  CHECK(engine::fit_of(choices) == Fit::Breaks);
  CHECK(std::ranges::all_of(use.labels, [](const auto& l) { return l.fit == Fit::Breaks; }));
}

TEST_CASE("choose: data under CC BY-SA with code under MIT: the data keeps its license") {
  const UseChoice use = choose(kSharedWorks, "acts: [distribute]", {"MIT"}).uses.front();
  CHECK(fitting(use) == Strings{"CC-BY-SA-4.0", "GPL-3.0-only", "LAL-1.3"});
  REQUIRE(use.why_not.size() == 1);
  CHECK(has(use.why_not[0].conflicts, "share-alike-broken", "CC-BY-SA-4.0"));
  CHECK(has(use.own_terms.reason.conflicts, "share-alike-broken", "CC-BY-SA-4.0"));
}

TEST_CASE("choose: part by part the code may go out under what the data may not") {
  const UseChoice use = choose(kSharedWorks, "acts: [distribute]").uses.front();
  REQUIRE(use.parts.size() == 2);
  CHECK(use.parts[0].part == "code");
  CHECK(has(use.parts[0].licenses, "MIT"));
  CHECK(has(use.parts[0].licenses, "Apache-2.0"));
  CHECK(use.parts[1].part == "data");
  CHECK(use.parts[1].licenses.size() == 3);
  CHECK(!has(use.parts[1].licenses, "MIT"));
  const std::vector<std::pair<std::string, std::string>> together = {
      {"code", "MIT"         },
      {"data", "CC-BY-SA-4.0"}
  };
  CHECK(use.by_part == together);
  // One license for all is as good where both parts are permissive.
  const UseChoice plain = choose(
                              "  - { id: texts, kind: dataset, license: CC0-1.0 }\n"
                              "  - { id: loader, kind: software, license: MIT }\n"
                              "  - { id: mine, kind: dataset, from: [ { filter: texts }, { "
                              "include-files: loader } ] }\n",
                              "acts: [distribute]")
                              .uses.front();
  CHECK(plain.parts.empty());
}

TEST_CASE("choose: an adapter for a model under an OpenRAIL has to keep the use restrictions") {
  const UseChoice use = choose(
                            "  - { id: base, kind: model, license: creativeml-openrail-m }\n"
                            "  - { id: mine, kind: model, from: [ { adapter: base } ] }\n",
                            "acts: [distribute]", {"MIT"})
                            .uses.front();
  CHECK(has(fitting(use), "LicenseRef-scancode-stable-diffusion-2022-08-22"));
  CHECK(!has(fitting(use), "MIT"));
  CHECK(has(use.why_not[0].conflicts, "restriction-dropped",
            "LicenseRef-scancode-stable-diffusion-2022-08-22"));
  CHECK(has(use.own_terms.must_contain, "pass-on-use-policy",
            "LicenseRef-scancode-stable-diffusion-2022-08-22"));
}

TEST_CASE("choose: what no license mends is told apart, and labels are judged beyond it") {
  const Choices choices = choose(
      "  - { id: pictures, kind: dataset, license: CC-BY-NC-4.0 }\n"
      "  - { id: mine, kind: model, from: [ { train-on: pictures } ] }\n",
      "acts: [distribute], commercial: true, outbound: MIT");
  const UseChoice& use = choices.uses.front();
  CHECK(has(use.unmendable, "noncommercial-use", "CC-BY-NC-4.0"));
  CHECK(use.contradictions.empty());
  CHECK(has(fitting(use), "MIT"));
  CHECK(has(fitting(use), "AGPL-3.0-only"));
  CHECK(use.stated);
  REQUIRE(use.why_not.size() == 1);
  CHECK(use.why_not[0].label == "MIT");
  CHECK(use.why_not[0].fit == Fit::Fits);
  CHECK(engine::fit_of(choices) == Fit::Breaks);
}

TEST_CASE("choose: an open question that stands under every label leaves the use open") {
  const Choices choices = choose(
      "  - { id: pictures, kind: dataset, license: CC-BY-NC-4.0 }\n"
      "  - { id: base, kind: model, license: MIT, from: [ { train-on: pictures, by: third-party } "
      "] "
      "}\n  - { id: mine, kind: model, from: [ { finetune: base } ] }\n",
      "acts: [distribute], commercial: true");
  const UseChoice& use = choices.uses.front();
  CHECK(use.unmendable.empty());
  CHECK(has(use.open_anyway, "noncommercial-use", "CC-BY-NC-4.0"));
  CHECK(use.unknown_terms.empty());
  CHECK(has(fitting(use), "MIT"));
  CHECK(engine::fit_of(choices) == Fit::Open);
}

TEST_CASE("choose: what a use comes to, all told") {
  UseChoice use;
  use.own_terms.reason.fit = Fit::Breaks;
  CHECK(engine::fit_of(use) == Fit::Breaks);
  use.labels = {
      {"MIT", Fit::Open, 0, 1}
  };
  CHECK(engine::fit_of(use) == Fit::Open);
  use.by_part = {
      {"code", "MIT"         },
      {"data", "CC-BY-SA-4.0"}
  };
  CHECK(engine::fit_of(use) == Fit::Fits);
  use.unknown_terms.emplace_back();
  CHECK(engine::fit_of(use) == Fit::Open);
  use.unknown_terms.clear();
  use.open_anyway.emplace_back();
  CHECK(engine::fit_of(use) == Fit::Open);
  use.unmendable.emplace_back();
  CHECK(engine::fit_of(use) == Fit::Breaks);
}

TEST_CASE("choose: the smallest reason is that of the license the conflict is about") {
  const UseChoice use =
      choose(
          "  - { id: bare, kind: software, license: GPL-2.0-only }\n"
          "  - { id: lib, kind: software, license: GPL-2.0-only WITH Classpath-exception-2.0 }\n"
          "  - { id: mine, kind: software, from: [ { edit: lib }, { edit: bare } ] }\n",
          "acts: [distribute]", {"MIT"})
          .uses.front();
  REQUIRE(use.why_not.size() == 1);
  REQUIRE(use.why_not[0].smallest);
  const engine::Core& core = *use.why_not[0].smallest;
  CHECK(std::ranges::any_of(use.why_not[0].conflicts, [&](const Finding& f) {
    return f.code == core.code && f.license == core.license && f.section == core.section;
  }));
}

TEST_CASE("choose: a label by parts that is stated keeps its smallest reason") {
  const Choices choices = choose(
      "  - { id: texts, kind: dataset, license: CC-BY-SA-4.0 }\n"
      "  - { id: loader, kind: software, license: GPL-3.0-only }\n"
      "  - { id: mine, kind: dataset, license: { code: GPL-3.0-only, data: MIT }, from: [ { "
      "filter: "
      "texts }, { include-files: loader } ] }\n",
      "acts: [distribute]");
  const UseChoice& use = choices.uses.front();
  REQUIRE(use.stated);
  CHECK(!use.why_not[0].conflicts.empty());
  CHECK(use.why_not[0].smallest);
}

TEST_CASE("choose: a license nobody knows leaves every label open, taking one away never helps") {
  for (const std::string license : {"other", "openrail", "Nobodys-1.0", "NONE"}) {
    CAPTURE(license);
    const Choices choices =
        choose("  - { id: base, kind: model, license: " + license +
                   " }\n  - { id: mine, kind: model, from: [ { finetune: base } ] }\n",
               "acts: [distribute]", {"MIT"});
    const UseChoice& use = choices.uses.front();
    CHECK(use.unknown_terms.size() == 1);
    CHECK(std::ranges::none_of(use.labels, [](const auto& l) { return l.fit == Fit::Fits; }));
    CHECK(use.why_not[0].fit == Fit::Open);
    CHECK(use.own_terms.reason.fit != Fit::Fits);
    CHECK(engine::fit_of(choices) == Fit::Open);
  }
}

TEST_CASE("choose: LGPL-2.1 or later opens the way to the GPL, the most permissive stands first") {
  const UseChoice use =
      choose(
          "  - { id: lib, kind: software, license: LGPL-2.1-or-later }\n"
          "  - { id: mine, kind: software, from: [ { copy-code: lib } ] }\n",
          "acts: [distribute]", {"LGPL-2.1-or-later", "GPL-2.0-only OR MIT", "proprietary"})
          .uses.front();
  CHECK(fitting(use) == Strings{"LGPL-2.1-only", "GPL-2.0-only", "LGPL-3.0-only", "GPL-3.0-only"});
  REQUIRE(use.or_later.size() == 4);
  CHECK(use.or_later.back().license == "LGPL-3.0-or-later");
  CHECK(use.or_later.back().fit == Fit::Fits);
  CHECK(use.order.front().just_below.empty());
  CHECK(use.order.back().just_below == std::vector<std::size_t>{1, 2});
  CHECK(use.why_not[0].fit == Fit::Fits);
  CHECK(use.why_not[1].fit == Fit::Open);  // only one of the alternatives holds
  CHECK(use.why_not[2].fit == Fit::Breaks);
}

TEST_CASE("choose: a use without acts fits nothing, acts given by default are said to be assumed") {
  const spdx::Stack stack = tests::stack_of("licet: 1\nworks:\n" + kLlamaWorks);
  engine::ChooseRequest request;
  const auto unset = engine::choose(stack, tests::whole_catalogue(), order(), request);
  REQUIRE(unset);
  CHECK(engine::fit_of(*unset.value) == Fit::Open);
  request.judging.default_acts = {"distribute"};
  const auto given = engine::choose(stack, tests::whole_catalogue(), order(), request);
  REQUIRE(given);
  CHECK(given.value->uses.front().acts_assumed);
  CHECK(has(fitting(given.value->uses.front()), kLlama));
  CHECK(!choose(kLlamaWorks, kLlamaUse).uses.front().acts_assumed);
}

TEST_CASE("choose: only licenses coded in full are tried, the others are counted") {
  const Choices choices = choose(kLlamaWorks, kLlamaUse);
  CHECK(choices.uses.front().labels.size() + choices.left_out ==
        tests::whole_catalogue().licenses.size());
  CHECK(choices.left_out > 0);
  CHECK(choices.uses.front().judged < choices.uses.front().labels.size());
  CHECK(std::ranges::is_sorted(choices.uses.front().labels, {}, &engine::LabelFit::license));
}

TEST_CASE("choose: every use of a stack is answered, labels that cannot be read are errors") {
  const spdx::Stack stack = tests::stack_of(
      "licet: 1\nworks:\n" + kLlamaWorks +
      "use:\n  - { target: mine, acts: [run] }\n  - { target: mine, acts: [distribute] }\n");
  engine::ChooseRequest request;
  const auto choices = engine::choose(stack, tests::whole_catalogue(), order(), request);
  REQUIRE(choices);
  REQUIRE(choices.value->uses.size() == 2);
  CHECK(has(fitting(choices.value->uses[0]), "MIT"));
  CHECK(!has(fitting(choices.value->uses[1]), "MIT"));
  request.why_not = {"MIT AND", "MIT"};
  const auto wrong = engine::choose(stack, tests::whole_catalogue(), order(), request);
  REQUIRE(!wrong);
  CHECK(wrong.errors.front().place.file == "--why-not MIT AND");
}
