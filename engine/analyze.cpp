// The table of contents of the product: every stage is one call.
#include "engine/analyze.h"

#include <algorithm>
#include <tuple>

#include "engine/analysis.h"
#include "engine/cores.h"
#include "engine/decide.h"
#include "engine/explain.h"
#include "engine/judged_licenses.h"
#include "engine/sensitivity.h"

namespace licet::engine {

namespace {

// The worst first.
std::vector<Finding> explain_all(const Decided& decided, const Explaining& explaining,
                                 std::size_t use) {
  std::vector<Finding> findings;
  for (const Candidate& candidate : decided.standing)
    findings.push_back(explain(candidate, explaining, use));
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
    return std::tie(a.severity, a.work, a.license, a.settled, a.code, a.section) <
           std::tie(b.severity, b.work, b.license, b.settled, b.code, b.section);
  });
  return findings;
}

// All about a use but its findings.
UseReport describe(const Case& use_case, const Decided& decided, const Request& request) {
  const spdx::Stack& stack = use_case.model.stack;
  UseReport use;
  use.target = stack.works[use_case.target].id;
  use.target_name = stack.works[use_case.target].name;
  use.acts = use_case.use.acts;
  use.acts_assumed = stack.uses.empty() ||
                     (!request.default_acts.empty() && use_case.use.acts == request.default_acts);
  use.outbound = use_case.outbound.text;
  use.choices = decided.choices;
  if (request.licenses) use.licenses = judged_licenses(use_case, decided);
  use.cost = decided.solution.cost;
  use.verdict = verdict_of(decided);
  if (request.sensitivity) {
    use.sensitivity =
        sensitivity(use_case.model.catalogue, use_case.values,
                    [&](const AssumptionValues& other) { return outcome_of(use_case, other); });
  }
  return use;
}

// Judges, solves and explains the next use.
void answer(const Analysis& analysis, const Request& request, Origins& origins,
            std::map<AssumptionId, std::size_t>& hidden, Report& report) {
  const std::size_t index = report.uses.size();
  const Case use_case = analysis.use_case(index);
  const Decided decided = decide(use_case);
  for (const auto& [id, count] : decided.hidden)
    hidden[id] += count;
  UseReport use = describe(use_case, decided, request);
  if (request.cores > 0 && use.verdict == Severity::Conflict)
    use.cores = cores_of(analysis, decided, request, index, request.cores);
  const Facts facts(use_case.model, use_case.flow, use_case.use);
  std::ranges::move(explain_all(decided, {use_case, facts, origins}, index),
                    std::back_inserter(report.findings));
  report.verdict = std::min(report.verdict, use.verdict);
  report.uses.push_back(std::move(use));
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
  const Analysis analysis(stack, catalogue, std::move(*asked.value));
  if (auto errors = analysis.errors(); !errors.empty())
    return spdx::Result<Report>::failed(std::move(errors));
  Origins origins(analysis.model, analysis.flow);
  Report report;
  report.catalogue = catalogue.version;
  report.input = stack.name;
  std::map<AssumptionId, std::size_t> hidden;
  while (report.uses.size() < analysis.questions.uses.size())
    answer(analysis, request, origins, hidden, report);
  list_assumptions(catalogue, analysis.questions.values, hidden, report);
  return {std::move(report), {}, {}};
}

}  // namespace licet::engine
