#include "engine/why_not.h"

#include <algorithm>

#include "engine/cores.h"

namespace licet::engine {

std::optional<Core> smallest_reason(const spdx::Stack& stack, const Catalogue& catalogue,
                                    const Request& request, spdx::Use use, const std::string& label,
                                    const std::vector<Finding>& conflicts) {
  spdx::Stack labelled = stack;
  use.outbound = label;
  labelled.uses = {std::move(use)};
  auto questions = questions_of(labelled, catalogue, request);
  if (!questions) return std::nullopt;
  const Analysis analysis(labelled, catalogue, std::move(*questions.value));
  const Decided decided = decide(analysis.use_case(0));
  Cores cores = cores_of(analysis, decided, request, 0, 1);
  for (Core& core : cores.cores) {
    const bool meant = std::ranges::any_of(conflicts, [&](const Finding& conflict) {
      return conflict.code == core.code && conflict.section == core.section;
    });
    if (meant) return std::move(core);
  }
  return std::nullopt;
}

}  // namespace licet::engine
