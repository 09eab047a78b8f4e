#include <algorithm>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Term;
using engine::Terms;
using engine::TermStatus;
using tests::Prepared;
using Lines = std::vector<std::string>;

namespace {

// One work of somebody else's under this statement (YAML).
std::string work_under(const std::string& license) {
  return "licet: 1\nworks:\n  - { id: w, kind: model, license: " + license + " }\n";
}

std::string shown(const Term& term) {
  static constexpr const char* kWords[] = {"", "missing ", "unknown ", "ambiguous "};
  std::string text = kWords[static_cast<std::size_t>(term.status)];
  text += term.status == TermStatus::Known ? tests::whole_catalogue().licenses[term.license].id
                                           : term.text;
  if (!term.part.empty()) text += " of " + term.part;
  if (term.exception) text += " with " + tests::whole_catalogue().exceptions[*term.exception].id;
  for (const std::string& id : term.through)
    text += " through " + id;
  if (term.literal) text += " if " + std::to_string(term.literal->options);
  return text;
}

// The inbound terms of that work, in words.
Lines terms_of(const std::string& license) {
  const Prepared p(work_under(license));
  CHECK(p.errors.empty());
  Lines out;
  for (const auto id : p.terms.of_work[0])
    out.push_back(shown(p.terms.terms[id]));
  return out;
}

std::string error_of(const std::string& license) {
  const Prepared p(work_under(license));
  REQUIRE(p.errors.size() == 1);
  return to_string(p.errors.front());
}

Terms terms_of_mine(const std::string& license) {
  return Prepared("licet: 1\nworks:\n  - { id: w, owner: self, license: " + license + " }\n").terms;
}

}  // namespace

TEST_CASE("terms: an id, an alias and another letter case name the same license") {
  CHECK(terms_of("CC-BY-4.0") == Lines{"CC-BY-4.0"});
  CHECK(terms_of("cc-by-4.0") == Lines{"CC-BY-4.0"});
  CHECK(terms_of("llama3.1") == Lines{"LicenseRef-scancode-llama-3.1-license-2024"});
  CHECK(terms_of("apache-2.0 AND mit") == Lines{"Apache-2.0", "MIT"});
}

TEST_CASE("terms: AND binds to all, OR is a choice") {
  CHECK(terms_of("MIT AND Apache-2.0") == Lines{"MIT", "Apache-2.0"});
  CHECK(terms_of("MIT OR Apache-2.0") == Lines{"MIT if 1", "Apache-2.0 if 2"});
  CHECK(terms_of("MIT AND (Apache-2.0 OR MPL-2.0)") ==
        Lines{"MIT", "Apache-2.0 if 1", "MPL-2.0 if 2"});
  const Prepared p(work_under("MIT OR (Apache-2.0 AND MPL-2.0)"));
  REQUIRE(p.terms.choices.size() == 1);
  CHECK(p.terms.choices.front().work == "w");
  CHECK(p.terms.choices.front().options == Lines{"MIT", "Apache-2.0 AND MPL-2.0"});
}

TEST_CASE("terms: or-later lets one choose a version and is remembered") {
  CHECK(terms_of("GPL-2.0-or-later") ==
        Lines{"GPL-2.0-only through GPL-2.0-or-later if 1",
              "GPL-3.0-only through GPL-2.0-or-later through GPL-3.0-or-later if 2"});
  CHECK(terms_of("GPL-3.0-or-later") == Lines{"GPL-3.0-only through GPL-3.0-or-later"});
}

TEST_CASE("terms: a plus is or-later, for any id") {
  CHECK(terms_of("GPL-2.0+") == terms_of("GPL-2.0-or-later"));
  CHECK(terms_of("GPL-2.0+ AND MIT").size() == 3);
  CHECK(terms_of("Apache-2.0+") == Lines{"Apache-2.0 through Apache-2.0+"});
  CHECK(terms_of("MIT+") == Lines{"MIT"});
  CHECK(terms_of("LGPL-2.1+") ==
        Lines{"LGPL-2.1-only through LGPL-2.1-or-later if 1",
              "LGPL-3.0-only through LGPL-2.1-or-later through LGPL-3.0-or-later if 2"});
}

