#include <array>

#include "engine/clause_reader.h"
#include "engine/load_catalogue.h"
#include "engine/repairs.h"

namespace licet::engine {

namespace {

using spdx::Fields;
using spdx::Text;
using spdx::Value;

constexpr std::array<std::string_view, 14> kWords = {
    "label",         "own-terms", "name",     "field",    "replace",          "class",
    "refused",       "take",      "separate", "licensor", "licensor-steward", "licensor-owner",
    "licensor-both", "drop"};

constexpr std::array<std::string_view, 9> kEfforts = {
    "name", "label", "fact", "act", "relation", "replace", "separate", "drop", "take"};

// The texts under a key, each one of a table's ids.
template <typename Row>
std::vector<std::string> known(Fields& row, std::string_view key, const std::vector<Row>& table,
                               std::string_view what) {
  std::vector<std::string> ids;
  for (const Text& word : row.texts(key)) {
    if (resolve(row, word, table, what)) ids.push_back(word.text);
  }
  return ids;
}

template <typename Row>
std::string one_known(Fields& row, std::string_view key, const std::vector<Row>& table,
                      std::string_view what) {
  const Text word = row.needed_text(key);
  resolve(row, word, table, what);
  return word.text;
}

void read_relations(TableReader& table, const Catalogue& catalogue, Repairs& repairs) {
  for (const Value& value : table.rows("relations")) {
    Fields row = table.row(value, "a repair");
    repairs.relations.push_back({known(row, "from", catalogue.relations, "relation"),
                                 one_known(row, "to", catalogue.relations, "relation"),
                                 row.needed_text("words").text});
    row.finish();
  }
}

void read_acts(TableReader& table, const Catalogue& catalogue, Repairs& repairs) {
  for (const Value& value : table.rows("acts")) {
    Fields row = table.row(value, "a repair");
    repairs.acts.push_back({known(row, "from", catalogue.acts, "act"),
                            known(row, "to", catalogue.acts, "act"),
                            row.needed_text("words").text});
    row.finish();
  }
}

void read_facts(TableReader& table, const Catalogue& catalogue, Repairs& repairs) {
  for (const Value& value : table.rows("facts")) {
    Fields row = table.row(value, "a repair");
    FactRepair repair;
    repair.fact = one_known(row, "fact", catalogue.facts, "fact");
    if (const auto to = row.text("to")) repair.to = to->text;
    repair.at_most = row.boolean("at-most").value_or(false);
    repair.without = row.boolean("without").value_or(false);
    for (const Text& place : row.texts("elsewhere"))
      repair.elsewhere.push_back(place.text);
    repair.words = row.needed_text("words").text;
    row.finish();
    repairs.facts.push_back(std::move(repair));
  }
}

}  // namespace

spdx::Result<Repairs> load_repairs(const DataSet& data, const Catalogue& catalogue) {
  std::vector<spdx::Error> errors;
  TableReader table = open_table(data, "repairs.json", errors);
  Repairs repairs;
  read_relations(table, catalogue, repairs);
  read_acts(table, catalogue, repairs);
  read_facts(table, catalogue, repairs);
  for (const Value& value : table.rows("replacements")) {
    Fields row = table.row(value, "a replacement");
    repairs.replacements.push_back({row.needed_text("kind").text, plain(row.texts("licenses"))});
    row.finish();
  }
  Fields root = table.root();
  if (const Value* classes = root.value("classes")) {
    for (const Value& called : classes->items)
      repairs.classes[called.key.str()] = called.text;
  }
  repairs.labels = plain(root.texts("labels"));
  if (const Value* effort = root.value("effort")) {
    Fields numbers = table.row(*effort, "the effort");
    for (const std::string_view key : kEfforts) {
      const double number = numbers.number(key).value_or(0);
      repairs.effort[std::string(key)] = static_cast<std::uint32_t>(number);
    }
    numbers.finish();
  }
  if (const Value* words = root.value("words")) {
    Fields texts = table.row(*words, "the words");
    for (const std::string_view key : kWords)
      repairs.words[std::string(key)] = texts.needed_text(key).text;
    texts.finish();
  }
  return spdx::finish(std::move(repairs), std::move(errors));
}

}  // namespace licet::engine
