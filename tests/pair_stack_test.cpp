// Stacks of pairs, and what their findings say to "may it?".
#include "engine/pair_stack.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "tests/markup.h"
#include "tests/run_program.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::May;
using engine::Severity;
using tests::has;

namespace {

using Answers = std::vector<May>;

engine::Report report_of(const std::vector<std::string>& inbound,
                         const std::vector<std::string>& outbound,
                         const engine::PairTerms& terms = {}, const engine::Request& request = {}) {
  return tests::judge(engine::pair_stack(inbound, outbound, terms), request);
}

May answer(const std::string& inbound, const std::string& outbound,
           const engine::PairTerms& terms = {}) {
  return engine::answers_of(report_of({inbound}, {outbound}, terms)).front();
}

// A report of one use with one finding.
engine::Report with_finding(Severity severity, Severity settled) {
  engine::Report report;
  report.uses.resize(1);
  engine::Finding finding;
  finding.severity = severity;
  finding.settled = settled;
  report.findings.push_back(finding);
  return report;
}

}  // namespace

TEST_CASE("pair stack: a part a row, a work of one's own a cell, uses row by row") {
  const std::vector<std::string> inbound = {"MIT", "GPL-2.0-only"};
  const std::vector<std::string> outbound = {"ISC", "MIT", "GPL-3.0-only"};
  const spdx::Stack stack = engine::pair_stack(inbound, outbound, {"link-static", "model"});
  REQUIRE(stack.uses.size() == 6);
  REQUIRE(stack.relations.size() == 6);
  CHECK(stack.works.size() == 2 + 6);
  for (std::size_t i = 0; i < 6; ++i) {
    CAPTURE(i);
    const spdx::Relation& relation = stack.relations[i];
    const spdx::Work& part = stack.works[relation.source];
    const spdx::Work& work = stack.works[relation.result];
    CHECK(relation.kind == "link-static");
    CHECK(stack.uses[i].target == relation.result);
    CHECK(stack.uses[i].acts == std::vector<std::string>{"distribute"});
    CHECK(part.licenses.front().text == inbound[i / 3]);
    CHECK(work.licenses.front().text == outbound[i % 3]);
    CHECK(part.kind == "model");
    CHECK(work.kind == "model");
    CHECK(work.owned);
    CHECK(!part.owned);
  }
}

TEST_CASE("pair stack: no licenses, no uses") {
  CHECK(engine::pair_stack({}, {"MIT"}, {}).uses.empty());
  CHECK(engine::pair_stack({"MIT"}, {}, {}).uses.empty());
  CHECK(engine::answers_of({}).empty());
}

TEST_CASE("pair stack: each severity has its answer, and the worst finding decides") {
  struct Row {
    Severity severity;
    Severity settled;
    May says;
  };

  const std::vector<Row> rows = {
      {Severity::Conflict,   Severity::Conflict,   May::No           },
      {Severity::Unknown,    Severity::Unknown,    May::Unknown      },
      {Severity::Review,     Severity::Conflict,   May::Open         },
      {Severity::Review,     Severity::Review,     May::Open         },
 // Open is only whether something is due; done anyway, nothing stands in the way.
      {Severity::Review,     Severity::Obligation, May::YesWithDuties},
      {Severity::Obligation, Severity::Obligation, May::YesWithDuties},
      {Severity::Note,       Severity::Note,       May::Yes          }
  };
  for (const Row& row : rows) {
    engine::Report report = with_finding(row.severity, row.settled);
    CHECK(engine::answers_of(report) == Answers{row.says});
    for (const Row& other : rows) {
      const engine::Report second = with_finding(other.severity, other.settled);
      report.findings.resize(1);
      report.findings.push_back(second.findings.front());
      CHECK(engine::answers_of(report) == Answers{std::min(row.says, other.says)});
    }
  }
  engine::Report clear;
  clear.uses.resize(2);
  CHECK(engine::answers_of(clear) == Answers{May::Yes, May::Yes});
}

TEST_CASE("pair stack: a finding counts for its own use alone") {
  engine::Report report = with_finding(Severity::Conflict, Severity::Conflict);
  report.uses.resize(3);
  report.findings.front().use = 1;
  CHECK(engine::answers_of(report) == Answers{May::Yes, May::No, May::Yes});
}

