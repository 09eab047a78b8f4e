#include "spdx/read_use.h"

#include <algorithm>

#include <fmt/format.h>

#include "spdx/read_stack.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

bool is_date(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && digit(0) && digit(1) &&
         digit(2) && digit(3) && digit(5) && digit(6) && digit(8) && digit(9) &&
         text.substr(5, 2) >= "01" && text.substr(5, 2) <= "12" && text.substr(8) >= "01" &&
         text.substr(8) <= "31";
}

// The fact's value if it has the fact's type; else an error and nothing.
std::vector<Text> typed(Fields& fields, std::string_view key, const std::string& type) {
  if (type == "boolean") {
    const auto value = fields.boolean(key);
    return value ? std::vector<Text>{{*value ? "true" : "false", fields.value(key)->offset}}
                 : std::vector<Text>{};
  }
  if (type == "number") {
    return fields.number(key) ? fields.texts(key) : std::vector<Text>{};
  }
  if (type == "list") return fields.texts(key);
  const auto value = fields.text(key);
  if (!value) return {};
  if (type == "date" && !is_date(value->text)) {
    fields.fail(value->offset, fmt::format("\"{}\" has to be a date like 2024-07-23", key));
    return {};
  }
  return {*value};
}

// Words of a list that must be known ones.
std::vector<std::string> known_words(Fields& fields, std::string_view key,
                                     const std::vector<std::string>& words, std::string_view what) {
  std::vector<std::string> out;
  for (const Text& word : fields.texts(key)) {
    if (std::ranges::find(words, word.text) == words.end()) {
      fields.fail(word.offset, fmt::format("unknown {} \"{}\"{}", what, word.text,
                                           fields.suggestion(word.text, views(words))));
    } else if (std::ranges::find(out, word.text) == out.end()) {
      out.push_back(word.text);
    }
  }
  return out;
}

void read_target(Fields& fields, const WorkIds& ids, std::size_t errors_before, Use& use) {
  const auto target = fields.text("target");
  if (!target) return;
  const auto found = ids.find(target->text);
  if (found != ids.end()) {
    use.target = found->second;
    return;
  }
  fields.fail(target->offset, no_such_work(target->text, ids, errors_before));
}

}  // namespace

std::string no_such_work(const std::string& id, const WorkIds& ids, std::size_t errors_before) {
  std::vector<std::string_view> known;
  constexpr std::size_t kMostSearched = 10'000;
  constexpr std::size_t kMostSuggestions = 50;
  if (ids.size() <= kMostSearched && errors_before < kMostSuggestions) {
    for (const auto& [name, index] : ids)
      known.push_back(name);
  }
  std::ranges::sort(known);
  std::string hint = did_you_mean(id, known);
  constexpr std::size_t kMostListed = 8;
  if (hint.empty() && !known.empty() && known.size() <= kMostListed)
    hint = fmt::format("; known ids: {}", fmt::join(known, ", "));
  return fmt::format("no work has the id \"{}\"{}", id, hint);
}

std::vector<std::string_view> views(const std::vector<std::string>& words) {
  return {words.begin(), words.end()};
}

void read_facts(Fields& fields, const SourceText& source, const Vocabulary& words,
                std::string_view prefix, Facts& out) {
  for (const FactWord& fact : words.facts) {
    if (fact.id.rfind(prefix, 0) != 0) continue;
    const std::string_view key = std::string_view(fact.id).substr(prefix.size());
    const std::vector<Text> values = typed(fields, key, fact.type);
    if (values.empty()) continue;
    FactValue& value = out[fact.id];
    for (const Text& text : values)
      value.texts.push_back(text.text);
    value.place = source.locate(values.front().offset);
  }
}

Use read_use(const Value& value, const SourceText& source, const Vocabulary& words,
             const WorkIds& ids, std::vector<Error>& errors) {
  Use use;
  use.place = source.locate(value.offset);
  Fields fields(value, source, errors, "a use");
  read_target(fields, ids, errors.size(), use);
  use.acts = known_words(fields, "acts", words.acts, "act");
  if (const auto outbound = fields.text("outbound")) {
    use.outbound = outbound->text;
    use.outbound_place = source.locate(outbound->offset);
  }
  if (const auto product = fields.text("product")) use.product = product->text;
  use.fields_given = fields.value("fields") != nullptr;
  use.fields = known_words(fields, "fields", words.fields, "field of use");
  read_facts(fields, source, words, "use.", use.facts);
  if (const Value* licensee = fields.value("licensee")) {
    Fields inner(*licensee, source, errors, "the licensee");
    read_facts(inner, source, words, "licensee.", use.facts);
    inner.finish();
  }
  fields.finish();
  return use;
}

}  // namespace licet::spdx
