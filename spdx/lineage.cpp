#include "spdx/lineage.h"

#include <algorithm>
#include <utility>

namespace licet::spdx {

namespace {

using Neighbours = std::vector<std::vector<WorkIndex>>;

// Walks depth first from a work towards its sources and notes the works in the order in which it
// leaves them.
void leave(const Neighbours& sources, WorkIndex start, std::vector<bool>& entered,
           std::vector<WorkIndex>& order) {
  std::vector<std::pair<WorkIndex, std::size_t>>
      open;  // a work and how many of its sources were looked at
  const auto enter = [&](WorkIndex work) {
    if (entered[work]) return;
    entered[work] = true;
    open.emplace_back(work, 0);
  };
  enter(start);
  while (!open.empty()) {
    auto& [work, next] = open.back();
    if (next < sources[work].size()) {
      enter(sources[work][next++]);
      continue;
    }
    order.push_back(work);
    open.pop_back();
  }
}

std::vector<WorkIndex> leaving_order(const Neighbours& sources) {
  std::vector<WorkIndex> order;
  std::vector<bool> entered(sources.size());
  for (WorkIndex start = 0; start < sources.size(); ++start)
    leave(sources, start, entered, order);
  return order;
}

// Marks all that can be reached from a work.
void mark(const Neighbours& next, WorkIndex start, std::vector<bool>& marks) {
  std::vector<WorkIndex> open = {start};
  marks[start] = true;
  while (!open.empty()) {
    const WorkIndex work = open.back();
    open.pop_back();
    for (const WorkIndex other : next[work]) {
      if (marks[other]) continue;
      marks[other] = true;
      open.push_back(other);
    }
  }
}

}  // namespace

// The work left last is final (Kosaraju): whatever is made from it is in a ring with it. So is the
// last one left that no final work found so far is made from, and so on.
std::vector<bool> final_works(const Stack& stack) {
  Neighbours sources(stack.works.size());
  Neighbours results(stack.works.size());
  for (const Relation& relation : stack.relations) {
    sources[relation.result].push_back(relation.source);
    results[relation.source].push_back(relation.result);
  }
  std::vector<WorkIndex> order = leaving_order(sources);
  std::ranges::reverse(order);
  std::vector<bool> reached(stack.works.size());
  std::vector<bool> final(stack.works.size());
  for (const WorkIndex work : order) {
    if (reached[work]) continue;
    mark(sources, work, reached);
    mark(results, work, final);
  }
  return final;
}

}  // namespace licet::spdx