TEST_CASE("terms: an exception makes the license another one") {
  CHECK(terms_of("GPL-2.0-only WITH Classpath-exception-2.0") ==
        Lines{"GPL-2.0-only with Classpath-exception-2.0"});
  CHECK(terms_of("MIT OR GPL-2.0-with-classpath-exception") ==
        Lines{"MIT if 1", "GPL-2.0-only with Classpath-exception-2.0 if 2"});
  CHECK(terms_of("GPL-2.0-or-later WITH Classpath-exception-2.0").size() == 2);
  CHECK(terms_of("GPL-2.0-only WITH AdditionRef-house") ==
        Lines{"unknown GPL-2.0-only WITH AdditionRef-house"});
  // Written for other licenses: one that only permits is left aside, another leaves all open.
  CHECK(terms_of("MIT WITH Classpath-exception-2.0") == Lines{"MIT"});
  CHECK(terms_of("MIT WITH FreeRTOS-exception") == Lines{"unknown MIT WITH FreeRTOS-exception"});
}

TEST_CASE("terms: parts have terms and choices of their own") {
  CHECK(terms_of("{ code: MIT, weights: CC-BY-4.0 }") ==
        Lines{"MIT of code", "CC-BY-4.0 of weights"});
  const Prepared p(work_under("{ code: MIT OR Apache-2.0, weights: CC-BY-4.0 OR CC0-1.0 }"));
  REQUIRE(p.terms.choices.size() == 2);
  CHECK(p.terms.choices.front().options == Lines{"MIT", "Apache-2.0"});
  CHECK(p.terms.choices.back().options == Lines{"CC-BY-4.0", "CC0-1.0"});
}

TEST_CASE("terms: what a license offers is decided part by part, never multiplied out") {
  std::string many = "MIT";
  for (int i = 0; i < 40; ++i)
    many += " AND (A-" + std::to_string(i) + " OR B-" + std::to_string(i) + " OR MIT)";
  CHECK(terms_of(many) == Lines{"MIT"});
  for (int i = 0; i < 40; ++i)
    many += " AND (C-" + std::to_string(i) + " OR D-" + std::to_string(i) + ")";
  CHECK(Prepared(work_under(many)).terms.choices.size() == 40);
  // As one statement for recipients it would be every combination.
  CHECK(Prepared("licet: 1\nworks:\n  - { id: w, owner: self, license: " + many + " }\n")
            .errors.size() == 1);
}

TEST_CASE("terms: a family without version is ambiguous, never a license") {
  CHECK(terms_of("gemma") == Lines{"ambiguous gemma"});
  CHECK(terms_of("Llama") == Lines{"ambiguous Llama"});
  CHECK(terms_of("MIT OR gemma") == Lines{"MIT if 1", "ambiguous gemma if 2"});
  CHECK(!Prepared(work_under("gemma")).terms.terms.front().why.empty());
}

TEST_CASE("terms: no license, no statement, and words that name none") {
  CHECK(Prepared("licet: 1\nworks:\n  - { id: w }\n").terms.terms.front().status ==
        TermStatus::Missing);
  CHECK(terms_of("NONE") == Lines{"missing NONE"});
  CHECK(terms_of("none") == Lines{"missing none"});
  CHECK(terms_of("NOASSERTION") == Lines{"unknown NOASSERTION"});
  CHECK(terms_of("other") == Lines{"unknown other"});
  CHECK(terms_of("proprietary") == Lines{"unknown proprietary"});
  CHECK(terms_of("\"All rights reserved\"") == Lines{"unknown All rights reserved"});
  CHECK(terms_of("Nobodys-License-1.0") == Lines{"unknown Nobodys-License-1.0"});
  CHECK(terms_of("LicenseRef-mine") == Lines{"unknown LicenseRef-mine"});
  CHECK(terms_of("\"DocumentRef-x:LicenseRef-y\"") == Lines{"unknown DocumentRef-x:LicenseRef-y"});
}

