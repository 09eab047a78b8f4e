#include "engine/facts.h"

#include <algorithm>
#include <set>

namespace licet::engine {

namespace {

// Whether a fact is told of the use or the licensee, not of a work.
bool of_user(const std::string& id) {
  return id.rfind("use.", 0) == 0 || id.rfind("licensee.", 0) == 0;
}

}  // namespace

Facts::Facts(const Model& model, const Flow& flow, const spdx::Use& use)
    : model_(model), flow_(flow), use_(use) {
  const auto does = [&](std::string_view act) {
    return std::ranges::find(use.acts, act) != use.acts.end();
  };
  sells_ = does("sell");
  gives_out_ = does("distribute") || does("host") || does("sell");
  keeps_inside_ = does("internal") && !gives_out_;
  if (use.target) find_products(*use.target);
  for (std::size_t fact = 0; fact < model.catalogue.facts.size(); ++fact) {
    if (!of_user(model.catalogue.facts[fact].id)) of_works_ |= FactSet{1} << fact;
  }
}

// Works that came to the user inside a product somebody else made: parts of the target, however
// deep, that a third party put there. What a third party only runs for others is not received.
void Facts::find_products(spdx::WorkIndex target) {
  std::vector<spdx::WorkIndex> open = {target};
  std::set<spdx::WorkIndex> seen = {target};
  while (!open.empty()) {
    const spdx::WorkIndex product = open.back();
    open.pop_back();
    for (const RelationIndex index : model_.graph.incoming[product]) {
      const spdx::Relation& relation = model_.stack.relations[index];
      const RelationKind& kind = model_.catalogue.relations[model_.graph.kinds[index]];
      if (kind.sure_part_acts == 0 ||
          model_.catalogue.transfers[kind.carries.front().transfer].binds_maker)
        continue;
      const bool theirs = relation.by == spdx::Actor::ThirdParty || inside_.contains(product);
      if (theirs) inside_.insert(relation.source);
      if (seen.insert(relation.source).second) open.push_back(relation.source);
    }
  }
}

FactLookup Facts::about(const Term& term, const Arrival& arrival, spdx::WorkIndex result) const {
  return [this, &term, &arrival, result](FactId fact) { return find(fact, term, arrival, result); };
}

FactLookup Facts::about_anybody(const Term& term, const Arrival& arrival,
                                spdx::WorkIndex result) const {
  return [this, &term, &arrival, result](FactId fact) -> const std::vector<std::string>* {
    const std::string& id = model_.catalogue.facts[fact].id;
    if (of_user(id)) return nullptr;
    return find(fact, term, arrival, result);
  };
}

const std::vector<std::string>* Facts::find(FactId fact, const Term& term, const Arrival& arrival,
                                            spdx::WorkIndex result) const {
  const std::string& id = model_.catalogue.facts[fact].id;
  if (id == "work.inside-product") {
    return arrival.relation == Arrival::kNone && inside_.contains(result) ? &yes_ : &no_;
  }
  if (id == "work.by-itself") return result == use_.target && !arrival.joined ? &yes_ : &no_;
  if (const auto* value = stated(id, term, arrival, result)) return value;
  const std::vector<std::string>& otherwise = model_.catalogue.facts[fact].otherwise;
  return otherwise.empty() ? nullptr : &otherwise;
}

const std::vector<std::string>* Facts::stated(const std::string& id, const Term& term,
                                              const Arrival& arrival,
                                              spdx::WorkIndex result) const {
  if (id.rfind("work.", 0) == 0) return of_work(id.substr(5), term.origin);
  if (id == "result.shares-license") return shares_license(term, result) ? &yes_ : &no_;
  if (id == "result.modified") return arrival.modified ? &yes_ : &no_;
  if (id == "result.larger-work") return arrival.joined ? &yes_ : &no_;
  if (id.rfind("result.", 0) == 0) return of_work(id.substr(7), result);
  const auto given = use_.facts.find(id);
  if (given != use_.facts.end()) return &given->second.texts;
  if (id == "use.commercial" && sells_) return &yes_;
  if (id == "use.internal-only" && keeps_inside_) return &yes_;
  if (id == "use.internal-only" && gives_out_) return &no_;
  return nullptr;
}

const std::vector<std::string>* Facts::of_work(const std::string& key,
                                               spdx::WorkIndex index) const {
  const spdx::Work& work = model_.stack.works[index];
  const bool kind = key == "kind";
  if (kind || key == "name") {
    if (kind && work.kind.empty()) return nullptr;
    std::vector<std::string>& slot = names_[index * 2 + (kind ? 0U : 1U)];
    if (slot.empty()) slot = {kind ? work.kind : work.name};
    return &slot;
  }
  const auto given = work.facts.find(key);
  return given == work.facts.end() ? nullptr : &given->second.texts;
}

// Whether the result is itself made from a work under the same license, by expression, not by
// learning from it.
bool Facts::shares_license(const Term& term, spdx::WorkIndex result) const {
  return std::ranges::any_of(flow_.at[result], [&](const Arrival& arrival) {
    const Term& other = model_.terms.terms[arrival.term];
    return other.status == TermStatus::Known && other.license == term.license &&
           model_.catalogue.transfers[arrival.transfer].expression;
  });
}

}  // namespace licet::engine
