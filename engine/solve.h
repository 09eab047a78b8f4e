// Takes one alternative for each choice, so that what remains is the least bad.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/standing.h"

namespace licet::engine {

/// What is left to deal with, compared in this order: conflicts, unknowns, reviews (numbers of
/// subjects: the same clause of one license is one, whatever leads to it), and the weight of the
/// duties. Notes cost nothing.
using Cost = std::array<std::uint64_t, 4>;

/// One option for each choice.
struct Solution {
  Picks picks;
  Cost cost = {};
  bool proven = true;  ///< no other picks are better; false only if the search gave up
};

/// What these picks cost. Linear in the candidates.
Cost cost_of(const std::vector<Candidate>& candidates, const Picks& picks);

/// The cheapest picks. Ties go to the options that stand first, choices in the order of their
/// works' ids. Exact: a SAT solver over one variable an option, each level of the cost minimised
/// and then fixed; never a product over alternatives.
Solution solve(const std::vector<Choice>& choices, const std::vector<Candidate>& candidates);

/// Fewest conflicts that any picks leave that satisfy these literals.
std::uint64_t fewest_conflicts(const std::vector<Choice>& choices,
                               const std::vector<Candidate>& candidates,
                               const std::vector<Literal>& given);

}  // namespace licet::engine
