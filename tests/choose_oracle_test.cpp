// `choose` against brute force: a report for each label on its own, compared finding by finding.
// The oracle shares the rules with the engine, but nothing of how labels are bound, grouped and
// told apart from what stands under every one of them.
#include <algorithm>
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/choose.h"
#include "tests/case_file.h"
#include "tests/random_stacks.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Finding;
using engine::Fit;
using engine::Severity;
using spdx::Stack;

namespace {

const engine::Permissiveness& order() {
  static const engine::Permissiveness kOrder(tests::whole_catalogue());
  return kOrder;
}

using Key = std::tuple<Severity, std::string, std::string, std::string, std::string>;
using Keys = std::set<Key>;
using Strings = std::vector<std::string>;

engine::Choices chosen(const Stack& stack, const Strings& labels, bool grouped = true) {
  engine::ChooseRequest request;
  request.labels = labels;
  request.grouped = grouped;
  auto choices = engine::choose(stack, tests::whole_catalogue(), order(), request);
  REQUIRE(choices);
  return std::move(*choices.value);
}

Keys serious(Stack stack, const std::string& label) {
  stack.uses.front().outbound = label;
  Keys keys;
  for (const Finding& f : tests::judge(stack).findings) {
    if (f.severity <= Severity::Review)
      keys.insert({f.severity, f.code, f.license, f.section, f.place});
  }
  return keys;
}

bool is_conflict(const Key& key) {
  return std::get<0>(key) == Severity::Conflict;
}

// Conflicts about what the target goes out under.
bool rules_out(const Key& key, const std::string& target) {
  static const std::set<std::string> kCodes = {"share-alike-broken", "share-alike-clash",
                                               "further-restriction", "restriction-dropped",
                                               "sublicensing-forbidden"};
  return is_conflict(key) && kCodes.contains(std::get<1>(key)) && std::get<4>(key) == target;
}

bool unknown_terms(const Key& key) {
  static const std::set<std::string> kCodes = {"license-missing", "license-unknown",
                                               "license-ambiguous", "known-by-class", "acts-unset"};
  return kCodes.contains(std::get<1>(key));
}

// What a label comes to, in words that both sides can say.
std::string answer(std::size_t conflicts, std::size_t open, Fit fit) {
  return fmt::format("{} conflicts, {} open: {}", conflicts, open, to_string(fit));
}

std::map<std::string, std::string> brute_force(const Stack& stack, const Strings& labels,
                                               const Strings& or_later) {
  const std::string target = stack.works[*stack.uses.front().target].id;
  std::map<std::string, Keys> found;
  for (const std::string& label : labels)
    found[label] = serious(stack, label);
  Keys common = found.begin()->second;
  for (const std::string& label : labels) {
    const Keys& keys = found[label];
    std::erase_if(common, [&](const Key& key) { return !keys.contains(key); });
  }
  for (const std::string& label : or_later)
    found[label] = serious(stack, label);
  const bool unknown = std::ranges::any_of(common, unknown_terms);
  std::map<std::string, std::string> answers;
  for (const auto& [label, keys] : found) {
    std::size_t conflicts = 0;
    std::size_t open = 0;
    for (const Key& key : keys) {
      if (common.contains(key) && !rules_out(key, target)) continue;
      ++(is_conflict(key) ? conflicts : open);
    }
    const Fit fit = conflicts > 0 ? Fit::Breaks : (open > 0 || unknown) ? Fit::Open : Fit::Fits;
    answers[label] = answer(conflicts, open, fit);
  }
  return answers;
}

std::string difference(const Stack& stack, const Strings& labels) {
  if (stack.uses.empty() || !stack.uses.front().target) return "";  // shrunk too far
  const engine::Choices choices = chosen(stack, labels);
  std::map<std::string, std::string> found;
  Strings or_later;
  for (const engine::LabelFit& label : choices.uses.front().labels)
    found[label.license] = answer(label.conflicts, label.open, label.fit);
  for (const engine::LabelFit& label : choices.uses.front().or_later) {
    found[label.license] = answer(label.conflicts, label.open, label.fit);
    or_later.push_back(label.license);
  }
  const auto expected = brute_force(stack, labels, or_later);
  for (const auto& [label, text] : expected) {
    const auto at = found.find(label);
    if (at == found.end()) return label + " was not tried";
    if (at->second != text)
      return fmt::format("{}: the engine: {}; brute force: {}", label, at->second, text);
  }
  return found.size() == expected.size() ? "" : "more labels were tried";
}

const Strings& coded() {
  static const Strings kIds = [] {
    Strings ids;
    for (const engine::License& license : tests::whole_catalogue().licenses) {
      if (!license.summary) ids.push_back(license.id);
    }
    return ids;
  }();
  return kIds;
}

// Some labels, those that the stack names among them.
Strings sample(const Stack& stack, std::uint64_t seed) {
  tests::Random random(seed);
  std::set<std::string> labels = {"MIT", "GPL-3.0-only", "CC-BY-SA-4.0"};
  for (const spdx::Work& work : stack.works) {
    for (const spdx::LicenseClaim& claim : work.licenses) {
      const auto id = tests::whole_catalogue().find_license(claim.text);
      if (id && !tests::whole_catalogue().licenses[*id].summary)
        labels.insert(tests::whole_catalogue().licenses[*id].id);
    }
  }
  while (labels.size() < (seed % 10 == 0 ? 12U : 5U))
    labels.insert(random.of(coded()));
  return {labels.begin(), labels.end()};
}

void report(std::uint64_t seed, const Stack& stack, const Strings& labels) {
  const Stack small =
      tests::shrink(stack, [&](const Stack& s) { return !difference(s, labels).empty(); });
  FAIL_CHECK("seed ", seed, ": ", difference(small, labels), "\n", tests::to_yaml(small));
}

// Licenses that meet in practice, so that some labels fit and some do not.
const tests::Mix kUsual{
    .unknown = false,
    .licenses = {"MIT", "Apache-2.0", "GPL-2.0-only", "GPL-3.0-only", "LGPL-2.1-only", "MPL-2.0",
                 "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "ODbL-1.0", "AGPL-3.0-only",
                 "LicenseRef-scancode-llama-3.1-license-2024", "LicenseRef-scancode-bigscience-open-rail-m2"}
};

}  // namespace

