// Versions of one license, and what "or later" lets a licensee choose.
#pragma once

#include <vector>

#include "spdx/license_index.h"

namespace licet::spdx {

/// The licenses of the list that a statement lets one choose, oldest first. Without "or later",
/// neither as `+` nor in the id, that is the license itself; else every version of its family from
/// that one on (data/spdx/families.json), or the license itself if it has no family. Where a work
/// that comes from the older version stands otherwise under the newer one, the id says so. Linear
/// in the list.
std::vector<ListIndex> versions_admitted(const LicenseIndex& ids, ListIndex license, bool or_later);

}  // namespace licet::spdx
