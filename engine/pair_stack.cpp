#include "engine/pair_stack.h"

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

std::string_view may_it(Severity verdict) {
  switch (verdict) {
    case Severity::Conflict:
      return "no";
    case Severity::Unknown:
      return "unknown";
    case Severity::Review:
      return "open";
    case Severity::Obligation:
      return "yes, with duties";
    case Severity::Note:
    case Severity::Clear:
      return "yes";
  }
  return "";
}

}  // namespace licet::engine
