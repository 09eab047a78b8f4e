// Under which classes of licenses a work that is to be replaced may be.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/edits.h"
#include "engine/solve.h"

namespace licet::engine {

/// Most ways to replace several works that are judged for one repair.
inline constexpr std::size_t kMostWays = 64;

/// A change to another work of this kind, under one of the licenses of data/repairs.json: the first
/// is tried, the others if it helps. Nothing if the data has none for this kind that the catalogue
/// holds.
std::optional<Edit> replacement_by_class(std::size_t index, const spdx::Work& work,
                                         const Means& means);

/// What a set of changes leads to.
struct After {
  Severity verdict = Severity::Clear;
  Cost cost = {};
};

/// A repair with the licenses that do for each replacement.
struct Settled {
  std::vector<Edit> changes;  ///< their replacements: `to` what does, `from` what does not
  After worst;                ///< of all ways to replace, by verdict, then cost
  bool varies = false;        ///< some way leads to a better one
};

/// Judges changes; nothing if they are no repair.
using EditTrial = std::function<std::optional<After>(const std::vector<Edit>& changes)>;

/// Tries every license of every replacement of a repair that holds with the first of each. What
/// does for one does so beside all that does for the others. Where that would take more than
/// kMostWays, a replacement keeps its first license, and nothing is said of its others. Time: so
/// many trials.
Settled settle(const std::vector<Edit>& changes, const After& first, const Means& means,
               const EditTrial& trial);

}  // namespace licet::engine
