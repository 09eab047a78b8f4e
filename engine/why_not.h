// The smallest reason why something may not go out under a license.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analyze.h"
#include "engine/report.h"

namespace licet::engine {

/// The smallest minimal core (engine/cores.h) of one of these conflicts, when the use of this
/// stack, its only one, goes out under the label that it states; nothing if none of them stands
/// then.
std::optional<Core> smallest_reason(const spdx::Stack& stack, const Catalogue& catalogue,
                                    const Request& request, const std::vector<Finding>& conflicts);

}  // namespace licet::engine
