#include "engine/decide.h"

#include <algorithm>

#include <fmt/ranges.h>

namespace licet::engine {

namespace {

Candidate about_use(const Case& use_case, CodeId code, Details details) {
  Candidate candidate = about_work(use_case, code, use_case.target);
  candidate.details = std::move(details);
  return candidate;
}

// The choices that some finding hangs on, also by way of others.
std::set<ChoiceId> relevant_choices(const std::vector<Choice>& choices,
                                    const std::vector<Candidate>& candidates) {
  std::set<ChoiceId> relevant;
  for (const Candidate& candidate : candidates) {
    for (const Literal& literal : candidate.needs)
      relevant.insert(literal.choice);
  }
  // What nobody chooses hangs on choices made before it.
  for (auto id = static_cast<ChoiceId>(choices.size()); id-- > 0;) {
    if (choices[id].any_of.empty() || relevant.erase(id) == 0) continue;
    for (const Literal& literal : choices[id].any_of)
      relevant.insert(literal.choice);
  }
  return relevant;
}

std::vector<ChoiceTaken> choices_taken(const Solution& solution, const std::vector<Choice>& choices,
                                       const std::set<ChoiceId>& relevant) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_work;
  for (const ChoiceId id : relevant) {
    const auto known =
        std::ranges::find(by_work, choices[id].work, [](const auto& w) { return w.first; });
    auto& options = known == by_work.end()
                        ? by_work.emplace_back(choices[id].work, std::vector<std::string>{}).second
                        : known->second;
    const std::string& option = choices[id].options[solution.picks[id]];
    if (!holds(options, option)) options.push_back(option);
  }
  std::vector<ChoiceTaken> taken;
  for (const auto& [work, options] : by_work)
    taken.push_back({work, fmt::format("{}", fmt::join(options, " AND "))});
  return taken;
}

}  // namespace

Decided decide(const Case& use_case) {
  Judgement judged = judge(use_case);
  Decided out;
  out.hidden = judged.candidates.hidden();
  out.asked = std::move(judged.asked);
  std::vector<Candidate> candidates = judged.candidates.take();
  out.solution = solve(judged.choices, candidates);
  out.relevant = relevant_choices(judged.choices, candidates);
  out.choices = choices_taken(out.solution, judged.choices, out.relevant);
  auto narrowed = narrowed_offer(use_case, candidates, out.solution.picks, [&](const auto& needs) {
    return fewest_conflicts(judged.choices, candidates, needs) <= out.solution.cost.front();
  });
  if (narrowed) candidates.push_back(std::move(*narrowed));
  if (!out.solution.proven) {
    candidates.push_back(
        about_use(use_case, use_case.model.catalogue.engine_codes.choices_cut, {}));
  }
  out.standing = standing(use_case, candidates, out.solution.picks);
  return out;
}

Severity verdict_of(const Decided& decided) {
  return worst_of(decided.standing);
}

Outcome outcome_of(const Case& use_case, const AssumptionValues& values) {
  Decided decided = decide(
      {use_case.model, use_case.flow, use_case.use, use_case.target, use_case.outbound, values});
  std::ranges::stable_sort(decided.standing, {}, &Candidate::severity);
  Outcome outcome;
  outcome.asked = std::move(decided.asked);
  outcome.verdict = verdict_of(decided);
  for (const Candidate& candidate : decided.standing) {
    if (candidate.severity != Severity::Note) outcome.findings.push_back(candidate.assumes);
  }
  return outcome;
}

}  // namespace licet::engine
