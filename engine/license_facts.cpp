#include "engine/license_facts.h"

#include "engine/clause_reader.h"

namespace licet::engine {

namespace {

using spdx::Error;
using spdx::Fields;
using spdx::Value;

std::string optional_text(Fields& fields, std::string_view key) {
  const auto text = fields.text(key);
  return text ? text->text : std::string();
}

void load_later(const DataSet& data, LicenseFacts& facts, std::vector<Error>& errors) {
  TableReader table = open_table(data, "spdx/families.json", errors);
  for (const Value& family : table.rows("families")) {
    Fields fields = table.row(family, "a family");
    for (const Value& value : fields.list("later")) {
      Fields row = table.row(value, "what a license says of later versions");
      facts.later.push_back({row.needed_text("id").text, row.needed_text("section").text,
                             row.needed_text("anchor").text, row.needed_text("who").text,
                             row.needed_text("note").text});
    }
  }
}

void load_bridges(const DataSet& data, LicenseFacts& facts, std::vector<Error>& errors) {
  TableReader table = open_table(data, "spdx/bridges.json", errors);
  for (const Value& value : table.rows("bridges")) {
    Fields row = table.row(value, "a bridge");
    facts.bridges.push_back({plain(row.texts("from")), plain(row.texts("to")),
                             row.needed_text("effect").text, row.needed_text("section").text,
                             row.needed_text("anchor").text, row.needed_text("note").text,
                             optional_text(row, "if"), optional_text(row, "doubt")});
  }
  for (const Value& value : table.rows("variants")) {
    Fields row = table.row(value, "a variant");
    facts.variants.push_back({row.needed_text("id").text, row.needed_text("of").text,
                              row.needed_text("section").text, row.needed_text("anchor").text,
                              row.needed_text("note").text});
  }
}

}  // namespace

spdx::Result<LicenseFacts> load_license_facts(const DataSet& data) {
  LicenseFacts facts;
  std::vector<Error> errors;
  load_later(data, facts, errors);
  load_bridges(data, facts, errors);
  return spdx::finish(std::move(facts), std::move(errors));
}

}  // namespace licet::engine
