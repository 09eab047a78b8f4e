// The states that a certificate lists, checked one by one: nothing is derived here that is not
// listed, and no code of propagation or of the graph's order is used.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/flow.h"
#include "spdx/value.h"

namespace licet::engine {

/// Why a certificate is rejected.
struct Rejection {
  std::size_t offset = 0;  ///< of the value in the certificate's text
  std::string reason;
};

/// Relations by their works, and the rings; no groups. O(works + relations), Kosaraju's algorithm.
Graph links_of(const spdx::Stack& stack, const Catalogue& catalogue);

/// The target and every work from which relations of any kind lead to it, ascending.
std::vector<spdx::WorkIndex> lineage_of(const Model& model, spdx::WorkIndex target);

/// The states that a state becomes over a relation, by the composition table; their `previous` is
/// not set. Nothing if nothing lives on.
std::vector<Arrival> steps_over(const Model& model, const Arrival& from, RelationIndex index);

/// The order in which states are listed.
bool listed_before(const Arrival& a, const Arrival& b);

/// The listed states as a flow. They are rejected unless, for each work of the target's lineage,
/// they stand in order and none twice; a work's own terms are there, at depth 0; each other state
/// is made, by the composition table, from the listed state it names over the relation it names,
/// one deeper than that, and of all such ways names the shortest (then the first relation, then the
/// first state); and each step from a listed state leads to a listed one. As depths grow along a
/// way, none goes round: the states are the least such set, and this is the only writing of it.
/// O(states × relations).
std::optional<Rejection> read_states(const spdx::Value& listed, const Model& model,
                                     spdx::WorkIndex target, Flow& flow);

}  // namespace licet::engine
