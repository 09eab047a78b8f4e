// A structured text (JSON or YAML) as a tree of values that know where they stood.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/result.h"
#include "spdx/source.h"
#include "spdx/value_text.h"

namespace licet::spdx {

/// A byte of an input, in 32 bits: no input is larger than kMaxInputBytes, and values are many.
class Offset {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): stands wherever a number of bytes does
  constexpr Offset(std::size_t byte = 0) : byte_(static_cast<std::uint32_t>(byte)) {}

  // NOLINTNEXTLINE(google-explicit-constructor)
  constexpr operator std::size_t() const { return byte_; }

 private:
  std::uint32_t byte_;
};

/// One value. Scalars keep the text they were written with, so nothing is lost to number formats.
struct Value {
  enum class Kind : std::uint8_t {
    Null,
    Boolean,
    Number,
    String,
    List,
    Map
  };

  Kind kind = Kind::Null;
  Offset offset;             ///< where the value begins in its source
  Offset end;                ///< just behind it; 0 from YAML, whose parser does not tell
  Offset key_offset;         ///< member of a map: where the key begins
  ValueText text;            ///< scalars: as written (`true`, `7e8`, `llama3.1`), strings unescaped
  ValueText key;             ///< member of a map: its key
  std::vector<Value> items;  ///< members of a list or map, in document order

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

/// Whether a tree needs the member `key` of a map; `parent` is the key of the innermost member
/// around it, empty for the outermost map.
using KeepsMember = bool (*)(std::string_view parent, std::string_view key);

/// Whether a tree needs the texts and numbers of the list with this key.
using KeepsItems = bool (*)(std::string_view key);

/// The same, but a member that `keeps` declines is only checked, with all that is in it, and takes
/// no memory; nor do the scalars of a list that `keeps_items` declines. The most part of a large
/// document may be of no interest. Null: all are kept. Texts are borrowed from the source where
/// they stand there as they are: it has to outlive the tree.
Result<Value> read_json_members(const SourceText& source, KeepsMember keeps,
                                KeepsItems keeps_items = nullptr);
Result<Value> read_json_members(const SourceText&& source, KeepsMember keeps,
                                KeepsItems keeps_items = nullptr) = delete;

/// YAML 1.2 to a value; a text without any document is Null. Plain scalars `true`/`false`, numbers
/// and `null`/`~`/nothing are typed, quoted ones are strings. Aliases are expanded by copying and
/// count against kMaxValues and kMaxInputBytes, so an "alias bomb" is an error, not a hang. Errors
/// as for read_json, and a second document, which would else be dropped in silence.
Result<Value> read_yaml(const SourceText& source);

/// The same without the members that `keeps` declines, as for read_json_members.
Result<Value> read_yaml_members(const SourceText& source, KeepsMember keeps);

}  // namespace licet::spdx
