// All that a result may go out under, as far as the catalogue knows.
#pragma once

#include <vector>

#include "engine/terms.h"

namespace licet::engine {

/// Every license of the catalogue that is coded clause by clause, by id, each as the whole label of
/// a work; then terms of one's own. Linear in licenses.
std::vector<Outbound> every_label(const Catalogue& catalogue, Terms& terms);

}  // namespace licet::engine
