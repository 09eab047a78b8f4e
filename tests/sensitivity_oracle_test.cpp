// The sets of answers against a table of all values, each judged by a run of its own: they hold,
// none can be made wider, and no combination that keeps the promise is left out.
#include <algorithm>
#include <functional>
#include <map>

#include <doctest/doctest.h>
#include <fmt/ranges.h>

#include "engine/sensitivity.h"
#include "tests/case_file.h"
#include "tests/random_stacks.h"
#include "tests/stack_fixture.h"

using namespace licet;
using namespace licet::engine;

namespace {

using Strings = std::vector<std::string>;
using Values = std::map<std::string, std::string>;

const std::vector<Assumption>& assumptions() {
  return tests::whole_catalogue().assumptions;
}

const Assumption& assumption(const std::string& id) {
  return *std::ranges::find(assumptions(), id, &Assumption::id);
}

Sensitivity of(const spdx::Stack& stack) {
  Request request;
  request.sensitivity = true;
  return *tests::judge(stack, request).uses.front().sensitivity;
}

std::string text_of(const Conditions& set) {
  std::string text;
  for (const AssumptionCondition& condition : set)
    text += fmt::format(" {}={}", condition.id, fmt::join(condition.values, "|"));
  return text;
}

bool within(const Conditions& set, const Values& values) {
  return std::ranges::all_of(set, [&](const AssumptionCondition& condition) {
    return holds(condition.values, values.at(condition.id));
  });
}

Severity verdict_under(const spdx::Stack& stack, const Values& values) {
  Request request;
  request.assumptions.assign(values.begin(), values.end());
  return tests::judge(stack, request).uses.front().verdict;
}

// All combinations of values of what the verdict rests on, each with its verdict, and the same
// again with other values of the rest wherever these may vary.
class Table {
 public:
  Table(const spdx::Stack& stack, const Sensitivity& found, tests::Random& random)
      : stack_(stack), found_(found), random_(random) {
    fill(0, {});
  }

  std::vector<std::pair<Values, Severity>> rows;

 private:
  void fill(std::size_t at, Values values) {
    if (at < found_.rests_on.size()) {
      const std::string& id = found_.rests_on[at].id;
      for (const AssumptionValue& value : assumption(id).values) {
        values[id] = value.id;
        fill(at + 1, values);
      }
      return;
    }
    rows.emplace_back(values, verdict_under(stack_, values));
    if (!found_.kept.empty()) return;
    for (const Assumption& other : assumptions())
      values.try_emplace(other.id, random_.of(other.values).id);
    rows.emplace_back(values, verdict_under(stack_, values));
  }

