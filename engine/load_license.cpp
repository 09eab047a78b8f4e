// One license file: its head, and its clauses with conditions, reach and payload.
#include <algorithm>

#include "engine/load_catalogue.h"

namespace licet::engine {

namespace {

using spdx::Error;
using spdx::Fields;
using spdx::SourceText;
using spdx::Text;
using spdx::Value;

std::vector<std::string> plain(const std::vector<Text>& texts) {
  std::vector<std::string> out;
  for (const Text& text : texts)
    out.push_back(text.text);
  return out;
}

class LicenseReader {
 public:
  LicenseReader(const SourceText& source, const Catalogue& catalogue, std::vector<Error>& errors)
      : source_(source), catalogue_(catalogue), errors_(errors) {}

  License read(const Value& root) {
    Fields fields(root, source_, errors_, "a license");
    License license;
    license.id = fields.needed_text("id").text;
    license.name = fields.needed_text("name").text;
    license.aliases = plain(fields.texts("aliases"));
    license.version = fields.needed_text("version").text;
    license.steward = fields.needed_text("steward").text;
    license.kinds = plain(fields.texts("kinds"));
    license.by_contract =
        fields.one_of("binds_by", {"copyright", "contract"}).value_or("") == "contract";
    license.license_class = fields.needed_text("class").text;
    license.coding = fields.one_of("coding", {"full", "summary"}).value_or("summary");
    license.reviewed = fields.needed_text("reviewed").text;
    license.readings = plain(fields.texts("readings"));
    if (const auto notes = fields.text("notes")) license.notes = notes->text;
    license.choice_of = plain(fields.texts("choice_of"));
    for (const Value& value : fields.list("sources"))
      license.sources.push_back(read_source(value));
    id_ = license.id;
    for (const Value& value : fields.list("clauses"))
      license.clauses.push_back(read_clause(value));
    fields.finish();
    for (const Clause& clause : license.clauses)
      license.work_facts |= clause.when.facts() & work_facts();
    return license;
  }

 private:
  [[nodiscard]] FactSet work_facts() const {
    FactSet set = 0;
    for (std::size_t i = 0; i < catalogue_.facts.size(); ++i) {
      if (catalogue_.facts[i].id.rfind("work.", 0) == 0) set |= FactSet{1} << i;
    }
    return set;
  }

  TextSource read_source(const Value& value) {
    Fields fields(value, source_, errors_, "a source text");
    TextSource out{fields.needed_text("id").text, fields.needed_text("origin").text,
                   fields.needed_text("file").text, fields.needed_text("sha256").text};
    fields.finish();
    return out;
  }

  Clause read_clause(const Value& value) {
    Fields fields(value, source_, errors_, "a clause");
    Clause clause;
    clause.section = fields.needed_text("section").text;
    clause.anchor = fields.needed_text("anchor").text;
    clause.note = fields.needed_text("note").text;
    if (const auto in = fields.text("in")) clause.source = in->text;
    const Text kind = fields.needed_text("kind");
    if (const auto id = resolve(fields, kind, catalogue_.kinds, "clause kind"))
      clause.kind = static_cast<KindId>(*id);
    read_acts(fields, clause);
    for (const Text& word : fields.texts("reach"))
      clause.reach |= transfer_bit(fields, word);
    if (const Value* contested = fields.value("contested")) read_contested(*contested, clause);
    if (const Value* when = fields.value("when")) clause.when = read_condition(*when);
    read_payload(fields, clause);
    fields.finish();
    return clause;
  }

  void read_acts(Fields& fields, Clause& clause) {
    for (const Text& word : fields.texts("acts")) {
      if (word.text == "any") {
        clause.acts = static_cast<ActSet>((1U << catalogue_.acts.size()) - 1U);
      } else if (const auto act = resolve(fields, word, catalogue_.acts, "act")) {
        clause.acts = static_cast<ActSet>(clause.acts | 1U << *act);
      }
    }
  }

  TransferSet transfer_bit(Fields& fields, const Text& word) {
    const auto id = resolve(fields, word, catalogue_.transfers, "transfer");
    return id ? TransferSet{1} << *id : 0;
  }

  void read_contested(const Value& value, Clause& clause) {
    Fields fields(value, source_, errors_, "what is contested");
    if (value.kind != Value::Kind::Map) return;
    for (const Value& item : value.items) {
      const auto id =
          resolve(fields, {item.key, item.key_offset}, catalogue_.transfers, "transfer");
      if (!id) continue;
      Contest contest;
      contest.transfer = static_cast<TransferId>(*id);
      if (item.kind == Value::Kind::Map) {
        Fields actors(item, source_, errors_, "a contested transfer");
        contest.self = assumption_set(actors, actors.texts("self"), catalogue_);
        contest.third_party = assumption_set(actors, actors.texts("third-party"), catalogue_);
        contest.by_actor = true;
        actors.finish();
      } else {
        contest.self = assumption_set(fields, fields.texts(item.key), catalogue_);
        contest.third_party = contest.self;
      }
      clause.contested.push_back(contest);
    }
  }

