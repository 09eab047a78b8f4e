// What to change so that a conflict is gone, each change tried before it is told.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/analyze.h"
#include "engine/edits.h"
#include "engine/repairs.h"
#include "engine/solve.h"

namespace licet::engine {

/// Limits of a search for repairs. A trial costs kTrialCost (engine/cores.h) and one for each
/// relation judged.
inline constexpr std::size_t kMostChanges = 4;
inline constexpr std::size_t kMostTried = 600'000;

/// How to look for repairs.
struct FixRequest {
  Request request;
  std::vector<std::string> candidates;  ///< licenses to try for works that are replaced; empty:
                                        ///< those of data/repairs.json
  std::size_t most = 10;                ///< repairs of one use
};

/// A set of changes after which no conflict stands, and of which none can be left out.
struct Repair {
  std::vector<Edit> changes;           ///< to UseRepairs::stack
  std::uint32_t effort = 0;            ///< sum of those of the changes (data/repairs.json)
  Severity verdict = Severity::Clear;  ///< after it, as found by judging the changed stack; the
                                       ///< worst of all ways to replace works as `changes` say
  Cost cost = {};                      ///< likewise
  bool varies = false;                 ///< not all these ways lead to that
};

/// Repairs of one use.
struct UseRepairs {
  std::string target;
  spdx::Stack stack;                   ///< the part of the stack that matters, with this use alone
  Severity verdict = Severity::Clear;  ///< as it is; only a conflict is repaired
  Cost cost = {};
  std::vector<Repair> repairs;  ///< the least effort first
  bool complete = true;         ///< there are no others of kMostChanges changes; false if cut
};

/// Looks for the smallest repairs of every use that is in conflict. A set of changes that does
/// not resolve it leaves a minimal core (engine/cores.h), and only a change to a part of that
/// core can help: so every minimal repair out of the changes there are is found (Reiter's hitting
/// set tree, "A theory of diagnosis from first principles", 1987; the least effort first), as far
/// as the limits let. A repair may leave no more unknown than there was. Another work instead is
/// looked for under the license that asks for the least; where that resolves the conflict, one
/// license of every other class is judged, too (engine/replacements.h). Errors: those of
/// analyze(). The catalogue has to hold the licenses of the stack and those that repairs may
/// bring (repair_names()).
spdx::Result<std::vector<UseRepairs>> find_repairs(const spdx::Stack& stack,
                                                   const Catalogue& catalogue,
                                                   const Repairs& repairs,
                                                   const FixRequest& request);

/// Names of licenses that repairs may bring, besides those of the stack, whose licenses the
/// catalogue holds already.
std::vector<std::string> repair_names(const Catalogue& catalogue, const Repairs& repairs,
                                      const FixRequest& request);

}  // namespace licet::engine