  const spdx::Stack& stack_;
  const Sensitivity& found_;
  tests::Random& random_;
};

bool safe(Severity verdict) {
  return verdict >= Severity::Obligation;
}

bool conflict(Severity verdict) {
  return verdict == Severity::Conflict;
}

bool kept_by(const Conditions& set, const Table& table, bool (*promise)(Severity)) {
  return std::ranges::all_of(
      table.rows, [&](const auto& row) { return !within(set, row.first) || promise(row.second); });
}

// Every wider set: without one condition, or with one more value in it.
std::vector<Conditions> wider(const Conditions& set) {
  std::vector<Conditions> out;
  for (std::size_t i = 0; i < set.size(); ++i) {
    Conditions without = set;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    out.push_back(std::move(without));
    for (const AssumptionValue& value : assumption(set[i].id).values) {
      if (holds(set[i].values, value.id)) continue;
      out.push_back(set);
      out.back()[i].values.push_back(value.id);
    }
  }
  return out;
}

// What is wrong with the sets of one kind; empty if nothing is.
std::string wrong(const std::vector<Conditions>& sets, const Table& table,
                  bool (*promise)(Severity)) {
  for (const Conditions& set : sets) {
    if (!kept_by(set, table, promise)) return "broken: " + text_of(set);
    for (const Conditions& more : wider(set)) {
      if (kept_by(more, table, promise)) return "not minimal: " + text_of(set);
    }
  }
  for (const auto& row : table.rows) {
    const bool covered =
        std::ranges::any_of(sets, [&](const Conditions& set) { return within(set, row.first); });
    if (promise(row.second) && !covered) return "a combination is in no set";
  }
  return {};
}

std::string wrong(const spdx::Stack& stack, std::uint64_t seed) {
  const Sensitivity found = of(stack);
  tests::Random random(seed);
  const Table table(stack, found, random);
  const std::string safe_sets = wrong(found.safe_if, table, safe);
  return safe_sets.empty() ? wrong(found.conflict_if, table, conflict) : safe_sets;
}

// Two or three sources under terms that reach further than the law may, a work made from them by
// somebody, and one of the user's own made from that.
spdx::Stack contested_stack(std::uint64_t seed) {
  tests::Random random(seed);
  const Strings licenses = {"CC-BY-NC-4.0",  "CC-BY-SA-4.0", "CC-BY-4.0",           "GPL-3.0-only",
                            "LGPL-2.1-only", "MIT",          "CC-BY-NC-SA-4.0",     "llama3.1",
                            "OpenRAIL-M",    "ODbL-1.0",     "MIT OR AGPL-3.0-only"};
  const Strings kinds = {"train-on", "train-on", "link-dynamic", "adapter",  "merge",
                         "quantize", "distill",  "import",       "retrieve", "evaluate-on"};
  const std::size_t sources = 1 + random.below(3);
  std::string text = "licet: 1\nworks:\n";
  std::string from;
  for (std::size_t i = 0; i < sources; ++i) {
    text += fmt::format("  - {{ id: s{}, kind: {}, license: {} }}\n", i,
                        random.of(Strings{"dataset", "model", "software"}), random.of(licenses));
    from += fmt::format("{}{{ {}: s{}, by: {} }}", i == 0 ? "" : ", ", random.of(kinds), i,
                        random.of(Strings{"self", "third-party"}));
  }
  text += fmt::format("  - {{ id: made, kind: model, license: MIT, from: [ {} ] }}\n", from);
  text += fmt::format("  - {{ id: mine, kind: model, from: [ {{ {}: made }} ] }}\n",
                      random.of(Strings{"finetune", "adapter", "bundle", "quantize"}));
  text += fmt::format("use: {{ target: {}, acts: [{}], commercial: {}, outbound: {} }}\n",
                      random.of(Strings{"made", "mine"}),
                      random.of(Strings{"run", "distribute", "host", "distribute, host"}),
                      random.of(Strings{"true", "false"}),
                      random.of(Strings{"MIT", "proprietary", "CC-BY-SA-4.0"}));
  return tests::stack_of(text);
}

struct Seen {
  std::size_t turning = 0;
  std::size_t several = 0;  // more than two sets
};

Seen compare(std::uint64_t first, std::uint64_t last,
             const std::function<spdx::Stack(std::uint64_t)>& make) {
  Seen seen;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    const spdx::Stack stack = make(seed);
    const Sensitivity found = of(stack);
    if (found.rests_on.size() > 5) continue;  // too large a table
    if (!found.rests_on.empty()) ++seen.turning;
    if (found.safe_if.size() + found.conflict_if.size() > 2) ++seen.several;
    if (wrong(stack, seed).empty()) continue;
    const spdx::Stack small =
        tests::shrink(stack, [&](const spdx::Stack& s) { return !wrong(s, seed).empty(); });
    FAIL_CHECK("seed ", seed, ": ", wrong(small, seed), "\n", tests::to_yaml(small));
    break;
  }
  return seen;
}

}  // namespace

TEST_CASE(
    "sensitivity oracle: the sets of random stacks hold, are minimal, and are all there are") {
  const Seen seen = compare(20'001, 20'400, [](std::uint64_t seed) {
    return tests::random_stack(seed, tests::whole_catalogue());
  });
  CHECK(seen.turning > 10);
}

TEST_CASE(
    "sensitivity oracle: the sets of contested stacks hold, are minimal, and are all there are") {
  const Seen seen = compare(1, 1000, contested_stack);
  CHECK(seen.turning > 400);
  CHECK(seen.several > 100);
}
