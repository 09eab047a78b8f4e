// Which acts are done on which works: without an act there is no finding.
#pragma once

#include <optional>
#include <vector>

#include "engine/flow.h"

namespace licet::engine {

/// One act on one work.
struct Exercise {
  spdx::WorkIndex place = 0;   ///< the work acted on; every arrival on it is met
  spdx::WorkIndex result = 0;  ///< what comes of it: the place itself when it is given out, the
                               ///< result of a relation when it is used
  ActId act = 0;
  bool made = false;  ///< done by a relation, while making the target; else an act of the use
  std::optional<TransferId> via;  ///< the place is met through this transfer
  AssumptionSet assumes = 0;
  std::uint8_t takes = 0;                   ///< part of the place that is used: index into kParts
  std::uint32_t relation = Arrival::kNone;  ///< that does it; kNone for an act of the use
  std::uint32_t link = Arrival::kNone;      ///< unclear relation by which what it made is upstream
};

/// Whether something of the source lives on in the result, ships inside it or is done to the source
/// in making it; else the source is only named.
bool links(const Catalogue& catalogue, const RelationKind& kind);

/// The acts a use states, with those that are done by doing them.
ActSet acts_of(const spdx::Use& use, const Catalogue& catalogue);

/// A state of the place as an act meets it: through `via`, if that is how the place is used, and on
/// the assumptions of both. Nothing if it is the own license of another part than the one used, or
/// nothing of it lives on.
std::optional<Arrival> met_by(const Exercise& exercise, const Arrival& state, const Model& model);

/// All acts that a use comes to: its own acts on the target and on the parts that ship or run
/// inside it, and the acts the user did while making the target (relations `by: self` upstream of
/// it). Ordered by work, then act. O(works + relations upstream of the target).
std::vector<Exercise> exercises_of(const Model& model, spdx::WorkIndex target, ActSet acts);

/// The works upstream of the target, the target included, ascending; what is only referred to is
/// not upstream.
std::vector<spdx::WorkIndex> upstream_of(const Model& model, spdx::WorkIndex target);

}  // namespace licet::engine
