// What holds of every coded exception: a work under `BASE WITH EXCEPTION` is never judged worse
// than the same work under `BASE`, save for what the exception itself asks for; one that restricts
// is never judged better than as a question; and one behind a license it was not written for
// changes nothing. Tried on small random stacks; a failure prints the smallest that still fails.
#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/case_file.h"
#include "tests/random_stacks.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Exception;
using engine::Finding;
using engine::Report;
using engine::Severity;
using spdx::Stack;
using tests::judge;

namespace {

constexpr std::uint64_t kStacksEach = 60;

// How software meets software. The generator knows thirty relations and these are few of them, but
// what exceptions speak of.
const std::vector<std::string> kSoftware = {"link-static", "include-files", "link-dynamic",
                                            "import",      "copy-code",     "edit"};

// One exception on one license of a stack.
struct Trial {
  const Exception& exception;
  std::string base;
  std::string work;  ///< the id; it is the one that gets the exception
};

// clear, note < obligation < review < {unknown, conflict}: neither of the last two is permission,
// and a note takes none away.
int rank(Severity severity) {
  if (severity == Severity::Conflict || severity == Severity::Unknown) return 3;
  if (severity == Severity::Review) return 2;
  return severity == Severity::Obligation ? 1 : 0;
}

std::string shown(const Finding& f) {
  return fmt::format("{} {} {} {} of {}", to_string(f.severity), f.code, f.license, f.section,
                     f.work);
}

// Somebody else's work that is made from nothing in the stack, so its license speaks and is
// nobody's label.
bool is_source(const Stack& stack, std::size_t work) {
  return !stack.works[work].owned &&
         std::ranges::none_of(stack.relations,
                              [&](const spdx::Relation& r) { return r.result == work; });
}

std::optional<std::size_t> source_of(const Stack& stack, const std::string& id) {
  const auto work = stack.find(id);
  if (!work || !is_source(stack, *work)) return std::nullopt;
  return *work;
}

Stack licensed(Stack stack, std::size_t work, const std::string& license) {
  stack.works[work].licenses = {
      {"", license, spdx::Evidence::Declared, false, {}}
  };
  return stack;
}

// A random stack in which some source is software under this license, or nothing.
std::optional<std::pair<Stack, std::string>> stack_with(std::uint64_t seed,
                                                        const std::string& base) {
  static const tests::Mix kMix{
      .alternatives = 0, .or_later = false, .unknown = false, .parts = false, .rings = false};
  Stack stack = tests::random_stack(seed, tests::whole_catalogue(), kMix);
  tests::Random random(seed);
  for (std::size_t work = 0; work < stack.works.size(); ++work) {
    const auto leads_on = [&](const spdx::Relation& r) { return r.source == work; };
    if (!is_source(stack, work) || std::ranges::none_of(stack.relations, leads_on)) continue;
    stack = licensed(std::move(stack), work, base);
    stack.works[work].kind = "software";
    for (spdx::Relation& relation : stack.relations) {
      if (!random.one_in(4)) relation.kind = random.of(kSoftware);
    }
    std::vector<std::string>& acts = stack.uses.front().acts;
    if (!random.one_in(3) && std::ranges::find(acts, "distribute") == acts.end())
      acts.emplace_back("distribute");
    return std::pair(stack, stack.works[work].id);
  }
  return std::nullopt;
}

enum class Bases : std::uint8_t {
  Fitting,  ///< coded licenses it was written for
  Foreign,  ///< coded licenses it was not written for
  OrLater,  ///< ids it was written for that leave a choice of version
};

std::vector<std::string> bases(const Exception& exception, Bases which) {
  std::vector<std::string> ids;
  if (which == Bases::OrLater) {
    for (const std::string& id : exception.written_for) {
      if (id.ends_with("-or-later")) ids.push_back(id);
    }
    return ids;
  }
  for (const engine::License& license : tests::whole_catalogue().licenses) {
    const auto& written = exception.written_for;
    const bool fits = written.empty() || std::ranges::find(written, license.id) != written.end();
    if (fits == (which == Bases::Fitting)) ids.push_back(license.id);
  }
  std::ranges::sort(ids);
  return ids;
}

using Broken = std::function<std::string(const Stack&, const Trial&)>;

// Tries a property of an exception on random stacks; returns how many there were.
std::size_t try_all(const Exception& exception, Bases which, const Broken& broken) {
  std::size_t tried = 0;
  const std::vector<std::string> ids = bases(exception, which);
  if (ids.empty()) return 0;
  for (std::uint64_t seed = 1; seed <= kStacksEach; ++seed) {
    const std::string& base = ids[seed % ids.size()];
    const auto made = stack_with(seed * 131 + exception.id.size(), base);
    if (!made) continue;
    ++tried;
    const Trial trial{exception, base, made->second};
    if (broken(made->first, trial).empty()) continue;
    const auto fails = [&](const Stack& s) {
      return source_of(s, trial.work) && !broken(s, trial).empty();
    };
    const Stack small = tests::shrink(made->first, fails);
    FAIL_CHECK(base, " WITH ", exception.id, " on ", trial.work, ": ", broken(small, trial), "\n",
               tests::to_yaml(small));
    break;
  }
  return tried;
}

// The same stack with and without the exception.
struct Pair {
  Report plain;
  Report with;
};

Pair judge_both(const Stack& stack, const Trial& trial) {
  const std::size_t work = *source_of(stack, trial.work);
  return {judge(licensed(stack, work, trial.base)),
          judge(licensed(stack, work, trial.base + " WITH " + trial.exception.id))};
}

// The exception a finding names, by its id of today.
const Exception* exception_of(const Finding& finding) {
  const std::size_t with = finding.license.find(" WITH ");
  if (with == std::string::npos) return nullptr;
  const auto found = tests::whole_catalogue().find_exception(finding.license.substr(with + 6));
  return found ? &tests::whole_catalogue().exceptions[*found] : nullptr;
}

// Whether a finding is about a duty that the exception itself brings.
bool brought_by_exception(const Finding& finding) {
  const Exception* exception = exception_of(finding);
  return exception != nullptr &&
         std::ranges::any_of(exception->adds, [&](const engine::Clause& clause) {
           return clause.note == finding.note && clause.section == finding.section;
         });
}

// Where one clause falls silent, two licenses may run into each other by the next one, and what an
// exception leaves open stands for the clause it would free from. Neither may be worse than before.
bool is_of_pair(const Finding& finding) {
  return finding.code == "further-restriction" || finding.code == "exception-may-apply" ||
         finding.code == "exception-condition";
}

// Whether the plain license says at least as much against it: by the same clause, and for certain
// or as open as this. A question about a fact stands for the clause that asks it.
bool foreseen(const Finding& finding, const Report& plain) {
  const std::string license = finding.license.substr(0, finding.license.find(" WITH "));
  const bool asks = finding.code == "fact-missing" || finding.code == "duty-depends";
  return std::ranges::any_of(plain.findings, [&](const Finding& g) {
    const bool as_bad = rank(g.severity) >= rank(finding.severity);
    if (is_of_pair(finding)) return as_bad;
    const bool certain = g.severity == g.settled && rank(g.severity) >= rank(finding.settled);
    return (as_bad || certain) && g.license == license && g.section == finding.section &&
           (asks || g.code == finding.code);
  });
}

std::string worse_than_plain(const Stack& stack, const Trial& trial, std::size_t& used) {
  const Pair both = judge_both(stack, trial);
  for (const Finding& f : both.with.findings) {
    const bool of_exception = f.code == "exception-applies" || f.code == "exception-condition";
    if (of_exception) ++used;
    if (f.severity == Severity::Note || brought_by_exception(f)) continue;
    if (!foreseen(f, both.plain)) return "only with the exception: " + shown(f);
  }
  return "";
}

// Where versions are left to choose, another one may be taken with the exception than without, so
// only the worst of the findings can be compared.
std::string worse_verdict(const Stack& stack, const Trial& trial) {
  const Pair both = judge_both(stack, trial);
  for (const Finding& f : both.with.findings) {
    const Severity severity = std::max(f.severity, f.settled);
    if (brought_by_exception(f) || rank(severity) <= rank(both.plain.verdict)) continue;
    return fmt::format("it was {} and is {}", to_string(both.plain.verdict), shown(f));
  }
  return "";
}

// A permission it gives on conditions may turn a conflict into a question, never into leave.
std::string better_than_plain(const Stack& stack, const Trial& trial) {
  const Pair both = judge_both(stack, trial);
  const bool asks = std::ranges::any_of(
      both.with.findings, [](const Finding& f) { return f.code == "exception-condition"; });
  const int least =
      asks ? std::min(rank(both.plain.verdict), rank(Severity::Review)) : rank(both.plain.verdict);
  if (rank(both.with.verdict) >= least) return "";
  return fmt::format("{} becomes {}", to_string(both.plain.verdict), to_string(both.with.verdict));
}

std::multiset<std::string> all_shown(const Report& report) {
  std::multiset<std::string> out;
  for (const Finding& finding : report.findings)
    out.insert(shown(finding));
  return out;
}

std::string not_left_aside(const Stack& stack, const Trial& trial) {
  const Pair both = judge_both(stack, trial);
  if (!trial.exception.restricts)
    return all_shown(both.plain) == all_shown(both.with) ? "" : "the findings differ";
  return rank(both.with.verdict) < rank(both.plain.verdict) ? "the verdict is milder" : "";
}

}  // namespace

