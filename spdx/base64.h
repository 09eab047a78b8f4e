// Base64 (RFC 4648, 4), in which documents hold texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace licet::spdx {

/// The bytes a text stands for; white space and missing padding are let pass. Nothing if it holds
/// another character than those of the alphabet, or ends within a byte. Linear.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace licet::spdx
