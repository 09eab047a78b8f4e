// What a JSON text is about, told without reading it.
#pragma once

#include <string_view>

namespace licet::spdx {

/// Whether the text looks like a JSON object (a byte order mark and white space may stand before
/// it) that has a member of this name on its top level. Nothing is allocated, and what is no JSON
/// is passed over, not refused. An escaped spelling of the name does not count. Linear.
bool has_json_member(std::string_view text, std::string_view name);

}  // namespace licet::spdx
