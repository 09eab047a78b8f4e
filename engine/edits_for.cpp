// Which changes touch a part of a conflict.
#include <algorithm>

#include <fmt/ranges.h>

#include "engine/edits.h"
#include "engine/explain.h"
#include "engine/replacements.h"

namespace licet::engine {

namespace {

using Kind = Edit::Kind;

bool has(const std::vector<std::string>& list, const std::string& text) {
  return std::ranges::find(list, text) != list.end();
}

// What the conditions of the demands of a section say of a fact.
struct Bounds {
  std::optional<double> most;      // the largest number that they let pass
  std::vector<std::string> words;  // values they name
  std::string said;                // as the data wrote them
};

void collect(const Condition& condition, FactId fact, Bounds& bounds) {
  using Op = Condition::Op;
  for (const Condition& part : condition.parts)
    collect(part, fact, bounds);
  if (condition.op < Op::Equals || condition.fact != fact) return;
  if (condition.op == Op::Over) bounds.most = condition.number;
  if (condition.op == Op::AtLeast) bounds.most = condition.number - 1;
  if (condition.op == Op::In) {
    bounds.words = condition.words;
    bounds.said = condition.said;
  }
}

std::string same_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  return text;
}

// The edits for one part.
class Maker {
 public:
  Maker(const spdx::Stack& stack, const std::vector<bool>& mine, const Means& means)
      : stack_(stack), mine_(mine), means_(means), use_(stack.uses.front()) {}

  std::vector<Edit> run(const Part& part) {
    switch (part.kind) {
      case Part::Kind::Act:
        for_act(part.name);
        break;
      case Part::Kind::Fact:
        if (!part.of_work) for_fact(part);
        break;
      case Part::Kind::Label:
        for_label(part.work);
        break;
      case Part::Kind::Relation:
        for_relation(part.relation);
        break;
      case Part::Kind::Clause:
        for_license(part);
        break;
    }
    return std::move(edits_);
  }

 private:
  void add(Edit edit) {
    if (std::ranges::find(edits_, edit) == edits_.end()) edits_.push_back(std::move(edit));
  }

  [[nodiscard]] const std::string& name(std::size_t work) const { return stack_.works[work].id; }

  [[nodiscard]] std::string say(const std::string& words, Details details) const {
    details["target"] = name(*use_.target);
    return fill(words, details);
  }

  [[nodiscard]] const std::string& words(const std::string& key) const {
    return means_.repairs.words.at(key);
  }

  void for_act(const std::string& act) {
    for (const ActRepair& repair : means_.repairs.acts) {
      if (!has(repair.from, act)) continue;
      Edit edit{.kind = Kind::Act, .to = repair.to, .words = say(repair.words, {})};
      for (const std::string& gone : repair.from) {
        if (has(use_.acts, gone)) edit.from.push_back(gone);
      }
      const bool idle = edit.to.empty() && edit.from.size() == use_.acts.size();
      if (!idle) add(std::move(edit));
    }
  }

  void for_fact(const Part& part) {
    if (!part.value.empty()) {
      add({
          .kind = Kind::Fact,
          .of = part.name,
          .from = {part.value           },
          .words = say(words("field"), {{"value", part.value}}
            )
      });
      return;
    }
    for_value(part.name);
  }

  // Another value of a fact, stated or not: a clause may turn on what the acts say of it.
  void for_value(const std::string& fact) {
    const auto stated = use_.facts.find(fact);
    const std::vector<std::string> now =
        stated == use_.facts.end() ? std::vector<std::string>() : stated->second.texts;
    for (const FactRepair& repair : means_.repairs.facts) {
      if (repair.fact != fact) continue;
      if (repair.to.empty()) {
        for_bounds(repair, now);
      } else if (!has(now, repair.to)) {
        add({.kind = Kind::Fact,
             .of = fact,
             .from = now,
             .to = {repair.to},
             .words = say(repair.words, {})});
      }
    }
  }

