// The page of `licet explain` for a license of the catalogue.
#pragma once

#include <string>

#include "cli/style.h"
#include "engine/catalogue.h"

namespace licet::cli {

/// A license clause by clause: what it grants, forbids, requires, with sections and reach.
std::string license_page(const engine::License& license, const engine::Catalogue& catalogue,
                         const Style& style);

}  // namespace licet::cli
