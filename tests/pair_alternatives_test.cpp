// Two licenses on one work, where one of them is an alternative or hangs on a fact nobody stated.
#include <algorithm>

#include <doctest/doctest.h>

#include "tests/stack_fixture.h"

using namespace licet;
using engine::Report;
using engine::Severity;

namespace {

std::size_t count(const Report& report, const std::string& code) {
  return static_cast<std::size_t>(
      std::ranges::count(report.findings, code, &engine::Finding::code));
}

Report under(const std::string& license) {
  return tests::judge(
      tests::stack_of("licet: 1\nworks:\n  - { id: parts, license: \"MMPL-1.0.1 AND Aladdin\" }\n"
                      "  - { id: whole, license: \"" +
                      license +
                      "\", from: [ { link-static: parts, by: third-party } ] }\n"
                      "use: { target: whole, acts: [distribute] }\n"));
}

Report hosted(const std::string& kind) {
  return tests::judge(tests::stack_of("licet: 1\nworks:\n  - { id: a, license: CC-BY-SA-4.0" +
                                      kind + " }\n  - { id: b, license: CC-BY-NC-SA-4.0" + kind +
                                      " }\n  - { id: mine, from: [ { edit: a }, { edit: b } ] }\n"
                                      "use: { target: mine, acts: [host], commercial: false }\n"));
}

}  // namespace

TEST_CASE("pair alternatives: a clash under one alternative hides nothing under the other") {
  CHECK(count(under("Aladdin"), "further-restriction") == 1);
  CHECK(count(under("MMPL-1.0.1"), "share-alike-clash") == 1);
  const Report either = under("Aladdin OR MMPL-1.0.1");
  CHECK(either.verdict == Severity::Conflict);
  CHECK(either.uses.front().cost == under("Aladdin").uses.front().cost);
}

TEST_CASE("pair alternatives: a clash that hangs on an unstated fact is a question") {
  const Report unset = hosted("");
  CHECK(unset.verdict == Severity::Unknown);
  CHECK(count(unset, "share-alike-clash") == 0);
  CHECK(count(unset, "fact-missing") > 0);
  CHECK(count(hosted(", kind: dataset"), "share-alike-clash") == 1);
  CHECK(count(hosted(", kind: software"), "share-alike-clash") == 0);
}

TEST_CASE("pair alternatives: each license of a label that is known by class only is told") {
  const Report report =
      tests::judge(tests::stack_of("licet: 1\nworks:\n  - { id: mine, owner: self }\n"
                                   "use: { target: mine, acts: [distribute], outbound: "
                                   "\"dvipdfm AND BSD-3-Clause-HP\" }\n"));
  CHECK(count(report, "known-by-class") == 2);
}

TEST_CASE("pairs: what one work states at once is a question where the other source is not taken") {
  const auto verdict = [](const std::string& first) {
    return tests::judge(
               tests::stack_of(
                   "licet: 1\nworks:\n  - { id: base, kind: content, license: " + first +
                   " }\n  - { id: both, kind: content, license: CC-BY-3.0-AT AND LPPL-1.2, "
                   "from: [ { edit: base, by: third-party } ] }\n"
                   "  - { id: mine, kind: content, from: [ { edit: both } ] }\n"
                   "use: { target: mine, acts: [distribute], outbound: MIT }\n"))
        .uses.front()
        .cost;
  };
  const auto taken = verdict("CC-BY-3.0-AT OR Giftware");
  CHECK(taken == std::min(verdict("CC-BY-3.0-AT"), verdict("Giftware")));
  CHECK(verdict("CC-BY-3.0-AT") > verdict("Giftware"));
}
