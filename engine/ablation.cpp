#include "engine/ablation.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "engine/explain.h"

namespace licet::engine {

namespace {

using Kind = Part::Kind;

bool is_demand(const Clause& clause, const Catalogue& catalogue) {
  const Modality modality = catalogue.kinds[clause.kind].modality;
  return modality == Modality::Forbid || modality == Modality::Require;
}

// The target, and every work from which relations lead to it.
std::vector<bool> lineage_of(const spdx::Stack& stack, spdx::WorkIndex target) {
  std::vector<std::vector<spdx::WorkIndex>> sources(stack.works.size());
  for (const spdx::Relation& relation : stack.relations)
    sources[relation.result].push_back(relation.source);
  std::vector<bool> seen(stack.works.size());
  std::vector<spdx::WorkIndex> open = {target};
  seen[target] = true;
  while (!open.empty()) {
    const spdx::WorkIndex work = open.back();
    open.pop_back();
    for (const spdx::WorkIndex source : sources[work]) {
      if (seen[source]) continue;
      seen[source] = true;
      open.push_back(source);
    }
  }
  return seen;
}

void add_terms(const std::vector<TermId>& ids, const Terms& terms, std::set<LicenseId>& licenses) {
  for (const TermId id : ids) {
    const Term& term = terms.terms[id];
    if (term.status == TermStatus::Known) licenses.insert(term.license);
  }
}

void add_labels(const Outbound& outbound, std::set<LicenseId>& licenses) {
  for (const OutboundOption& option : outbound.options) {
    for (const OutboundLicense& member : option.members) {
      if (member.status == TermStatus::Known) licenses.insert(member.license);
    }
  }
}

std::string other_of(const Details& details) {
  for (const char* word : {"other", "field", "outbound"}) {
    if (const auto found = details.find(word); found != details.end()) return found->second;
  }
  return {};
}

}  // namespace

void keep_lineage(spdx::Stack& stack) {
  spdx::WorkIndex& target = *stack.uses.front().target;
  const std::vector<bool> kept = lineage_of(stack, target);
  std::vector<spdx::WorkIndex> number(stack.works.size());
  std::vector<spdx::Work> works;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    number[i] = static_cast<spdx::WorkIndex>(works.size());
    if (kept[i]) works.push_back(std::move(stack.works[i]));
  }
  std::erase_if(stack.relations, [&](const spdx::Relation& r) { return !kept[r.result]; });
  for (spdx::Relation& relation : stack.relations) {
    relation.source = number[relation.source];
    relation.result = number[relation.result];
  }
  target = number[target];
  stack.works = std::move(works);
}

ConflictKey conflict_key(const Candidate& candidate, const Model& model) {
  ConflictKey key;
  key.code = model.catalogue.codes[candidate.code].id;
  key.license = license_of(candidate, model);
  key.exception = exception_of(candidate, model);
  if (candidate.clause != nullptr) key.section = candidate.clause->section;
  key.other = other_of(candidate.details);
  return key;
}

std::set<ConflictKey> conflicts_among(const std::vector<Candidate>& findings, const Model& model) {
  std::set<ConflictKey> keys;
  for (const Candidate& candidate : findings) {
    if (candidate.severity == Severity::Conflict) keys.insert(conflict_key(candidate, model));
  }
  return keys;
}

Ablation::Ablation(const spdx::Stack& stack, const Catalogue& catalogue, const Request& request,
                   const Questions& questions, std::size_t use)
    : stack_(stack),
      whole_(catalogue),
      request_(request),
      use_(questions.uses[use]),
      mine_(questions.terms.mine) {
  request_.default_acts.clear();  // an act left out is not to come back
  request_.sensitivity = false;
  const std::vector<bool> lineage = lineage_of(stack, *use_.target);
  list_use();
  list_works(lineage);
  list_sections(lineage, questions);
  sections_off_.resize(parts_.size());
}

void Ablation::list_use() {
  for (const std::string& act : use_.acts)
    parts_.push_back({.kind = Kind::Act, .name = act});
  for (const auto& [id, value] : use_.facts)
    parts_.push_back({.kind = Kind::Fact, .name = id});
  for (const std::string& field : use_.fields)
    parts_.push_back({.kind = Kind::Fact, .name = "use.fields", .value = field});
}

void Ablation::list_works(const std::vector<bool>& lineage) {
  for (std::size_t i = 0; i < stack_.works.size(); ++i) {
    const auto work = static_cast<spdx::WorkIndex>(i);
    const bool labelled =
        !stack_.works[i].licenses.empty() || (work == *use_.target && use_.outbound);
    if (lineage[i] && mine_[i] && labelled) parts_.push_back({.kind = Kind::Label, .work = work});
  }
  for (std::size_t i = 0; i < stack_.relations.size(); ++i) {
    if (lineage[stack_.relations[i].result])
      parts_.push_back({.kind = Kind::Relation, .relation = static_cast<RelationIndex>(i)});
  }
  for (std::size_t i = 0; i < stack_.works.size(); ++i) {
    if (!lineage[i]) continue;
    for (const auto& [id, value] : stack_.works[i].facts) {
      parts_.push_back({.kind = Kind::Fact,
                        .name = id,
                        .work = static_cast<spdx::WorkIndex>(i),
                        .of_work = true});
    }
  }
}

