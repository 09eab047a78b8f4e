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

May answer_of(const Finding& finding) {
  switch (finding.severity) {
    case Severity::Conflict:
      return May::No;
    case Severity::Unknown:
      return May::Unknown;
    case Severity::Review:
      return finding.settled < Severity::Obligation ? May::Open : May::YesWithDuties;
    case Severity::Obligation:
      return May::YesWithDuties;
    case Severity::Note:
    case Severity::Clear:
      return May::Yes;
  }
  return May::Unknown;
}

std::vector<May> answers_of(const Report& report) {
  std::vector<May> answers(report.uses.size(), May::Yes);
  for (const Finding& finding : report.findings)
    answers[finding.use] = std::min(answers[finding.use], answer_of(finding));
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
