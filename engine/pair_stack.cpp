#include "engine/pair_stack.h"

#include <algorithm>

#include <fmt/format.h>

namespace licet::engine {

namespace {

using spdx::Work;
using spdx::WorkIndex;

Work work_under(const std::string& license, std::string id, const std::string& kind) {
  Work work;
  work.name = id;
  work.id = std::move(id);
  work.kind = kind;
  work.licenses.push_back({
      "", license, spdx::Evidence::Declared, false, {license, 0, 0}
  });
  return work;
}

}  // namespace

spdx::Stack pair_stack(const std::vector<std::string>& inbound,
                       const std::vector<std::string>& outbound, const PairTerms& terms) {
  spdx::Stack stack;
  stack.name = "two works";
  for (const std::string& license : inbound) {
    const auto part = static_cast<WorkIndex>(stack.works.size());
    stack.works.push_back(work_under(license, license + " part", terms.kind));
    for (const std::string& label : outbound) {
      const auto result = static_cast<WorkIndex>(stack.works.size());
      stack.works.push_back(work_under(label, label + " work", terms.kind));
      stack.works.back().owned = true;
      stack.relations.push_back({terms.relation, result, part, spdx::Actor::Self, {}});
      spdx::Use use;
      use.target = result;
      use.acts = {"distribute"};
      stack.uses.push_back(std::move(use));
    }
  }
  return stack;
}

std::vector<May> answers_of(const Report& report) {
  std::vector<May> answers(report.uses.size(), May::Yes);
  for (const Finding& finding : report.findings) {
    May says = May::Yes;
    if (finding.severity == Severity::Conflict) says = May::No;
    if (finding.severity == Severity::Unknown) says = May::Unknown;
    if (finding.severity == Severity::Review)
      says = finding.settled < Severity::Obligation ? May::Open : May::YesWithDuties;
    if (finding.severity == Severity::Obligation) says = May::YesWithDuties;
    answers[finding.use] = std::min(answers[finding.use], says);
  }
  return answers;
}

std::string_view to_string(May answer) {
  switch (answer) {
    case May::No:
      return "no";
    case May::Unknown:
      return "unknown";
    case May::Open:
      return "open";
    case May::YesWithDuties:
      return "yes, with duties";
    case May::Yes:
      return "yes";
  }
  return "";
}

}  // namespace licet::engine
