#include "spdx/value.h"

#include <charconv>

namespace licet::spdx {

namespace {

bool is_number(std::string_view text) {
  if (text.empty()) return false;
  const std::string_view digits =
      text.front() == '-' || text.front() == '+' ? text.substr(1) : text;
  if (digits.empty() || digits.front() < '0' || digits.front() > '9') return false;
  double value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return problem == std::errc() && end == digits.data() + digits.size();
}

}  // namespace

Value::Kind kind_of_plain(std::string_view text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") {
    return Value::Kind::Null;
  }
  for (const std::string_view word : {"true", "True", "TRUE", "false", "False", "FALSE"}) {
    if (text == word) return Value::Kind::Boolean;
  }
  return is_number(text) ? Value::Kind::Number : Value::Kind::String;
}

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
