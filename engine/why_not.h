// The smallest reason why something may not go out under a license.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analyze.h"
#include "engine/report.h"

namespace licet::engine {

/// The smallest minimal core (engine/cores.h) of one of these conflicts, when this use goes out
/// under this label; nothing if none of them stands then. `use` has a target and acts.
std::optional<Core> smallest_reason(const spdx::Stack& stack, const Catalogue& catalogue,
                                    const Request& request, spdx::Use use, const std::string& label,
                                    const std::vector<Finding>& conflicts);

}  // namespace licet::engine