  // A number or a list that some clause of the stack's licenses tests.
  void for_bounds(const FactRepair& repair, const std::vector<std::string>& now) {
    const auto fact = means_.catalogue.find_fact(repair.fact);
    for (const LicenseId inside : means_.inside) {
      for (const Clause& clause : means_.catalogue.licenses[inside].clauses) {
        Bounds bounds;
        collect(clause.when, *fact, bounds);
        if (auto edit = within(repair, now, bounds)) add(std::move(*edit));
      }
    }
  }

  [[nodiscard]] std::optional<Edit> within(const FactRepair& repair,
                                           const std::vector<std::string>& now,
                                           const Bounds& bounds) const {
    Edit edit{.kind = Kind::Fact, .of = repair.fact};
    const auto named = [&](const std::string& value) {
      return std::ranges::any_of(bounds.words, [&](const std::string& word) {
        return same_case(word) == same_case(value);
      });
    };
    if (repair.at_most && bounds.most) {
      edit.from = now;
      edit.to = {fmt::format("{:.0f}", *bounds.most)};
      edit.words = say(repair.words, {
                                         {"value", edit.to.front()}
      });
      return edit.to == now ? std::nullopt : std::optional(std::move(edit));
    }
    if (bounds.words.empty()) return std::nullopt;
    std::ranges::copy_if(now, std::back_inserter(edit.from), named);
    if (edit.from.empty()) return std::nullopt;
    Details details = {
        {"value", repair.without ? fmt::format("{}", fmt::join(edit.from, ", ")) : bounds.said}
    };
    if (repair.without) {
      if (edit.from.size() == now.size()) return std::nullopt;
    } else {
      const auto other = std::ranges::find_if_not(repair.elsewhere, named);
      if (other == repair.elsewhere.end()) return std::nullopt;
      edit.from = now;
      edit.to = {*other};
      details["instead"] = *other;
    }
    edit.words = say(repair.words, details);
    return edit;
  }

  // Licenses of the lineage and what these accept first, since they fit best.
  void for_label(spdx::WorkIndex work) {
    std::vector<std::string> labels;
    for (const LicenseId inside : means_.inside) {
      for (const Clause& clause : means_.catalogue.licenses[inside].clauses) {
        if (clause.accepts_open_source) continue;
        labels.insert(labels.end(), clause.accepts.begin(), clause.accepts.end());
      }
    }
    labels.insert(labels.end(), means_.repairs.labels.begin(), means_.repairs.labels.end());
    for (const std::string& id : labels) {
      const std::vector<std::string>& own_terms = means_.catalogue.own_terms;
      const std::string& way = words(has(own_terms, id) ? "own-terms" : "label");
      const std::string license = license_called(id, means_.catalogue);
      add({
          .kind = Kind::Label,
          .subject = work,
          .to = {id                   },
          .words = say(way, { {"work", name(work)}, {"license", license}}
            )
      });
    }
  }

  void for_relation(RelationIndex index) {
    const spdx::Relation& relation = stack_.relations[index];
    if (relation.by != spdx::Actor::Self) return;
    const Details details = {
        {"source", name(relation.source)},
        {"result", name(relation.result)}
    };
    for (const RelationRepair& repair : means_.repairs.relations) {
      if (!has(repair.from, relation.kind)) continue;
      add({.kind = Kind::Relation,
           .subject = index,
           .to = {repair.to},
           .words = say(repair.words, details)});
    }
    add({.kind = Kind::Drop, .subject = index, .words = say(words("drop"), details)});
  }

  // Works under the license whose clause it is, what the clause turns on, a name that it wants.
  void for_license(const Part& part) {
    const License& license = means_.catalogue.licenses[part.license];
    for (const Clause& clause : license.clauses) {
      if (clause.section == part.name) for_clause(clause);
    }
    for (std::size_t i = 0; i < stack_.works.size(); ++i) {
      const spdx::Work& work = stack_.works[i];
      const bool under = std::ranges::any_of(work.licenses, [&](const spdx::LicenseClaim& claim) {
        return std::ranges::count(licenses_in(claim.text), part.license) > 0;
      });
      if (under && !mine_[i]) for_work(i);
    }
  }

