// The values that the assumptions have in one check, and what they make of a finding.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/catalogue.h"
#include "spdx/result.h"

namespace licet::engine {

/// One value for each assumption of the catalogue.
struct AssumptionValues {
  std::vector<std::size_t> value;  ///< by assumption: index into its values

  [[nodiscard]] Effect effect(const Catalogue& catalogue, AssumptionId id) const {
    return catalogue.assumptions[id].values[value[id]].effect;
  }

  /// The weakest effect of a set; Applies for the empty set.
  [[nodiscard]] Effect effect_of(const Catalogue& catalogue, AssumptionSet set) const;

  /// The first assumption of the set whose value makes findings vanish; only if effect_of is
  /// Absent.
  [[nodiscard]] AssumptionId absent_in(const Catalogue& catalogue, AssumptionSet set) const;
};

/// The severity of a finding under an effect other than Absent: open questions come out as reviews,
/// notes stay notes.
Severity severity_under(Effect effect, Severity declared);

/// The severity of a finding that rests on a set of assumptions whose weakest effect is not Absent.
/// As severity_under, but what is open only because a relation does not say how a work is used is
/// no question of law: a prohibition is unknown, and the rest stays what it is (a duty that may be
/// due is listed as due).
Severity severity_of(const Catalogue& catalogue, const AssumptionValues& values, AssumptionSet set,
                     Severity declared);

/// Defaults, then the profile, then single settings. Errors name the unknown profile, assumption or
/// value with the nearest right one.
spdx::Result<AssumptionValues> choose_values(
    const Catalogue& catalogue, const std::string& profile,
    const std::vector<std::pair<std::string, std::string>>& settings);

}  // namespace licet::engine
