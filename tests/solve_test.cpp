#include "engine/solve.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/random_stacks.h"

using namespace licet;
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
  out.subject = out.code;
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
  CHECK(s.cost == Cost{1, 0, 0, 0});
  CHECK(s.proven);
}

TEST_CASE("solve: nothing found leaves the options that stand first") {
  const Solution s = solve({choice(3), choice(2)}, {});
  CHECK(s.picks == Picks{0, 0});
  CHECK(s.cost == Cost{});
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
  CHECK(s.cost == Cost{0, 50, 0, 0});
}

TEST_CASE("solve: each severity outweighs the next") {
  constexpr Severity kOrder[] = {kConflict, Severity::Unknown, Severity::Review, kObligation};
  for (std::size_t i = 0; i + 1 < 4; ++i) {
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
  CHECK(s.cost == Cost{1, 0, 0, 0});
  CHECK(s.picks == Picks{0});
}

TEST_CASE("solve: the lighter duties win, whatever their number") {
  std::vector<Candidate> found = {
      finding(kObligation, {{0, 0b01}}
       ), finding(kObligation, {{0, 0b10}}
       ),
      finding(kObligation, {{0, 0b10}}
       )
  };
  found.front().weight = 5;
  const Solution s = solve({choice(2)}, found);
  CHECK(s.picks == Picks{1});
  CHECK(s.cost == Cost{0, 0, 0, 2});
}

TEST_CASE("solve: candidates of one subject are one item, and what is certain decides") {
  std::vector<Candidate> found = {
      finding(Severity::Review, {{0, 0b11}}
       ), finding(kObligation, {{0, 0b10}}
       )
  };
  found[1].subject = found[0].subject;
  found[0].declared = kObligation;  // open whether the duty applies
  const Solution s = solve({choice(2)}, found);
  CHECK(s.picks == Picks{1});
  CHECK(s.cost == Cost{0, 0, 0, 1});
}

TEST_CASE("solve: a choice that is made up of others follows them, whether or not that costs") {
  Choice any;
  any.options = {"absent", "present"};
  any.any_of = {
      {0, 0b01},
      {1, 0b01}
  };
  const std::vector<Choice> choices = {choice(2), choice(2), any};
  std::vector<Candidate> found = {
      finding(kConflict, {{2, 0b10}}
       ), finding(Severity::Review, {{0, 0b10}}
       )
  };
  const Solution avoided = solve(choices, found);
  CHECK(avoided.picks == Picks{1, 1, 0});
  CHECK(avoided.cost == Cost{0, 0, 1, 0});
  found.push_back(finding(kConflict));
  found.back().subject = found.front().subject;  // what is certain decides what the subject costs
  const Solution paid = solve(choices, found);
  CHECK(paid.picks == Picks{0, 0, 1});
  CHECK(stands(found.front(), paid.picks));
}

namespace {

// Random candidates over random choices.
std::vector<Candidate> random_candidates(tests::Random& random,
                                         const std::vector<Choice>& choices) {
  constexpr Severity kSeverities[] = {kConflict, Severity::Unknown, Severity::Review, kObligation,
                                      Severity::Note};
  std::vector<Candidate> found;
  const std::size_t count = 1 + random.below(12);
  for (std::size_t i = 0; i < count; ++i) {
    Candidate one;
    one.subject = static_cast<std::uint32_t>(random.below(6));
    one.severity = kSeverities[random.below(5)];
    one.declared = random.one_in(3) ? kConflict : one.severity;
    one.weight = static_cast<std::uint32_t>(1 + random.below(4));
    const std::size_t literals = random.below(4);
    for (std::size_t j = 0; j < literals; ++j) {
      const auto id = static_cast<ChoiceId>(random.below(choices.size()));
      conjoin(one.needs,
              {id, 1 + random.below((std::uint64_t{1} << choices[id].options.size()) - 1)});
    }
    std::erase_if(one.needs, [](const Literal& l) { return l.options == 0; });
    std::sort(one.needs.begin(), one.needs.end());
    found.push_back(std::move(one));
  }
  return found;
}

// The least cost over all picks, and the first picks that have it.
Solution of_all_picks(const std::vector<Choice>& choices, const std::vector<Candidate>& found) {
  Solution best;
  Picks picks(choices.size(), 0);
  for (bool more = true, first = true; more; first = false) {
    const Cost cost = cost_of(found, picks);
    if (first || cost < best.cost) {
      best.cost = cost;
      best.picks = picks;
    }
    more = false;
    for (std::size_t i = picks.size(); i-- > 0 && !more;) {
      more = ++picks[i] < choices[i].options.size();
      if (!more) picks[i] = 0;
    }
  }
  return best;
}

}  // namespace

TEST_CASE("solve: twenty thousand random problems are solved as by trying all picks") {
  for (std::uint64_t seed = 1; seed <= 20000; ++seed) {
    tests::Random random(seed);
    std::vector<Choice> choices;
    for (std::size_t i = 1 + random.below(4); i > 0; --i)
      choices.push_back(choice(2 + random.below(3)));
    const std::vector<Candidate> found = random_candidates(random, choices);
    const Solution best = of_all_picks(choices, found);
    const Solution s = solve(choices, found);
    CAPTURE(seed);
    CHECK(s.proven);
    REQUIRE(s.cost == best.cost);
    REQUIRE(cost_of(found, s.picks) == best.cost);
    // Choices that nothing hangs on stay at their first option in both.
    REQUIRE(s.picks == best.picks);
  }
}

TEST_CASE("solve: forty choices that have to agree are found among thousands of alternatives") {
  // Each of forty works conflicts with the next unless both take the fourth option, which costs.
  std::vector<Choice> choices(1000, choice(5));
  std::vector<Candidate> found;
  for (ChoiceId id = 0; id + 1 < 40; ++id) {
    found.push_back(finding(kConflict, {
                                           {id,     0b10111},
                                           {id + 1, 0b11111}
    }));
    found.push_back(finding(kConflict, {
                                           {id,     0b01000},
                                           {id + 1, 0b10111}
    }));
  }
  for (ChoiceId id = 0; id < 1000; ++id) {
    found.push_back(finding(kObligation, {
                                             {id, 0b01001}
    }));
  }
  const Solution s = solve(choices, found);
  CHECK(s.proven);
  CHECK(s.cost == Cost{0, 0, 0, 40});
  CHECK(s.picks[0] == 3);
  CHECK(s.picks[39] == 3);
  CHECK(s.picks[40] == 1);
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
