// Acts, transfers with their composition, facts, fields, assumptions with profiles, clause kinds,
// relations.
#include <algorithm>

#include "engine/load_catalogue.h"

namespace licet::engine {

namespace {

using spdx::Error;
using spdx::Fields;
using spdx::Text;
using spdx::Value;

constexpr std::size_t kMaxBits = 64;  // sets of facts, assumptions and kinds are one machine word

void check_size(TableReader& table, std::size_t size, std::size_t limit, std::string_view what) {
  if (size > limit) table.root().fail(0, fmt::format("at most {} {} fit", limit, what));
}

ActSet act_set(Fields& row, std::string_view key, const Catalogue& catalogue) {
  ActSet set = 0;
  for (const Text& word : row.texts(key)) {
    const auto act = resolve(row, word, catalogue.acts, "act");
    if (act) set = static_cast<ActSet>(set | 1U << *act);
  }
  return set;
}

void load_acts(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader table = open_table(data, "acts.json", errors);
  for (const Value& value : table.rows("acts")) {
    Fields row = table.row(value, "an act");
    Act act;
    act.id = row.needed_text("id").text;
    act.means = row.needed_text("means").text;
    act.needs_outbound = row.boolean("needs_outbound").value_or(false);
    row.value("granted_by");
    row.value("implies");
    catalogue.acts.push_back(std::move(act));
    row.finish();
  }
  check_size(table, catalogue.acts.size(), 16, "acts");
  std::size_t index = 0;
  for (const Value& value : table.rows("acts")) {
    Fields row = table.row(value, "an act");
    Act& act = catalogue.acts[index];
    act.granted_by = static_cast<ActSet>(1U << index++);
    act.granted_by = static_cast<ActSet>(act.granted_by | act_set(row, "granted_by", catalogue));
    act.implies = act_set(row, "implies", catalogue);
  }
}

std::optional<TransferId> transfer(Fields& row, const Text& word, const Catalogue& catalogue) {
  const auto found = resolve(row, word, catalogue.transfers, "transfer");
  if (!found) return std::nullopt;
  return static_cast<TransferId>(*found);
}

// One row a first transfer, in the order the table states: filled in by name, so that the columns
// may be reordered.
void load_composition(TableReader& table, Catalogue& catalogue, std::vector<Error>& errors) {
  const std::size_t n = catalogue.transfers.size();
  catalogue.composition.assign(n, std::vector<TransferId>(n, catalogue.nothing));
  Fields root = table.root();
  const Value* value = root.value("composition");
  if (value == nullptr) {
    root.fail(0, "\"composition\" is missing");
    return;
  }
  Fields rows(*value, table.source(), errors, "the composition table");
  std::vector<TransferId> order;
  for (const Text& word : rows.texts("order")) {
    if (const auto id = transfer(rows, word, catalogue)) order.push_back(*id);
  }
  for (std::size_t first = 0; first < n; ++first) {
    const std::vector<Text> row = rows.texts(catalogue.transfers[first].id);
    if (row.size() != n || order.size() != n) {
      rows.fail(value->offset, fmt::format("the row \"{}\" and the order need {} entries",
                                           catalogue.transfers[first].id, n));
      return;
    }
    for (std::size_t column = 0; column < n; ++column) {
      if (const auto id = transfer(rows, row[column], catalogue))
        catalogue.composition[first][order[column]] = *id;
    }
  }
  rows.finish();
}

// A second pass: the transfers that count as granted with another.
void load_granted_by(TableReader& table, Catalogue& catalogue) {
  std::size_t index = 0;
  for (const Value& value : table.rows("transfers")) {
    Fields row = table.row(value, "a transfer");
    TransferSet& set = catalogue.transfers[index].granted_by;
    set = TransferSet{1} << index++;
    for (const Text& word : row.texts("granted_by")) {
      if (const auto by = transfer(row, word, catalogue)) set |= TransferSet{1} << *by;
    }
  }
}

void load_transfers(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader table = open_table(data, "transfers.json", errors);
  for (const Value& value : table.rows("transfers")) {
    Fields row = table.row(value, "a transfer");
    Transfer transfer;
    transfer.id = row.needed_text("id").text;
    transfer.means = row.needed_text("means").text;
    transfer.binds_maker = row.one_of("licensee", {"maker", "recipient"}).value_or("") == "maker";
    if (const auto as = row.text("as")) transfer.as = as->text;
    transfer.expression = row.boolean("expression").value_or(false);
    transfer.changes = row.boolean("changes").value_or(false);
    const auto held = row.one_of("held", {"copy", "service"});
    if (held) transfer.held = *held == "copy" ? Held::Copy : Held::Service;
    row.value("granted_by");
    row.finish();
    catalogue.transfers.push_back(std::move(transfer));
  }
  check_size(table, catalogue.transfers.size(), 32, "transfers");
  load_granted_by(table, catalogue);
  Fields root = table.root();
  catalogue.identity = transfer(root, root.needed_text("identity"), catalogue).value_or(0);
  catalogue.larger = transfer(root, root.needed_text("larger"), catalogue).value_or(0);
  catalogue.nothing = transfer(root, root.needed_text("nothing"), catalogue).value_or(0);
  load_composition(table, catalogue, errors);
}

void load_facts(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader table = open_table(data, "facts.json", errors);
  for (const Value& value : table.rows("facts")) {
    Fields row = table.row(value, "a fact");
    Fact fact;
    fact.id = row.needed_text("id").text;
    fact.type =
        row.one_of("type", {"boolean", "number", "string", "date", "list"}).value_or("string");
    fact.ask = row.needed_text("ask").text;
    fact.set = row.needed_text("set").text;
    fact.derived = row.boolean("derived").value_or(false);
    for (const Text& word : row.texts("otherwise"))
      fact.otherwise.push_back(word.text);
    if (const Value* said = row.value("said")) {
      for (const Value& value_said : said->items)
        fact.said.emplace_back(value_said.key, value_said.text);
    }
    row.finish();
    catalogue.facts.push_back(std::move(fact));
  }
  check_size(table, catalogue.facts.size(), kMaxBits, "facts");
  for (const Value& value : table.rows("territories")) {
    Fields row = table.row(value, "a territory");
    std::vector<std::string> members;
    for (const Text& member : row.texts("members"))
      members.push_back(spdx::lowercase(member.text));
    catalogue.territories.emplace_back(row.needed_text("id").text, std::move(members));
    row.finish();
  }
}

void load_fields(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader table = open_table(data, "fields.json", errors);
  for (const Value& value : table.rows("fields")) {
    Fields row = table.row(value, "a field of use");
    const std::string id = row.needed_text("id").text;
    catalogue.fields.emplace_back(id, row.needed_text("means").text);
    row.finish();
  }
}

AssumptionValue load_value(TableReader& table, const Value& value) {
  Fields row = table.row(value, "a value of an assumption");
  AssumptionValue out;
  out.id = row.needed_text("id").text;
  const std::string effect =
      row.one_of("effect", {"applies", "review", "absent"}).value_or("review");
  out.effect = effect == "applies"  ? Effect::Applies
               : effect == "review" ? Effect::Review
                                    : Effect::Absent;
  out.means = row.needed_text("means").text;
  row.finish();
  return out;
}

Assumption load_assumption(TableReader& table, const Value& value) {
  Fields row = table.row(value, "an assumption");
  Assumption out;
  out.id = row.needed_text("id").text;
  out.question = row.needed_text("question").text;
  out.copyright_only = row.one_of("concerns", {"any", "copyright"}).value_or("any") == "copyright";
  if (const auto kind = row.text("implicit_for")) out.implicit_work_kind = kind->text;
  for (const Value& item : row.list("values"))
    out.values.push_back(load_value(table, item));
  const Text standard = row.needed_text("default");
  if (const auto found = resolve(row, standard, out.values, "value")) out.standard = *found;
  for (const Text& source : row.texts("sources"))
    out.sources.push_back(source.text);
  row.finish();
  return out;
}

void load_profile_value(Fields& values, const Value& item, const Catalogue& catalogue,
                        Profile& profile) {
  const auto assumption =
      resolve(values, {item.key.str(), item.key_offset}, catalogue.assumptions, "assumption");
  if (!assumption) return;
  const auto& known = catalogue.assumptions[*assumption].values;
  const auto choice = resolve(values, {item.text.str(), item.offset}, known, "value");
  if (choice) profile.values.emplace_back(static_cast<AssumptionId>(*assumption), *choice);
}

void load_profiles(TableReader& table, Catalogue& catalogue, std::vector<Error>& errors) {
  for (const Value& value : table.rows("profiles")) {
    Fields row = table.row(value, "a profile");
    Profile profile;
    profile.id = row.needed_text("id").text;
    profile.means = row.needed_text("means").text;
    if (const Value* map = row.value("values")) {
      Fields values(*map, table.source(), errors, "the values of a profile");
      for (const Value& item : map->items)
        load_profile_value(values, item, catalogue, profile);
    }
    row.finish();
    catalogue.profiles.push_back(std::move(profile));
  }
}

void load_assumptions(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader table = open_table(data, "assumptions.json", errors);
  for (const Value& value : table.rows("assumptions")) {
    catalogue.assumptions.push_back(load_assumption(table, value));
  }
  check_size(table, catalogue.assumptions.size(), kMaxBits, "assumptions");
  Fields root = table.root();
  const Text third = root.needed_text("third_party");
  if (const auto found = resolve(root, third, catalogue.assumptions, "assumption")) {
    catalogue.third_party = static_cast<AssumptionId>(*found);
  }
  catalogue.unclear = assumption_set(root, {root.needed_text("unclear_relation")}, catalogue);
  load_profiles(table, catalogue, errors);
}

// Which kinds ask for more than which, once all are known.
void load_wider_kinds(TableReader& table, Catalogue& catalogue) {
  std::size_t index = 0;
  for (const Value& value : table.rows("kinds")) {
    Fields row = table.row(value, "a clause kind");
    ClauseKind& kind = catalogue.kinds[index++];
    for (const Text& word : row.texts("within")) {
      if (const auto wider = resolve(row, word, catalogue.kinds, "clause kind"))
        kind.within |= KindSet{1} << *wider;
    }
  }
}

void load_kinds(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader table = open_table(data, "clauses.json", errors);
  static const std::vector<std::string_view> kModalities = {"grant", "forbid", "require", "note",
                                                            "silent"};
  for (const Value& value : table.rows("kinds")) {
    Fields row = table.row(value, "a clause kind");
    ClauseKind kind;
    kind.id = row.needed_text("id").text;
    kind.means = row.needed_text("means").text;
    const std::string modality = row.one_of("modality", kModalities).value_or("silent");
    kind.modality =
        static_cast<Modality>(std::ranges::find(kModalities, modality) - kModalities.begin());
    row.texts("payload");
    row.value("within");
    row.finish();
    catalogue.kinds.push_back(std::move(kind));
  }
  check_size(table, catalogue.kinds.size(), kMaxBits, "clause kinds");
  load_wider_kinds(table, catalogue);
}

RelationAct load_relation_act(TableReader& table, const Value& value, const Catalogue& catalogue,
                              std::vector<Error>& errors) {
  Value map = value;
  if (value.kind == Value::Kind::String) {  // a bare word stands for {"act": word}
    map.kind = Value::Kind::Map;
    map.offset = value.offset;
    map.items = {value};
    map.items.front().key = "act";
  }
  Fields row(map, table.source(), errors, "an act of a relation");
  RelationAct out;
  const Text act = row.needed_text("act");
  if (const auto found = resolve(row, act, catalogue.acts, "act"))
    out.act = static_cast<ActId>(*found);
  if (const auto via = row.text("via")) out.via = transfer(row, *via, catalogue);
  out.assumes = assumption_set(row, row.texts("assumes"), catalogue);
  row.finish();
  return out;
}

// How a source lives on; `of_relation` is the row that says what it takes and whether it joins.
Carry load_carry(Fields& row, const Carry& of_relation, TableReader& table,
                 const Catalogue& catalogue, std::vector<Error>& errors) {
  Carry carry = of_relation;
  carry.transfer = transfer(row, row.needed_text("transfer"), catalogue).value_or(0);
  carry.assumes = assumption_set(row, row.texts("assumes"), catalogue);
  for (const Value& act : row.list("acts"))
    carry.acts.push_back(load_relation_act(table, act, catalogue, errors));
  return carry;
}

// What a relation may be: each reading is one way to carry, and counts as long as nobody settled
// it.
void load_readings(Fields& row, const Catalogue& catalogue, RelationKind& relation) {
  for (const Text& word : row.texts("readings")) {
    const auto id = resolve(row, word, catalogue.relations, "relation");
    if (!id) continue;
    const RelationKind& reading = catalogue.relations[*id];
    relation.readings.push_back(static_cast<RelationId>(*id));
    relation.sure_part_acts =
        relation.readings.size() == 1
            ? reading.part_acts
            : static_cast<ActSet>(relation.sure_part_acts & reading.part_acts);
    relation.part_acts = static_cast<ActSet>(relation.part_acts | reading.part_acts);
    for (Carry carry : reading.carries) {
      carry.assumes |= catalogue.unclear;
      for (RelationAct& act : carry.acts)
        act.assumes |= catalogue.unclear;
      relation.carries.push_back(std::move(carry));
    }
  }
}

RelationKind load_relation(Fields& row, TableReader& table, const Catalogue& catalogue,
                           std::vector<Error>& errors) {
  RelationKind relation;
  relation.id = row.needed_text("id").text;
  relation.means = row.needed_text("means").text;
  Carry carry;
  carry.takes = part_index(row.one_of("takes", {"any", "weights", "code", "data"}).value_or("any"));
  if (row.value("readings") != nullptr) {
    load_readings(row, catalogue, relation);
    return relation;
  }
  carry.joins = row.boolean("joins").value_or(false);
  relation.makes = row.boolean("makes").value_or(true);
  relation.carries.push_back(load_carry(row, carry, table, catalogue, errors));
  if (const Value* also = row.value("also")) {
    Fields inner(*also, table.source(), errors, "what a relation may also be");
    relation.carries.push_back(load_carry(inner, carry, table, catalogue, errors));
    inner.finish();
  }
  relation.part_acts = act_set(row, "part_acts", catalogue);
  relation.sure_part_acts = relation.part_acts;
  return relation;
}

void load_relations(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader table = open_table(data, "relations.json", errors);
  for (const Value& value : table.rows("relations")) {
    Fields row = table.row(value, "a relation");
    RelationKind relation = load_relation(row, table, catalogue, errors);
    row.finish();
    if (relation.carries.empty()) {
      row.fail(value.offset, "a relation needs a transfer, or readings that stand above it");
    } else {
      catalogue.relations.push_back(std::move(relation));
    }
  }
}

}  // namespace

AssumptionSet assumption_set(Fields& fields, const std::vector<Text>& words,
                             const Catalogue& catalogue) {
  AssumptionSet set = 0;
  for (const Text& word : words) {
    if (const auto id = resolve(fields, word, catalogue.assumptions, "assumption"))
      set |= AssumptionSet{1} << *id;
  }
  return set;
}

void load_vocabulary(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  load_acts(data, catalogue, errors);
  load_transfers(data, catalogue, errors);
  load_facts(data, catalogue, errors);
  load_fields(data, catalogue, errors);
  load_assumptions(data, catalogue, errors);
  load_kinds(data, catalogue, errors);
  load_relations(data, catalogue, errors);
}

}  // namespace licet::engine