TEST_CASE("choose oracle: a sample of labels on random stacks") {
  std::size_t fitting = 0;
  std::size_t breaking = 0;
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    tests::Mix mix = seed % 2 == 0 ? kUsual : tests::Mix{};
    mix.most_works = 8;
    const Stack stack = tests::random_stack(seed, tests::whole_catalogue(), mix);
    const Strings labels = sample(stack, seed);
    if (!difference(stack, labels).empty()) {
      report(seed, stack, labels);
      break;
    }
    const engine::Choices choices = chosen(stack, labels);
    for (const engine::LabelFit& label : choices.uses.front().labels) {
      fitting += label.fit == Fit::Fits ? 1 : 0;
      breaking += label.fit == Fit::Breaks ? 1 : 0;
    }
  }
  CHECK(fitting > 200);
  CHECK(breaking > 200);
}

TEST_CASE("choose oracle: every label on random stacks") {
  for (std::uint64_t seed = 1001; seed <= 1015; ++seed) {
    const Stack stack = tests::random_stack(seed, tests::whole_catalogue(), kUsual);
    if (difference(stack, coded()).empty()) continue;
    report(seed, stack, coded());
    break;
  }
}

TEST_CASE(
    "choose oracle: a license that carries the use policy without being named by the clause") {
  std::set<std::string> inbound;
  for (const engine::License& license : tests::whole_catalogue().licenses) {
    for (const engine::Clause& clause : license.clauses) {
      if (clause.policy.empty()) continue;
      const bool carried =
          std::ranges::any_of(tests::whole_catalogue().licenses, [&](const engine::License& other) {
            return !other.summary && !license.summary &&
                   std::ranges::find(clause.accepts, other.id) == clause.accepts.end() &&
                   std::ranges::find(other.clauses, clause.policy, &engine::Clause::policy) !=
                       other.clauses.end();
          });
      if (carried) inbound.insert(license.id);
    }
  }
  CHECK(!inbound.empty());
  for (const std::string& license : inbound) {
    CAPTURE(license);
    const Stack stack =
        tests::stack_of("licet: 1\nworks:\n  - { id: base, kind: model, license: \"" + license +
                        "\" }\n  - { id: mine, kind: model, from: [ { finetune: base } ] }\n"
                        "use: { target: mine, acts: [distribute] }\n");
    CHECK(difference(stack, coded()) == "");
  }
}

TEST_CASE("choose oracle: labels judged once for many are what each is by itself") {
  std::size_t judged = 0;
  std::size_t tried = 0;
  for (std::uint64_t seed = 2001; seed <= 2060; ++seed) {
    const tests::Mix mix = seed % 2 == 0 ? kUsual : tests::Mix{};
    const Stack stack = tests::random_stack(seed, tests::whole_catalogue(), mix);
    const engine::UseChoice grouped = chosen(stack, {}).uses.front();
    const engine::UseChoice single = chosen(stack, {}, false).uses.front();
    REQUIRE(grouped.labels.size() == single.labels.size());
    for (std::size_t i = 0; i < grouped.labels.size(); ++i) {
      const engine::LabelFit& a = grouped.labels[i];
      const engine::LabelFit& b = single.labels[i];
      const bool same = a.license == b.license && a.fit == b.fit && a.conflicts == b.conflicts &&
                        a.open == b.open;
      if (!same) FAIL_CHECK("seed ", seed, ": ", a.license, "\n", tests::to_yaml(stack));
    }
    CHECK(grouped.parts.size() == single.parts.size());
    for (std::size_t i = 0; i < grouped.parts.size(); ++i)
      CHECK(grouped.parts[i].licenses == single.parts[i].licenses);
    judged += grouped.judged;
    tried += single.judged;
  }
  CHECK(judged * 3 < tried);
}
