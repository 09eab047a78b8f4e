// The page of `licet explain` for a license of the catalogue.
#pragma once

#include "cli/page.h"
#include "engine/catalogue.h"

namespace licet::cli {

/// Puts a license on a page, clause by clause: what one may, must not and must do, on what and
/// when, with sections; and what the words of that mean.
void license_page(const engine::License& license, const engine::Catalogue& catalogue, Page& page);

/// What a clause says beside its note, a label and a text each: acts, transfers, what is open,
/// condition, payload. Absent ones are left out.
std::vector<Page::Line> clause_details(const engine::Clause& clause,
                                       const engine::Catalogue& catalogue);

}  // namespace licet::cli
