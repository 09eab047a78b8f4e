#include "engine/clause_reader.h"

#include <algorithm>

namespace licet::engine {

namespace {

using spdx::Fields;
using spdx::Text;
using spdx::Value;

void number(Condition& test, Condition::Op op, double value, std::string_view said) {
  test.op = op;
  test.number = value;
  test.said = fmt::format("{}{}", said, value);
}

void word(Condition& test, Condition::Op op, const std::string& text, std::string_view said) {
  test.op = op;
  test.words = {text};
  test.said = fmt::format("{}{}", said, text);
}

}  // namespace

std::vector<std::string> plain(const std::vector<Text>& texts) {
  std::vector<std::string> out;
  for (const Text& text : texts)
    out.push_back(text.text);
  return out;
}

ClauseReader::ClauseReader(const spdx::SourceText& source, const Catalogue& catalogue,
                           std::vector<spdx::Error>& errors, std::string self)
    : source_(source), catalogue_(catalogue), errors_(errors), self_(std::move(self)) {}

TextSource ClauseReader::read_source(const Value& value) {
  Fields fields(value, source_, errors_, "a source text");
  TextSource out{fields.needed_text("id").text, fields.needed_text("origin").text,
                 fields.needed_text("file").text, fields.needed_text("sha256").text};
  fields.finish();
  return out;
}

Clause ClauseReader::read_clause(const Value& value) {
  Fields fields(value, source_, errors_, "a clause");
  Clause clause;
  clause.section = fields.needed_text("section").text;
  clause.anchor = fields.needed_text("anchor").text;
  if (const auto in = fields.text("in")) clause.source = in->text;
  read_content(fields, clause);
  return clause;
}

Clause ClauseReader::read_class_clause(const Value& value) {
  Fields fields(value, source_, errors_, "a clause");
  Clause clause;
  clause.section = kByClass;
  read_content(fields, clause);
  return clause;
}

void ClauseReader::read_content(Fields& fields, Clause& clause) {
  clause.note = fields.needed_text("note").text;
  const Text kind = fields.needed_text("kind");
  if (const auto id = resolve(fields, kind, catalogue_.kinds, "clause kind"))
    clause.kind = static_cast<KindId>(*id);
  clause.acts = read_acts(fields);
  clause.reach = read_reach(fields);
  if (const Value* contested = fields.value("contested")) read_contested(*contested, clause);
  if (const Value* when = fields.value("when")) clause.when = read_condition(*when);
  read_payload(fields, clause);
  fields.finish();
}

ActSet ClauseReader::read_acts(Fields& fields) {
  ActSet acts = 0;
  for (const Text& word : fields.texts("acts")) {
    if (word.text == "any") {
      acts = static_cast<ActSet>((1U << catalogue_.acts.size()) - 1U);
    } else if (const auto act = resolve(fields, word, catalogue_.acts, "act")) {
      acts = static_cast<ActSet>(acts | 1U << *act);
    }
  }
  return acts;
}

TransferSet ClauseReader::read_reach(Fields& fields) {
  TransferSet reach = 0;
  for (const Text& word : fields.texts("reach"))
    reach |= transfer_bit(fields, word);
  return reach;
}

KindSet ClauseReader::read_kinds(Fields& fields, std::string_view key) {
  KindSet kinds = 0;
  for (const Text& word : fields.texts(key)) {
    if (const auto kind = resolve(fields, word, catalogue_.kinds, "clause kind"))
      kinds |= KindSet{1} << *kind;
  }
  return kinds;
}

FactSet ClauseReader::work_facts(const Condition& condition) const {
  FactSet set = 0;
  for (std::size_t i = 0; i < catalogue_.facts.size(); ++i) {
    if (catalogue_.facts[i].id.starts_with("work.")) set |= FactSet{1} << i;
  }
  return condition.facts() & set;
}

TransferSet ClauseReader::transfer_bit(Fields& fields, const Text& word) {
  const auto id = resolve(fields, word, catalogue_.transfers, "transfer");
  return id ? TransferSet{1} << *id : 0;
}

void ClauseReader::read_contested(const Value& value, Clause& clause) {
  Fields fields(value, source_, errors_, "what is contested");
  if (value.kind != Value::Kind::Map) return;
  for (const Value& item : value.items) {
    const auto id =
        resolve(fields, {item.key.str(), item.key_offset}, catalogue_.transfers, "transfer");
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

Condition ClauseReader::read_condition(const Value& value) {
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
                   resolve(fields, {item.key.str(), item.key_offset}, catalogue_.facts, "fact")) {
      all.parts.push_back(read_test(static_cast<FactId>(*fact), item));
    }
  }
  return all;
}

Condition ClauseReader::read_test(FactId fact, const Value& value) {
  Condition test;
  test.op = Condition::Op::Equals;
  test.fact = fact;
  test.words = {value.text.str()};
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

void ClauseReader::add_territory(Condition& test, const std::string& name) const {
  test.said += " " + name;
  test.words.push_back(spdx::lowercase(name));
  for (const auto& [group, members] : catalogue_.territories) {
    if (group == name) std::ranges::copy(members, std::back_inserter(test.words));
  }
}

void ClauseReader::read_payload(Fields& fields, Clause& clause) {
  for (const Text& id : fields.texts("accepts"))
    accept(id.text, clause);
  clause.tolerates = read_kinds(fields, "tolerates");
  if (const auto policy = fields.text("policy")) clause.policy = policy->text;
  if (const Value* named = fields.value("fields")) read_fields(*named, clause);
  if (const auto text = fields.text("text")) clause.text = text->text;
  if (const auto file = fields.text("file")) clause.file = file->text;
  if (const auto prefix = fields.text("prefix")) clause.prefix = prefix->text;
}

void ClauseReader::accept(const std::string& word, Clause& clause) const {
  if (word != "open-source") {
    clause.accepts.push_back(word == "self" ? self_ : word);
    return;
  }
  clause.accepts_open_source = true;
  for (const spdx::ListedLicense& entry : catalogue_.list.list().entries) {
    if (entry.open_source()) clause.accepts.emplace_back(entry.id);
  }
}

void ClauseReader::read_fields(const Value& value, Clause& clause) {
  Fields fields(value, source_, errors_, "the fields of a use policy");
  for (const Value& item : value.items) {
    const bool known =
        std::ranges::any_of(catalogue_.fields, [&](const auto& f) { return f.first == item.key; });
    if (!known) fields.fail(item.key_offset, fmt::format("unknown field of use \"{}\"", item.key));
    clause.fields.emplace_back(item.key, item.text);
  }
}

}  // namespace licet::engine