TEST_CASE("terms: what does not parse is an error with the place inside the text") {
  CHECK(error_of("MIT OR").rfind("stack:3:42: error: license \"MIT OR\": ", 0) == 0);
  CHECK(error_of("MIT / Apache").rfind("stack:3:", 0) == 0);
}

TEST_CASE("terms: too many alternatives are an error, not a hang") {
  std::string many = "Z";
  for (int i = 0; i < 12; ++i) {
    many += " OR (A-" + std::to_string(i) + " AND (B-" + std::to_string(i) + " OR C-" +
            std::to_string(i) + ") AND (D-" + std::to_string(i) + " OR E-" + std::to_string(i) +
            " OR F-" + std::to_string(i) + "))";
  }
  CHECK(error_of(many).find("more than 64 alternatives") != std::string::npos);
}

TEST_CASE("terms: a card's statement that does not parse is unknown, not an error") {
  spdx::Stack stack;
  stack.works.push_back({});
  stack.works.front().id = "w";
  stack.works.front().licenses.push_back({"", "see the website", spdx::Evidence::Card, false, {}});
  std::vector<spdx::Error> errors;
  const Terms terms = engine::bind_terms(stack, tests::whole_catalogue(), errors);
  CHECK(errors.empty());
  REQUIRE(terms.terms.size() == 1);
  CHECK(terms.terms.front().status == TermStatus::Unknown);
  CHECK(terms.terms.front().evidence == spdx::Evidence::Card);
}

TEST_CASE("terms: the user's own license binds others; it is what the work goes out under") {
  const Terms terms = terms_of_mine("MIT OR Apache-2.0");
  CHECK(terms.mine.front());
  CHECK(terms.of_work.front().empty());
  CHECK(terms.outbound.front().text == "MIT OR Apache-2.0");
  CHECK(terms.outbound.front().options.size() == 2);
  CHECK(terms_of_mine("proprietary").outbound.front().own_terms);
  CHECK(!terms_of_mine("proprietary").outbound.front().unset());
  CHECK(terms_of_mine("NONE").outbound.front().unset());
}

TEST_CASE("terms: making a work oneself makes it one's own, somebody else's making does not") {
  const std::string text =
      "licet: 1\nworks:\n  - { id: a, license: MIT }\n  - { id: b, license: MIT, from: [ { "
      "finetune: a, by: ";
  CHECK(Prepared(text + "self } ] }\n").terms.mine == std::vector<bool>{false, true});
  CHECK(Prepared(text + "third-party } ] }\n").terms.mine == std::vector<bool>{false, false});
}

TEST_CASE("terms: works share a term unless a clause can tell them apart") {
  const auto count = [](const std::string& second) {
    return Prepared(
               "licet: 1\nworks:\n  - { id: a, kind: model, license: llama3.2 }\n  - { id: b, "
               "license: llama3.2, " +
               second + " }\n")
        .terms.terms.size();
  };
  CHECK(count("kind: model") == 1);
  CHECK(count("kind: model, facts: { size-class: large }") == 1);  // no clause of it asks for that
  CHECK(count("kind: dataset") == 2);
  CHECK(count("kind: model, facts: { multimodal: true }") == 2);
}

TEST_CASE("terms: license_names gives whole statements, the ids inside, and what they admit") {
  spdx::Stack stack = tests::stack_of(
      "licet: 1\nworks:\n  - { id: a, license: MIT OR GPL-2.0+ }\n  - { id: b, license: see below "
      "}\nuse: { target: a, outbound: Apache-2.0 }\n");
  const Lines names = engine::license_names(stack, tests::whole_catalogue());
  for (const char* name : {"MIT OR GPL-2.0+", "MIT", "GPL-2.0", "GPL-2.0-only", "GPL-3.0-only",
                           "see below", "Apache-2.0"}) {
    CAPTURE(name);
    CHECK(std::ranges::count(names, name) == 1);
  }
  CHECK(std::ranges::is_sorted(names));
}
