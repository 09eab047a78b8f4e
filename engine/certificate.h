// Makes certificates; engine/verify.h checks them.
#pragma once

#include "engine/verify.h"

namespace licet::engine {

/// The certificate of a matter: what it is about, what a search has found, and the states of all
/// works with the ways they came. Of a verdict, for each use: the choices taken, the findings, the
/// clauses that were met and made none with the reasons; for a conflict its core, and where a
/// verdict is no milder whatever is chosen, findings of which one always stands. Of labels, for
/// each use: what rules out each of them.
/// Errors: alternatives that hang on each other so closely that the solver gave up or, for a
/// conflict or a label, the verifier would; a label that nothing rules out. Cost of a check, twice,
/// and for each conflict that of its core; of labels, that of a check for each group.
spdx::Result<std::string> certify(const Matter& matter);

}  // namespace licet::engine
