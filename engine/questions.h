// What is asked of a stack, before anything is derived.
#pragma once

#include <vector>

#include "engine/analyze.h"
#include "engine/assumptions.h"
#include "engine/terms.h"

namespace licet::engine {

/// The uses to be judged, each with its target and what that goes out under; the terms of all
/// works, and the values of the assumptions.
struct Questions {
  AssumptionValues values;
  Terms terms;
  std::vector<spdx::Use> uses;     ///< every one has a target
  std::vector<Outbound> outbound;  ///< by use
};

/// Completes the uses of a stack and resolves its licenses. Errors: those of analyze(). Linear in
/// works and relations.
spdx::Result<Questions> questions_of(const spdx::Stack& stack, const Catalogue& catalogue,
                                     const Request& request);

}  // namespace licet::engine
