#include "tests/schema.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "spdx/fields.h"
#include "tests/case_file.h"
#include "tests/paths.h"

namespace licet::tests {

namespace {

using spdx::Value;
using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

Json number_of(const Value& value) {
  std::int64_t whole = 0;
  const std::string_view text = value.text;
  const char* end = text.data() + text.size();
  if (std::from_chars(text.data(), end, whole).ptr == end) return whole;
  return spdx::to_number(value).value_or(0);
}

Json json_of(const Value& value) {
  Json out;
  switch (value.kind) {
    case Value::Kind::Null:
      return nullptr;
    case Value::Kind::Boolean:
      return value.text == "true";
    case Value::Kind::Number:
      return number_of(value);
    case Value::Kind::String:
      return value.text;
    case Value::Kind::List:
      out = Json::array();
      for (const Value& item : value.items)
        out.push_back(json_of(item));
      return out;
    case Value::Kind::Map:
      out = Json::object();
      for (const Value& item : value.items)
        out[item.key.str()] = json_of(item);
      return out;
  }
  return out;
}

Json schema_text(const std::string& file) {
  return Json::parse(read_source_file("data/schema/" + file));
}

const valijson::Schema& schema_named(const std::string& name) {
  static std::map<std::string, valijson::Schema> schemas;
  const auto [at, fresh] = schemas.try_emplace(name);
  if (fresh) {
    const Json text = schema_text(name + ".schema.json");
    // A schema may refer to another one by its file's name.
    const auto fetch = [](const std::string& file) { return new Json(schema_text(file)); };
    const auto free = [](const Json* other) { delete other; };
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(Adapter(text), at->second, fetch, free);
  }
  return at->second;
}

}  // namespace

Value parse_tree(const std::string& name, const std::string& text) {
  const spdx::SourceText source(name, text);
  const bool json = name.size() > 5 && name.rfind(".json") == name.size() - 5;
  spdx::Result<Value> tree = json ? spdx::read_json(source) : spdx::read_yaml(source);
  if (tree) return std::move(*tree.value);
  std::string all;
  for (const spdx::Error& error : tree.errors)
    all += to_string(error) + "\n";
  throw std::runtime_error(all);
}

Value read_tree(const std::string& path) {
  return parse_tree(path, read_source_file(path));
}

std::vector<std::string> schema_problems(const std::string& name, const Value& document) {
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  const Json json = json_of(document);
  std::vector<std::string> out;
  if (validator.validate(schema_named(name), Adapter(json), &results)) return out;
  for (const auto& error : results) {
    // What fails inside fails every value around it as well; only the inside is worth a line.
    const bool echo =
        error.description.rfind("Failed to validate item", 0) == 0 ||
        error.description.rfind("Failed to validate against schema associated", 0) == 0;
    if (echo) continue;
    std::string place;
    for (const std::string& step : error.context)
      place += step;
    out.push_back(fmt::format("{}: {}", place, error.description));
  }
  if (out.empty()) out.emplace_back("it does not fit");
  return out;
}

std::vector<std::string> json_files(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry :
       std::filesystem::directory_iterator(fmt::format("{}/{}", source_folder(), folder))) {
    if (entry.path().extension() == ".json")
      out.push_back(folder + "/" + entry.path().filename().string());
  }
  std::ranges::sort(out);
  return out;
}

std::string text_at(const Value& map, std::string_view key) {
  const Value* found = map.find(key);
  return found == nullptr ? "" : found->text.str();
}

const std::vector<Value>& items_at(const Value& map, std::string_view key) {
  static const std::vector<Value> kNone;
  const Value* found = map.find(key);
  return found == nullptr ? kNone : found->items;
}

}  // namespace licet::tests
