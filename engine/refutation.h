// Choices of a certificate: that no others do better, by a search of its own. Nothing of the solver
// is used.
#pragma once

#include <optional>
#include <vector>

#include "engine/standing.h"

namespace licet::engine {

/// Most steps of a search. Each looks at every finding once.
inline constexpr std::size_t kMostSteps = 20'000;

/// Whether some picks that satisfy `given`, literals of choices that somebody makes, meet none of
/// the conflicts among these findings; nothing if that takes more than kMostSteps.
std::optional<bool> avoidable(std::vector<Candidate> candidates, const std::vector<Choice>& choices,
                              const std::vector<Literal>& given);

/// Whether other picks are better, or as good and come first: conflicts, then unknowns, then
/// reviews, then the weight of duties, counted by subject; options in order, choices by the ids of
/// their works. Nothing if that takes more than kMostSteps.
std::optional<bool> surpassed(const Picks& picks, const std::vector<Candidate>& candidates,
                              const std::vector<Choice>& choices);

}  // namespace licet::engine
