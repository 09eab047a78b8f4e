// Facts of the use from the command line. Each pair becomes the map that a stack file would hold,
// so that both share one reader; the value is taken as it stands, since a shell has unquoted it
// already.
#include <algorithm>

#include <fmt/format.h>

#include "spdx/read_stack.h"
#include "spdx/read_use.h"

namespace licet::spdx {

namespace {

struct Pair {
  std::string key;
  std::string value;
  bool licensee = false;  // a fact of the licensee
  bool list = false;      // may hold several values, with commas
};

// Nothing if it is no pair.
std::optional<Pair> split(const std::string& text, const Vocabulary& words) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) return std::nullopt;
  Pair pair{text.substr(0, equals), text.substr(equals + 1)};
  if (pair.key.rfind("use.", 0) == 0) pair.key.erase(0, 4);
  pair.licensee = pair.key.rfind("licensee.", 0) == 0;
  if (pair.licensee) pair.key.erase(0, 9);
  pair.list = pair.key == "acts" || pair.key == "fields";
  for (const FactWord& fact : words.facts) {
    const bool of_licensee = fact.id == "licensee." + pair.key;
    pair.licensee = pair.licensee || of_licensee;
    if (of_licensee || fact.id == "use." + pair.key) pair.list = pair.list || fact.type == "list";
  }
  return pair;
}

Value scalar(std::string_view text) {
  Value value;
  value.kind = kind_of_plain(text);
  value.text = text;
  return value;
}

Value list(std::string_view text) {
  Value value;
  value.kind = Value::Kind::List;
  if (text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  while (true) {
    const std::size_t comma = text.find(',');
    std::string_view item = text.substr(0, comma);
    item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
    item = item.substr(0, item.find_last_not_of(' ') + 1);
    if (!item.empty()) value.items.push_back(scalar(item));
    if (comma == std::string_view::npos) return value;
    text.remove_prefix(comma + 1);
  }
}

Value map_of(std::string_view key, Value member) {
  Value map;
  map.kind = Value::Kind::Map;
  member.key = key;
  map.items.push_back(std::move(member));
  return map;
}

void merge(Use&& read, Use& use) {
  if (read.target) use.target = read.target;
  if (!read.acts.empty()) use.acts = std::move(read.acts);
  if (read.outbound) {
    use.outbound = std::move(read.outbound);
    use.outbound_place = {read.outbound_place.file, 0, 0};
  }
  if (read.product) use.product = std::move(read.product);
  if (read.fields_given) use.fields = std::move(read.fields);
  use.fields_given = use.fields_given || read.fields_given;
  for (auto& [id, fact] : read.facts)
    use.facts.insert_or_assign(id, std::move(fact));
}

}  // namespace

std::vector<Error> read_use_pairs(const std::vector<std::string>& pairs, const Vocabulary& words,
                                  const Stack& stack, Use& use) {
  std::vector<Error> errors;
  if (pairs.empty()) return errors;
  WorkIds ids;
  for (std::size_t i = 0; i < stack.works.size(); ++i)
    ids.emplace(stack.works[i].id, static_cast<WorkIndex>(i));
  for (const std::string& text : pairs) {
    const std::string name = fmt::format("--use {}", text);
    std::optional<Pair> pair = split(text, words);
    if (!pair) {
      errors.push_back({
          {name, 0, 0},
          "write key=value, such as commercial=true or acts=distribute,host"
      });
      continue;
    }
    Value map = map_of(pair->key, pair->list ? list(pair->value) : scalar(pair->value));
    if (pair->licensee) map = map_of("licensee", std::move(map));
    std::vector<Error> found;
    merge(read_use(map, SourceText(name, text), words, ids, found), use);
    for (const Error& error : found) {
      errors.push_back({
          {name, 0, 0},
          error.message
      });
    }
  }
  return errors;
}

}  // namespace licet::spdx
