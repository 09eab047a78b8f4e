// The only file with Boost.Graph.
#include "engine/graph.h"

#include <algorithm>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

namespace licet::engine {

namespace {

// Boost's strong_components visits depth first by recursion on its own stack, not the program's, so
// long chains are safe. It numbers components in reverse topological order of the edges given: with
// edges from results to sources, sources come first.
std::vector<std::vector<spdx::WorkIndex>> components(const spdx::Stack& stack,
                                                     const std::vector<bool>& carries) {
  using Csr = boost::compressed_sparse_row_graph<boost::directedS>;
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  edges.reserve(stack.relations.size());
  for (std::size_t i = 0; i < stack.relations.size(); ++i) {
    if (carries[i]) edges.emplace_back(stack.relations[i].result, stack.relations[i].source);
  }
  const Csr graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(),
                  stack.works.size());
  std::vector<std::size_t> component(stack.works.size());
  const auto count = boost::strong_components(
      graph,
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::vector<spdx::WorkIndex>> groups(count);
  for (std::size_t work = 0; work < component.size(); ++work) {
    groups[component[work]].push_back(static_cast<spdx::WorkIndex>(work));
  }
  return groups;
}

}  // namespace

Graph build_graph(const spdx::Stack& stack, const Catalogue& catalogue) {
  Graph graph;
  graph.incoming.resize(stack.works.size());
  graph.outgoing.resize(stack.works.size());
  graph.loops.resize(stack.works.size());
  std::vector<bool> carries(stack.relations.size());
  for (std::size_t i = 0; i < stack.relations.size(); ++i) {
    const spdx::Relation& relation = stack.relations[i];
    const RelationId kind = catalogue.find_relation(relation.kind).value_or(0);
    carries[i] = std::ranges::any_of(catalogue.relations[kind].carries, [&](const Carry& carry) {
      return catalogue.composition[catalogue.identity][carry.transfer] != catalogue.nothing;
    });
    if (carries[i] && relation.source == relation.result) graph.loops[relation.result] = true;
    graph.kinds.push_back(kind);
    graph.incoming[relation.result].push_back(static_cast<RelationIndex>(i));
    graph.outgoing[relation.source].push_back(static_cast<RelationIndex>(i));
  }
  graph.groups = components(stack, carries);
  for (const auto& group : graph.groups) {
    if (group.size() > 1 || graph.loops[group.front()]) graph.rings.push_back(group);
  }
  return graph;
}

}  // namespace licet::engine
