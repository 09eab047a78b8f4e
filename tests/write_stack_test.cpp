// Stacks written as stack files, and read back.
#include <string>

#include <doctest/doctest.h>

#include "spdx/read_stack.h"
#include "spdx/write_documents.h"
#include "tests/license_fixture.h"
#include "tests/shown_stack.h"
#include "tests/stack_fixture.h"
#include "tests/stack_samples.h"

using namespace licet;
using namespace licet::spdx;

TEST_CASE("write_stack: what is written reads back to the same stack") {
  for (const tests::Sample& sample : tests::stack_samples()) {
    CAPTURE(sample.name);
    const auto text = write_stack(sample.stack, tests::stack_words());
    REQUIRE(text);
    CHECK(text.notes.empty());
    const auto again = read_stack(SourceText("w", *text.value), tests::stack_words());
    REQUIRE_MESSAGE(again, *text.value << tests::errors_of(again));
    CHECK(tests::shown(*again.value) == tests::shown(sample.stack));
    CHECK(*write_stack(*again.value, tests::stack_words()).value == *text.value);
  }
}

TEST_CASE("write_stack: several statements of which nobody says how they go together") {
  Stack stack = tests::stack_of("licet: 1\nworks: [{ id: a, license: MIT }]");
  stack.works[0].licenses = {
      {"",     "MIT",          Evidence::Card, true,  {}},
      {"",     "GPL-3.0-only", Evidence::Card, true,  {}},
      {"code", "Free words",   Evidence::Card, false, {}}
  };
  const auto text = write_stack(stack, tests::stack_words());
  CHECK(*text.value ==
        "licet: 1\nworks:\n  - id: a\n    evidence:\n      card:\n        - MIT\n        - "
        "GPL-3.0-only\n        - code: Free words\n");
  CHECK(text.notes.empty());
}

TEST_CASE("write_stack: statements that `license` has no words for are evidence, read back alike") {
  Stack stack = tests::stack_of("licet: 1\nworks: [{ id: a, license: MIT }]");
  Work& work = stack.works[0];
  work.licenses[0].evidence = Evidence::Concluded;
  work.other_claims = {
      {"", "ISC",  Evidence::Recorded, false, {}},
      {"", "Zlib", Evidence::Observed, false, {}}
  };
  const auto plain = write_stack(stack, tests::stack_words());
  CHECK(*plain.value == "licet: 1\nworks:\n  - id: a\n    license: MIT\n");
  const auto text =
      write_stack(stack, tests::stack_words(), [](const Work& /*work*/) { return false; });
  CHECK(*text.value ==
        "licet: 1\nworks:\n  - id: a\n    evidence:\n      concluded: MIT\n      declared: ISC\n   "
        "   observed: Zlib\n");
  const auto again = read_stack(SourceText("w", *text.value), tests::stack_words());
  REQUIRE(again);
  const Work& back = again.value->works[0];
  REQUIRE(back.licenses.size() == 1);
  CHECK(back.licenses[0].evidence == Evidence::Concluded);
  REQUIRE(back.other_claims.size() == 2);
  CHECK(back.other_claims[0].evidence == Evidence::Recorded);
  CHECK(back.other_claims[1].evidence == Evidence::Observed);
}

TEST_CASE("write_stack: texts of licenses are left out, and that is told") {
  Stack stack = tests::stack_of("licet: 1\nworks: [{ id: a, license: LicenseRef-x }]");
  stack.custom_licenses = {
      {"LicenseRef-x", "X",   "do", {},               0},
      {"",             "Y",   "no", {},               0},
      {"",             "",    "so", {},               0},
      {"LicenseRef-z", "Z",   "go", {},               0},
      {"LicenseRef-u", "Url", "",   {"https://u.v/"}, 0}
  };
  const auto text = write_stack(stack, tests::stack_words());
  REQUIRE(text.notes.size() == 1);
  CHECK(text.notes[0].message ==
        "a stack file has no place for the text of a license: that of LicenseRef-x, Y, a license "
        "without a name and 1 more is left out");
}
