// What holds of every stack, tried on some thousands of random ones. A failure prints the smallest
// stack found that still fails.
#include <algorithm>
#include <set>
#include <tuple>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/exercise.h"
#include "tests/case_file.h"
#include "tests/random_stacks.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Finding;
using engine::Report;
using engine::Severity;
using spdx::Stack;
using tests::judge;

namespace {

constexpr std::uint64_t kStacks = 3000;

const tests::Mix kNoChoices{.alternatives = 0, .or_later = false};

// Tries a property on random stacks; `broken` says what is wrong, or nothing.
void for_all(const std::function<std::string(const Stack&)>& broken, const tests::Mix& mix = {},
             std::uint64_t stacks = kStacks) {
  for (std::uint64_t seed = 1; seed <= stacks; ++seed) {
    const Stack stack = tests::random_stack(seed, tests::whole_catalogue(), mix);
    if (broken(stack).empty()) continue;
    const Stack small = tests::shrink(stack, [&](const Stack& s) { return !broken(s).empty(); });
    FAIL_CHECK("seed ", seed, ": ", broken(small), "\n", tests::to_yaml(small));
    return;
  }
}

// clear < note < obligation < review < {unknown, conflict}: neither of the last two is permission.
int rank(Severity severity) {
  if (severity == Severity::Conflict || severity == Severity::Unknown) return 4;
  return static_cast<int>(Severity::Clear) - static_cast<int>(severity);
}

using Key = std::tuple<Severity, std::string, std::string, std::string>;

Key key_of(const Finding& f) {
  return {f.severity, f.code, f.license, f.section};
}

std::string shown(const Finding& f) {
  return std::string(to_string(f.severity)) + " " + f.code + " " + f.license + " " + f.section +
         " of " + f.work;
}

std::multiset<Key> keys_of(const Report& report) {
  std::multiset<Key> keys;
  for (const Finding& finding : report.findings)
    keys.insert(key_of(finding));
  return keys;
}

std::set<Key> conflicts_of(const Report& report) {
  std::set<Key> keys;
  for (const Finding& finding : report.findings) {
    if (finding.severity == Severity::Conflict) keys.insert(key_of(finding));
  }
  return keys;
}

bool is_mine(const Stack& stack, spdx::WorkIndex work) {
  return stack.works[work].owned ||
         std::ranges::any_of(stack.relations, [&](const spdx::Relation& r) {
           return r.result == work && r.by == spdx::Actor::Self && r.kind != "evaluate-on";
         });
}

Stack without_license(Stack stack, std::size_t work) {
  stack.works[work].licenses.clear();
  return stack;
}

// Whether a finding may rest on the license of this work: it speaks there, is the label that
// others' terms are held against, or is one of two licenses that do not get on (the other one is
// named in the words only).
bool involves(const Finding& finding, const std::string& work) {
  return finding.work == work || finding.place == work || finding.code == "share-alike-clash" ||
         finding.code == "further-restriction" || finding.code == "exception-may-apply" ||
         std::ranges::find(finding.also, work) != finding.also.end();
}

std::string gone_finding(const Report& before, const Report& after, const std::string& work) {
  for (const Finding& f : before.findings) {
    const auto as_bad = [&](const Finding& g) {
      return g.severity <= f.severity && g.code == f.code && g.license == f.license &&
             g.section == f.section;
    };
    // A question about the outbound license, missing or unknown, comes from the clause that needs
    // it, which may be the deleted one's.
    if (f.license.empty()) continue;
    if (!involves(f, work) && std::ranges::none_of(after.findings, as_bad)) return shown(f);
  }
  return "";
}

}  // namespace

TEST_CASE("properties: deleting a license never makes the result milder") {
  for_all([](const Stack& stack) -> std::string {
    const Report before = judge(stack);
    for (std::size_t work = 0; work < stack.works.size(); ++work) {
      if (stack.works[work].licenses.empty()) continue;
      const Report after = judge(without_license(stack, work));
      if (rank(after.verdict) >= rank(before.verdict)) continue;
      return stack.works[work].id +
             " without its license: " + std::string(to_string(before.verdict)) + " becomes " +
             std::string(to_string(after.verdict));
    }
    return "";
  });
}

TEST_CASE("properties: deleting a license leaves what others' licenses say") {
  for_all(
      [](const Stack& stack) -> std::string {
        const Report before = judge(stack);
        for (std::size_t work = 0; work < stack.works.size(); ++work) {
          const std::string& id = stack.works[work].id;
          if (stack.works[work].licenses.empty() ||
              is_mine(stack, static_cast<spdx::WorkIndex>(work)))
            continue;
          const std::string gone = gone_finding(before, judge(without_license(stack, work)), id);
          if (!gone.empty()) return fmt::format("{} without its license loses: {}", id, gone);
        }
        return "";
      },
      kNoChoices);
}

