// Whether what is said of a work's license agrees with itself.
#pragma once

#include <string>
#include <vector>

#include "engine/catalogue.h"
#include "spdx/stack.h"

namespace licet::engine {

/// What other statements say of a work's license than those that govern (Work::licenses), each in
/// words: `declared MIT`, `found in its files: GPL-2.0-only`. A declaration agrees if it is
/// equivalent as an expression; a find agrees if its licenses all stand in the governing
/// statements. Statements that are no expressions are compared by their letters. Linear but for
/// equivalence (spdx/formula.h).
std::vector<std::string> disagreements(const spdx::Work& work, const Catalogue& catalogue);

}  // namespace licet::engine
