#include "spdx/write_value.h"

namespace licet::spdx {

Value make_text(std::string_view text) {
  Value out;
  out.kind = Value::Kind::String;
  out.text = text;
  return out;
}

Value make_number(std::string_view text) {
  Value out;
  out.kind = Value::Kind::Number;
  out.text = text;
  return out;
}

Value make_list(std::vector<Value> items) {
  Value out;
  out.kind = Value::Kind::List;
  out.items = std::move(items);
  return out;
}

Value make_texts(const std::vector<std::string>& texts) {
  std::vector<Value> items;
  for (const std::string& text : texts)
    items.push_back(make_text(text));
  return make_list(std::move(items));
}

Value make_map(const std::vector<std::pair<std::string, Value>>& members) {
  Value out;
  out.kind = Value::Kind::Map;
  for (const auto& [key, value] : members)
    add_member(out, key, value);
  return out;
}

void add_member(Value& map, std::string_view key, Value value) {
  value.key = key;
  map.items.push_back(std::move(value));
}

void add_text(Value& map, std::string_view key, std::string_view text) {
  if (!text.empty()) add_member(map, key, make_text(text));
}

}  // namespace licet::spdx