TEST_CASE("exceptions: one that does not restrict brings nothing but its own duties") {
  std::size_t tried = 0;
  std::size_t used = 0;
  std::set<std::string> idle;
  for (const Exception& exception : tests::whole_catalogue().exceptions) {
    if (exception.restricts) continue;
    const std::size_t before = used;
    const std::size_t stacks =
        try_all(exception, Bases::Fitting, [&](const Stack& stack, const Trial& trial) {
          return worse_than_plain(stack, trial, used);
        });
    tried += stacks;
    const bool frees_nothing = exception.lifts.empty() || stacks == 0;
    if (used == before && !frees_nothing) idle.insert(exception.id);
  }
  // Most exceptions have had their say, or the property says little.
  CAPTURE(fmt::format("{}", fmt::join(idle, ", ")));
  CHECK(tried > 2000);
  CHECK(used > 400);
  CHECK(idle.size() < 20);
}

TEST_CASE("exceptions: none makes the verdict worse where versions are left to choose") {
  std::size_t tried = 0;
  for (const Exception& exception : tests::whole_catalogue().exceptions) {
    if (!exception.restricts) tried += try_all(exception, Bases::OrLater, worse_verdict);
  }
  CHECK(tried > 2000);
}

TEST_CASE("exceptions: one that restricts never frees for certain") {
  std::size_t tried = 0;
  for (const Exception& exception : tests::whole_catalogue().exceptions) {
    if (exception.restricts) tried += try_all(exception, Bases::Fitting, better_than_plain);
  }
  CHECK(tried > 20);
}

TEST_CASE(
    "exceptions: behind a license it was not written for, one changes nothing or is asked about") {
  std::size_t tried = 0;
  for (const Exception& exception : tests::whole_catalogue().exceptions)
    tried += try_all(exception, Bases::Foreign, not_left_aside);
  CHECK(tried > 2000);
}
