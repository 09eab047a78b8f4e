// By which license each work of a use was judged.
#pragma once

#include <vector>

#include "engine/decide.h"

namespace licet::engine {

/// For each work upstream of the target, and the target unless the use names another license for
/// it, the license that its statements leave under the alternatives that were taken, in the order
/// of the stack. Left out are works of which any license is missing, unknown or ambiguous, works
/// whose parts are licensed apart, and works with alternatives on which no finding hangs. Linear in
/// works and their alternatives.
std::vector<JudgedLicense> judged_licenses(const Case& use_case, const Decided& decided);

}  // namespace licet::engine
