// Turns triggers into findings: filled in, weighed under the assumptions, without repetition.
#include <bit>

#include "engine/judge.h"

namespace licet::engine {

const Outbound& Collector::outbound_of(spdx::WorkIndex place) const {
  return place == case_.target ? case_.outbound : terms().outbound[place];
}

Candidate Collector::draft(const Trigger& trigger, CodeId code) const {
  Candidate candidate;
  candidate.code = code;
  candidate.declared = catalogue().codes[code].severity;
  candidate.severity = candidate.declared;
  candidate.target = case_.target;
  candidate.place = trigger.exercise.place;
  candidate.result = trigger.exercise.result;
  candidate.acts = {
      {trigger.exercise.act, trigger.exercise.place}
  };
  candidate.own_act = !trigger.arrival.third_party;
  candidate.term = trigger.arrival.term;
  candidate.clause = trigger.clause;
  candidate.distinct_note = catalogue().codes[code].message.find("{note}") != std::string::npos;
  candidate.read = trigger.read;
  candidate.missing = trigger.missing;
  candidate.assumes = relevant_to(term_of(trigger), trigger.assumes, case_.model);
  candidate.arrivals = trigger.refs;
  candidate.others = trigger.others;
  candidate.open = open_ways(trigger, case_.model, case_.flow, case_.target);
  candidate.depth = trigger.arrival.depth;
  candidate.needs = trigger.needs;
  candidate.weight = catalogue().codes[code].weight;
  return candidate;
}

Candidate Collector::about(CodeId code, spdx::WorkIndex place) const {
  return about_work(case_, code, place);
}

void Collector::ask_label(const Trigger& trigger, const OutboundOption& option) {
  const Exercise& exercise = trigger.exercise;
  std::vector<Literal> needs = trigger.needs;
  if (!conjoin(needs, option.needs)) return;
  add_unknown_labels(exercise.place, option,
                     {
                         {exercise.act, exercise.place}
  },
                     needs);
}

void Collector::add_unknown_labels(spdx::WorkIndex place, const OutboundOption& option,
                                   const std::vector<ActDone>& acts,
                                   const std::vector<Literal>& needs) {
  for (const OutboundLicense& member : option.members) {
    if (member.own_terms) continue;
    if (member.status == TermStatus::Known) {
      add_class_label(place, catalogue().licenses[member.license], acts, needs);
      continue;
    }
    const bool family = member.status == TermStatus::Ambiguous;
    const EngineCodes& codes = catalogue().engine_codes;
    Candidate unknown = about(family ? codes.license_ambiguous : codes.license_unknown, place);
    unknown.acts = acts;
    unknown.details["outbound"] = member.text;
    unknown.details["text"] = member.text;
    unknown.details["why"] = member.why;
    unknown.needs = needs;
    add(std::move(unknown));
  }
}

void Collector::add_class_label(spdx::WorkIndex place, const License& license,
                                const std::vector<ActDone>& acts,
                                const std::vector<Literal>& needs) {
  if (!license.summary) return;
  Candidate by_class = about(catalogue().engine_codes.known_by_class, place);
  by_class.acts = acts;
  by_class.details = {
      {"license", license.id           },
      {"text",    license.license_class}
  };
  by_class.needs = needs;
  add(std::move(by_class));
}

void Collector::ask_outbound(const Trigger& trigger) {
  const Exercise& exercise = trigger.exercise;
  if (!terms().mine[exercise.place])
    return;  // somebody else's work without a license is a finding of its own
  Candidate unset = about(catalogue().engine_codes.outbound_unset, exercise.place);
  unset.acts = {
      {exercise.act, exercise.place}
  };
  unset.needs = trigger.needs;
  add(std::move(unset));
}

Severity Collector::settle(Candidate candidate) {
  const bool note = candidate.declared == Severity::Note;  // moves no verdict
  const Effect effect =
      note ? case_.values.effect_of(catalogue(), candidate.assumes) : effect_of(candidate.assumes);
  if (effect == Effect::Absent) {
    candidates_.hide(case_.values.absent_in(catalogue(), candidate.assumes), candidate.clause);
    return Severity::Clear;
  }
  candidate.severity =
      severity_of(catalogue(), case_.values, candidate.assumes, candidate.declared);
  const Severity severity = candidate.severity;
  // What only a reading of a relation prohibits is a question about the relation.
  if (candidate.declared == Severity::Conflict && severity == Severity::Unknown) {
    candidate.details["duty"] = catalogue().codes[candidate.code].id;
    candidate.code = catalogue().engine_codes.relation_unclear;
  }
  add(std::move(candidate));
  return severity;
}

// A clause of the license, told by its number; what the lift says tells the rest.
void Collector::note_lift(const Trigger& trigger) {
  Candidate note = draft(trigger, catalogue().engine_codes.exception_applies);
  note.lift = trigger.lift;
  note.details["freed"] = trigger.clause->section;
  settle(std::move(note));
}

Severity Collector::emit(const Trigger& trigger, CodeId code, Details details,
                         const std::vector<Literal>& needs, std::optional<Severity> declared) {
  Severity severity = declared ? *declared : catalogue().codes[code].severity;
  // What would be prohibited only if a fact nobody stated holds is a question, too.
  if (severity == Severity::Conflict && trigger.truth == Truth::Unset) {
    code = catalogue().engine_codes.fact_missing;
    severity = catalogue().codes[code].severity;
  }
  // What an exception frees on a condition is no certain conflict, but a question. What is not
  // known stays so.
  const bool open = trigger.lift != nullptr && severity == Severity::Conflict;
  if (open) {
    code = catalogue().engine_codes.exception_condition;
    details["condition"] = trigger.lift->condition;
    details["freed"] = trigger.clause->section;
  }
  Candidate candidate = draft(trigger, code);
  if (!open) candidate.declared = severity;
  if (severity == Severity::Conflict && license_of(trigger).unread)
    candidate.declared = Severity::Unknown;  // nobody has read that it forbids this
  // A duty stays listed, with what would end it.
  if (open || severity == Severity::Obligation) candidate.lift = trigger.lift;
  candidate.details = std::move(details);
  if (!conjoin(candidate.needs, needs)) return Severity::Clear;
  return settle(std::move(candidate));
}

std::vector<Literal> Collector::any_of(const std::vector<std::optional<Literal>>& literals) {
  std::map<ChoiceId, std::uint64_t> options;
  for (const auto& literal : literals) {
    if (!literal) return {};
    options[literal->choice] |= literal->options;
  }
  std::vector<Literal> some;
  for (const auto& [choice, taken] : options) {
    const std::size_t count = choices_[choice].options.size();
    if (static_cast<std::size_t>(std::popcount(taken)) == count) return {};
    some.push_back({choice, taken});
  }
  if (some.size() == 1) return some;
  const auto [at, fresh] = derived_.try_emplace(some, static_cast<ChoiceId>(choices_.size()));
  if (fresh) {
    Choice derived;
    derived.options = {"absent", "present"};
    derived.any_of = some;
    choices_.push_back(std::move(derived));
  }
  return {
      {at->second, 0b10}
  };
}

std::vector<Literal> Collector::unless(const std::vector<Literal>& needs) {
  std::vector<std::optional<Literal>> others;
  for (const Literal& literal : needs) {
    const std::size_t count = choices_[literal.choice].options.size();
    const std::uint64_t all = ~std::uint64_t{0} >> (64 - count);
    others.emplace_back(Literal{literal.choice, all & ~literal.options});
  }
  return any_of(others);
}

const Outbound* label_on(const Case& use_case, spdx::WorkIndex place, const Arrival& state) {
  const Terms& terms = use_case.model.terms;
  const bool target = place == use_case.target;
  const bool relabelled = target && use_case.use.outbound;
  if (state.relation == Arrival::kNone && !terms.mine[place] && !relabelled) return nullptr;
  return target ? &use_case.outbound : &terms.outbound[place];
}

AssumptionSet relevant_to(const Term& term, AssumptionSet assumes, const Model& model) {
  if (term.status != TermStatus::Known) return assumes;
  const std::vector<Assumption>& all = model.catalogue.assumptions;
  const bool contract = model.catalogue.licenses[term.license].by_contract;
  const std::string& kind = model.stack.works[term.origin].kind;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const AssumptionSet bit = AssumptionSet{1} << i;
    if (all[i].copyright_only && contract) assumes &= ~bit;
    if (!contract && !all[i].implicit_work_kind.empty() && all[i].implicit_work_kind == kind)
      assumes |= bit;
  }
  return assumes;
}

}  // namespace licet::engine
