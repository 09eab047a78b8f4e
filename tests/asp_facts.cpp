#include "tests/asp_facts.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "spdx/spelling.h"
#include "tests/asp_text.h"
#include "tests/random_stacks.h"

namespace licet::tests {

namespace {

using engine::Catalogue;
using engine::Clause;
using engine::Condition;
using spdx::lowercase;

// One version that a name lets one choose, and the or-later names that lead there, widest first.
struct Way {
  std::string id;
  std::vector<std::string> through;
};

// The or-later ids that random stacks use.
std::vector<Way> ways_of(const std::string& id) {
  if (id == "GPL-3.0-or-later") {
    return {
        {"GPL-3.0-only", {id}}
    };
  }
  if (id == "GPL-2.0-or-later") {
    return {
        {"GPL-2.0-only", {id}                    },
        {"GPL-3.0-only", {id, "GPL-3.0-or-later"}}
    };
  }
  return {
      {id, {}}
  };
}

// `x` if the text is `A AND B`: both apply.
std::vector<std::string> split_and(const std::string& text) {
  const std::size_t at = text.find(" AND ");
  if (at == std::string::npos) return {text};
  const std::string first = text.substr(0, at);
  const std::string second = text.substr(at + 5);
  if (first == second) return {first};
  return {first, second};
}

const std::map<std::string, std::string>& words() {
  static const std::map<std::string, std::string> kWords = {
      {"NONE",        "missing"  },
      {"other",       "unknown"  },
      {"proprietary", "own"      },
      {"gemma",       "ambiguous"},
      {"openrail",    "ambiguous"}
  };
  return kWords;
}

std::string plain_name(const std::string& name) {
  std::string out = lowercase(name);
  std::erase_if(out, [](char c) { return c == '-' || c == '_' || c == ' '; });
  return out;
}

// Whether a stated value passes a test of a single fact.
bool passes(const Condition& test, const std::string& value) {
  const std::string operand = test.words.empty() ? "" : lowercase(test.words.front());
  const std::string said = lowercase(value);
  const bool number = !said.empty() && said.find_first_not_of("0123456789.") == std::string::npos;
  switch (test.op) {
    case Condition::Op::Equals:
      return said == operand;
    case Condition::Op::Over:
      return number && std::stod(said) > test.number;
    case Condition::Op::AtLeast:
      return number && std::stod(said) >= test.number;
    case Condition::Op::Before:
      return value < test.words.front();
    case Condition::Op::In:
      return std::ranges::count(test.words, said) > 0;
    case Condition::Op::Contains:
      return said.find(operand) != std::string::npos;
    default:
      return false;
  }
}

class Writer {
 public:
  Writer(const spdx::Stack& stack, const Catalogue& catalogue, const engine::Request& request)
      : stack_(stack), catalogue_(catalogue), request_(request) {}

  std::string run() {
    write_catalogue(catalogue_, request_, facts_);
    write_stack();
    for (const engine::LicenseId id : licenses_)
      write_license(id);
    return facts_.text();
  }

 private:
  void state(const std::string& value) { values_.insert(value); }

  void write_stack() {
    for (std::size_t i = 0; i < stack_.works.size(); ++i)
      write_work(i, stack_.works[i]);
    for (std::size_t i = 0; i < stack_.relations.size(); ++i) {
      const spdx::Relation& relation = stack_.relations[i];
      facts_.add("relation", i, relation.kind, relation.result, relation.source,
                 Name{relation.by == spdx::Actor::Self ? "self" : "third"});
    }
    const spdx::Use& use = stack_.uses.front();
    facts_.add("target", *use.target);
    for (const std::string& act : use.acts)
      facts_.add("use_act", act);
    for (const auto& [id, value] : use.facts) {
      for (const std::string& text : value.texts) {
        facts_.add("stated", id, text);
        state(text);
      }
    }
    if (use.product) facts_.add("product", *use.product);
    for (const std::string& field : use.fields)
      facts_.add("use_field", field);
    if (use.outbound) {
      write_statement("use", {
                                 {"", *use.outbound, {}, false, {}}
      });
    }
  }

  void write_work(std::size_t index, const spdx::Work& work) {
    facts_.add("work", index);
    if (work.owned) facts_.add("owned", index);
    facts_.add("named", index, work.name);
    facts_.add("states", index, "name", work.name);
    state(work.name);
    if (!work.kind.empty()) facts_.add("states", index, "kind", work.kind);
    state(work.kind);
    for (const auto& [key, value] : work.facts) {
      for (const std::string& text : value.texts) {
        facts_.add("states", index, key, text);
        state(text);
      }
    }
    write_statement(std::to_string(index), work.licenses);
  }

  void write_statement(const std::string& statement,
                       const std::vector<spdx::LicenseClaim>& claims) {
    std::size_t offer = 0;
    for (const spdx::LicenseClaim& claim : claims) {
      for (const std::string& text : split_and(claim.text)) {
        facts_.add("offer", Name{statement}, offer, Name{part_name(claim.part)});
        write_options(statement, offer++, text);
      }
    }
  }

