// One license file: its head, and its clauses.
#include <algorithm>

#include "engine/clause_reader.h"

namespace licet::engine {

namespace {

using spdx::Error;
using spdx::Fields;
using spdx::SourceText;
using spdx::Value;

License read_license(const Value& root, const SourceText& source, const Catalogue& catalogue,
                     std::vector<Error>& errors) {
  Fields fields(root, source, errors, "a license");
  License license;
  license.id = fields.needed_text("id").text;
  license.name = fields.needed_text("name").text;
  license.aliases = plain(fields.texts("aliases"));
  license.version = fields.needed_text("version").text;
  license.steward = fields.needed_text("steward").text;
  license.own_works = fields.boolean("own_works").value_or(false);
  license.kinds = plain(fields.texts("kinds"));
  license.by_contract =
      fields.one_of("binds_by", {"copyright", "contract"}).value_or("") == "contract";
  license.license_class = fields.needed_text("class").text;
  fields.one_of("coding", {"full"});
  license.reviewed = fields.needed_text("reviewed").text;
  license.readings = plain(fields.texts("readings"));
  if (const auto notes = fields.text("notes")) license.notes = notes->text;
  ClauseReader reader(source, catalogue, errors, license.id);
  for (const Value& value : fields.list("sources"))
    license.sources.push_back(reader.read_source(value));
  for (const Value& value : fields.list("clauses"))
    license.clauses.push_back(reader.read_clause(value));
  fields.finish();
  for (const Clause& clause : license.clauses)
    license.work_facts |= reader.work_facts(clause.when);
  return license;
}

}  // namespace

License load_license(const DataFile& file, const Catalogue& catalogue, std::vector<Error>& errors) {
  const SourceText source("data/" + std::string(file.name), std::string(file.text));
  spdx::Result<Value> tree = spdx::read_json(source);
  if (tree) return read_license(*tree.value, source, catalogue, errors);
  std::ranges::move(tree.errors, std::back_inserter(errors));
  return {};
}

}  // namespace licet::engine
