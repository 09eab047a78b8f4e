// Values as a piece of JSON (RFC 8259) that is laid out as the text around it.
#pragma once

#include <string>
#include <string_view>

#include "spdx/value.h"

namespace licet::spdx {

/// How JSON is laid out.
struct JsonLayout {
  std::string line;         ///< line break and indentation of the value; empty: all on one line
  std::string indent;       ///< what is added to `line` with each level
  std::string colon = ":";  ///< between a key and its value
  std::string comma = ",";  ///< between the entries of what stands on one line
};

/// A text in quotes: `"`, `\` and control characters escaped, everything else as it is.
std::string json_quoted(std::string_view text);

/// An entry of a list or map: with its key, if it has one. Offsets do not matter; numbers,
/// `true`, `false` and `null` are written as their `text` says. Recurses as deep as the value.
std::string json_piece(const Value& value, const JsonLayout& layout = {});

}  // namespace licet::spdx
