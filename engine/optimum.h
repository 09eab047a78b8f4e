// The cheapest model of clauses.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "spdx/sat.h"

namespace licet::engine {

/// A literal that had better hold, and what it costs if it does not.
struct Soft {
  int literal = 0;
  std::uint64_t weight = 1;
};

/// The least total weight of soft literals that do not hold in any model. Afterwards only the
/// models of that cost are left, so that a second call decides among them. Nothing if there is no
/// model, or the search gave up. Core-guided: each set of softs that cannot all hold is paid for
/// once, and may then be broken in one place (OLL: Andres, Kaufmann, Matheis, Schaub,
/// "Unsatisfiability-based optimization in clasp", 2012; with totalizers as in Ignatiev, Morgado,
/// Marques-Silva, "RC2", 2019).
std::optional<std::uint64_t> minimize(spdx::Sat& sat, const std::vector<Soft>& soft);

}  // namespace licet::engine
