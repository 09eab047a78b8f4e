// One exception file: what it lifts, and what it adds.
#include <algorithm>

#include "engine/clause_reader.h"

namespace licet::engine {

namespace {

using spdx::Error;
using spdx::Fields;
using spdx::SourceText;
using spdx::Value;

Lift read_lift(const Value& value, const SourceText& source, ClauseReader& reader,
               std::vector<Error>& errors) {
  Fields fields(value, source, errors, "a lift");
  Lift lift;
  lift.section = fields.needed_text("section").text;
  lift.anchor = fields.needed_text("anchor").text;
  lift.note = fields.needed_text("note").text;
  lift.kinds = reader.read_kinds(fields, "kinds");
  lift.acts = reader.read_acts(fields);
  lift.reach = reader.read_reach(fields);
  if (const Value* when = fields.value("when")) lift.when = reader.read_condition(*when);
  if (const auto condition = fields.text("if")) lift.condition = condition->text;
  fields.finish();
  return lift;
}

Exception read_exception(const Value& root, const SourceText& source, const Catalogue& catalogue,
                         std::vector<Error>& errors) {
  Fields fields(root, source, errors, "an exception");
  Exception exception;
  exception.id = fields.needed_text("id").text;
  exception.written_for = plain(fields.texts("written_for"));
  std::erase(exception.written_for, "any");
  const auto effect =
      fields.one_of("effect", {"permission", "conditional", "restriction", "reading"});
  exception.restricts = !effect || *effect == "restriction";
  exception.about = fields.needed_text("about").text;
  exception.may_drop = fields.boolean("may_drop");
  exception.reviewed = fields.needed_text("reviewed").text;
  exception.readings = plain(fields.texts("readings"));
  if (const auto notes = fields.text("notes")) exception.notes = notes->text;
  ClauseReader reader(source, catalogue, errors, exception.id);
  for (const Value& value : fields.list("sources"))
    exception.sources.push_back(reader.read_source(value));
  for (const Value& value : fields.list("lifts"))
    exception.lifts.push_back(read_lift(value, source, reader, errors));
  for (Lift& lift : exception.lifts)
    lift.of = exception.id;
  for (const Value& value : fields.list("adds"))
    exception.adds.push_back(reader.read_clause(value));
  fields.finish();
  for (const Lift& lift : exception.lifts)
    exception.work_facts |= reader.work_facts(lift.when);
  for (const Clause& clause : exception.adds)
    exception.work_facts |= reader.work_facts(clause.when);
  return exception;
}

}  // namespace

Exception load_exception(const DataFile& file, const Catalogue& catalogue,
                         std::vector<Error>& errors) {
  const SourceText source("data/" + std::string(file.name), std::string(file.text));
  spdx::Result<Value> tree = spdx::read_json(source);
  if (tree) return read_exception(*tree.value, source, catalogue, errors);
  std::ranges::move(tree.errors, std::back_inserter(errors));
  return {};
}

}  // namespace licet::engine
