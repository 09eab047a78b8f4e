// The ids of the SPDX license list with the facts that reading expressions needs, and a fast index
// over them. The program carries a snapshot (data/spdx/), which costs nothing until it is asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace licet::spdx {

using ListIndex = std::uint16_t;                ///< position in LicenseList::entries
inline constexpr ListIndex kUnlisted = 0xFFFF;  ///< no position: the list does not have the id

/// Where a license stands among the versions of its family (data/spdx/families.json).
struct ListedVersion {
  std::uint16_t family = 0;  ///< licenses of one number are versions of one license; 0: of none
  std::uint16_t rank = 0;    ///< 0 is the oldest version on the list
  bool or_later = false;     ///< the id says "or later" itself: `GPL-2.0-or-later`
  /// What comes from this version has, under the later version `instead_of`, the terms of
  /// `arrives_as`: MPL-1.1 under MPL-2.0 has no secondary licenses. kUnlisted: nothing special.
  ListIndex arrives_as = kUnlisted;
  ListIndex instead_of = kUnlisted;
};

/// What to write in place of an id.
struct ListedSuccessor {
  std::string_view use;   ///< an expression
  std::string_view when;  ///< it replaces this expression only; empty: the id itself
};

/// A license or exception of the list. Views only: whoever made the list keeps the text.
struct ListedLicense {
  std::string_view id;
  std::string_view name;
  bool exception = false;
  bool osi_approved = false;
  std::optional<bool> fsf_libre;  ///< nothing: the FSF has not said
  bool deprecated = false;
  std::string_view deprecated_in;  ///< version of the list that deprecated it
  std::string_view added_in;       ///< version of the list that has had it first; may be empty
  std::span<const ListedSuccessor> successors;
  std::span<const std::string_view> cross_refs;
  ListedVersion version;
  bool only_permits =
      false;  ///< exception: it takes nothing away, so one may keep to the license alone
  std::span<const std::string_view> written_for;  ///< exception: ids of the licenses; empty: any

  /// Whether the OSI or the FSF approves of it.
  [[nodiscard]] bool open_source() const { return osi_approved || fsf_libre.value_or(false); }
};

/// A list as a view: licenses sorted by id in byte order, behind them the exceptions likewise.
struct LicenseList {
  std::string_view version;
  std::span<const ListedLicense> entries;
  std::size_t licenses = 0;  ///< how many of the entries are licenses
};

/// The list compiled into this program. Constant data; the call costs nothing.
LicenseList embedded_license_list();

}  // namespace licet::spdx
