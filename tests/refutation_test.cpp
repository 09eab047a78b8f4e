// The verifier's own search for a way around findings, against trying all alternatives.
#include <algorithm>

#include <doctest/doctest.h>

#include "engine/verify.h"
#include "tests/random_stacks.h"

using namespace licet;
using engine::Candidate;
using engine::Choice;
using engine::Literal;
using engine::Picks;
using tests::Random;

namespace {

struct Problem {
  std::vector<Choice> choices;
  std::vector<Candidate> conflicts;
};

Literal random_literal(Random& random, const std::vector<Choice>& choices, std::size_t among) {
  const std::size_t id = random.below(among);
  if (!choices[id].any_of.empty()) return {static_cast<engine::ChoiceId>(id), 0b10};
  const std::size_t all = (std::size_t{1} << choices[id].options.size()) - 1;
  return {static_cast<engine::ChoiceId>(id), 1 + random.below(all - 1)};
}

// Three or four choices, one that hangs on two of them, and some conflicts.
Problem random_problem(std::uint64_t seed) {
  Random random(seed);
  Problem problem;
  const std::size_t count = 3 + random.below(2);
  for (std::size_t i = 0; i < count; ++i) {
    problem.choices.push_back({
        "w", {"a",        "b"},
         {          }
    });
    if (random.one_in(2)) problem.choices.back().options.emplace_back("c");
  }
  Choice either{
      "", {"absent", "present"},
       {        }
  };
  either.any_of = {
      random_literal(random, problem.choices, 1), {1, 1}
  };
  problem.choices.push_back(either);
  for (std::size_t i = 0; i < 4 + random.below(8); ++i) {
    Candidate conflict;
    conflict.severity = conflict.declared = engine::Severity::Conflict;
    conflict.subject = static_cast<std::uint32_t>(i);
    for (std::size_t need = 0; need < 1 + random.below(3); ++need)
      conjoin(conflict.needs, random_literal(random, problem.choices, count + 1));
    std::erase_if(conflict.needs, [](const Literal& need) { return need.options == 0; });
    problem.conflicts.push_back(std::move(conflict));
  }
  return problem;
}

// Each combination of what somebody chooses, first the last choice, with what follows.
std::vector<Picks> all_picks(const Problem& problem) {
  std::vector<Picks> all;
  Picks picks(problem.choices.size(), 0);
  while (true) {
    follow(problem.choices, picks);
    all.push_back(picks);
    std::size_t i = problem.choices.size() - 1;  // of which the last is made by nobody
    while (i > 0 && ++picks[i - 1] == problem.choices[i - 1].options.size())
      picks[--i] = 0;
    if (i == 0) return all;
  }
}

}  // namespace

TEST_CASE("refutation: conflicts are avoidable if some picks avoid them") {
  std::size_t avoided = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    CAPTURE(seed);
    const Problem problem = random_problem(seed);
    const bool found = std::ranges::any_of(all_picks(problem), [&](const Picks& picks) {
      return std::ranges::none_of(problem.conflicts,
                                  [&](const Candidate& c) { return stands(c, picks); });
    });
    CHECK(engine::avoidable(problem.conflicts, engine::Severity::Conflict, problem.choices, {}) ==
          found);
    if (found) ++avoided;
  }
  CHECK(avoided > 500);
  CHECK(avoided < 2500);
}

TEST_CASE("refutation: what is given narrows the search, and a hard search gives up") {
  Problem pigeons;  // ten of them, nine holes
  const std::vector<std::string> holes(9, "hole");
  for (engine::ChoiceId one = 0; one < 10; ++one) {
    pigeons.choices.push_back({"w", holes, {}});
    for (engine::ChoiceId other = 0; other < one; ++other) {
      for (std::size_t hole = 0; hole < holes.size(); ++hole) {
        pigeons.conflicts.emplace_back();
        pigeons.conflicts.back().severity = engine::Severity::Conflict;
        const std::uint64_t here = std::uint64_t{1} << hole;
        pigeons.conflicts.back().needs = {
            {other, here},
            {one,   here}
        };
      }
    }
  }
  CHECK(engine::avoidable(pigeons.conflicts, engine::Severity::Conflict, pigeons.choices, {}) ==
        std::nullopt);
  const std::vector<Literal> both_in_the_first = {
      {0, 1},
      {1, 1}
  };
  CHECK(engine::avoidable(pigeons.conflicts, engine::Severity::Conflict, pigeons.choices,
                          both_in_the_first) == false);
}
