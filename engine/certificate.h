// Makes certificates of verdicts; engine/verify.h checks them.
#pragma once

#include "engine/verify.h"

namespace licet::engine {

/// The certificate of a stack's verdicts, one statement a use: the choices taken, the states of
/// all works upstream of the target with the ways they came, the clauses met, the findings, and for
/// a conflict a set of conflicts that no choices avoid. It is the only one of its matter, and the
/// text of it is a value whose maps are written in the order of their keys. Errors: alternatives
/// that hang on each other so closely that the solver gave up or the verifier would. Cost of a
/// check, twice.
spdx::Result<spdx::Value> certify(const Matter& matter);

}  // namespace licet::engine
