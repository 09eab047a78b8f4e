#include "engine/questions.h"

#include "spdx/lineage.h"

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

}  // namespace

spdx::Result<Questions> questions_of(const spdx::Stack& stack, const Catalogue& catalogue,
                                     const Request& request) {
  spdx::Result<AssumptionValues> values =
      choose_values(catalogue, request.profile, request.assumptions);
  std::vector<spdx::Error> errors = std::move(values.errors);
  Questions asked;
  asked.terms = bind_terms(stack, catalogue, errors);
  asked.uses = complete_uses(stack, request);
  for (const spdx::Use& use : asked.uses)
    asked.outbound.push_back(outbound_for(use, stack, catalogue, asked.terms, errors));
  if (values) asked.values = std::move(*values.value);
  return spdx::finish(std::move(asked), std::move(errors));
}

}  // namespace licet::engine
