// The table of contents of the product: every stage is one call.
#include "engine/analyze.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/ranges.h>

#include "engine/explain.h"
#include "engine/questions.h"
#include "engine/sensitivity.h"
#include "engine/solve.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

Candidate about_use(const Case& use_case, CodeId code, Details details) {
  Candidate candidate = about_work(use_case, code, use_case.target);
  candidate.details = std::move(details);
  return candidate;
}

// What is offered to recipients under a choice of licenses has to hold under each of them, whatever
// is then chosen elsewhere.
void check_offer(const Case& use_case, const Solution& solution, const std::vector<Choice>& choices,
                 std::vector<Candidate>& candidates) {
  const std::vector<OutboundOption>& offer = use_case.outbound.options;
  const CodeId narrowed = use_case.model.catalogue.engine_codes.choice_narrowed;
  const auto told = [&](const Candidate& c) {
    return c.code == narrowed && stands(c, solution.picks);
  };
  if (offer.size() < 2 || std::ranges::any_of(candidates, told)) return;
  std::vector<std::string> possible;
  for (const OutboundOption& option : offer) {
    if (fewest_conflicts(choices, candidates, option.needs) <= solution.cost.front())
      possible.push_back(option.text);
  }
  if (possible.size() == offer.size()) return;
  candidates.push_back(
      about_use(use_case, narrowed,
                {
                    {"outbound", use_case.outbound.text                                     },
                    {"possible", spdx::alternatives_text({possible.begin(), possible.end()})}
  }));
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
                                       const std::vector<Candidate>& candidates) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_work;
  for (const ChoiceId id : relevant_choices(choices, candidates)) {
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

// Leaves the arrivals of those licenses that were chosen.
void keep_chosen(std::vector<ArrivalRef>& arrivals, const Case& use_case,
                 const std::vector<std::uint32_t>& picks) {
  std::erase_if(arrivals, [&](const ArrivalRef ref) {
    const auto& literal = use_case.model.terms.terms[use_case.flow[ref].term].literal;
    return literal && !satisfied({*literal}, picks);
  });
}

// A use judged, its alternatives taken.
struct Decided {
  Solution solution;
  std::vector<ChoiceTaken> choices;
  std::vector<Candidate> standing;
  std::map<AssumptionId, std::size_t> hidden;
  std::set<AssumptionSet> asked;
};

Decided decide(const Case& use_case) {
  Judgement judged = judge(use_case);
  Decided out;
  out.hidden = judged.candidates.hidden();
  out.asked = std::move(judged.asked);
  std::vector<Candidate> candidates = judged.candidates.take();
  out.solution = solve(judged.choices, candidates);
  out.choices = choices_taken(out.solution, judged.choices, candidates);
  check_offer(use_case, out.solution, judged.choices, candidates);
  if (!out.solution.proven) {
    candidates.push_back(
        about_use(use_case, use_case.model.catalogue.engine_codes.choices_cut, {}));
  }
  // Once the alternatives are taken, findings that differed only by them are one.
  Candidates standing;
  for (Candidate& candidate : candidates) {
    if (!stands(candidate, out.solution.picks)) continue;
    candidate.needs.clear();
    keep_chosen(candidate.arrivals, use_case, out.solution.picks);
    keep_chosen(candidate.others, use_case, out.solution.picks);
    standing.add(std::move(candidate), use_case.model.terms);
  }
  out.standing = standing.take();
  return out;
}

// The same use under other values.
Outcome outcome_of(const Case& use_case, const AssumptionValues& values) {
  Decided decided = decide(
      {use_case.model, use_case.flow, use_case.use, use_case.target, use_case.outbound, values});
  std::ranges::stable_sort(decided.standing, {}, &Candidate::severity);
  Outcome outcome;
  outcome.asked = std::move(decided.asked);
  for (const Candidate& candidate : decided.standing) {
    outcome.verdict = std::min(outcome.verdict, candidate.severity);
    if (candidate.severity != Severity::Note) outcome.findings.push_back(candidate.assumes);
  }
  return outcome;
}

// Judges, solves and explains one use.
void answer(const Case& use_case, const Request& request, Origins& origins,
            std::map<AssumptionId, std::size_t>& hidden, Report& report) {
  Decided decided = decide(use_case);
  for (const auto& [id, count] : decided.hidden)
    hidden[id] += count;
  UseReport use;
  use.cost = decided.solution.cost;
  use.choices = std::move(decided.choices);
  const Facts facts(use_case.model, use_case.flow, use_case.use);
  std::vector<Finding> findings;
  for (const Candidate& candidate : decided.standing) {
    findings.push_back(explain(candidate, {use_case, facts, origins}, report.uses.size()));
  }
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
    return std::tie(a.severity, a.work, a.license, a.settled, a.code, a.section) <
           std::tie(b.severity, b.work, b.license, b.settled, b.code, b.section);
  });
  const spdx::Work& target = use_case.model.stack.works[use_case.target];
  use.target = target.id;
  use.target_name = target.name;
  use.acts = use_case.use.acts;
  use.outbound = use_case.outbound.text;
  use.verdict = findings.empty() ? Severity::Clear : findings.front().severity;
  if (request.sensitivity) {
    use.sensitivity =
        sensitivity(use_case.model.catalogue, use_case.values,
                    [&](const AssumptionValues& other) { return outcome_of(use_case, other); });
  }
  use.acts_assumed = use_case.model.stack.uses.empty() ||
                     (!request.default_acts.empty() && use_case.use.acts == request.default_acts);
  report.verdict = std::min(report.verdict, use.verdict);
  report.uses.push_back(std::move(use));
  std::ranges::move(findings, std::back_inserter(report.findings));
}

void list_assumptions(const Catalogue& catalogue, const AssumptionValues& values,
                      const std::map<AssumptionId, std::size_t>& hidden, Report& report) {
  for (std::size_t i = 0; i < catalogue.assumptions.size(); ++i) {
    const Assumption& assumption = catalogue.assumptions[i];
    const AssumptionValue& value = assumption.values[values.value[i]];
    AssumptionTaken taken{assumption.id,
                          value.id,
                          assumption.question,
                          value.means,
                          values.value[i] == assumption.standard,
                          0,
                          0};
    for (const Finding& finding : report.findings) {
      taken.findings += static_cast<std::size_t>(
          std::ranges::count(finding.assumptions, assumption.id, &AssumptionUsed::id));
    }
    if (const auto found = hidden.find(static_cast<AssumptionId>(i)); found != hidden.end())
      taken.hidden = found->second;
    if (taken.findings > 0 || taken.hidden > 0 || !taken.standard)
      report.assumptions.push_back(std::move(taken));
  }
}

}  // namespace

spdx::Result<Report> analyze(const spdx::Stack& stack, const Catalogue& catalogue,
                             const Request& request) {
  spdx::Result<Questions> asked = questions_of(stack, catalogue, request);
  if (!asked) return spdx::Result<Report>::failed(std::move(asked.errors));
  const auto& [values, terms, uses, outbound] = *asked.value;

  const Graph graph = build_graph(stack, catalogue);
  const Model model{stack, catalogue, terms, graph};
  const Flow flow = propagate(model);
  Origins origins(model, flow);
  Report report;
  report.catalogue = catalogue.version;
  report.input = stack.name;
  std::map<AssumptionId, std::size_t> hidden;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const Case use_case{model, flow, uses[i], *uses[i].target, outbound[i], values};
    answer(use_case, request, origins, hidden, report);
  }
  list_assumptions(catalogue, values, hidden, report);
  return {std::move(report), {}, {}};
}

}  // namespace licet::engine