  void write_options(const std::string& statement, std::size_t offer, const std::string& text) {
    std::vector<std::string> ids = split_or(text);
    if (ids.size() == 2 && ids[0] == ids[1]) ids.pop_back();
    facts_.add("written", Name{statement}, offer, ids.size() == 1 ? ids.front() : text);
    std::size_t option = 0;
    for (const std::string& id : ids) {
      for (const Way& way : ways_of(id))
        write_option(statement, offer, option++, way);
    }
  }

  void write_option(const std::string& statement, std::size_t offer, std::size_t option,
                    const Way& way) {
    const Name owner{statement};
    facts_.add("option", owner, offer, option);
    for (const std::string& id : way.through)
      facts_.add("through", owner, offer, option, id);
    if (!way.through.empty()) facts_.add("widest", owner, offer, option, way.through.front());
    const auto word = words().find(way.id);
    const auto license = catalogue_.find_license(way.id);
    if (word != words().end() || !license) {
      facts_.add("unknown", owner, offer, option,
                 Name{word == words().end() ? "unknown" : std::string_view(word->second)}, way.id);
      return;
    }
    facts_.add("known", owner, offer, option, catalogue_.licenses[*license].id);
    licenses_.insert(*license);
  }

  void write_license(engine::LicenseId id) {
    const engine::License& license = catalogue_.licenses[id];
    facts_.add("license", license.id);
    if (license.by_contract) facts_.add("contract", license.id);
    if (license.summary) facts_.add("by_class", license.id);
    if (license.unread) facts_.add("unread", license.id);
    for (const std::string& kind : license.kinds)
      facts_.add("written_for", license.id, kind);
    if (std::ranges::count(catalogue_.kind_matters_for, license.license_class) > 0)
      facts_.add("kind_matters", license.id);
    for (const Clause& clause : license.clauses)
      write_clause(license, clause);
  }

  void write_clause(const engine::License& license, const Clause& clause) {
    const std::size_t id = clauses_++;
    facts_.add("clause", id, license.id, catalogue_.kinds[clause.kind].id);
    facts_.add("cited", id, clause.section, clause.text, clause.prefix, clause.note);
    for (const std::string& act : members(clause.acts, catalogue_.acts))
      facts_.add("on_act", id, act);
    for (const std::string& transfer : members(clause.reach, catalogue_.transfers))
      facts_.add("reach", id, transfer);
    for (const engine::Contest& contest : clause.contested) {
      const std::string& transfer = catalogue_.transfers[contest.transfer].id;
      facts_.add("contest", id, transfer, Name{"self"}, contest.self);
      facts_.add("contest", id, transfer, Name{"third"}, contest.third_party);
      if (contest.by_actor) facts_.add("by_actor", id, transfer);
    }
    for (const std::string& other : clause.accepts)
      facts_.add("accepts", id, other);
    if (clause.accepts_open_source) facts_.add("accepts_open", id);
    for (const std::string& kind : members(clause.tolerates, catalogue_.kinds))
      facts_.add("tolerates", id, kind);
    if (!clause.policy.empty()) facts_.add("policy", id, clause.policy);
    for (const auto& [field, item] : clause.fields)
      facts_.add("excludes", id, field);
    write_prefix(id, clause.prefix);
    if (clause.when.op != Condition::Op::All || !clause.when.parts.empty())
      facts_.add("condition", id, write_condition(clause.when));
  }

  void write_prefix(std::size_t id, const std::string& prefix) {
    std::set<std::string> names;
    for (const spdx::Work& work : stack_.works)
      names.insert(work.name);
    if (stack_.uses.front().product) names.insert(*stack_.uses.front().product);
    for (const std::string& name : names) {
      if (!prefix.empty() && plain_name(name).rfind(plain_name(prefix), 0) == 0)
        facts_.add("begins", id, name);
    }
  }

  std::size_t write_condition(const Condition& condition) {
    const std::size_t id = conditions_++;
    switch (condition.op) {
      case Condition::Op::All:
      case Condition::Op::Any:
      case Condition::Op::Not:
        facts_.add("node", id,
                   Name{condition.op == Condition::Op::All   ? "all"
                        : condition.op == Condition::Op::Any ? "any"
                                                             : "negation"});
        for (const Condition& part : condition.parts)
          facts_.add("member", id, write_condition(part));
        return id;
      default:
        break;
    }
    facts_.add("test", id, catalogue_.facts[condition.fact].id);
    for (const std::string& value : values_) {
      if (passes(condition, value)) facts_.add("passes", id, value);
    }
    return id;
  }

  const spdx::Stack& stack_;
  const Catalogue& catalogue_;
  const engine::Request& request_;
  FactText facts_;
  std::set<engine::LicenseId> licenses_;
  std::set<std::string> values_ = {"true", "false"};
  std::size_t clauses_ = 0;
  std::size_t conditions_ = 0;
};

}  // namespace

std::string asp_facts(const spdx::Stack& stack, const Catalogue& catalogue,
                      const engine::Request& request) {
  return Writer(stack, catalogue, request).run();
}

}  // namespace licet::tests
