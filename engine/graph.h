// The works of a stack as a directed graph, source to result.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/catalogue.h"
#include "spdx/stack.h"

namespace licet::engine {

using RelationIndex = std::uint32_t;  ///< index into Stack::relations

struct Graph {
  std::vector<std::vector<RelationIndex>> incoming;  ///< relations by result, in document order
  std::vector<std::vector<RelationIndex>> outgoing;  ///< relations by source, in document order
  std::vector<std::vector<spdx::WorkIndex>>
      groups;  ///< strongly connected components, every source before its results; works ascending
  std::vector<std::vector<spdx::WorkIndex>>
      rings;                      ///< groups of several works, and works with a loop
  std::vector<bool> loops;        ///< by work: something of it lives on in itself
  std::vector<RelationId> kinds;  ///< of each relation
};

/// Builds the graph. Groups follow the relations over which something lives on; a ring closed by a
/// mere reference is none. Every relation's kind must be known to the catalogue (readers see to
/// that). Real lineage holds rings, so works are handed out in groups; a group of one is the rule.
/// O(works
/// + relations), Tarjan's algorithm by way of Boost.Graph.
Graph build_graph(const spdx::Stack& stack, const Catalogue& catalogue);

}  // namespace licet::engine
