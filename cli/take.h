// `--take WORK=LICENSE`: the user has chosen among the alternatives that a work's license gives.
#pragma once

#include <string>
#include <vector>

#include "spdx/license_index.h"
#include "spdx/stack.h"

namespace licet::cli {

/// Puts what was taken in the place of the works' statements: an expression of licenses that
/// together satisfy the statement. The other alternatives stay known as LicenseClaim::left. Errors:
/// not written WORK=LICENSE, no such work, a statement by parts or none, an expression that does
/// not parse, a license that the statement does not offer.
std::vector<spdx::Error> take_alternatives(const std::vector<std::string>& takes,
                                           const spdx::LicenseIndex& ids, spdx::Stack& stack);

}  // namespace licet::cli
