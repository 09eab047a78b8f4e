// A structured text (JSON or YAML) as a tree of values that know where they stood.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/result.h"
#include "spdx/source.h"

namespace licet::spdx {

/// One value. Scalars keep the text they were written with, so nothing is lost to number formats.
struct Value {
  enum class Kind {
    Null,
    Boolean,
    Number,
    String,
    List,
    Map
  };

  Kind kind = Kind::Null;
  std::string text;        ///< scalars: as written (`true`, `7e8`, `llama3.1`), strings unescaped
  std::size_t offset = 0;  ///< where the value begins in its source
  std::size_t end = 0;     ///< just behind it; 0 from YAML, whose parser does not tell
  std::string key;         ///< member of a map: its key
  std::size_t key_offset = 0;  ///< member of a map: where the key begins
  std::vector<Value> items;    ///< members of a list or map, in document order

  /// The member with this key, or null. O(members).
  [[nodiscard]] const Value* find(std::string_view name) const;
};

/// What a plain (unquoted) scalar of YAML is, by the core schema (YAML 1.2, 10.3.2) without octal
/// and hexadecimal numbers.
Value::Kind kind_of_plain(std::string_view text);

/// "a list", "a map", "text" …: what a value is, for messages.
std::string_view describe(Value::Kind kind);

/// JSON (RFC 8259) to a value. Errors: what check_text finds, syntax (with place and what was
/// expected), duplicate keys, nesting beyond kMaxDepth, more than kMaxValues values. Linear in the
/// text.
Result<Value> read_json(const SourceText& source);

/// YAML 1.2 to a value; a text without any document is Null. Plain scalars `true`/`false`, numbers
/// and `null`/`~`/nothing are typed, quoted ones are strings. Aliases are expanded by copying and
/// count against kMaxValues and kMaxInputBytes, so an "alias bomb" is an error, not a hang. Errors
/// as for read_json, and a second document, which would else be dropped in silence.
Result<Value> read_yaml(const SourceText& source);

}  // namespace licet::spdx
