#include "spdx/layout_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace licet::spdx {

namespace {

void write(const Value& value, const JsonLayout& layout, std::string& out);

void write_entries(const Value& value, const JsonLayout& layout, std::string& out) {
  JsonLayout inside = layout;
  if (!layout.line.empty()) inside.line += layout.indent;
  for (const Value& item : value.items) {
    if (&item != &value.items.front()) out += layout.line.empty() ? layout.comma : ",";
    out += inside.line;
    write(item, inside, out);
  }
  out += layout.line;
}

void write(const Value& value, const JsonLayout& layout, std::string& out) {
  if (!value.key.empty()) {
    out += json_quoted(value.key);
    out += layout.colon;
  }
  if (value.kind == Value::Kind::String) {
    out += json_quoted(value.text);
  } else if (value.kind == Value::Kind::Map || value.kind == Value::Kind::List) {
    const bool map = value.kind == Value::Kind::Map;
    out += map ? '{' : '[';
    if (!value.items.empty()) write_entries(value, layout, out);
    out += map ? '}' : ']';
  } else {
    out += value.text.empty() ? "null" : value.text.view();
  }
}

}  // namespace

std::string json_quoted(std::string_view text) {
  constexpr std::array<std::pair<char, char>, 5> kShort = {
      {{'\n', 'n'}, {'\t', 't'}, {'\r', 'r'}, {'"', '"'}, {'\\', '\\'}}
  };
  std::string out = "\"";
  for (const char c : text) {
    const auto* const named = std::ranges::find(kShort, c, &std::pair<char, char>::first);
    if (named != kShort.end()) {
      out += '\\';
      out += named->second;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string json_piece(const Value& value, const JsonLayout& layout) {
  std::string out;
  write(value, layout, out);
  return out;
}

}  // namespace licet::spdx
