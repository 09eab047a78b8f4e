// `licet fix`: what to change so that a conflict is gone.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "cli/input.h"
#include "cli/style.h"
#include "engine/fix.h"

namespace licet::cli {

struct FixOptions {
  CheckOptions check;
  std::vector<std::string> candidates;  ///< licenses to replace works with, parted by commas
  std::size_t most = 10;
  std::string format = "text";
  std::string output;
};

struct FixRenderer {
  std::string_view name;
  std::string (*render)(const std::vector<engine::UseRepairs>&, const Style&);
};

/// How repairs can be printed: `text` first, then `json`.
const std::array<FixRenderer, 2>& fix_renderers();

/// Prints the repairs of each use. kFine if no use is in conflict, or each that is has a repair;
/// kFindings if one has none; kBadInput with the errors printed.
int run_fix(const FixOptions& options);

}  // namespace licet::cli
