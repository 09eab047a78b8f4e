#include "engine/solve.h"

#include <doctest/doctest.h>

using namespace licet::engine;

namespace {

Choice choice(std::size_t options) {
  Choice out;
  for (std::size_t i = 0; i < options; ++i)
    out.options.push_back("option " + std::to_string(i));
  return out;
}

// A finding with a code of its own, so that no two are the same.
Candidate finding(Severity severity, std::vector<Literal> needs = {}) {
  static CodeId next = 0;
  Candidate out;
  out.code = next++;
  out.group = out.code;
  out.severity = severity;
  out.declared = severity;
  out.needs = std::move(needs);
  return out;
}

using Picks = std::vector<std::uint32_t>;

constexpr Severity kConflict = Severity::Conflict;
constexpr Severity kObligation = Severity::Obligation;

}  // namespace

TEST_CASE("solve: without choices the findings are what they are") {
  const Solution s =
      solve({}, {finding(kConflict), finding(Severity::Note), finding(Severity::Note)});
  CHECK(s.picks.empty());
  CHECK(s.cost == Cost{1, 0, 0, 0, 2});
  CHECK(s.proven);
  CHECK(s.combinations == 1);
}

TEST_CASE("solve: nothing found leaves the options that stand first") {
  const Solution s = solve({choice(3), choice(2)}, {});
  CHECK(s.picks == Picks{0, 0});
  CHECK(s.cost == Cost{});
  CHECK(s.combinations == 1);  // no finding hangs on either
}

TEST_CASE("solve: one conflict weighs more than any number of what is milder") {
  std::vector<Candidate> found = {
      finding(kConflict, {{0, 0b01}}
       )
  };
  for (int i = 0; i < 50; ++i) {
    found.push_back(finding(Severity::Unknown, {
                                                   {0, 0b10}
    }));
  }
  const Solution s = solve({choice(2)}, found);
  CHECK(s.picks == Picks{1});
  CHECK(s.cost == Cost{0, 50, 0, 0, 0});
}

TEST_CASE("solve: each severity outweighs the next") {
  constexpr Severity kOrder[] = {kConflict, Severity::Unknown, Severity::Review, kObligation,
                                 Severity::Note};
  for (std::size_t i = 0; i + 1 < 5; ++i) {
    const Solution s = solve(
        {
            choice(2)
    },
        {finding(kOrder[i], {{0, 0b01}}), finding(kOrder[i + 1], {{0, 0b10}}),
         finding(kOrder[i + 1], {{0, 0b10}})});
    CHECK(s.picks == Picks{1});
  }
}

TEST_CASE("solve: a finding stands only if all its choices are decided so") {
  const Candidate pair = finding(kConflict, {
                                                {0, 0b01},
                                                {1, 0b10}
  });
  CHECK(stands(pair, {0, 1}));
  CHECK(!stands(pair, {0, 0}));
  CHECK(!stands(pair, {1, 1}));
  CHECK(stands(finding(kConflict,
                       {
                           {0, 0b110}
  }),
               {2, 0}));
  CHECK(stands(finding(kConflict), {0, 0}));
}

TEST_CASE("solve: choices are weighed together, where one after the other would fail") {
  // From the first options every single change is worse; only both together help.
  const std::vector<Candidate> found = {
      finding(Severity::Review, {{0, 0b01}, {1, 0b01}}
       ), finding(kConflict, {{0, 0b01}, {1, 0b10}}
       ),
      finding(kConflict, {{0, 0b10}, {1, 0b01}}
       )
  };
  const Solution s = solve({choice(2), choice(2)}, found);
  CHECK(s.picks == Picks{1, 1});
  CHECK(s.cost == Cost{});
  CHECK(s.proven);
}

TEST_CASE("solve: ties go to the options that stand first") {
  const Solution s = solve(
      {
          choice(3)
  },
      {finding(kConflict, {{0, 0b001}}), finding(kObligation, {{0, 0b110}})});
  CHECK(s.picks == Picks{1});
}

TEST_CASE("solve: a clash that no choice avoids is counted once") {
  const Solution s = solve(
      {
          choice(2)
  },
      {finding(kConflict, {{0, 0b11}})});
  CHECK(s.cost == Cost{1, 0, 0, 0, 0});
  CHECK(s.picks == Picks{0});
}

TEST_CASE(
    "solve: up to the limit all combinations are tried, beyond it the answer says that it is not "
    "proven") {
  // One conflict a choice, gone with its second option.
  const auto conflicts = [](std::size_t count) {
    std::vector<Candidate> out;
    for (ChoiceId id = 0; id < count; ++id) {
      Literal first;
      first.choice = id;
      first.options = 0b01;
      out.push_back(finding(kConflict, {first}));
    }
    return out;
  };
  const Solution within = solve(std::vector<Choice>(12, choice(2)), conflicts(12));
  CHECK(within.combinations == kMaxCombinations);
  CHECK(within.proven);
  CHECK(within.cost == Cost{});
  const Solution beyond = solve(std::vector<Choice>(40, choice(2)), conflicts(40));
  CHECK(!beyond.proven);
  CHECK(beyond.cost == Cost{});
  CHECK(beyond.picks.front() == 1);
  // Choices on which no finding hangs do not count.
  CHECK(solve(std::vector<Choice>(40, choice(2)), conflicts(3)).proven);
}

TEST_CASE("solve: literals of one choice join by what they have in common") {
  std::vector<Literal> needs = {
      {0, 0b011}
  };
  CHECK(conjoin(needs, {0, 0b110}));
  CHECK(needs == std::vector<Literal>{
                     {0, 0b010}
  });
  CHECK(conjoin(needs, {1, 0b1}));
  CHECK(needs.size() == 2);
  CHECK(!conjoin(needs, {0, 0b001}));
}
