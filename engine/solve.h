// Takes one alternative for each choice, so that what remains is the least bad.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/candidate.h"

namespace licet::engine {

/// What is left to deal with, compared in this order: conflicts, unknowns, reviews (numbers of
/// subjects: the same clause of one license is one, whatever leads to it), and the weight of the
/// duties. Notes cost nothing.
using Cost = std::array<std::uint64_t, 4>;

/// One option for each choice.
struct Solution {
  std::vector<std::uint32_t> picks;  ///< by choice: index into its options
  Cost cost = {};
  bool proven = true;  ///< no other picks are better; false only if the search gave up
};

/// Whether a finding stands under these picks.
bool stands(const Candidate& candidate, const std::vector<std::uint32_t>& picks);

/// Whether every one of these literals is satisfied by the picks.
bool satisfied(const std::vector<Literal>& needs, const std::vector<std::uint32_t>& picks);

/// What these picks cost. Linear in the candidates.
Cost cost_of(const std::vector<Candidate>& candidates, const std::vector<std::uint32_t>& picks);

/// The cheapest picks. Ties go to the options that stand first, choices in the order of their
/// works' ids. Exact: a SAT solver over one variable an option, each level of the cost minimised
/// and then fixed; never a product over alternatives.
Solution solve(const std::vector<Choice>& choices, const std::vector<Candidate>& candidates);

/// Fewest conflicts that any picks leave that satisfy these literals.
std::uint64_t fewest_conflicts(const std::vector<Choice>& choices,
                               const std::vector<Candidate>& candidates,
                               const std::vector<Literal>& given);

}  // namespace licet::engine
