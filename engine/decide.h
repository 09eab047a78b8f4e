// One use judged, its alternatives taken: what stands, before it is put into words.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "engine/judge.h"
#include "engine/report.h"
#include "engine/sensitivity.h"
#include "engine/solve.h"

namespace licet::engine {

/// What stands under the best picks.
struct Decided {
  Solution solution;
  std::set<ChoiceId> relevant;                 ///< choices that some finding hangs on
  std::vector<ChoiceTaken> choices;            ///< the alternatives taken in them
  std::vector<Candidate> standing;             ///< findings under these picks, each once
  std::map<AssumptionId, std::size_t> hidden;  ///< findings that an assumption made vanish
  std::set<AssumptionSet> asked;               ///< see Judgement::asked
};

/// Judges and solves a use. Time: that of judge() and solve().
Decided decide(const Case& use_case);

/// The worst that stands; Clear if nothing does.
Severity verdict_of(const Decided& decided);

/// The same use under other values of the assumptions.
Outcome outcome_of(const Case& use_case, const AssumptionValues& values);

}  // namespace licet::engine
