#include "spdx/fields.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

bool is_scalar(const Value& value) {
  return value.kind == Value::Kind::Boolean || value.kind == Value::Kind::Number ||
         value.kind == Value::Kind::String;
}

}  // namespace

std::optional<double> to_number(const Value& value) {
  if (value.kind != Value::Kind::Number) return std::nullopt;
  std::string_view text = value.text;
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc()) return std::nullopt;
  return number;
}

Fields::Fields(const Value& map, const SourceText& source, std::vector<Error>& errors,
               std::string_view what)
    : map_(map), source_(source), errors_(errors), what_(what) {
  constexpr std::size_t kUsualKeys = 32;
  known_.reserve(kUsualKeys);
  if (map.kind != Value::Kind::Map) {
    fail(map.offset,
         fmt::format("{} has to be a map (key: value), this is {}", what, describe(map.kind)));
  }
}

const Value* Fields::value(std::string_view key) {
  known_.push_back(key);
  if (map_.kind != Value::Kind::Map) return nullptr;
  const Value* found = map_.find(key);
  return found == nullptr || found->kind == Value::Kind::Null ? nullptr : found;
}

std::optional<TextView> Fields::view(std::string_view key) {
  const Value* found = value(key);
  if (found == nullptr) return std::nullopt;
  if (!is_scalar(*found)) {
    wrong_type(*found, key, "text");
    return std::nullopt;
  }
  return TextView{found->text, found->offset};
}

std::optional<Text> Fields::text(std::string_view key) {
  const auto found = view(key);
  if (!found) return std::nullopt;
  return Text{std::string(found->text), found->offset};
}

TextView Fields::needed_view(std::string_view key) {
  if (value(key) == nullptr) {
    if (map_.kind == Value::Kind::Map)
      fail(map_.offset, fmt::format("{} needs \"{}\"", what_, key));
    return {};
  }
  return view(key).value_or(TextView{});
}

Text Fields::needed_text(std::string_view key) {
  const TextView found = needed_view(key);
  return {std::string(found.text), found.offset};
}

std::optional<bool> Fields::boolean(std::string_view key) {
  const Value* found = value(key);
  if (found == nullptr) return std::nullopt;
  if (found->kind == Value::Kind::Boolean) return found->text == "true";
  wrong_type(*found, key, "true or false");
  return std::nullopt;
}

std::optional<double> Fields::number(std::string_view key) {
  const Value* found = value(key);
  if (found == nullptr) return std::nullopt;
  const auto number = to_number(*found);
  if (!number) wrong_type(*found, key, "a number");
  return number;
}

std::vector<Text> Fields::texts(std::string_view key) {
  std::vector<Text> out;
  each_text(key, [&](TextView text) { out.push_back({std::string(text.text), text.offset}); });
  return out;
}

void Fields::each_text(std::string_view key, const std::function<void(TextView)>& use) {
  const Value* found = value(key);
  if (found == nullptr) return;
  if (is_scalar(*found)) return use({found->text, found->offset});
  if (found->kind == Value::Kind::Map) return wrong_type(*found, key, "text or a list of texts");
  for (const Value& item : found->items) {
    if (is_scalar(item)) {
      use({item.text, item.offset});
    } else {
      fail(item.offset,
           fmt::format("each item of \"{}\" has to be text, this is {}", key, describe(item.kind)));
    }
  }
}

std::optional<std::string> Fields::one_of(std::string_view key,
                                          const std::vector<std::string_view>& names) {
  const auto found = text(key);
  if (!found) return std::nullopt;
  if (std::ranges::find(names, found->text) != names.end()) return found->text;
  fail(found->offset,
       fmt::format("\"{}\" cannot be \"{}\"{}", key, found->text, suggestion(found->text, names)));
  return std::nullopt;
}

const std::vector<Value>& Fields::list(std::string_view key) {
  static const std::vector<Value> kEmpty;
  const Value* found = value(key);
  if (found == nullptr) return kEmpty;
  if (found->kind != Value::Kind::List) {
    wrong_type(*found, key, "a list");
    return kEmpty;
  }
  return found->items;
}

void Fields::ignore(std::span<const std::string_view> keys) {
  known_.insert(known_.end(), keys.begin(), keys.end());
}

void Fields::fail(std::size_t offset, std::string message) {
  errors_.push_back(source_.error(offset, std::move(message)));
}

std::string Fields::suggestion(std::string_view word, const std::vector<std::string_view>& names,
                               std::string_view intro) const {
  constexpr std::size_t kMostSuggestions = 100;
  if (errors_.size() >= kMostSuggestions) return {};
  const std::string hint = did_you_mean(word, names);
  return hint.empty() ? fmt::format("; {} {}", intro, alternatives_text(names)) : hint;
}

void Fields::finish() {
  if (map_.kind != Value::Kind::Map) return;
  bool told = false;
  for (const Value& item : map_.items) {
    if (std::ranges::find(known_, item.key) != known_.end()) continue;
    if (!std::exchange(told, true)) name_each_once();
    fail(item.key_offset, fmt::format("{} has no \"{}\"{}", what_, item.key,
                                      suggestion(item.key, known_, "it takes")));
  }
}

void Fields::name_each_once() {
  std::vector<std::string_view> keys;
  for (const std::string_view key : known_) {
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
  }
  known_ = std::move(keys);
}

void Fields::wrong_type(const Value& value, std::string_view key, std::string_view expected) {
  fail(value.offset,
       fmt::format("\"{}\" has to be {}, this is {}", key, expected, describe(value.kind)));
}

}  // namespace licet::spdx
