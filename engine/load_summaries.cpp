#include "engine/load_summaries.h"

#include <algorithm>

#include "engine/clause_reader.h"

namespace licet::engine {

namespace {

using spdx::Error;
using spdx::Fields;
using spdx::Text;
using spdx::Value;

constexpr std::size_t kMostAncestors = 8;  // of a class; more are a ring

// A class or a flag, its clauses not read yet: `self` differs by license.
struct Template {
  std::string id;
  std::string like;
  KindSet without = 0;
  const std::vector<Value>* clauses = nullptr;
};

class ClassTable {
 public:
  ClassTable(const DataSet& data, const Catalogue& catalogue, std::vector<Error>& errors)
      : table_(open_table(data, "classes.json", errors)), catalogue_(catalogue), errors_(errors) {
    classes_ = read("classes");
    flags_ = read("flags");
  }

  // The clauses of a row, those of the class first.
  std::vector<Clause> clauses_of(Fields& row, const Text& name, const std::vector<Text>& flags,
                                 const std::string& self) {
    std::vector<const Template*> parts = ancestry(row, name);
    KindSet without = 0;
    for (const Text& flag : flags) {
      const auto at = resolve(row, flag, flags_, "flag");
      if (!at) continue;
      parts.push_back(&flags_[*at]);
      without |= flags_[*at].without;
    }
    ClauseReader reader(table_.source(), catalogue_, errors_, self);
    std::vector<Clause> out;
    for (const Template* part : parts) {
      for (const Value& value : *part->clauses) {
        Clause clause = reader.read_class_clause(value);
        if ((without >> clause.kind & 1U) == 0) out.push_back(std::move(clause));
      }
    }
    return out;
  }

 private:
  std::vector<Template> read(std::string_view key) {
    std::vector<Template> out;
    for (const Value& value : table_.rows(key)) {
      Fields row = table_.row(value, key == "flags" ? "a flag" : "a class");
      Template part;
      part.id = row.needed_text("id").text;
      row.needed_text("means");
      if (const auto like = row.text("like")) part.like = like->text;
      ClauseReader reader(table_.source(), catalogue_, errors_);
      part.without = reader.read_kinds(row, "without");
      part.clauses = &row.list("clauses");
      row.finish();
      out.push_back(std::move(part));
    }
    return out;
  }

  // A class and those it is like, the farthest first.
  std::vector<const Template*> ancestry(Fields& row, const Text& name) const {
    std::vector<const Template*> out;
    Text next = name;
    while (!next.text.empty()) {
      const auto at = resolve(row, next, classes_, "class");
      if (!at) break;
      out.insert(out.begin(), &classes_[*at]);
      next.text = classes_[*at].like;
      if (out.size() > kMostAncestors) {
        row.fail(name.offset, fmt::format("the class \"{}\" is like itself", name.text));
        break;
      }
    }
    return out;
  }

  TableReader table_;
  const Catalogue& catalogue_;
  std::vector<Error>& errors_;
  std::vector<Template> classes_;
  std::vector<Template> flags_;
};

// What the row says of the license itself; the list knows the names of its own ids.
License head_of(Fields& row, const Catalogue& catalogue) {
  License license;
  license.id = row.needed_text("id").text;
  const spdx::ListIndex listed = catalogue.list.license(license.id);
  if (const auto name = row.text("name")) {
    license.name = name->text;
  } else {
    license.name = listed == spdx::kUnlisted ? license.id : catalogue.list[listed].name;
  }
  license.kinds = plain(row.texts("kinds"));
  if (license.kinds.empty()) license.kinds = {"software"};
  license.by_contract =
      row.one_of("binds_by", {"copyright", "contract"}).value_or("copyright") == "contract";
  license.summary = true;
  if (const auto note = row.text("note")) license.notes = note->text;
  if (const auto why = row.text("why")) {
    license.notes += (license.notes.empty() ? "" : " ") + ("Not coded in full: " + why->text + ".");
    license.unread = true;
  }
  return license;
}

}  // namespace

std::vector<License> load_summaries(const DataSet& data,
                                    const std::function<bool(const std::string&)>& wanted,
                                    const Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader table = open_table(data, "summaries.json", errors);
  const std::vector<Value>& rows = table.rows("licenses");
  ClassTable classes(data, catalogue, errors);
  std::vector<License> out;
  for (const Value& value : rows) {
    Fields row = table.row(value, "a license known by class");
    License license = head_of(row, catalogue);
    const Text name = row.needed_text("class");
    const std::vector<Text> flags = row.texts("flags");
    const std::vector<std::string> accepts = plain(row.texts("accepts"));
    row.finish();
    if (!wanted(spdx::lowercase(license.id))) continue;
    license.license_class = name.text;
    license.clauses = classes.clauses_of(row, name, flags, license.id);
    ClauseReader reader(table.source(), catalogue, errors, license.id);
    for (Clause& clause : license.clauses) {
      for (std::size_t i = 0; !clause.accepts.empty() && i < accepts.size(); ++i)
        reader.accept(accepts[i], clause);
    }
    for (const Clause& clause : license.clauses)
      license.work_facts |= reader.work_facts(clause.when);
    out.push_back(std::move(license));
  }
  return out;
}

}  // namespace licet::engine
