// Names people write for licenses, as a card's field: understood where only one text can be meant,
// asked about where several can, and never an error.
#include <algorithm>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Finding;
using engine::Report;

namespace {

// A library linked into a program under GPL-3.0-or-later; its license stands in a card.
Report judge_card(const std::string& license) {
  spdx::Stack stack = tests::stack_of(R"(
licet: 1
works:
  - { id: lib, kind: software, license: MIT }
  - { id: program, kind: software, from: [ { link-static: lib } ] }
use: { target: program, acts: [distribute], commercial: false, outbound: GPL-3.0-or-later }
)");
  spdx::LicenseClaim& claim = stack.works.front().licenses.front();
  claim.text = license;
  claim.evidence = spdx::Evidence::Card;
  return tests::judge(stack);
}

bool says(const Report& report, const std::string& code, const std::string& license) {
  return std::ranges::any_of(report.findings, [&](const Finding& f) {
    return f.code == code && f.license == license && f.work == "lib";
  });
}

}  // namespace

TEST_CASE("names in cards: a name that can mean one text only is that license") {
  struct Row {
    const char* name;
    const char* id;
  };

  const std::vector<Row> rows = {
      {"Apache 2.0",                                    "Apache-2.0"                    },
      {"Apache License, Version 2.0",                   "Apache-2.0"                    },
      {"BSD 3-clause",                                  "BSD-3-Clause"                  },
      {"The MIT License",                               "MIT"                           },
      {"GPLv3+",                                        "GPL-3.0-only"                  },
      {"GPLv2+",                                        "GPL-3.0-only"                  },
      {"GPL-2.0-or-later WITH Classpath-exception-2.0",
       "GPL-2.0-only WITH Classpath-exception-2.0"                                      },
      {"Apache-2.0 WITH LLVM-exception",                "Apache-2.0 WITH LLVM-exception"}
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Report report = judge_card(row.name);
    CHECK(report.verdict == engine::Severity::Obligation);
    CHECK(says(report, "include-license", row.id));
  }
}

TEST_CASE("names in cards: a version that is named is that version, without or-later") {
  const Report report = judge_card("GPLv3");
  CHECK(report.verdict == engine::Severity::Review);
  CHECK(says(report, "choice-narrowed", "GPL-3.0-only"));
  CHECK(judge_card("GPLv2").verdict == engine::Severity::Conflict);
}

TEST_CASE("names in cards: a name without its version or number of clauses is asked about") {
  for (const char* name :
       {"GPL", "gpl", "LGPL", "BSD", "BSD License", "Apache", "Apache License"}) {
    CAPTURE(name);
    const Report report = judge_card(name);
    CHECK(report.verdict == engine::Severity::Unknown);
    CHECK(says(report, "license-ambiguous", name));
  }
}

TEST_CASE("names in cards: what nobody knows is unknown, never an error") {
  for (const char* name :
       {"see LICENSE file", "GPL-3.0-only WITH", "free for research", "BSD/GPL"}) {
    CAPTURE(name);
    CHECK(judge_card(name).verdict == engine::Severity::Unknown);
  }
}
