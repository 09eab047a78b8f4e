// Takes states from propagation and choices from the solver, and writes the states in the one
// order a certificate has.
#include "engine/certificate.h"

#include <algorithm>
#include <tuple>

#include "engine/solve.h"

namespace licet::engine {

namespace {

// The states of the target's lineage in order, each by the shortest and first of its ways.
class Listing {
 public:
  Listing(const Model& model, spdx::WorkIndex target, const Flow& flow)
      : model_(model), works_(lineage_of(model, target)) {
    flow_.at.resize(flow.at.size());
    for (const spdx::WorkIndex work : works_) {
      flow_.at[work] = flow.at[work];
      std::ranges::sort(flow_.at[work], listed_before);
      for (std::uint32_t i = 0; i < flow_.at[work].size(); ++i) {
        Arrival& state = flow_.at[work][i];
        const bool own = state.relation == Arrival::kNone;
        state.depth = own ? 0 : Arrival::kNone;
        if (own) level_.push_back({work, i});
      }
    }
  }

  Flow run() {
    while (!level_.empty()) {
      std::vector<ArrivalRef> before;
      std::swap(before, level_);
      for (const ArrivalRef from : before) {
        for (const RelationIndex index : model_.graph.outgoing[from.work])
          step(from, index);
      }
    }
    return std::move(flow_);
  }

 private:
  void step(ArrivalRef from, RelationIndex index) {
    const spdx::WorkIndex result = model_.stack.relations[index].result;
    if (!std::ranges::binary_search(works_, result)) return;
    for (Arrival next : steps_over(model_, flow_[from], index)) {
      next.previous = from.index;
      auto& states = flow_.at[result];
      const auto known = std::ranges::lower_bound(states, next, listed_before);
      if (known == states.end() || !known->same_state(next)) continue;
      if (known->depth == Arrival::kNone)
        level_.push_back({result, static_cast<std::uint32_t>(known - states.begin())});
      if (known->relation != Arrival::kNone && way(next) < way(*known)) *known = next;
    }
  }

  static std::tuple<std::uint32_t, RelationIndex, std::uint32_t> way(const Arrival& state) {
    return {state.depth, state.relation, state.previous};
  }

  const Model& model_;
  std::vector<spdx::WorkIndex> works_;
  Flow flow_;
  std::vector<ArrivalRef> level_;  // states whose way is known, all of one depth
};

}  // namespace

spdx::Result<spdx::Value> certify(const Matter& matter) {
  const Questions& asked = matter.questions;
  const Graph graph = build_graph(matter.stack, matter.catalogue);
  const Model model{matter.stack, matter.catalogue, asked.terms, graph};
  const Flow flow = propagate(model);
  const Graph links = links_of(matter.stack, matter.catalogue);
  const Model listed_model{matter.stack, matter.catalogue, asked.terms, links};
  std::vector<UseStatement> statements;
  for (std::size_t i = 0; i < asked.uses.size(); ++i) {
    const spdx::Use& use = asked.uses[i];
    Judgement judged = judge(Case{model, flow, use, *use.target, asked.outbound[i], asked.values});
    const Solution solution = solve(judged.choices, judged.candidates.take());
    Picks picks = solution.picks;
    picks.resize(asked.terms.choices.size());
    const Flow listed = Listing(listed_model, *use.target, flow).run();
    statements.push_back(state_use(
        Case{listed_model, listed, use, *use.target, asked.outbound[i], asked.values}, picks));
    if (!solution.proven || !statements.back().problem.empty()) {
      const std::string why = solution.proven ? statements.back().problem
                                              : "the search for the best alternatives gave up";
      return spdx::Result<spdx::Value>::failed({
          {use.place, "there is no certificate for this use: " + why +
                          "; state which alternatives are taken"}
      });
    }
  }
  return {state_all(matter, statements), {}, {}};
}

}  // namespace licet::engine
