#include "engine/judged_licenses.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "engine/exercise.h"

namespace licet::engine {

namespace {

// Whether this alternative is the one that was taken, and for a reason.
bool is_taken(const OutboundOption& option, const Decided& decided) {
  return std::ranges::all_of(option.needs, [&](const Literal& need) {
    return decided.relevant.contains(need.choice) &&
           (need.options >> decided.solution.picks[need.choice] & 1U) != 0;
  });
}

// Its members as an expression; empty if one is not known or speaks of a part only. A version that
// "or later" led to keeps these words: whoever takes version 3 does not give up the next one.
std::string expression_of(const OutboundOption& option, const Catalogue& catalogue) {
  std::vector<std::string> names;
  for (const OutboundLicense& member : option.members) {
    if (member.status != TermStatus::Known || !member.part.empty()) return {};
    std::string name =
        member.through.empty() ? catalogue.licenses[member.license].id : member.through.back();
    if (member.exception) name += " WITH " + catalogue.exceptions[*member.exception].id;
    if (!holds(names, name)) names.push_back(std::move(name));
  }
  return fmt::format("{}", fmt::join(names, " AND "));
}

}  // namespace

std::vector<JudgedLicense> judged_licenses(const Case& use_case, const Decided& decided) {
  const Model& model = use_case.model;
  std::vector<JudgedLicense> out;
  for (const spdx::WorkIndex work : upstream_of(model, use_case.target)) {
    if (work == use_case.target && use_case.use.outbound) continue;
    const std::vector<OutboundOption>& options = model.terms.outbound[work].options;
    const auto taken = std::ranges::find_if(
        options, [&](const OutboundOption& option) { return is_taken(option, decided); });
    if (taken == options.end()) continue;
    std::string license = expression_of(*taken, model.catalogue);
    if (!license.empty())
      out.push_back({model.stack.works[work].id, std::move(license), options.size() > 1});
  }
  return out;
}

}  // namespace licet::engine
