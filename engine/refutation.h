// Choices of a certificate: that no others do better, by a search of its own. Nothing of the solver
// is used.
#pragma once

#include <optional>
#include <vector>

#include "engine/candidate.h"

namespace licet::engine {

/// One option for each choice of the terms; what hangs on others follows.
using Picks = std::vector<std::uint32_t>;

/// Most steps of a search, and most combinations of alternatives that are compared.
inline constexpr std::size_t kMostSteps = 20'000;
inline constexpr std::size_t kMostCompared = 4096;

/// Whether the literals hold under the picks.
bool hold(const std::vector<Literal>& needs, const std::vector<Choice>& choices,
          const Picks& picks);

/// Whether some picks that satisfy `given` meet none of these conflicts; nothing if that takes more
/// than kMostSteps. Exhaustive, branching on what avoids the conflict with the fewest ways out.
std::optional<bool> avoidable(const std::vector<const Candidate*>& conflicts,
                              const std::vector<Choice>& choices,
                              const std::vector<Literal>& given);

/// Of conflicts that no picks avoid a set that still cannot be avoided, the one there is to
/// certify: a conflict that hangs on no choice if there is one, else what is left when, from the
/// last to the first, each is dropped that is not needed. Nothing beyond the limit.
std::optional<std::vector<const Candidate*>> refutation(std::vector<const Candidate*> conflicts,
                                                        const std::vector<Choice>& choices);

/// The choices of the terms that some finding hangs on, in order.
std::vector<ChoiceId> relevant_choices(const std::vector<Candidate>& candidates,
                                       const std::vector<Choice>& choices);

/// Whether these picks are the best, and of the best ones the first: conflicts, then unknowns, then
/// reviews, then the weight of duties, counted by subject; options in order, choices by the ids of
/// their works. Tries every combination of the relevant choices; nothing if they are more than
/// kMostCompared.
std::optional<bool> best(const std::vector<Candidate>& candidates,
                         const std::vector<Choice>& choices, const Picks& picks);

}  // namespace licet::engine
