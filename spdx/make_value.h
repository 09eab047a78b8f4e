// Values made by hand: for front ends that turn another syntax into the shape of a JSON schema.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "spdx/value.h"

namespace licet::spdx {

/// Where a value stood: [begin, end) in its source; end 0 if that is not known.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A string, a map without members, or a list without items.
Value make_text(ValueText text, Extent span);
Value make_map(Extent span);
Value make_list(Extent span);

/// How often a member may stand in a map.
enum class Occurs : std::uint8_t {
  Once,  ///< a second one makes a list of both, which the reader of the map meets and tells of
  List   ///< the member is a list, and each value one item of it
};

/// Adds a member that the map does not have yet; its key has to outlive the map. Constant time.
void add_new_member(Value& map, std::string_view key, std::size_t key_offset, Value value,
                    Occurs occurs);

/// Adds to a member that the map has. Constant time.
void add_to_member(Value& member, Value value);

/// A value that has been put together in another one: it takes no more room than it needs, and
/// `from`, which is empty then, keeps the room for the next. O(items).
Value taken(Value& from);

/// One or the other, as the map has it. O(members).
void add_member(Value& map, std::string_view key, std::size_t key_offset, Value value,
                Occurs occurs);

}  // namespace licet::spdx
