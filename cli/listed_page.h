// Pages of `licet explain` for ids of the SPDX list, coded or not.
#pragma once

#include <string>

#include "cli/page.h"
#include "engine/catalogue.h"
#include "engine/license_facts.h"

namespace licet::cli {

/// Puts on a page what the list and the tables of data/spdx/ know of a license: flags, successor,
/// versions, bridges to other licenses, exceptions written for it, addresses. False if the list
/// does not have the id.
bool listed_page(const std::string& id, const engine::Catalogue& catalogue,
                 const engine::LicenseFacts& facts, Page& page);

/// Versions, bridges and exceptions alone, to stand below the page of a coded license.
void list_facts(const std::string& id, const engine::Catalogue& catalogue,
                const engine::LicenseFacts& facts, Page& page);

/// An exception: what it frees, what it asks. False if the list does not have the id.
bool exception_page(const std::string& id, const engine::Catalogue& catalogue, Page& page);

}  // namespace licet::cli
