// On which contested questions a verdict turns, and which answers settle it.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <vector>

#include "engine/assumptions.h"
#include "engine/report.h"

namespace licet::engine {

/// Most combinations of effects that are tried for one use.
inline constexpr std::size_t kMostCombinations = 2000;

/// What one set of values makes of a use.
struct Outcome {
  Severity verdict = Severity::Clear;
  std::set<AssumptionSet> asked;        ///< the sets whose weakest effect the judgement turned on
  std::vector<AssumptionSet> findings;  ///< what each finding but notes rests on, the worst first
};

/// Judges the use under these values. Equal values, equal outcome; values that have the same
/// weakest effect on every set in `asked` have the same verdict and the same `asked`.
using Trial = std::function<Outcome(const AssumptionValues&)>;

/// The values of the relevant assumptions as a function to the verdict, told by its prime
/// implicants: the sets of answers that settle it, whatever the other answers are, and of which no
/// answer can be left out or said more broadly. Several values of one assumption stand together
/// where they do the same.
///
/// Relevant is what the judgement asks under any combination of the relevant ones (found by
/// repetition until nothing is added), so the rest changes nothing and the sets hold for every
/// value of it. Every combination is tried, or known from one that answers all that was asked
/// alike. If there are more than kMostCombinations, only assumptions of the findings at `now` are
/// varied, the worst first and as many as fit, and Sensitivity::kept names the others: the sets
/// then hold with those as they are. Time is that of the combinations' trials, and linear in the
/// products of their sets of effects (at most 7 to the 6th).
Sensitivity sensitivity(const Catalogue& catalogue, const AssumptionValues& now,
                        const Trial& trial);

}  // namespace licet::engine
