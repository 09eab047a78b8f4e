// Makes certificates of verdicts; engine/verify.h checks them.
#pragma once

#include "engine/verify.h"

namespace licet::engine {

/// The certificate of a stack's verdicts: what it is about; the choices taken in each use; the
/// states of all works with the ways they came; and for each use the findings, and for a conflict a
/// set of conflicts that no choices avoid. With these choices it is the only one of its matter.
/// Errors: alternatives that hang on each other so closely that the solver gave up or the verifier
/// would. Cost of a check, twice.
spdx::Result<std::string> certify(const Matter& matter);

}  // namespace licet::engine
