// Which relation a finding hangs on that does not say how one work uses the other, and in which of
// its readings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/candidate.h"
#include "engine/judge.h"

namespace licet::engine {

/// An unclear relation, and those of its readings under which a finding is made.
struct OpenReading {
  RelationIndex relation = 0;
  std::vector<std::string> readings;  ///< ids of relations, in catalogue order; never empty
};

/// The unclear relation nearest to the act of a finding that rests on one (Catalogue::unclear);
/// nothing if there is none on its way. O(relations of the way and of the work acted on).
std::optional<OpenReading> open_reading(const Candidate& candidate, const Case& use_case);

/// Leaves out what says less about an unclear relation than another finding about the same clause:
/// a question if the clause is violated for certain, a review if a reading violates it outright.
/// Order is kept. O(n log n).
void drop_weaker_readings(std::vector<Candidate>& candidates, const Model& model);

}  // namespace licet::engine