TEST_CASE("pair stack: every answer has a word of its own") {
  std::set<std::string_view> words;
  for (const May may : {May::No, May::Unknown, May::Open, May::YesWithDuties, May::Yes})
    words.insert(to_string(may));
  CHECK(words == std::set<std::string_view>{"no", "open", "unknown", "yes", "yes, with duties"});
}

TEST_CASE("pair stack: what lawyers agree on") {
  CHECK(answer("MIT", "Apache-2.0") == May::YesWithDuties);
  CHECK(answer("CC0-1.0", "MIT") == May::Yes);
  CHECK(answer("Apache-2.0", "GPL-2.0-only") == May::No);
  CHECK(answer("Apache-2.0", "GPL-3.0-only") == May::YesWithDuties);
  CHECK(answer("GPL-3.0-only", "MIT") == May::No);
  CHECK(answer("GPL-2.0-only", "GPL-3.0-only") == May::No);
  CHECK(answer("GPL-2.0-or-later", "GPL-3.0-only") == May::YesWithDuties);
  CHECK(answer("MIT", "LicenseRef-nobody-knows") == May::Unknown);
  CHECK(answer("GPL", "MIT") == May::Unknown);
  CHECK(answer("CC-BY-SA-4.0", "MIT", {"train-on", "model"}) == May::Open);
}

TEST_CASE("pair stack: the relation decides, and so does a choice of licenses") {
  CHECK(answer("LGPL-2.1-only", "MIT", {"copy-code", "software"}) == May::No);
  CHECK(answer("LGPL-2.1-only", "MIT", {"link-dynamic", "software"}) >= May::YesWithDuties);
  CHECK(answer("GPL-2.0-only OR MIT", "Apache-2.0") == May::YesWithDuties);
  CHECK(answer("GPL-2.0-only AND MIT", "Apache-2.0") == May::No);
}

TEST_CASE("pair stack: a pair says the same alone and in a table") {
  const std::vector<std::string> ids = {"MIT",          "Apache-2.0", "GPL-2.0-only",
                                        "GPL-3.0-only", "MPL-2.0",    "LicenseRef-unheard-of",
                                        "CC-BY-NC-4.0", "CC0-1.0"};
  const Answers table = engine::answers_of(report_of(ids, ids));
  REQUIRE(table.size() == ids.size() * ids.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    CAPTURE(ids[i / ids.size()]);
    CAPTURE(ids[i % ids.size()]);
    CHECK(table[i] == answer(ids[i / ids.size()], ids[i % ids.size()]));
  }
}

TEST_CASE("compat: exit codes are 0 for a yes, 1 for a no, 2 for wrong usage, 3 for what is open") {
  const auto compat = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "compat");
    return tests::run_licet(arguments);
  };
  const tests::Ran duties = compat({"MIT", "Apache-2.0"});
  CHECK(duties.code == 0);
  CHECK(has(duties.out, "May a part under MIT go into a work under Apache-2.0 by copy-code"));
  CHECK(has(duties.out, "? yes, with duties\n"));
  CHECK(compat({"MIT", "Apache-2.0", "--use", "acts=run"}).code == 0);
  CHECK(compat({"Apache-2.0", "GPL-2.0-only"}).code == 1);
  CHECK(compat({"LicenseRef-unheard-of", "MIT"}).code == 3);
  const std::vector<std::string> trained = {"CC-BY-SA-4.0", "MIT",    "--relation",
                                            "train-on",     "--kind", "model"};
  CHECK(compat(trained).code == 3);
  std::vector<std::string> decided = trained;
  decided.insert(decided.end(), {"--assume", "sa.reaches-model=required"});
  CHECK(compat(decided).code == 1);
  for (const std::string wrong :
       {"--kind=song", "--format=csv", "--use=acts=fly", "--profile=literally", "--relation=x",
        "--use=outbound=MIT", "--use=use.outbound=MIT", "--use=target=x", "--use=use.target=x"}) {
    const tests::Ran ran = compat({"MIT", "MIT", wrong});
    CAPTURE(wrong);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK(!ran.err.empty());
  }
  CHECK(compat({"MIT"}).code == 2);
  CHECK(compat({"MIT", "MIT OR"}).code == 2);
}