// Of the licenses that stand on works there, or that a work goes out under.
void Ablation::list_sections(const std::vector<bool>& lineage, const Questions& questions) {
  std::set<LicenseId> licenses;
  for (const Outbound& outbound : questions.outbound)
    add_labels(outbound, licenses);
  for (std::size_t i = 0; i < lineage.size(); ++i) {
    if (!lineage[i]) continue;
    add_terms(questions.terms.of_work[i], questions.terms, licenses);
    add_labels(questions.terms.outbound[i], licenses);
  }
  for (const LicenseId license : licenses) {
    std::set<std::string> sections;
    for (const Clause& clause : whole_.licenses[license].clauses) {
      if (is_demand(clause, whole_) && sections.insert(clause.section).second)
        parts_.push_back({.kind = Kind::Clause, .name = clause.section, .license = license});
    }
  }
}

std::optional<Remains> Ablation::remains(const Members& kept) {
  switch_sections(kept);
  Remains out{left(kept), {}};
  spdx::Result<Questions> questions = questions_of(out.stack, *catalogue_, request_);
  if (!questions) return std::nullopt;
  out.questions = std::move(*questions.value);
  return out;
}

// A section that is left out says nothing, on any act.
void Ablation::switch_sections(const Members& kept) {
  if (!catalogue_) catalogue_ = whole_;
  const auto silent = std::ranges::find(whole_.kinds, Modality::Silent, &ClauseKind::modality);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (parts_[i].kind != Kind::Clause || sections_off_[i] != kept[i]) continue;
    sections_off_[i] = !kept[i];
    const std::vector<Clause>& clauses = whole_.licenses[parts_[i].license].clauses;
    for (std::size_t j = 0; j < clauses.size(); ++j) {
      if (clauses[j].section != parts_[i].name || !is_demand(clauses[j], whole_)) continue;
      Clause& clause = catalogue_->licenses[parts_[i].license].clauses[j];
      clause = kept[i] ? clauses[j] : Clause{};
      if (!kept[i]) clause.kind = static_cast<KindId>(silent - whole_.kinds.begin());
    }
  }
}

spdx::Stack Ablation::left(const Members& kept) const {
  spdx::Stack stack = stack_;
  stack.uses = {use_};
  for (std::size_t i = 0; i < stack.works.size(); ++i)
    stack.works[i].owned = mine_[i];  // also where no relation is left that says so
  std::vector<bool> gone(stack.relations.size());
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (kept[i]) continue;
    if (parts_[i].kind == Kind::Relation) gone[parts_[i].relation] = true;
    leave_out(parts_[i], stack);
  }
  std::size_t index = 0;
  std::erase_if(stack.relations, [&](const spdx::Relation&) { return gone[index++]; });
  keep_lineage(stack);
  return stack;
}

void Ablation::leave_out(const Part& part, spdx::Stack& stack) const {
  spdx::Use& use = stack.uses.front();
  if (part.kind == Kind::Act) std::erase(use.acts, part.name);
  if (part.kind == Kind::Label) {
    stack.works[part.work].licenses.clear();
    if (part.work == *use.target) use.outbound.reset();
  }
  if (part.kind != Kind::Fact) return;
  if (part.of_work) {
    stack.works[part.work].facts.erase(part.name);
  } else if (part.value.empty()) {
    use.facts.erase(part.name);
  } else {
    std::erase(use.fields, part.value);
  }
}

CorePart Ablation::say(const Part& part) const {
  const auto id = [&](spdx::WorkIndex work) { return stack_.works[work].id; };
  switch (part.kind) {
    case Kind::Act:
      return {"act", part.name};
    case Kind::Fact: {
      if (!part.value.empty()) return {"fact", fmt::format("{}: {}", part.name, part.value)};
      const spdx::Facts& facts = part.of_work ? stack_.works[part.work].facts : use_.facts;
      return {"fact", fmt::format("{}{} = {}", part.of_work ? id(part.work) + ": " : "", part.name,
                                  fmt::join(facts.at(part.name).texts, ", "))};
    }
    case Kind::Label: {
      const bool by_use = part.work == *use_.target && use_.outbound;
      return {"label",
              fmt::format("{} goes out under {}", id(part.work),
                          by_use ? *use_.outbound : stack_.works[part.work].licenses.front().text)};
    }
    case Kind::Relation: {
      const spdx::Relation& relation = stack_.relations[part.relation];
      return {"relation",
              fmt::format("{} ─{}→ {}", id(relation.source), relation.kind, id(relation.result))};
    }
    case Kind::Clause:
      break;
  }
  const std::string license = license_called(whole_.licenses[part.license].id, whole_);
  return {"clause", fmt::format("{} {}", license, part.name)};
}

}  // namespace licet::engine
