// The engine against its rules written a second time: tests/asp/licet.lp, run by clingo. Verdicts
// and costs have to be the same.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/asp_facts.h"
#include "tests/case_file.h"
#include "tests/paths.h"
#include "tests/random_stacks.h"
#include "tests/run_program.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Report;
using engine::Request;
using engine::Severity;
using spdx::Stack;

namespace {

using Cost = std::array<std::uint64_t, 4>;

struct Answer {
  Cost cost = {};
  bool noted = false;
  std::vector<std::string> findings;                        // what costs
  std::map<std::string, std::vector<std::string>> offered;  // options of the label, by offer
};

// The code a `cost(s("code",…),level)` speaks of.
std::string code_of(const std::string& atom) {
  const std::size_t from = atom.find("s(\"") + 3;
  return atom.substr(from, atom.find('"', from) - from);
}

void add_atom(const std::string& atom, Answer& answer) {
  answer.noted = answer.noted || atom == "noted";
  if (atom.rfind("offered(", 0) == 0)
    answer.offered[atom.substr(0, atom.rfind(','))].push_back("only" + atom.substr(7) + ".");
  if (atom.rfind("cost(", 0) != 0) return;
  const engine::Catalogue& catalogue = tests::whole_catalogue();
  const auto code = catalogue.find_code(code_of(atom));
  REQUIRE_MESSAGE(code.has_value(), atom);
  const auto level = static_cast<std::size_t>(atom[atom.size() - 2] - '0');
  answer.cost.at(level) += level == 3 ? catalogue.codes[*code].weight : 1;
  answer.findings.push_back(atom);
}

// The atoms of the best model, one a line, stand behind the last `Answer: n`.
Answer read_answer(const std::string& out) {
  const bool solved = out.find("OPTIMUM FOUND") != std::string::npos ||
                      out.find("\nSATISFIABLE") != std::string::npos;
  REQUIRE_MESSAGE(solved, out);
  std::istringstream lines(out.substr(out.rfind("Answer: ")));
  std::string line;
  std::getline(lines, line);
  Answer answer;
  while (std::getline(lines, line) && !line.empty() && line.rfind("Optimization", 0) != 0)
    add_atom(line, answer);
  return answer;
}

// `more`: facts beside those of the stack.
Answer ask_clingo(const Stack& stack, const Request& request, const std::string& more = "") {
  const tests::TempFolder folder;
  folder.write("facts.lp", tests::asp_facts(stack, tests::whole_catalogue(), request) + more);
  const std::string command = fmt::format(
      "clingo --quiet=1 --warn=none --out-ifs='\\n' '{}/tests/asp/licet.lp' '{}' > '{}' 2>&1",
      tests::source_folder(), folder.path("facts.lp"), folder.path("out"));
  if (std::system(command.c_str()) == -1) throw std::runtime_error("cannot run a shell");
  return read_answer(tests::read_source_file(folder.path("out")));
}

// Whether some way to take what the result is offered under leaves a conflict, where another does
// not: then the offer has to be narrowed, and a person is told.
bool narrowed(const Stack& stack, const Request& request, const Answer& answer) {
  std::vector<std::string> ways = {""};
  for (const auto& [offer, options] : answer.offered) {
    std::vector<std::string> next;
    for (const std::string& way : ways) {
      for (const std::string& option : options)
        next.push_back(way + option);
    }
    ways = next;
  }
  return ways.size() > 1 && std::ranges::any_of(ways, [&](const std::string& way) {
           return ask_clingo(stack, request, way).cost[0] > 0;
         });
}

bool has_alternatives(const Stack& stack) {
  const std::string text = tests::to_yaml(stack);
  return text.find(" OR ") != std::string::npos || text.find("-or-later") != std::string::npos;
}

Severity verdict_of(const Stack& stack, const Request& request, const Answer& answer) {
  for (std::size_t level = 0; level < 3; ++level) {
    if (answer.cost[level] > 0) return static_cast<Severity>(level);
  }
  if (narrowed(stack, request, answer)) return Severity::Review;
  if (answer.cost[3] > 0) return Severity::Obligation;
  return answer.noted ? Severity::Note : Severity::Clear;
}

// Among equally good alternatives one may have a note more than the other.
bool same_verdict(const Stack& stack, Severity one, Severity other) {
  if (has_alternatives(stack) && one >= Severity::Note && other >= Severity::Note) return true;
  return one == other;
}

std::string text_of(const Cost& cost, Severity verdict) {
  return fmt::format("{}: {} conflicts, {} unknown, {} reviews, weight {}", to_string(verdict),
                     cost[0], cost[1], cost[2], cost[3]);
}

std::string difference(const Stack& stack, const Request& request, const Answer& answer) {
  const Report report = tests::judge(stack, request);
  const engine::UseReport& use = report.uses.front();
  const Severity verdict = verdict_of(stack, request, answer);
  if (use.cost == answer.cost && same_verdict(stack, use.verdict, verdict)) return "";
  std::string text = fmt::format("the engine: {}; clingo: {}\n", text_of(use.cost, use.verdict),
                                 text_of(answer.cost, verdict));
  for (const engine::Finding& finding : report.findings) {
    text += fmt::format("  engine: {} {} {} {} {}\n", to_string(finding.severity), finding.code,
                        finding.license, finding.section, finding.work);
  }
  for (const std::string& atom : answer.findings)
    text += "  clingo: " + atom + "\n";
  return text;
}

bool differs(const Stack& stack, const Request& request) {
  return !difference(stack, request, ask_clingo(stack, request)).empty();
}

// A profile, and for one stack in three another value of one assumption.
Request request_of(std::uint64_t seed) {
  tests::Random random(seed);
  const engine::Catalogue& catalogue = tests::whole_catalogue();
  Request request;
  request.profile = random.of(catalogue.profiles).id;
  if (random.one_in(3)) {
    const engine::Assumption& assumption = random.of(catalogue.assumptions);
    request.assumptions = {
        {assumption.id, random.of(assumption.values).id}
    };
  }
  return request;
}

std::string told(const Request& request) {
  std::string text = "--profile " + request.profile;
  for (const auto& [id, value] : request.assumptions)
    text += fmt::format(" --assume {}={}", id, value);
  return text;
}

// Compares stacks up to the first that differs, which is shown as small as it gets. Returns how
// often each code was part of an answer.
std::map<std::string, std::size_t> compare(std::uint64_t from, std::uint64_t to,
                                           const tests::Mix& mix) {
  std::map<std::string, std::size_t> codes;
  for (std::uint64_t seed = from; seed <= to; ++seed) {
    const Request request = request_of(seed);
    const Stack stack = tests::random_stack(seed, tests::whole_catalogue(), mix);
    const Answer answer = ask_clingo(stack, request);
    for (const std::string& atom : answer.findings)
      ++codes[code_of(atom)];
    if (difference(stack, request, answer).empty()) continue;
    const Stack small = tests::shrink(stack, [&](const Stack& s) { return differs(s, request); });
    FAIL_CHECK("seed ", seed, ", ", told(request), ": ",
               difference(small, request, ask_clingo(small, request)), tests::to_yaml(small));
    break;
  }
  return codes;
}

// Licenses with demands on the whole: these meet, clash and give way to each other.
tests::Mix demanding() {
  static const std::set<std::string> kDemands = {"share-alike", "no-further-restrictions",
                                                 "relicensing", "system-library"};
  tests::Mix mix;
  mix.alternatives = 3;
  const engine::Catalogue& catalogue = tests::whole_catalogue();
  for (const engine::License& license : catalogue.licenses) {
    if (std::ranges::any_of(license.clauses, [&](const engine::Clause& clause) {
          return kDemands.contains(catalogue.kinds[clause.kind].id);
        }))
      mix.licenses.push_back(license.id);
  }
  return mix;
}

// Licenses that people meet, among them those with or-later ids and bridges to each other.
tests::Mix familiar() {
  tests::Mix mix;
  mix.alternatives = 3;
  mix.licenses = {"GPL-2.0-only",     "GPL-3.0-only",    "AGPL-3.0-only",    "LGPL-2.1-only",
                  "LGPL-3.0-only",    "CC-BY-SA-4.0",    "CC-BY-NC-SA-4.0",  "CC-BY-NC-4.0",
                  "MPL-2.0",          "EUPL-1.2",        "Apache-2.0",       "MIT",
                  "ODbL-1.0",         "CC-BY-ND-4.0",    "GPL-2.0-or-later", "GPL-3.0-or-later",
                  "GPL-2.0-or-later", "GPL-3.0-or-later"};
  return mix;
}

void expect(const std::map<std::string, std::size_t>& met, const std::vector<std::string>& codes) {
  for (const std::string& code : codes)
    CHECK_MESSAGE(met.contains(code), code, " was never met");
}

bool skipped() {
  if (std::system("command -v clingo > /dev/null 2>&1") == 0) return false;
  MESSAGE("clingo is not installed (Debian package gringo): nothing compared");
  return true;
}

// Checks that clingo finds a code once there, and that licet says the same of the stack.
void check_met(const Stack& stack, const std::string& code) {
  const Answer answer = ask_clingo(stack, {});
  CHECK(std::ranges::count(answer.findings, code, code_of) == 1);
  CHECK_MESSAGE(difference(stack, {}, answer).empty(), difference(stack, {}, answer));
}

}  // namespace

