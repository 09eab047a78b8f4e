#include "engine/statement.h"

#include <algorithm>

namespace licet::engine {

namespace {

using spdx::Value;

Value null_value() {
  Value value;
  value.text = "null";
  return value;
}

Value texts_value(const std::vector<std::string>& texts) {
  std::vector<Value> items;
  for (const std::string& text : texts)
    items.push_back(text_value(text));
  return list_value(std::move(items));
}

void add_member(Value& map, std::string key, Value value) {
  value.key = std::move(key);
  map.items.push_back(std::move(value));
}

Value optional_text(const std::optional<std::string>& text) {
  return text ? text_value(*text) : null_value();
}

std::string license_of(const Model& model, TermId id) {
  const Term& term = model.terms.terms[id];
  if (term.status != TermStatus::Known) return term.text;
  const std::string& license = model.catalogue.licenses[term.license].id;
  return term.exception ? license + " WITH " + model.catalogue.exceptions[*term.exception].id
                        : license;
}

// The states by which an arrival came, origin first.
Value path_value(const Case& use_case, const std::vector<ArrivalRef>& refs) {
  std::vector<Value> path;
  if (refs.empty()) return list_value({});
  for (ArrivalRef at = refs.front();;) {
    path.push_back(map_value({
        {"work",  text_value(use_case.model.stack.works[at.work].id)},
        {"state", number_value(at.index)                            }
    }));
    const Arrival& arrival = use_case.flow[at];
    if (arrival.relation == Arrival::kNone) break;
    at = {use_case.model.stack.relations[arrival.relation].source, arrival.previous};
  }
  std::ranges::reverse(path);
  return list_value(std::move(path));
}

void add_options(const std::vector<Choice>& choices, const Literal& literal,
                 std::vector<Value>& options) {
  const Choice& choice = choices[literal.choice];
  for (const Literal& one : choice.any_of)
    add_options(choices, one, options);
  for (std::size_t i = 0; choice.any_of.empty() && i < choice.options.size(); ++i) {
    if ((literal.options >> i & 1U) == 0) continue;
    options.push_back(map_value({
        {"work",   text_value(choice.work)      },
        {"choice", number_value(literal.choice) },
        {"option", text_value(choice.options[i])}
    }));
  }
}

Value needs_value(const std::vector<Choice>& choices, const std::vector<Literal>& needs) {
  std::vector<Value> all;
  for (const Literal& literal : needs) {
    std::vector<Value> options;
    add_options(choices, literal, options);
    all.push_back(list_value(std::move(options)));
  }
  return list_value(std::move(all));
}

// The clauses of a state's license that regulate an act on it.
std::vector<Value> sections_of(const Model& model, const Exercise& exercise, Arrival state) {
  std::vector<Value> sections;
  const Term& term = model.terms.terms[state.term];
  const Catalogue& catalogue = model.catalogue;
  if (exercise.via) state.transfer = catalogue.composition[state.transfer][*exercise.via];
  if (term.status != TermStatus::Known || state.transfer == catalogue.nothing) return sections;
  for (const Clause& clause : catalogue.licenses[term.license].clauses) {
    const bool regulates = (clause.acts >> exercise.act & 1U) != 0;
    if (regulates && reach_of(clause, state, catalogue))
      sections.push_back(text_value(clause.section));
  }
  return sections;
}

}  // namespace

Value text_value(std::string text) {
  Value value;
  value.kind = Value::Kind::String;
  value.text = std::move(text);
  return value;
}

Value number_value(std::size_t number) {
  Value value = text_value(std::to_string(number));
  value.kind = Value::Kind::Number;
  return value;
}

Value flag_value(bool flag) {
  Value value = text_value(flag ? "true" : "false");
  value.kind = Value::Kind::Boolean;
  return value;
}

Value list_value(std::vector<Value> items) {
  Value value;
  value.kind = Value::Kind::List;
  value.items = std::move(items);
  return value;
}

Value map_value(std::initializer_list<std::pair<std::string_view, Value>> members) {
  Value value;
  value.kind = Value::Kind::Map;
  for (const auto& [key, member] : members)
    add_member(value, std::string(key), member);
  return value;
}

Value state_value(const Model& model, const Arrival& arrival) {
  const bool own = arrival.relation == Arrival::kNone;
  Value value = map_value({
      {"term",                                               number_value(arrival.term) },
      {"license",                                            text_value(license_of(model, arrival.term))},
      {"transfer",                                                    text_value(model.catalogue.transfers[arrival.transfer].id)                                                                     },
      {"modified",                                                    flag_value(arrival.modified)},
      {"joined",                                                    flag_value(arrival.joined)                                                                       },
      {"third-party",                                                    flag_value(arrival.third_party)},
      {"part",                                                    text_value(std::string(kParts[arrival.part]))                                                                              },
      {"assumptions",                                                    ids_value(arrival.assumes,model.catalogue.assumptions)},
      {"depth",                        number_value(arrival.depth)                                                              },
      {"relation",  own ? null_value() : number_value(arrival.relation)},
      {"previous",own ? null_value() : number_value(arrival.previous)                                                            },
  });
  if (own) return value;
  const spdx::Relation& relation = model.stack.relations[arrival.relation];
  add_member(value, "kind", text_value(relation.kind));
  add_member(value, "source", text_value(model.stack.works[relation.source].id));
  return value;
}

Value question_value(const Case& use_case) {
  const spdx::Use& use = use_case.use;
  Value facts = map_value({});
  for (const auto& [id, value] : use.facts)
    add_member(facts, id, texts_value(value.texts));
  return map_value({
      {"target",   text_value(use_case.model.stack.works[use_case.target].id)},
      {"acts",     texts_value(use.acts)                                     },
      {"outbound", optional_text(use.outbound)                               },
      {"product",  optional_text(use.product)                                },
      {"fields",   use.fields_given ? texts_value(use.fields) : null_value() },
      {"facts",    std::move(facts)                                          }
  });
}

Value finding_value(const Case& use_case, const std::vector<Choice>& choices,
                    const Candidate& candidate) {
  const Model& model = use_case.model;
  const Catalogue& catalogue = model.catalogue;
  Value acts = map_value({});
  for (const ActDone& done : candidate.acts)
    add_member(acts, catalogue.acts[done.act].id, text_value(model.stack.works[done.work].id));
  Value details = map_value({});
  for (const auto& [key, value] : candidate.details)
    add_member(details, key, text_value(value));
  std::string section = candidate.clause != nullptr ? candidate.clause->section : "";
  return map_value({
      {"code",                       text_value(catalogue.codes[candidate.code].id)        },
      {"severity",                   text_value(std::string(to_string(candidate.severity)))},
      {"place",                      text_value(model.stack.works[candidate.place].id)     },
      {"result",                     text_value(model.stack.works[candidate.result].id)    },
      {"license",                    candidate.term ? text_value(license_of(model,           *candidate.term)) : null_value()},
      {"section",                            text_value(std::move(section))                                                                         },
      {"exception",                            text_value(candidate.lift != nullptr ? candidate.lift->section : "")},
      {"acts",                            std::move(acts)                                                                              },
      {"actor",                            text_value(candidate.own_act ? "self" : "third-party")},
      {"facts",                            ids_value(candidate.read,                                                                               catalogue.facts)},
      {"missing",            ids_value(candidate.missing,catalogue.facts)},
      {"assumptions",ids_value(candidate.assumes,                                         catalogue.assumptions)},
      {"path",                path_value(use_case,                                                      candidate.arrivals)},
      {"other-path",                            path_value(use_case,                                                                             candidate.others)},
      {"needs",         needs_value(choices,          candidate.needs)},
      {"details",std::move(details)}
  });
}

Value assumptions_value(const Catalogue& catalogue, const AssumptionValues& values) {
  Value all = map_value({});
  for (std::size_t i = 0; i < catalogue.assumptions.size(); ++i) {
    const Assumption& assumption = catalogue.assumptions[i];
    add_member(all, assumption.id, text_value(assumption.values[values.value[i]].id));
  }
  return all;
}

Value states_value(const Case& use_case, const std::vector<spdx::WorkIndex>& works) {
  Value states = map_value({});
  for (const spdx::WorkIndex work : works) {
    std::vector<Value> here;
    for (const Arrival& arrival : use_case.flow.at[work])
      here.push_back(state_value(use_case.model, arrival));
    states.items.push_back(list_value(std::move(here)));
    states.items.back().key = use_case.model.stack.works[work].id;
  }
  return states;
}

Value choices_value(const std::vector<ChoiceId>& relevant, const std::vector<Choice>& choices,
                    const std::vector<std::uint32_t>& picks) {
  std::vector<Value> rows;
  for (const ChoiceId id : relevant) {
    std::vector<Value> options;
    for (const std::string& option : choices[id].options)
      options.push_back(text_value(option));
    rows.push_back(map_value({
        {"choice",  number_value(id)              },
        {"work",    text_value(choices[id].work)  },
        {"options", list_value(std::move(options))},
        {"taken",   number_value(picks[id])       }
    }));
  }
  return list_value(std::move(rows));
}

const Value* member_of(const Value& map, std::string_view key) {
  const auto found = std::ranges::lower_bound(map.items, key, {}, &Value::key);
  return found == map.items.end() || found->key != key ? nullptr : &*found;
}

Value clauses_value(const Case& use_case) {
  const Catalogue& catalogue = use_case.model.catalogue;
  ActSet acts = 0;
  for (const std::string& act : use_case.use.acts) {
    if (const auto id = catalogue.find_act(act))
      acts = static_cast<ActSet>(acts | 1U << *id | catalogue.acts[*id].implies);
  }
  std::vector<Value> rows;
  for (const Exercise& exercise : exercises_of(use_case.model, use_case.target, acts)) {
    const auto& here = use_case.flow.at[exercise.place];
    for (std::size_t i = 0; i < here.size(); ++i) {
      std::vector<Value> sections = sections_of(use_case.model, exercise, here[i]);
      if (sections.empty()) continue;
      rows.push_back(map_value({
          {"act",     text_value(catalogue.acts[exercise.act].id)               },
          {"work",    text_value(use_case.model.stack.works[exercise.place].id) },
          {"result",  text_value(use_case.model.stack.works[exercise.result].id)},
          {"state",   number_value(i)                                           },
          {"license", text_value(license_of(use_case.model,                       here[i].term))},
          {"clauses",         list_value(std::move(sections))                                                          }
      }));
    }
  }
  return list_value(std::move(rows));
}

}  // namespace licet::engine
