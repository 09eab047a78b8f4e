#include "engine/document_rules.h"

#include <algorithm>
#include <map>

#include "engine/load_catalogue.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

using spdx::Fields;
using spdx::lowercase;
using spdx::Text;
using spdx::Value;
using Cases = std::vector<RelationCase>;

// Reads rows of cases and relationships, whose words are checked against the catalogue.
class RuleReader {
 public:
  RuleReader(TableReader& table, const Catalogue& catalogue)
      : table_(table), catalogue_(catalogue), kinds_(catalogue.vocabulary().kinds) {}

  std::string kind(Fields& row, std::string_view key) const {
    return row.one_of(key, spdx::views(kinds_)).value_or("");
  }

  void read_groups(const Value& groups) {
    for (const Value& group : groups.items) {
      for (const Value& item : group.items) {
        Fields row = table_.row(item, "a case");
        const bool collection = row.boolean("collection").value_or(false);
        groups_[group.key.str()].push_back({kind(row, "result"), kind(row, "source"),
                                            row.text("scope").value_or(Text{}).text, collection,
                                            relation(row)});
        row.finish();
      }
    }
  }

  RelationshipRule rule(Fields& row) const {
    RelationshipRule rule;
    rule.result_is_from = row.one_of("result", {"from", "to"}).value_or("from") == "from";
    if (row.value("relation") != nullptr) rule.cases.push_back({"", "", "", false, relation(row)});
    if (const auto word = row.text("group")) {
      const auto group = groups_.find(word->text);
      if (group == groups_.end()) {
        row.fail(word->offset, fmt::format("no group is called \"{}\"", word->text));
      } else {
        rule.cases = group->second;
      }
    }
    return rule;
  }

 private:
  std::string relation(Fields& row) const {
    const Text word = row.needed_text("relation");
    resolve(row, word, catalogue_.relations, "relation");
    return word.text;
  }

  TableReader& table_;
  const Catalogue& catalogue_;
  std::vector<std::string> kinds_;
  std::map<std::string, Cases> groups_;
};

}  // namespace

const RelationshipRule* DocumentRules::rule(const std::string& type) const {
  const auto found = rules_.find(type);
  return found == rules_.end() ? nullptr : &found->second;
}

std::string DocumentRules::kind_of(const spdx::Element& element) const {
  const auto type = types_.find(element.type);
  const bool telling = type != types_.end() && type->second != "software";
  if (telling) return type->second;  // a model whose purpose is "application" is a model
  const auto purpose = purposes_.find(lowercase(element.purpose));
  if (purpose != purposes_.end()) return purpose->second;
  for (const auto& [prefix, kind] : purls_) {
    if (element.purl.rfind(prefix, 0) == 0) return kind;
  }
  return type == types_.end() ? "" : type->second;
}

bool DocumentRules::is_collection(const spdx::Element& element) const {
  return collections_.contains(lowercase(element.purpose)) ||
         collections_.contains(lowercase(element.type));
}

std::optional<std::string> relation_of(const RelationshipRule& rule, const Ends& ends) {
  const auto fits = [&](const RelationCase& one) {
    return (one.result.empty() || one.result == ends.result) &&
           (one.source.empty() || one.source == ends.source) &&
           (one.scope.empty() || one.scope == ends.scope) && (!one.collection || ends.collection);
  };
  const auto found = std::ranges::find_if(rule.cases, fits);
  return found == rule.cases.end() ? std::nullopt : std::optional(found->relation);
}

spdx::Result<DocumentRules> load_document_rules(const DataSet& data, const Catalogue& catalogue) {
  std::vector<spdx::Error> errors;
  TableReader table = open_table(data, "documents.json", errors);
  RuleReader reader(table, catalogue);
  DocumentRules rules;
  for (const Value& value : table.rows("kinds")) {
    Fields row = table.row(value, "a kind");
    const std::string kind = reader.kind(row, "kind");
    for (const Text& type : row.texts("types"))
      rules.types_.emplace(type.text, kind);
    for (const Text& purpose : row.texts("purposes"))
      rules.purposes_.emplace(lowercase(purpose.text), kind);
    for (const Text& purl : row.texts("purl"))
      rules.purls_.emplace_back(purl.text, kind);
    row.finish();
  }
  Fields root = table.root();
  for (const Text& word : root.texts("collections"))
    rules.collections_.insert(lowercase(word.text));
  if (const Value* groups = root.value("groups")) reader.read_groups(*groups);
  for (const Value& value : table.rows("relationships")) {
    Fields row = table.row(value, "a relationship");
    const RelationshipRule rule = reader.rule(row);
    row.needed_text("why");
    for (const Text& type : row.texts("types")) {
      if (!rules.rules_.emplace(type.text, rule).second)
        row.fail(type.offset, fmt::format("the type \"{}\" stands twice", type.text));
    }
    row.finish();
  }
  return spdx::finish(std::move(rules), std::move(errors));
}

}  // namespace licet::engine