  void for_clause(const Clause& clause) {
    if (!clause.prefix.empty()) for_name(clause.prefix);
    const FactSet facts = clause.when.facts();
    for (std::size_t i = 0; i < means_.catalogue.facts.size(); ++i) {
      if ((facts >> i & 1U) != 0) for_value(means_.catalogue.facts[i].id);
    }
  }

  // The licenses that a statement names.
  [[nodiscard]] std::vector<LicenseId> licenses_in(const std::string& text) const {
    spdx::Stack alone;
    alone.works.emplace_back().licenses.push_back({"", text, {}, false, {}});
    const std::vector<std::string> names = license_names(alone, means_.catalogue);
    std::vector<LicenseId> licenses;
    for (const std::string& name : names) {
      if (const auto found = means_.catalogue.find_license(name)) licenses.push_back(*found);
    }
    return licenses;
  }

  void for_name(const std::string& prefix) {
    const std::size_t target = *use_.target;
    const std::string now = use_.product ? *use_.product : stack_.works[target].name;
    const std::size_t slash = now.rfind('/') + 1;  // 0 if there is none
    const std::string next = now.substr(0, slash) + prefix + "-" + now.substr(slash);
    add({
        .kind = Kind::Name,
        .subject = target,
        .to = {next           },
        .words = say(words("name"), { {"work", name(target)}, {"name", next}}
          )
    });
  }

  void for_work(std::size_t index) {
    const spdx::Work& work = stack_.works[index];
    for_alternatives(index);
    if (means_.candidates.empty()) {
      if (auto edit = replacement_by_class(index, work, means_)) add(std::move(*edit));
    }
    const std::string kind = work.kind.empty() ? "work" : work.kind;
    for (const std::string& id : means_.candidates) {
      add({
          .kind = Kind::Replace,
          .subject = index,
          .to = {id              },
          .words = say(words("replace"), { {"work", work.id}, {"kind", kind}, {"license", id}}
            )
      });
    }
    add({
        .kind = Kind::Separate,
        .subject = index,
        .words = say(words("separate"), {{"work", work.id}, {"licensor", licensor_of(work)}}
           )
    });
  }

  // Where the user has taken one alternative of a license, the others.
  void for_alternatives(std::size_t index) {
    const spdx::Work& work = stack_.works[index];
    for (const spdx::LicenseClaim& claim : work.licenses) {
      for (const std::string& other : claim.left) {
        add({
            .kind = Kind::Take,
            .subject = index,
            .to = {other                 },
            .words = say(words("take"),
                         { {"work", work.id}, {"license", other}, {"taken", claim.text}}
              )
        });
      }
    }
  }

  // Whom to ask: who owns the name that a hub knows the work by, and the steward of a license that
  // is for its steward's own works. A steward of a license for everybody has no say.
  [[nodiscard]] std::string licensor_of(const spdx::Work& work) const {
    std::vector<std::string> stewards;
    for (const spdx::LicenseClaim& claim : work.licenses) {
      for (const LicenseId id : licenses_in(claim.text)) {
        const License& license = means_.catalogue.licenses[id];
        if (license.own_works && !has(stewards, license.steward))
          stewards.push_back(license.steward);
      }
    }
    const std::size_t slash = work.name.find('/');
    const bool hub_name = slash != std::string::npos && slash > 0 && slash + 1 < work.name.size() &&
                          work.name.find_first_of("/: ", slash + 1) == std::string::npos &&
                          work.name.find_first_of(": ") == std::string::npos;
    const char* way = hub_name ? "licensor-both" : "licensor-steward";
    if (stewards.empty()) way = hub_name ? "licensor-owner" : "licensor";
    return say(words(way), {
                               {"name",  work.name},
                               {         "owner",           work.name.substr(0,          slash)},
                               { "steward", fmt::format("{}",          fmt::join(stewards, ", "))}
    });
  }

  const spdx::Stack& stack_;
  const std::vector<bool>& mine_;
  const Means& means_;
  const spdx::Use& use_;
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<Edit> edits_for(const Part& part, const spdx::Stack& stack,
                            const std::vector<bool>& mine, const Means& means) {
  return Maker(stack, mine, means).run(part);
}

}  // namespace licet::engine
