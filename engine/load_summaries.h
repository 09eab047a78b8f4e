// Licenses of which the class alone is known: data/summaries.json says the class, data/classes.json
// what is taken for its terms.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/load_catalogue.h"

namespace licet::engine {

/// The licenses of data/summaries.json whose id, in lower case, `wanted` says yes to. Their clauses
/// are those of the class and of the row's flags; no clause has an anchor, and each has the section
/// kByClass. Errors: unknown words, classes that go round in a ring. Linear in both tables.
std::vector<License> load_summaries(const DataSet& data,
                                    const std::function<bool(const std::string&)>& wanted,
                                    const Catalogue& catalogue, std::vector<spdx::Error>& errors);

}  // namespace licet::engine