TEST_CASE("properties: what is the user's own and goes out under no license is unknown") {
  for_all([](const Stack& stack) -> std::string {
    Stack bare = stack;
    spdx::Use& use = bare.uses.front();
    use.outbound.reset();
    bare.works[*use.target].licenses.clear();
    if (!is_mine(bare, *use.target)) return "";
    use.acts = {"distribute"};
    const Report report = judge(bare);
    const bool said = std::ranges::any_of(report.findings, [](const Finding& f) {
      return f.code == "outbound-unset" && f.severity == Severity::Unknown;
    });
    return said ? "" : "nothing said of the missing outbound license";
  });
}

TEST_CASE("properties: the same stack gives the same bytes") {
  for_all(
      [](const Stack& stack) -> std::string {
        return tests::json_of(judge(stack)) == tests::json_of(judge(stack)) ? ""
                                                                            : "two runs differ";
      },
      {}, 500);
}

TEST_CASE("properties: a stack written as a file and read again is judged the same") {
  for_all(
      [](const Stack& stack) -> std::string {
        const Report read = judge(tests::stack_of(tests::to_yaml(stack)));
        // The file groups relations by result, so paths of equal length may differ, findings may
        // not.
        return keys_of(read) == keys_of(judge(stack)) ? "" : "the file is judged differently";
      },
      kNoChoices, 500);
}

namespace {

// Works and relations in another order, everything else the same.
Stack shuffled(const Stack& stack, std::uint64_t seed) {
  tests::Random random(seed);
  std::vector<spdx::WorkIndex> old_of(stack.works.size());
  for (std::size_t i = 0; i < old_of.size(); ++i)
    old_of[i] = static_cast<spdx::WorkIndex>(i);
  for (std::size_t i = old_of.size(); i-- > 1;)
    std::swap(old_of[i], old_of[random.below(i + 1)]);
  Stack out = stack;
  std::vector<spdx::WorkIndex> new_of(old_of.size());
  for (std::size_t i = 0; i < old_of.size(); ++i) {
    out.works[i] = stack.works[old_of[i]];
    new_of[old_of[i]] = static_cast<spdx::WorkIndex>(i);
  }
  for (spdx::Relation& relation : out.relations) {
    relation.result = new_of[relation.result];
    relation.source = new_of[relation.source];
  }
  for (std::size_t i = out.relations.size(); i-- > 1;)
    std::swap(out.relations[i], out.relations[random.below(i + 1)]);
  for (spdx::Use& use : out.uses)
    use.target = new_of[*use.target];
  return out;
}

std::string changed_by_order(const Stack& stack) {
  const auto keys = keys_of(judge(stack));
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const Stack other = shuffled(stack, seed);
    const auto now = keys_of(judge(other));
    if (now == keys) continue;
    std::string text = "in another order the findings are others:";
    for (const auto& [from, to, sign] :
         {std::tuple(&keys, &now, " - "), std::tuple(&now, &keys, " + ")}) {
      for (const Key& key : *from) {
        if (from->count(key) == to->count(key)) continue;
        text += sign + std::string(to_string(std::get<0>(key))) + " " + std::get<1>(key) + " " +
                std::get<2>(key) + " " + std::get<3>(key);
      }
    }
    return text + "\n" + tests::to_yaml(other);
  }
  return "";
}

}  // namespace

TEST_CASE("properties: the order of works and relations does not matter") {
  for_all(changed_by_order, kNoChoices, 2000);
}

TEST_CASE(
    "properties: the order of works and relations does not matter where licenses leave a choice") {
  for_all(changed_by_order, {.alternatives = 2}, 1000);
}

TEST_CASE("properties: leaving out an act never adds a conflict") {
  for_all(
      [](const Stack& stack) -> std::string {
        const auto before = conflicts_of(judge(stack));
        for (std::size_t i = 0; i < stack.uses.front().acts.size(); ++i) {
          Stack fewer = stack;
          auto& acts = fewer.uses.front().acts;
          acts.erase(acts.begin() + static_cast<std::ptrdiff_t>(i));
          const auto after = conflicts_of(judge(fewer));
          for (const Key& key : after) {
            if (before.contains(key)) continue;
            return "without " + stack.uses.front().acts[i] + " there is also the conflict " +
                   std::get<1>(key) + " " + std::get<2>(key);
          }
        }
        return "";
      },
      kNoChoices);
}

TEST_CASE("properties: leaving out an act adds no conflict where licenses leave a choice") {
  for_all(
      [](const Stack& stack) -> std::string {
        if (!conflicts_of(judge(stack)).empty()) return "";
        for (std::size_t i = 0; i < stack.uses.front().acts.size(); ++i) {
          Stack fewer = stack;
          auto& acts = fewer.uses.front().acts;
          acts.erase(acts.begin() + static_cast<std::ptrdiff_t>(i));
          if (!conflicts_of(judge(fewer)).empty())
            return "without " + stack.uses.front().acts[i] + " there is a conflict";
        }
        return "";
      },
      {.alternatives = 3});
}

