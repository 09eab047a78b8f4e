#include "spdx/make_value.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace licet::spdx {

namespace {

using Offset = decltype(Value::offset);

Value make(Value::Kind kind, Extent span) {
  Value value;
  value.kind = kind;
  value.offset = static_cast<Offset>(span.begin);
  value.end = static_cast<Offset>(span.end);
  return value;
}

}  // namespace

Value make_text(ValueText text, Extent span) {
  Value value = make(Value::Kind::String, span);
  value.text = std::move(text);
  return value;
}

Value make_map(Extent span) {
  return make(Value::Kind::Map, span);
}

Value make_list(Extent span) {
  return make(Value::Kind::List, span);
}

void add_new_member(Value& map, std::string_view key, std::size_t key_offset, Value value,
                    Occurs occurs) {
  if (occurs == Occurs::List) {
    Value list = make_list({value.offset, value.end});
    list.items.push_back(std::move(value));
    value = std::move(list);
  }
  value.key = ValueText::borrowed(key);
  value.key_offset = static_cast<Offset>(key_offset);
  map.items.push_back(std::move(value));
}

void add_to_member(Value& member, Value value) {
  if (member.kind != Value::Kind::List) {
    Value list = make_list({member.offset, 0});
    list.key = std::exchange(member.key, {});
    list.key_offset = member.key_offset;
    list.items.push_back(std::move(member));
    member = std::move(list);
  }
  member.end = value.end;
  member.items.push_back(std::move(value));
}

Value taken(Value& from) {
  std::vector<Value> room = std::move(from.items);
  Value out = std::exchange(from, {});
  out.items.reserve(room.size());
  std::ranges::move(room, std::back_inserter(out.items));
  room.clear();
  from.items = std::move(room);
  return out;
}

void add_member(Value& map, std::string_view key, std::size_t key_offset, Value value,
                Occurs occurs) {
  const auto found = std::ranges::find(map.items, key, &Value::key);
  if (found == map.items.end()) {
    add_new_member(map, key, key_offset, std::move(value), occurs);
  } else {
    add_to_member(*found, std::move(value));
  }
}

}  // namespace licet::spdx