TEST_CASE("asp: the rules written as an answer-set program come to the same") {
  if (skipped()) return;
  expect(
      compare(1, 450, {}),
      {"right-not-granted", "noncommercial-use", "noderivatives-shared", "sublicensing-forbidden",
       "restriction-dropped", "share-alike-broken", "license-missing", "license-unknown",
       "license-ambiguous", "fact-missing", "outbound-unset", "acts-unset", "known-by-class",
       "duty-depends", "pass-on-terms", "same-license", "field-of-use-excluded"});
}

TEST_CASE("asp: licenses with demands on the whole") {
  if (skipped()) return;
  expect(compare(10001, 10350, demanding()),
         {"share-alike-broken", "share-alike-clash", "further-restriction", "stated-together"});
}

TEST_CASE("asp: or-later ids and licenses that give way to each other") {
  if (skipped()) return;
  expect(compare(20001, 20350, familiar()),
         {"choice-narrowed", "share-alike-clash", "further-restriction", "provide-source",
          "allow-relinking"});
}

TEST_CASE("asp: codes that random stacks seldom meet") {
  if (skipped()) return;
  const Stack system = tests::stack_of(
      "licet: 1\nworks:\n  - { id: a, kind: software, license: GPL-3.0-only }\n"
      "  - { id: b, kind: software, license: CC-BY-NC-4.0 }\n"
      "  - { id: mine, kind: software, from: [ { edit: a }, { link-static: b } ] }\n"
      "use: { target: mine, acts: [distribute], outbound: GPL-3.0-only }\n");
  check_met(system, "exception-may-apply");
  const Stack unstated = tests::stack_of(
      "licet: 1\nworks:\n  - { id: a, kind: software, license: GPL-3.0-only }\n"
      "  - { id: b, license: LicenseRef-scancode-bigscience-open-rail-m }\n"
      "  - { id: mine, kind: software, from: [ { edit: a }, { copy-code: b } ] }\n"
      "use: { target: mine, acts: [distribute], outbound: GPL-3.0-only }\n");
  check_met(unstated, "restriction-open");
}

TEST_CASE("asp: an answer to another question is noticed") {
  if (skipped()) return;
  const Stack stack = tests::stack_of(
      "licet: 1\nworks:\n  - { id: data, kind: dataset, license: CC-BY-NC-4.0 }\n"
      "  - { id: mine, kind: dataset, from: [ { edit: data } ] }\n"
      "use: { target: mine, acts: [distribute], commercial: true, outbound: CC-BY-NC-4.0 }\n");
  Stack other = stack;
  other.uses.front().facts.clear();
  CHECK(difference(stack, {}, ask_clingo(stack, {})).empty());
  CHECK(difference(other, {}, ask_clingo(other, {})).empty());
  CHECK_FALSE(difference(stack, {}, ask_clingo(other, {})).empty());
}
