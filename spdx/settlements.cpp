#include "spdx/settlements.h"

#include "spdx/fields.h"

namespace licet::spdx {

namespace {

std::optional<std::string> plain(std::optional<Text> text) {
  return text ? std::optional(std::move(text->text)) : std::nullopt;
}

Settlement read_row(Fields& row, const SourceText& source, const Vocabulary& words) {
  Settlement out;
  out.place = source.locate(row.offset());
  out.result = plain(row.text("result"));
  out.source = plain(row.text("source"));
  out.type = plain(row.text("type"));
  std::vector<std::string_view> kinds = views(words.relations);
  kinds.push_back(kNothing);
  if (row.value("is") == nullptr)
    row.fail(row.offset(), "this row needs \"is\": what the relation is");
  out.is = row.one_of("is", kinds).value_or("");
  if (const auto by = row.one_of("by", {"self", "third-party"}))
    out.by = *by == "self" ? Actor::Self : Actor::ThirdParty;
  row.finish();
  return out;
}

}  // namespace

Result<Settlements> read_settlements(const SourceText& source, const Vocabulary& words) {
  Result<Value> tree = read_yaml(source);  // which JSON is, too
  if (!tree) return Result<Settlements>::failed(std::move(tree.errors));
  std::vector<Error> errors;
  Fields root(*tree.value, source, errors, "a file of relations");
  const Text version = root.needed_text("licet");
  if (!version.text.empty() && version.text != "1")
    root.fail(version.offset, "only version 1 is known; write `licet: 1`");
  Settlements out;
  for (const Value& value : root.list("relations")) {
    Fields row(value, source, errors, "a relation");
    out.rows.push_back(read_row(row, source, words));
  }
  if (const Value* use = root.value("use")) {
    out.uses = use->kind == Value::Kind::List ? use->items : std::vector<Value>{*use};
  }
  root.finish();
  out.source = source;
  return finish(std::move(out), std::move(errors));
}

}  // namespace licet::spdx