  Condition read_condition(const Value& value) {
    Condition all;
    Fields fields(value, source_, errors_, "a condition");
    if (value.kind != Value::Kind::Map) return all;
    for (const Value& item : value.items) {
      if (item.key == "any") {
        Condition any;
        any.op = Condition::Op::Any;
        for (const Value& part : item.items)
          any.parts.push_back(read_condition(part));
        all.parts.push_back(std::move(any));
      } else if (item.key == "not") {
        Condition negation;
        negation.op = Condition::Op::Not;
        negation.parts.push_back(read_condition(item));
        all.parts.push_back(std::move(negation));
      } else if (const auto fact =
                     resolve(fields, {item.key, item.key_offset}, catalogue_.facts, "fact")) {
        all.parts.push_back(read_test(static_cast<FactId>(*fact), item));
      }
    }
    return all;
  }

  Condition read_test(FactId fact, const Value& value) {
    Condition test;
    test.op = Condition::Op::Equals;
    test.fact = fact;
    test.words = {value.text};
    test.said = value.text;
    if (value.kind != Value::Kind::Map) return test;
    Fields fields(value, source_, errors_, "the test of a fact");
    if (const auto over = fields.number("over")) number(test, Condition::Op::Over, *over, "over ");
    if (const auto least = fields.number("at-least"))
      number(test, Condition::Op::AtLeast, *least, "at least ");
    if (const auto before = fields.text("before"))
      word(test, Condition::Op::Before, before->text, "before ");
    if (const auto part = fields.text("contains"))
      word(test, Condition::Op::Contains, part->text, "contains ");
    if (const std::vector<Text> members = fields.texts("in"); !members.empty()) {
      test.op = Condition::Op::In;
      test.words.clear();
      test.said = "in";
      for (const Text& member : members)
        add_territory(test, member.text);
    }
    fields.finish();
    return test;
  }

  static void number(Condition& test, Condition::Op op, double value, std::string_view said) {
    test.op = op;
    test.number = value;
    test.said = fmt::format("{}{}", said, value);
  }

  static void word(Condition& test, Condition::Op op, const std::string& text,
                   std::string_view said) {
    test.op = op;
    test.words = {text};
    test.said = fmt::format("{}{}", said, text);
  }

  void add_territory(Condition& test, const std::string& name) const {
    test.said += " " + name;
    test.words.push_back(spdx::lowercase(name));
    for (const auto& [group, members] : catalogue_.territories) {
      if (group == name) std::ranges::copy(members, std::back_inserter(test.words));
    }
  }

  void read_payload(Fields& fields, Clause& clause) {
    for (const Text& id : fields.texts("accepts"))
      clause.accepts.push_back(id.text == "self" ? id_ : id.text);
    for (const Text& word : fields.texts("tolerates")) {
      if (const auto kind = resolve(fields, word, catalogue_.kinds, "clause kind"))
        clause.tolerates |= KindSet{1} << *kind;
    }
    if (const auto policy = fields.text("policy")) clause.policy = policy->text;
    if (const Value* named = fields.value("fields")) read_fields(*named, clause);
    if (const auto text = fields.text("text")) clause.text = text->text;
    if (const auto file = fields.text("file")) clause.file = file->text;
    if (const auto prefix = fields.text("prefix")) clause.prefix = prefix->text;
  }

  void read_fields(const Value& value, Clause& clause) {
    Fields fields(value, source_, errors_, "the fields of a use policy");
    for (const Value& item : value.items) {
      const bool known = std::ranges::any_of(catalogue_.fields,
                                             [&](const auto& f) { return f.first == item.key; });
      if (!known)
        fields.fail(item.key_offset, fmt::format("unknown field of use \"{}\"", item.key));
      clause.fields.emplace_back(item.key, item.text);
    }
  }

  const SourceText& source_;
  const Catalogue& catalogue_;
  std::vector<Error>& errors_;
  std::string id_;
};

}  // namespace

License load_license(const DataFile& file, const Catalogue& catalogue, std::vector<Error>& errors) {
  const SourceText source("data/" + std::string(file.name), std::string(file.text));
  spdx::Result<Value> tree = spdx::read_json(source);
  if (!tree) {
    std::ranges::move(tree.errors, std::back_inserter(errors));
    return {};
  }
  return LicenseReader(source, catalogue, errors).read(*tree.value);
}

}  // namespace licet::engine
