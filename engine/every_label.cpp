#include "engine/every_label.h"

#include <algorithm>

namespace licet::engine {

std::vector<Outbound> every_label(const Catalogue& catalogue, Terms& terms) {
  std::vector<std::string> ids;
  for (const License& license : catalogue.licenses) {
    if (!license.summary) ids.push_back(license.id);
  }
  std::ranges::sort(ids);
  ids.push_back(catalogue.own_terms.front());
  std::vector<Outbound> labels;
  std::vector<spdx::Error> errors;  // none: every id is known
  for (const std::string& id : ids) {
    const spdx::LicenseClaim claim{"", id, spdx::Evidence::Declared, false, {}};
    labels.push_back(bind_outbound(claim, "", catalogue, terms, errors));
  }
  return labels;
}

}  // namespace licet::engine
