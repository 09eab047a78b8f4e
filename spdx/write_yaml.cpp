#include <algorithm>
#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>

#include "spdx/characters.h"
#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

// Whether a string can stand without quotes: of the many that can, those that also look so.
bool stands_plain(const std::string& text) {
  const auto letter = [](char c) { return is_digit(c) || is_lower(c) || is_upper(c); };
  const auto inner = [&](char c) {
    return letter(c) || std::string_view(" _-+./()").find(c) != std::string_view::npos;
  };
  return kind_of_plain(text) == Value::Kind::String && letter(text.front()) && text.back() != ' ' &&
         std::ranges::all_of(text, inner);
}

void emit_text(YAML::Emitter& out, const std::string& text) {
  if (!stands_plain(text)) out << YAML::DoubleQuoted;
  out << text;
}

void emit(YAML::Emitter& out, const Value& value) {
  switch (value.kind) {
    case Value::Kind::Null:
      out << YAML::Null;
      break;
    case Value::Kind::Boolean:
    case Value::Kind::Number:
      out << value.text.str();
      break;
    case Value::Kind::String:
      emit_text(out, value.text.str());
      break;
    case Value::Kind::List:
      out << YAML::BeginSeq;
      for (const Value& item : value.items)
        emit(out, item);
      out << YAML::EndSeq;
      break;
    case Value::Kind::Map:
      out << YAML::BeginMap;
      for (const Value& item : value.items) {
        out << YAML::Key;
        emit_text(out, item.key.str());
        out << YAML::Value;
        emit(out, item);
      }
      out << YAML::EndMap;
      break;
  }
}

}  // namespace

std::string write_yaml(const Value& value) {
  YAML::Emitter out;
  emit(out, value);
  return std::string(out.c_str(), out.size()) + "\n";
}

}  // namespace licet::spdx
