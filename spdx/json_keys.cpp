#include "spdx/json_keys.h"

#include "spdx/top_members.h"

namespace licet::spdx {

bool has_json_member(std::string_view text, std::string_view name) {
  for (TopMembers members(text); members.next();) {
    if (members.key() == name) return true;
  }
  return false;
}

}  // namespace licet::spdx
