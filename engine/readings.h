// Which relation a finding hangs on that does not say how one work uses the other, and in which of
// its readings.
#pragma once

#include <string_view>
#include <vector>

#include "engine/candidate.h"

namespace licet::engine {

struct Trigger;

/// The unclear relation nearest to the act of a trigger that rests on one (Catalogue::unclear): the
/// one that does the act, else the last over which the license came, else one by which the place
/// ships inside something else. Nothing if there is none. O(relations of the way and of the place).
std::vector<OpenWay> open_ways(const Trigger& trigger, const Model& model, const Flow& flow,
                               spdx::WorkIndex target);

/// Whether each reading of one relation leads there, whatever else is unclear. O(n).
bool in_every_reading(const std::vector<OpenWay>& ways, const Model& model);

/// The ids of the readings of a way, in catalogue order.
std::vector<std::string_view> readings_of(const OpenWay& way, const Model& model);

/// Questions about a relation of which each reading gives the same prohibition become that
/// prohibition. O(n), and that of adding them all again if there is one.
void decide_by_all_readings(Candidates& candidates, const Model& model);

/// Leaves out what says less about an unclear relation than other findings about the same clause
/// and acts: a question if the clause is violated for certain, a review if a reading violates it
/// outright. Order is kept. O(n log n).
void drop_weaker_readings(std::vector<Candidate>& candidates, const Model& model);

}  // namespace licet::engine
