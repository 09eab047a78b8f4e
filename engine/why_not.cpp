#include "engine/why_not.h"

#include <algorithm>

#include "engine/cores.h"

namespace licet::engine {

std::optional<Core> smallest_reason(const spdx::Stack& stack, const Catalogue& catalogue,
                                    const Request& request, const std::vector<Finding>& conflicts) {
  auto questions = questions_of(stack, catalogue, request);
  if (!questions) return std::nullopt;
  const Analysis analysis(stack, catalogue, std::move(*questions.value));
  if (!analysis.errors().empty()) return std::nullopt;
  const Decided decided = decide(analysis.use_case(0));
  Cores cores = cores_of(analysis, decided, request, 0, 1);
  for (Core& core : cores.cores) {
    const bool meant = std::ranges::any_of(conflicts, [&](const Finding& conflict) {
      return conflict.code == core.code && conflict.license == core.license &&
             conflict.section == core.section;
    });
    if (meant) return std::move(core);
  }
  return std::nullopt;
}

}  // namespace licet::engine
