// What is left of a judgement once alternatives are taken, whoever took them: the solver
// (engine/solve.h) or a certificate (engine/verify.h).
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/judge.h"

namespace licet::engine {

/// One option for each choice: index into its options.
using Picks = std::vector<std::uint32_t>;

/// Whether every one of these literals is satisfied by the picks.
bool satisfied(const std::vector<Literal>& needs, const Picks& picks);

/// Whether a finding stands under these picks.
bool stands(const Candidate& candidate, const Picks& picks);

/// Adds what nobody chooses, as it follows from the other picks. Each such choice is made of
/// earlier ones.
void follow(const std::vector<Choice>& choices, Picks& picks);

/// What stands under the picks, as a report has it: findings that differed by choices alone are
/// one, and of their arrivals those of licenses that were chosen are left.
std::vector<Candidate> standing(const Case& use_case, const std::vector<Candidate>& candidates,
                                const Picks& picks);

/// What is offered to recipients under a choice of licenses has to hold under each of them,
/// whatever is then chosen elsewhere: a finding if an option is not `possible`, which is asked with
/// the literals that option hangs on; nothing if the picks bring such a finding already.
std::optional<Candidate> narrowed_offer(
    const Case& use_case, const std::vector<Candidate>& candidates, const Picks& picks,
    const std::function<bool(const std::vector<Literal>&)>& possible);

}  // namespace licet::engine
