#include "spdx/value.h"

namespace licet::spdx {

const Value* Value::find(std::string_view name) const {
  for (const Value& item : items) {
    if (item.key == name) return &item;
  }
  return nullptr;
}

std::string_view describe(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::Null:
      return "nothing";
    case Value::Kind::Boolean:
      return "true or false";
    case Value::Kind::Number:
      return "a number";
    case Value::Kind::String:
      return "text";
    case Value::Kind::List:
      return "a list";
    case Value::Kind::Map:
      return "a map";
  }
  return "nothing";
}

}  // namespace licet::spdx
