// What is made from what, apart from any meaning.
#pragma once

#include <vector>

#include "spdx/stack.h"

namespace licet::spdx {

/// For each work whether nothing else is made from it. Works that are made from each other in a
/// ring count as one: if nothing outside the ring is made from any of them, each is final. Linear,
/// without recursion.
std::vector<bool> final_works(const Stack& stack);

}  // namespace licet::spdx
