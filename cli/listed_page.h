// Pages of `licet explain` for ids of the SPDX list, coded or not.
#pragma once

#include <string>

#include "cli/style.h"
#include "engine/catalogue.h"
#include "engine/license_facts.h"

namespace licet::cli {

/// What the list and the tables of data/spdx/ know of a license: flags, successor, versions,
/// bridges to other licenses, exceptions written for it, addresses. Empty if the list does not have
/// the id.
std::string listed_page(const std::string& id, const engine::Catalogue& catalogue,
                        const engine::LicenseFacts& facts, const Style& style);

/// Versions, bridges and exceptions alone, to stand below the page of a coded license.
std::string list_facts(const std::string& id, const engine::Catalogue& catalogue,
                       const engine::LicenseFacts& facts, const Style& style);

/// An exception: what it frees, what it asks. Empty if the list does not have the id.
std::string exception_page(const std::string& id, const engine::Catalogue& catalogue,
                           const Style& style);

}  // namespace licet::cli
