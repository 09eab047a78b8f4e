// Checks certificates: whether a verdict follows, by a way of its own. Uses the tests of the rules
// (judge()), but neither propagation nor the solver.
#pragma once

#include <optional>
#include <string>

#include "engine/judge.h"
#include "engine/listed_states.h"
#include "engine/questions.h"
#include "engine/refutation.h"

namespace licet::engine {

/// What a certificate is about.
struct Matter {
  const spdx::Stack& stack;
  const Catalogue& catalogue;
  const Request& request;
  const Questions& questions;  ///< of these three
  std::string sha256;          ///< of the stack's bytes
};

/// What a certificate says of one use.
struct UseStatement {
  spdx::Value value;
  Severity verdict = Severity::Clear;
  std::string problem;  ///< why it cannot be certified; empty if it can
};

/// Writes what follows for a use from these states and picks, `listed_states` as given. Judges;
/// then the verdict stands only if the picks are the best ones (where they can be compared, see
/// best()), and a conflict only if no picks avoid all conflicts. An offer that cannot be kept is
/// a finding unless there is a conflict.
UseStatement state_use(const Case& use_case, const Picks& picks);

/// The certificate of these statements, one a use.
spdx::Value state_all(const Matter& matter, const std::vector<UseStatement>& uses);

/// Why a certificate is rejected, or nothing: it is the one certificate of this matter, its states
/// are the right ones (read_states()), and all it says follows from them. Every value of it is
/// compared. Its maps have to be in the order of their keys.
std::optional<Rejection> verify(const spdx::Value& certificate, const Matter& matter);

}  // namespace licet::engine
