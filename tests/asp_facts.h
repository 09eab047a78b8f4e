// A stack and what the catalogue says of it, as facts for the answer-set program of tests/asp. The
// program has rules only; what a license, a relation or a transfer is comes from here.
#pragma once

#include <string>

#include "engine/analyze.h"

namespace licet::tests {

/// The facts of a stack with one use that names its target; the licenses it names and no others.
/// License statements are single ids, words such as `NONE`, and `A OR B` or `A AND B` of them, as
/// random_stack makes them; anything else comes out as an unknown license. No exceptions.
std::string asp_facts(const spdx::Stack& stack, const engine::Catalogue& catalogue,
                      const engine::Request& request);

}  // namespace licet::tests
