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
  stack.works[0].licenses.push_back({"", "GPL-3.0-only", Evidence::Card, true, {}});
  const auto text = write_stack(stack, tests::stack_words());
  CHECK(*text.value == "licet: 1\nworks:\n  - id: a\n    license: \"MIT, GPL-3.0-only\"\n");
  REQUIRE(text.notes.size() == 1);
  CHECK(text.notes[0].message ==
        "the licenses of \"a\" are written as one text, \"MIT, GPL-3.0-only\": nobody says whether "
        "all apply or any");
}
