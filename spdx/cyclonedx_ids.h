// Which ids of the SPDX list the schemas of CycloneDX know.
#pragma once

#include <string_view>

#include "spdx/license_index.h"

namespace licet::spdx {

/// Whether `license.id` may be this in CycloneDX 1.6 and later: the list of ids in its schema is
/// closed, and what is newer can stand in an expression only. O(length of the id).
bool in_cyclonedx_schema(const LicenseIndex& ids, std::string_view id);

}  // namespace licet::spdx