TEST_CASE("properties: leaving out a source makes no conflict where there was none") {
  for_all(
      [](const Stack& stack) -> std::string {
        if (!conflicts_of(judge(stack)).empty()) return "";
        for (std::size_t i = 0; i < stack.relations.size(); ++i) {
          const auto [kind, result, source, by, place] = stack.relations[i];
          Stack fewer = stack;
          fewer.relations.erase(fewer.relations.begin() + static_cast<std::ptrdiff_t>(i));
          if (is_mine(fewer, result) != is_mine(stack, result))
            continue;  // then other licenses bind
          for (const Key& key : conflicts_of(judge(fewer))) {
            // A result that shares the license by its sources may be trained on outputs.
            if (std::get<1>(key) == "output-training-forbidden") continue;
            return "without " + stack.works[result].id + " <- " + stack.works[source].id +
                   " there is the conflict " + std::get<1>(key) + " " + std::get<2>(key);
          }
        }
        return "";
      },
      kNoChoices);
}

TEST_CASE("properties: no act, no conflict") {
  for_all([](const Stack& stack) -> std::string {
    Stack idle = stack;
    idle.uses.front().acts.clear();
    for (spdx::Relation& relation : idle.relations)
      relation.by = spdx::Actor::ThirdParty;
    return conflicts_of(judge(idle)).empty() ? "" : "a conflict without an act";
  });
}

namespace {

// The acts of a use, and those that are done by doing them.
std::set<std::string> acts_of(const spdx::Use& use) {
  const engine::Catalogue& catalogue = tests::whole_catalogue();
  std::set<std::string> acts(use.acts.begin(), use.acts.end());
  for (const std::string& act : use.acts) {
    const engine::ActSet implied = catalogue.acts[*catalogue.find_act(act)].implies;
    for (std::size_t i = 0; i < catalogue.acts.size(); ++i) {
      if ((implied >> i & 1U) != 0) acts.insert(catalogue.acts[i].id);
    }
  }
  return acts;
}

// The target and what ships or runs inside it.
std::set<std::string> inside_of(const Stack& stack) {
  const engine::Catalogue& catalogue = tests::whole_catalogue();
  std::set<std::string> inside = {stack.works[*stack.uses.front().target].id};
  for (std::size_t pass = 0; pass < stack.works.size(); ++pass) {
    for (const spdx::Relation& relation : stack.relations) {
      const bool ships =
          catalogue.relations[*catalogue.find_relation(relation.kind)].part_acts != 0;
      if (ships && inside.contains(stack.works[relation.result].id))
        inside.insert(stack.works[relation.source].id);
    }
  }
  return inside;
}

}  // namespace

TEST_CASE("properties: what others did is no act of the user's") {
  for_all([](const Stack& stack) -> std::string {
    Stack theirs = stack;
    for (spdx::Relation& relation : theirs.relations)
      relation.by = spdx::Actor::ThirdParty;
    const std::set<std::string> acts = acts_of(theirs.uses.front());
    const std::set<std::string> inside = inside_of(theirs);
    for (const Finding& finding : judge(theirs).findings) {
      for (const auto& [act, work] : finding.acts) {
        const bool of_use = acts.contains(act) && inside.contains(work);
        if (!of_use)
          return fmt::format("{} {} is no act of the use: {}", act, work, shown(finding));
      }
    }
    return "";
  });
}

TEST_CASE(
    "properties: the verdict is the worst finding, and findings name act, license and section") {
  for_all([](const Stack& stack) -> std::string {
    const Report report = judge(stack);
    Severity worst = Severity::Clear;
    for (const Finding& f : report.findings) {
      worst = std::min(worst, f.severity);
      // What an offer of several licenses comes to is about all of them.
      if (f.severity == Severity::Unknown || f.code == "choice-narrowed") continue;
      const auto code = tests::whole_catalogue().find_code(f.code);
      const bool evidence = tests::whole_catalogue().codes[*code].group == "evidence and state" &&
                            f.severity == Severity::Note;
      if (evidence) continue;
      if (f.acts.empty() || f.license.empty() || (f.section.empty() && f.code != "known-by-class"))
        return "no act, license or section: " + shown(f);
      if (f.message.empty() || f.message.find('{') != std::string::npos)
        return "no words: " + shown(f);
      if (f.path.empty() && f.work != f.place) return "no path: " + shown(f);
    }
    return worst == report.verdict ? "" : "the verdict is not the worst finding";
  });
}

TEST_CASE("properties: the generator is the same everywhere") {
  const Stack stack = tests::random_stack(7, tests::whole_catalogue());
  CHECK(tests::to_yaml(stack) == tests::to_yaml(tests::random_stack(7, tests::whole_catalogue())));
  tests::Random random(42);
  CHECK(random.below(1000) == 261);
  std::size_t choices = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    if (tests::to_yaml(tests::random_stack(seed, tests::whole_catalogue())).find(" OR ") !=
        std::string::npos)
      ++choices;
  }
  CHECK(choices > 40);
}
