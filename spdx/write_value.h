// Values to text: what writers of documents build their trees with.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spdx/value.h"

namespace licet::spdx {

/// A string.
Value make_text(std::string_view text);
/// A number, as it is to be written: `1`, `2.5`.
Value make_number(std::string_view text);
/// A list of these values.
Value make_list(std::vector<Value> items);
/// A list of strings.
Value make_texts(const std::vector<std::string>& texts);
/// A map of these members, in this order; keys should differ.
Value make_map(const std::vector<std::pair<std::string, Value>>& members);
/// Adds a member to a map, behind the others.
void add_member(Value& map, std::string_view key, Value value);
/// Adds a member with a string unless it is empty.
void add_text(Value& map, std::string_view key, std::string_view text);

/// A tree as JSON (RFC 8259): two spaces a level, members in their order, a line break at the end.
/// Offsets do not matter. What is not UTF-8 becomes U+FFFD; a number that is none becomes null.
std::string write_json(const Value& value);

/// A tree as a YAML 1.2 document in block style, a line break at the end. Strings are quoted
/// wherever they could be read as something else; scalars of other kinds stand as they are written.
std::string write_yaml(const Value& value);

}  // namespace licet::spdx
