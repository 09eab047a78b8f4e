// The solver against brute force: write each combination of alternatives into the stack as plain
// licenses, judge every such stack on its own, and take the cheapest. The oracle shares the rules
// with the engine, but nothing of how alternatives are carried along, made to exclude each other,
// and picked.
#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/solve.h"
#include "tests/case_file.h"
#include "tests/random_stacks.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Cost;
using engine::Report;
using spdx::Stack;
using tests::judge;

namespace {

std::string text_of(const Cost& cost) {
  return fmt::format("{} conflicts, {} unknown, {} reviews, weight {}", cost[0], cost[1], cost[2],
                     cost[3]);
}

// Every statement of the stack that offers alternatives.
std::vector<std::string*> offers_of(Stack& stack) {
  std::vector<std::string*> offers;
  for (spdx::Work& work : stack.works) {
    for (spdx::LicenseClaim& claim : work.licenses)
      offers.push_back(&claim.text);
  }
  for (spdx::Use& use : stack.uses) {
    if (use.outbound) offers.push_back(&*use.outbound);
  }
  std::erase_if(offers, [](const std::string* text) { return tests::split_or(*text).size() < 2; });
  return offers;
}

struct Best {
  Cost cost = {};
  std::vector<std::string> taken;
  std::size_t tried = 0;
};

Best brute_force(Stack stack) {
  const std::vector<std::string*> offers = offers_of(stack);
  std::vector<std::vector<std::string>> ways;
  for (const std::string* text : offers)
    ways.push_back(tests::split_or(*text));
  Best best;
  std::vector<std::size_t> pick(offers.size(), 0);
  for (bool more = true; more;) {
    for (std::size_t i = 0; i < offers.size(); ++i)
      *offers[i] = ways[i][pick[i]];
    const Cost cost = judge(stack).uses.front().cost;
    if (best.tried++ == 0 || cost < best.cost) {
      best.cost = cost;
      best.taken.clear();
      for (std::size_t i = 0; i < offers.size(); ++i)
        best.taken.push_back(*offers[i]);
    }
    more = false;
    for (std::size_t i = offers.size(); i-- > 0 && !more;) {
      more = ++pick[i] < ways[i].size();
      if (!more) pick[i] = 0;
    }
  }
  return best;
}

std::string difference(const Stack& stack) {
  const Best best = brute_force(stack);
  const Cost cost = judge(stack).uses.front().cost;
  if (cost == best.cost) return "";
  std::string taken;
  for (const std::string& text : best.taken)
    taken += (taken.empty() ? "" : ", ") + text;
  return fmt::format("the engine: {}; brute force with {}: {}", text_of(cost), taken,
                     text_of(best.cost));
}

// Or-later ids are alternatives too, but no plain id says the same: the right to the other version
// goes on with the work.
const tests::Mix kAlternatives{
    .alternatives = 2, .or_later = false, .parts = false, .most_works = 8};

}  // namespace

TEST_CASE("oracle: the alternatives taken are the cheapest of all combinations") {
  std::size_t combinations = 0;
  for (std::uint64_t seed = 1; seed <= 16'000; ++seed) {
    const Stack stack = tests::random_stack(seed, tests::whole_catalogue(), kAlternatives);
    combinations += brute_force(stack).tried;
    if (difference(stack).empty()) continue;
    const Stack small = tests::shrink(stack, [](const Stack& s) { return !difference(s).empty(); });
    FAIL_CHECK("seed ", seed, ": ", difference(small), "\n", tests::to_yaml(small));
    break;
  }
  CHECK(combinations > 2000);
}

TEST_CASE("oracle: alternatives by part of a work") {
  for (std::uint64_t seed = 50'001; seed <= 54'000; ++seed) {
    Stack stack = tests::random_stack(seed, tests::whole_catalogue(), kAlternatives);
    spdx::Work& first = stack.works.front();
    first.licenses = {
        {"code",    "MIT OR GPL-3.0-only",          {}, false, {}},
        {"weights", "CC-BY-NC-4.0 OR CC-BY-SA-4.0", {}, false, {}}
    };
    if (difference(stack).empty()) continue;
    const Stack small = tests::shrink(stack, [](const Stack& s) { return !difference(s).empty(); });
    FAIL_CHECK("seed ", seed, ": ", difference(small), "\n", tests::to_yaml(small));
    break;
  }
}

TEST_CASE("oracle: an offer of several licenses that not all hold is said to be narrower") {
  const auto stack = [](const std::string& outbound) {
    return tests::stack_of(
        "licet: 1\nworks:\n  - { id: data, kind: software, license: GPL-3.0-only }\n"
        "  - { id: mine, kind: software, from: [ { edit: data } ] }\n"
        "use: { target: mine, acts: [distribute], outbound: \"" +
        outbound + "\" }\n");
  };
  const auto narrowed = [](const Report& report) {
    return std::ranges::count(report.findings, "choice-narrowed", &engine::Finding::code);
  };
  CHECK(narrowed(judge(stack("MIT OR GPL-3.0-only"))) == 1);
  CHECK(narrowed(judge(stack("GPL-3.0-only"))) == 0);
  const Report report = judge(stack("MIT OR GPL-3.0-only"));
  REQUIRE(report.uses.front().choices.size() == 1);
  CHECK(report.uses.front().choices.front().license == "GPL-3.0-only");
}
