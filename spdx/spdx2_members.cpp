#include "spdx/spdx2_members.h"

#include "spdx/name_set.h"

namespace licet::spdx {

bool is_spdx2_member(std::string_view /*parent*/, std::string_view key) {
  if (key == "comment") return true;  // that of a relationship is read
  static constexpr auto kUnread =
      name_set_of(kUnreadOfDocument, kUnreadOfPackage, kUnreadOfFile, kUnreadOfSnippet,
                  kUnreadOfLicense, kUnreadOfReference);
  return !kUnread.contains(key);
}

}  // namespace licet::spdx
