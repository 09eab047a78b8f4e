// The table of contents of the product: every stage is one call.
#include "engine/analyze.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/explain.h"
#include "engine/solve.h"
#include "spdx/lineage.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

// Every use with its target; without uses or target, the final works.
std::vector<spdx::Use> complete_uses(const spdx::Stack& stack, const Request& request) {
  std::vector<spdx::Use> uses = stack.uses;
  if (uses.empty()) uses.emplace_back();
  const std::vector<bool> final_works = spdx::final_works(stack);
  std::vector<spdx::Use> out;
  for (spdx::Use& use : uses) {
    if (use.acts.empty()) use.acts = request.default_acts;
    if (use.target) {
      out.push_back(std::move(use));
      continue;
    }
    for (spdx::WorkIndex target = 0; target < stack.works.size(); ++target) {
      if (!final_works[target]) continue;
      out.push_back(use);
      out.back().target = target;
    }
  }
  return out;
}

// What the use says, else what the target says of itself.
Outbound outbound_for(const spdx::Use& use, const spdx::Stack& stack, const Catalogue& catalogue,
                      Terms& terms, std::vector<spdx::Error>& errors) {
  if (!use.outbound) return terms.outbound[*use.target];
  const spdx::LicenseClaim claim{"", *use.outbound, spdx::Evidence::Declared, false,
                                 use.outbound_place};
  return bind_outbound(claim, stack.works[*use.target].id, catalogue, terms, errors);
}

Candidate about_use(const Case& use_case, CodeId code, Details details) {
  Candidate candidate = about_work(use_case, code, use_case.target);
  candidate.details = std::move(details);
  return candidate;
}

// Fewest conflicts that any picks leave once a choice is decided.
std::size_t conflicts_under(const Case& use_case, ChoiceId choice, std::uint32_t option,
                            const std::vector<Candidate>& candidates) {
  std::vector<Candidate> left;
  for (const Candidate& candidate : candidates) {
    const auto decided = std::ranges::find(candidate.needs, choice, &Literal::choice);
    if (decided != candidate.needs.end() && (decided->options >> option & 1U) == 0) continue;
    left.push_back(candidate);
    if (decided != candidate.needs.end())
      left.back().needs.erase(left.back().needs.begin() + (decided - candidate.needs.begin()));
  }
  return solve(use_case.model.terms.choices, left).cost.front();
}

// What is offered to recipients under a choice of licenses has to hold under each of them, whatever
// is then chosen elsewhere.
void check_offer(const Case& use_case, const Solution& solution,
                 std::vector<Candidate>& candidates) {
  const auto choice = use_case.outbound.choice;
  const CodeId narrowed = use_case.model.catalogue.engine_codes.choice_narrowed;
  const auto told = [&](const Candidate& c) {
    return c.code == narrowed && stands(c, solution.picks);
  };
  if (!choice || std::ranges::any_of(candidates, told)) return;
  std::vector<std::string> possible;
  const Choice& offer = use_case.model.terms.choices[*choice];
  for (std::uint32_t option = 0; option < offer.options.size(); ++option) {
    if (conflicts_under(use_case, *choice, option, candidates) <= solution.cost.front())
      possible.push_back(offer.options[option]);
  }
  if (possible.size() == offer.options.size()) return;
  candidates.push_back(
      about_use(use_case, narrowed,
                {
                    {"outbound", use_case.outbound.text                                     },
                    {"possible", spdx::alternatives_text({possible.begin(), possible.end()})}
  }));
}

std::vector<ChoiceTaken> choices_taken(const Case& use_case, const Solution& solution,
                                       const std::vector<Candidate>& candidates) {
  std::set<ChoiceId> relevant;
  for (const Candidate& candidate : candidates) {
    for (const Literal& literal : candidate.needs)
      relevant.insert(literal.choice);
  }
  std::vector<ChoiceTaken> taken;
  for (const ChoiceId id : relevant) {
    const Choice& choice = use_case.model.terms.choices[id];
    taken.push_back({choice.work, choice.options[solution.picks[id]]});
  }
  return taken;
}

// Judges, solves and explains one use.
void answer(const Case& use_case, std::map<AssumptionId, std::size_t>& hidden, Report& report) {
  Candidates judged = judge(use_case);
  for (const auto& [id, count] : judged.hidden())
    hidden[id] += count;
  std::vector<Candidate> candidates = judged.take();
  const Solution solution = solve(use_case.model.terms.choices, candidates);
  UseReport use;
  use.choices = choices_taken(use_case, solution, candidates);
  check_offer(use_case, solution, candidates);
  if (!solution.proven) {
    candidates.push_back(about_use(use_case, use_case.model.catalogue.engine_codes.choices_cut,
                                   {
                                       {"text", fmt::format("more than {}", kMaxCombinations)}
    }));
  }
  // Once the alternatives are taken, findings that differed only by them are one.
  Candidates standing;
  for (Candidate& candidate : candidates) {
    if (!stands(candidate, solution.picks)) continue;
    candidate.needs.clear();
    standing.add(std::move(candidate), use_case.model.terms);
  }
  std::vector<Finding> findings;
  for (const Candidate& candidate : standing.take()) {
    findings.push_back(explain(candidate, use_case, report.uses.size()));
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
  spdx::Result<AssumptionValues> values =
      choose_values(catalogue, request.profile, request.assumptions);
  std::vector<spdx::Error> errors = std::move(values.errors);
  Terms terms = bind_terms(stack, catalogue, errors);
  const std::vector<spdx::Use> uses = complete_uses(stack, request);
  std::vector<Outbound> outbound;
  for (const spdx::Use& use : uses) {
    outbound.push_back(outbound_for(use, stack, catalogue, terms, errors));
  }
  if (!errors.empty()) return spdx::Result<Report>::failed(std::move(errors));

  const Graph graph = build_graph(stack, catalogue);
  const Model model{stack, catalogue, terms, graph};
  const Flow flow = propagate(model);
  Report report;
  report.catalogue = catalogue.version;
  report.input = stack.name;
  std::map<AssumptionId, std::size_t> hidden;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    answer(Case{model, flow, uses[i], *uses[i].target, outbound[i], *values.value}, hidden, report);
    report.uses.back().acts_assumed = stack.uses.empty() || (!request.default_acts.empty() &&
                                                             uses[i].acts == request.default_acts);
  }
  list_assumptions(catalogue, *values.value, hidden, report);
  return {std::move(report), {}, {}};
}

}  // namespace licet::engine
