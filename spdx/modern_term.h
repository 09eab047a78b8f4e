// Licenses of an expression in today's words.
#pragma once

#include <string>

#include "spdx/expression.h"

namespace licet::spdx {

/// The term as the list spells it, a deprecated id replaced by what the list names in its place:
/// `GPL-2.0+` is `GPL-2.0-or-later`, `eCos-2.0` is `GPL-2.0-or-later WITH eCos-exception-2.0`, and
/// `+` behind an or-later id goes. A deprecated id without successor stays, as does one whose
/// successor cannot take the exception that follows it. O(1) but for the length of the text.
std::string modern_text(const Expression& expression, const LicenseTerm& term,
                        const LicenseIndex& ids);

}  // namespace licet::spdx
