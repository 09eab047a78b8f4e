// With read_json.cpp the only file of the libraries that includes nlohmann.
#include <nlohmann/json.hpp>

#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Value& value) {
  switch (value.kind) {
    case Value::Kind::Null:
      return nullptr;
    case Value::Kind::Boolean:
      return value.text == "true";
    case Value::Kind::Number: {
      Json number = Json::parse(value.text.view(), nullptr, false);
      return number.is_number() ? number : Json();
    }
    case Value::Kind::String:
      return value.text;
    case Value::Kind::List: {
      Json out = Json::array();
      for (const Value& item : value.items)
        out.push_back(json_of(item));
      return out;
    }
    case Value::Kind::Map: {
      Json out = Json::object();
      for (const Value& item : value.items)
        out[item.key] = json_of(item);
      return out;
    }
  }
  return nullptr;
}

}  // namespace

std::string write_json(const Value& value) {
  return json_of(value).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace licet::spdx
