// Certificates of stacks with alternatives: that the verdict is no milder under others.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/certified.h"
#include "tests/random_stacks.h"

using namespace licet;
using tests::Certified;
using tests::Random;

namespace {

const std::string kTwoWays =
    "licet: 1\nworks:\n"
    "  - { id: data, kind: dataset, license: CC-BY-NC-4.0 OR CC-BY-ND-4.0 }\n"
    "  - { id: mine, kind: dataset, from: [ { filter: data } ] }\n"
    "use: { target: mine, acts: [distribute], commercial: true, outbound: proprietary }\n";

// So many libraries under one of two licenses each.
std::string libraries(int count) {
  std::string text = "licet: 1\nworks:\n";
  std::string from;
  for (int i = 0; i < count; ++i) {
    text += fmt::format("  - {{ id: p{}, kind: software, license: MIT OR Apache-2.0 }}\n", i);
    from += fmt::format("{}{{ bundle: p{} }}", i == 0 ? "" : ", ", i);
  }
  return text + "  - { id: mine, kind: software, license: MIT, from: [ " + from +
         " ] }\nuse: { target: mine, acts: [distribute] }\n";
}

const std::vector<std::string> kLicenses = {
    "MIT",          "Apache-2.0",    "BSD-3-Clause",  "BSD-2-Clause",    "ISC",
    "CC0-1.0",      "CC-BY-4.0",     "CC-BY-SA-4.0",  "CC-BY-NC-4.0",    "GPL-3.0-only",
    "GPL-2.0-only", "AGPL-3.0-only", "LGPL-2.1-only", "MPL-2.0",         "llama3.1",
    "EPL-2.0",      "ODbL-1.0",      "Zlib",          "CC-BY-NC-SA-4.0", "OpenRAIL-M"};

// Works of two licenses each, every one made from the one before and every third from an earlier
// one, too: choices that follow from others that follow from others.
std::string chained(std::size_t count) {
  Random random(1);
  std::string text = "licet: 1\nworks:\n";
  for (std::size_t i = 0; i < count; ++i) {
    const std::string first = random.of(kLicenses);
    text += fmt::format("  - {{ id: w{}, kind: software, license: {} OR {}, from: [ ", i, first,
                        random.of(kLicenses));
    if (i > 0) text += fmt::format("{{ edit: w{}, by: third-party }}", i - 1);
    if (i > 1 && i % 3 == 0)
      text += fmt::format(", {{ copy-code: w{}, by: third-party }}", random.below(i - 1));
    text += " ] }\n";
  }
  return text + fmt::format(
                    "  - {{ id: mine, kind: software, from: [ {{ edit: w{} }} ] }}\n"
                    "use: {{ target: mine, acts: [distribute], outbound: GPL-3.0-only }}\n",
                    count - 1);
}

// Works of three licenses each whose code goes into one.
std::string copied(int count) {
  Random random(1);
  std::string text = "licet: 1\nworks:\n";
  std::string from;
  for (int i = 0; i < count; ++i) {
    const std::string first = random.of(kLicenses);
    const std::string second = random.of(kLicenses);
    text += fmt::format("  - {{ id: w{}, kind: software, license: {} OR {} OR {} }}\n", i, first,
                        second, random.of(kLicenses));
    from += fmt::format("{}{{ copy-code: w{} }}", i == 0 ? "" : ", ", i);
  }
  return text + "  - { id: mine, kind: software, from: [ " + from +
         " ] }\nuse: { target: mine, acts: [distribute], outbound: MIT }\n";
}

}  // namespace

TEST_CASE("certificate: a conflict whatever is chosen carries conflicts that no choice avoids") {
  const Certified proof(kTwoWays);
  CHECK(proof.use.verdict == engine::Severity::Conflict);
  REQUIRE(proof.witness.unavoidable.size() == 2);
  const std::string refutation = proof.text.substr(proof.text.find("one of these stands"));
  CHECK(refutation.find("needs [\"0 CC-BY-NC-4.0\"]") != std::string::npos);
  CHECK(refutation.find("needs [\"0 CC-BY-ND-4.0\"]") != std::string::npos);
  engine::Witness one = proof.witness;
  one.unavoidable.pop_back();
  CHECK(proof.rejection(one).find("other choices may avoid") != std::string::npos);
}

TEST_CASE("certificate: other choices are rejected unless the verdict is the same under them") {
  const Certified proof(
      "licet: 1\nworks:\n  - { id: lib, kind: software, license: GPL-3.0-only OR MIT }\n"
      "  - { id: mine, kind: software, license: MIT, from: [ { link-static: lib } ] }\n"
      "use: { target: mine, acts: [distribute] }\n");
  CHECK(proof.use.verdict == engine::Severity::Obligation);
  CHECK(proof.witness.picks == engine::Picks{1});
  engine::Witness other = proof.witness;
  other.picks = {0};
  CHECK(proof.rejection(other).find("a core of each conflict") != std::string::npos);
  other.sets = {{}};
  CHECK(proof.rejection(other).find("other choices may avoid") != std::string::npos);
  CHECK(proof.rejection("taken 1", "taken 3").find("what follows") != std::string::npos);
  other = proof.witness;
  other.unavoidable.push_back(700);
  CHECK(proof.rejection(other).find("a finding that is none") != std::string::npos);
  other.unavoidable.clear();
  CHECK(proof.rejection(other).find("other choices may avoid") != std::string::npos);

  const Certified same(
      "licet: 1\nworks:\n  - { id: lib, kind: software, license: MIT OR ISC }\n"
      "  - { id: mine, kind: software, license: MIT, from: [ { link-static: lib } ] }\n"
      "use: { target: mine, acts: [distribute] }\n");
  other = same.witness;
  other.picks = {1};
  CHECK(same.rejection(other).empty());
}

TEST_CASE("certificate: that no choice is milder is shown without trying all combinations") {
  const Certified proof(libraries(40));
  CHECK(proof.witness.picks.size() == 40);
  CHECK(proof.use.verdict == engine::Severity::Obligation);
}

TEST_CASE("certificate: choices that follow from choices") {
  const Certified proof(chained(200));
  CHECK(proof.use.verdict == engine::Severity::Conflict);
}

TEST_CASE("certificate: of a hundred works with three licenses each") {
  const Certified proof(copied(100));
  CHECK(proof.use.verdict == engine::Severity::Conflict);
}

TEST_CASE("certificate: choices that are tied to each other") {
  std::string text = "licet: 1\nworks:\n";
  std::string from;
  for (int i = 0; i < 6; ++i) {
    const std::string strong = i % 2 == 0 ? "OSL-3.0 OR CDDL-1.0" : "EPL-1.0 OR GPL-2.0-only";
    text +=
        fmt::format("  - {{ id: w{}, kind: software, license: {} OR AGPL-3.0-only }}\n", i, strong);
    from += fmt::format("{}{{ copy-code: w{} }}", i == 0 ? "" : ", ", i);
  }
  const Certified proof(text + "  - { id: mine, kind: software, from: [ " + from +
                        " ] }\nuse: { target: mine, acts: [distribute], outbound: "
                        "GPL-2.0-only OR AGPL-3.0-only }\n");
  CHECK(proof.use.verdict != engine::Severity::Conflict);
  CHECK(proof.text.find("choice-narrowed") != std::string::npos);
}
