// What is derived from a stack before its uses are judged.
#pragma once

#include <utility>
#include <vector>

#include "engine/judge.h"
#include "engine/questions.h"

namespace licet::engine {

/// A stack with its graph and everything that flows through it. Stack and catalogue have to live as
/// long. `states` finds what flows: propagate(), or what is to be compared with it. Made in time
/// linear in relations times the different terms that meet.
struct Analysis {
  Analysis(const spdx::Stack& stack, const Catalogue& catalogue, Questions asked,
           Flow (*states)(const Model&) = propagate)
      : questions(std::move(asked)),
        graph(build_graph(stack, catalogue)),
        model{stack, catalogue, questions.terms, graph},
        flow(states(model)) {}

  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  /// Empty if everything that flows was followed; else nothing may be judged, and this says so.
  [[nodiscard]] std::vector<spdx::Error> errors() const;

  /// One of the uses, ready to be judged.
  [[nodiscard]] Case use_case(std::size_t use) const {
    return {model,
            flow,
            questions.uses[use],
            *questions.uses[use].target,
            questions.outbound[use],
            questions.values};
  }

  const Questions questions;
  const Graph graph;
  const Model model;
  const Flow flow;
};

}  // namespace licet::engine
