// A stack as text, places aside: to compare what was read from different texts.
#pragma once

#include <string>

#include "spdx/stack.h"

namespace licet::tests {

/// A line a work with its licenses and facts below it, a line a relation, a line a use.
std::string shown(const spdx::Stack& stack);

}  // namespace licet::tests
