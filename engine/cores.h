// Why there is a conflict: the smallest sets of facts, relations and clauses that make it.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "engine/ablation.h"
#include "engine/analysis.h"
#include "engine/decide.h"
#include "engine/report.h"

namespace licet::engine {

/// Most that is spent on the cores of one use, beyond one core for each conflict: a trial costs
/// kTrialCost, and one for each relation judged.
inline constexpr std::size_t kMostSpent = 300'000;
inline constexpr std::size_t kTrialCost = 30;

/// The conflicts that stand with these parts of a use alone (by index into its parts), if no choice
/// of alternatives avoids them all; else none. Time is that of judging and solving what is left.
std::set<ConflictKey> conflicts_of(Ablation& ablation, const Members& kept);

/// A minimal core, by the parts of an ablation, and what it cost to find (as kMostSpent).
struct CoreSearch {
  ConflictKey conflict;
  Members parts;  ///< empty if there is no conflict
  std::size_t spent = 0;
};

/// A minimal core of the first conflict that stands in this use; `ablation` is of the same use.
CoreSearch first_core(const Analysis& analysis, const Decided& decided, std::size_t use,
                      Ablation& ablation);

/// A core of each conflict among these findings, as they stand in this use: acts, facts, labels,
/// relations and sections that the finding itself names, if they are enough, else as first_core().
/// Minimal if it has no more than `most` parts; a larger one is enough. Time: two judgements of
/// what is left for each part of a core that is made minimal.
std::map<ConflictKey, Members> core_of_each(const Analysis& analysis,
                                            const std::vector<Candidate>& standing, std::size_t use,
                                            Ablation& ablation, std::size_t most);

/// The minimal cores of every conflict that stands in this use, the smallest first, at most `most`
/// of them, but one for each conflict in any case. A core is a set of acts, stated facts, labels,
/// relations and sections of licenses (engine/ablation.h) that is enough for the conflict, where
/// licenses leave a choice also for there being no choice that avoids all conflicts, and of which
/// nothing can be left out. Each is found by judging what is left.
Cores cores_of(const Analysis& analysis, const Decided& decided, const Request& request,
               std::size_t use, std::size_t most);

}  // namespace licet::engine
