// Takes one alternative for each choice, so that what remains is the least bad.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/candidate.h"

namespace licet::engine {

/// Number of findings by severity, worst first; compared in that order.
using Cost = std::array<std::size_t, 5>;

/// One option for each choice.
struct Solution {
  std::vector<std::uint32_t> picks;  ///< by choice: index into its options
  Cost cost = {};
  bool proven = true;            ///< every combination was tried, so none is better
  std::size_t combinations = 1;  ///< of the choices that findings hang on; capped
};

/// Most combinations that are all tried; beyond, single choices are improved until none helps, and
/// the solution says that it is not proven.
inline constexpr std::size_t kMaxCombinations = 4096;

/// Whether a finding stands under these picks.
bool stands(const Candidate& candidate, const std::vector<std::uint32_t>& picks);

/// The cheapest picks: fewest conflicts, then fewest unknowns, reviews, obligations, notes; ties go
/// to the options that stand first. This is the interface a SAT-based solver fills: `candidates`
/// are the conflicts with the literals they hang on, `choices` the one-hot variables.
Solution solve(const std::vector<Choice>& choices, const std::vector<Candidate>& candidates);

}  // namespace licet::engine
