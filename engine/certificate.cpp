// Takes the choices from the solver. The states are those of the verifier, which has to find the
// same as propagation.
#include "engine/certificate.h"

#include <algorithm>

#include "engine/refutation.h"
#include "engine/solve.h"

namespace licet::engine {

namespace {

bool same_states(const std::vector<Arrival>& some, const std::vector<Arrival>& others) {
  const auto sorted = [](const std::vector<Arrival>& here) {
    std::vector<const Arrival*> states;
    for (const Arrival& state : here)
      states.push_back(&state);
    std::ranges::sort(states, {}, [](const Arrival* a) { return a->state(); });
    return states;
  };
  return std::ranges::equal(sorted(some), sorted(others), [](const Arrival* a, const Arrival* b) {
    return a->state() == b->state() && a->origin == b->origin;
  });
}

// Conflicts, by number, that no choices avoid: one that hangs on no choice if there is one, else
// what is left when, from the last to the first, each is dropped that is not needed.
std::vector<std::uint32_t> unavoidable(const std::vector<Candidate>& candidates,
                                       const std::vector<Choice>& choices) {
  std::vector<Candidate> conflicts;
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].severity != Severity::Conflict) continue;
    if (candidates[i].needs.empty()) return {i};
    conflicts.push_back(candidates[i]);
    numbers.push_back(i);
  }
  for (std::size_t i = numbers.size(); i-- > 0;) {
    std::vector<Candidate> rest = conflicts;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    const auto avoided = avoidable(rest, choices, {});
    if (!avoided) break;  // what is left is still unavoidable, though not the least
    if (*avoided) continue;
    conflicts = std::move(rest);
    numbers.erase(numbers.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return numbers;
}

spdx::Result<std::string> none(const spdx::Use& use, const std::string& why) {
  return spdx::Result<std::string>::failed({
      {use.place, "there is no certificate for this use: " + why}
  });
}

}  // namespace

spdx::Result<std::string> certify(const Matter& matter) {
  const Questions& asked = matter.questions;
  const Graph graph = build_graph(matter.stack, matter.catalogue);
  const Model model{matter.stack, matter.catalogue, asked.terms, graph};
  const Flow flow = closure(model);
  if (!std::ranges::equal(propagate(model).at, flow.at, same_states)) {
    return none(asked.uses.front(),
                "the verifier finds other states than the check; this is an error of licet, please "
                "report it with the stack");
  }
  std::vector<Witness> witnesses;
  for (std::size_t i = 0; i < asked.uses.size(); ++i) {
    const spdx::Use& use = asked.uses[i];
    Judgement judged = judge({model, flow, use, *use.target, asked.outbound[i], asked.values});
    const std::vector<Candidate> candidates = judged.candidates.take();
    Solution solution = solve(judged.choices, candidates);
    if (!solution.proven)
      return none(use, "the search for the best alternatives gave up; state which are taken");
    Witness witness;
    if (solution.cost.front() > 0) witness.unavoidable = unavoidable(candidates, judged.choices);
    solution.picks.resize(asked.terms.choices.size());
    witness.picks = std::move(solution.picks);
    witnesses.push_back(std::move(witness));
  }
  Statement statement = state_all(matter, witnesses);
  for (std::size_t i = 0; i < asked.uses.size(); ++i) {
    const std::string& problem = statement.uses[i].problem;
    if (!problem.empty()) return none(asked.uses[i], problem + "; state which are taken");
  }
  return {std::move(statement.text), {}, {}};
}

}  // namespace licet::engine
