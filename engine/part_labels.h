// A label for each part of the target: code under one license, weights under another.
#pragma once

#include "engine/choose.h"
#include "engine/label_trial.h"
#include "engine/permissiveness.h"

namespace licet::engine {

/// What the parts of a target may go out under.
struct PartChoice {
  std::vector<PartFit> parts;  ///< in the order of kParts; empty: they give nothing more
  std::vector<std::pair<std::string, std::string>> together;  ///< part, license: judged as one
};

/// Tries one label of each group on each part of the target in which licensed works stand, while
/// the other parts go out under terms of one's own; a label fits if nothing that stands in the
/// part, or in the whole, is worse than a duty. Empty if the terms inside contradict each other,
/// works stand in fewer than two parts, or no part takes a license that is not among `whole`, those
/// that fit the whole. `together` takes for each part a license that arrives in it, else the most
/// permissive one, and is empty unless all of them at once add no conflict and leave nothing open.
/// Time: parts × groups × (judge() and solve()).
PartChoice choose_parts(const TrialBase& base, const std::vector<std::vector<LicenseId>>& groups,
                        const std::vector<LicenseId>& whole, const Common& common,
                        const Permissiveness& permissiveness);

}  // namespace licet::engine
