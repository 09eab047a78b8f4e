// What is valid in an expression and yet not what one would write.
#pragma once

#include <vector>

#include "spdx/expression.h"

namespace licet::spdx {

/// Remarks on a valid expression, in order of place: deprecated ids with their modern form, ids in
/// another letter case than the list's, `+` behind an id that says "only" or "or later" itself, and
/// exceptions behind licenses they were not written for. Each gives its place. Linear.
std::vector<ExpressionError> advise(const Expression& expression, const LicenseIndex& ids);

}  // namespace licet::spdx
