#include "spdx/versions.h"

#include <algorithm>

namespace licet::spdx {

std::vector<ListIndex> versions_admitted(const LicenseIndex& ids, ListIndex license,
                                         bool or_later) {
  const ListedVersion& from = ids[license].version;
  if (from.family == 0 || !(or_later || from.or_later)) return {license};
  std::vector<ListIndex> found;
  for (std::size_t i = 0; i < ids.list().licenses; ++i) {
    const ListedVersion& version = ids.list().entries[i].version;
    if (version.family == from.family && version.rank >= from.rank && !version.or_later)
      found.push_back(static_cast<ListIndex>(i));
  }
  std::ranges::sort(found, {}, [&](ListIndex i) { return ids[i].version.rank; });
  if (from.arrives_as != kUnlisted) std::ranges::replace(found, from.instead_of, from.arrives_as);
  return found;
}

}  // namespace licet::spdx
