// The concluded licenses that a verdict stands for.
#pragma once

#include <vector>

#include "cli/remarks.h"

namespace licet::cli {

/// Enters a concluded license for each work that every use judged by one and the same license: the
/// alternative taken, be it the user's (`--take`) or the solver's, or the one license that the
/// document declares. None is entered where the document concludes one itself, where other
/// evidence disagrees (unless the user took the alternative), where a list leaves open whether all
/// or any of it applies, and where the license is no SPDX expression of ids on the list and
/// references that the document defines. A work without a remark gets one. The report has to tell
/// the licenses (engine::Request::licenses). Linear in works, but for comparing evidence.
void add_conclusions(const Judged& judged, std::vector<spdx::Remark>& remarks);

}  // namespace licet::cli
