// Finding ids of a license list, letter case aside.
#pragma once

#include <string_view>
#include <vector>

#include "spdx/license_list.h"

namespace licet::spdx {

/// A hash table over the ids of a list. Building it is linear in the list (some microseconds for
/// SPDX's 819 entries); a look-up is O(length of the id) and allocates nothing. The list must
/// outlive it.
class LicenseIndex {
 public:
  explicit LicenseIndex(const LicenseList& list);

  /// Position of the license with this id in any letter case; kUnlisted if there is none.
  [[nodiscard]] ListIndex license(std::string_view id) const;

  /// Position of the exception with this id, likewise.
  [[nodiscard]] ListIndex exception(std::string_view id) const;

  [[nodiscard]] const ListedLicense& operator[](ListIndex index) const {
    return list_.entries[index];
  }

  [[nodiscard]] const LicenseList& list() const { return list_; }

 private:
  [[nodiscard]] ListIndex find(std::string_view id) const;

  LicenseList list_;
  std::vector<ListIndex> slots_;  ///< open addressing; a power of two, at most half full
};

}  // namespace licet::spdx
