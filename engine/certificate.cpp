// Takes the choices from the solver. The states are those of the verifier, which has to find the
// same as propagation.
#include "engine/certificate.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/cores.h"
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

// The positions of the members of a set.
Numbers numbers_of(const Members& set) {
  Numbers numbers;
  for (std::uint32_t i = 0; i < set.size(); ++i) {
    if (set[i]) numbers.push_back(i);
  }
  return numbers;
}

// What looks at no label goes before what looks at that of the use, and at clauses of it.
int rank(const Candidate& candidate) {
  if (candidate.details.contains("license")) return 2;
  return candidate.details.contains("outbound") ? 1 : 0;
}

// Findings so bad or worse, by number, of which some stand whatever is chosen: one that hangs on no
// choice if there is one, of these the first that looks at no label if it can be; else as few as
// can be. None if other choices avoid them all, or it takes too long to tell.
Numbers unavoidable(const std::vector<Candidate>& candidates, const std::vector<Choice>& choices,
                    Severity bad) {
  std::optional<std::uint32_t> alone;
  Members all(candidates.size());
  for (std::uint32_t i = 0; i < candidates.size(); ++i) {
    all[i] = candidates[i].severity <= bad;
    if (!all[i] || !candidates[i].needs.empty()) continue;
    if (!alone || rank(candidates[i]) < rank(candidates[*alone])) alone = i;
  }
  if (alone) return {*alone};
  const auto least = shrink(all, [&](const Members& some) {
    std::vector<Candidate> kept;
    for (const std::uint32_t i : numbers_of(some))
      kept.push_back(candidates[i]);
    return avoidable(kept, bad, choices, {}) == false;
  });
  return least ? numbers_of(*least) : Numbers();
}

template <typename T>
spdx::Result<T> none(const spdx::Use& use, const std::string& why) {
  return spdx::Result<T>::failed({
      {use.place, "there is no certificate for this use: " + why}
  });
}

spdx::Result<Witness> verdict_witness(const Matter& matter, const Analysis& analysis,
                                      std::size_t use) {
  const Case use_case = analysis.use_case(use);
  Judgement judged = judge(use_case);
  const std::vector<Candidate> candidates = judged.candidates.take();
  const Solution solution = solve(judged.choices, candidates);
  if (!solution.proven) {
    return none<Witness>(use_case.use,
                         "the search for the best alternatives gave up; state which are taken");
  }
  Witness witness;
  const std::vector<Candidate> found = standing(use_case, candidates, solution.picks);
  const Severity verdict = worst_of(found);
  if (verdict < Severity::Note)
    witness.unavoidable = unavoidable(candidates, judged.choices, verdict);
  if (verdict < Severity::Note && witness.unavoidable.empty()) {
    return none<Witness>(
        use_case.use,
        "whether other choices make it milder takes too long to tell; state which are taken");
  }
  witness.picks = solution.picks;
  witness.picks.resize(matter.questions.terms.choices.size());
  Ablation ablation(matter.stack, matter.catalogue, matter.request, matter.questions, use);
  for (const auto& [key, core] : core_of_each(analysis, found, use, ablation, kMostParts))
    witness.sets.push_back(numbers_of(core));
  return {std::move(witness), {}, {}};
}

// For each group of labels what rules it out, the worst that can be had.
spdx::Result<Witness> labels_witness(const Matter& matter, const Analysis& analysis,
                                     std::size_t index) {
  std::vector<Witness> witnesses(index + 1);
  Witness& witness = witnesses.back();
  const Case asked = analysis.use_case(index);
  std::vector<Outbound> left = matter.labels;
  while (!left.empty()) {
    spdx::Use use = asked.use;
    use.outbound = left.front().text;
    Judgement judged =
        judge({asked.model, asked.flow, use, asked.target, left.front(), asked.values});
    const std::vector<Candidate> candidates = judged.candidates.take();
    Numbers numbers;
    for (const Severity bad : {Severity::Conflict, Severity::Unknown, Severity::Review}) {
      if (numbers.empty()) numbers = unavoidable(candidates, judged.choices, bad);
    }
    if (numbers.empty())
      return none<Witness>(use, fmt::format("nothing rules {} out for sure", left.front().text));
    witness.sets.push_back(std::move(numbers));
    left = state_all(matter, witnesses).uses.back().left;
  }
  return {std::move(witness), {}, {}};
}

}  // namespace

spdx::Result<std::string> certify(const Matter& matter) {
  const std::vector<spdx::Use>& uses = matter.questions.uses;
  const Analysis analysis(matter.stack, matter.catalogue, matter.questions, closure);
  if (!std::ranges::equal(propagate(analysis.model).at, analysis.flow.at, same_states)) {
    return none<std::string>(
        uses.front(),
        "the verifier finds other states than the check; this is an error of licet, please "
        "report it with the stack");
  }
  std::vector<Witness> witnesses;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    auto witness = matter.labels.empty() ? verdict_witness(matter, analysis, i)
                                         : labels_witness(matter, analysis, i);
    if (!witness) return spdx::Result<std::string>::failed(std::move(witness.errors));
    witnesses.push_back(std::move(*witness.value));
  }
  Statement statement = state_all(matter, witnesses);
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const std::string& problem = statement.uses[i].problem;
    if (!problem.empty()) return none<std::string>(uses[i], problem);
  }
  return {std::move(statement.text), {}, {}};
}

}  // namespace licet::engine
