// A formula as parts that can be decided one by one.
#pragma once

#include <vector>

#include "spdx/formula.h"

namespace licet::spdx {

/// Formulas whose conjunction is this one and that share no license, save those that are needed
/// anyway: each of these is a part of its own, and what they satisfy is left out. So `A AND (A OR
/// B) AND (C OR D)` gives `A` and `C OR D`, and the smallest sets that satisfy the whole are the
/// unions of the parts' own. In the order in which the expression names their first license; at
/// least one. O(operands of the root × nodes).
std::vector<Formula> factors(const Formula& formula);

}  // namespace licet::spdx
