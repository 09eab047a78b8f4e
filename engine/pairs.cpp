// What two licenses on one work do to each other: demands that exclude each other, and terms that
// one brings though the other forbids adding any.
#include <algorithm>

#include <fmt/format.h>

#include "engine/judge.h"

namespace licet::engine {

namespace {

bool holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

std::vector<std::string> accepted_by(const Trigger& trigger, const Collector& collector) {
  std::vector<std::string> ids = trigger.clause->accepts;
  const std::vector<std::string>& through = collector.term_of(trigger).through;
  ids.insert(ids.end(), through.begin(), through.end());
  return ids;
}

const std::string& work_id(const Trigger& trigger, const Collector& collector) {
  return collector.use_case().model.stack.works[collector.term_of(trigger).origin].id;
}

// Emits a finding of the first trigger that also hangs on the second one's assumptions and
// alternatives.
struct Outcome {
  CodeId code;
  Details details;
};

void emit_pair(const Trigger& first, const Trigger& second, AssumptionSet second_assumes,
               Outcome outcome, Collector& collector) {
  Trigger both = first;
  both.assumes |= second_assumes;
  outcome.details["other"] = collector.license_of(second).id;
  outcome.details["others"] = work_id(second, collector);
  collector.emit(both, outcome.code, std::move(outcome.details), collector.term_of(second).literal);
}

void check_clash(const Trigger& a, const Trigger& b, CodeId code, Collector& collector) {
  const std::vector<std::string> left = accepted_by(a, collector);
  const std::vector<std::string> right = accepted_by(b, collector);
  if (std::ranges::any_of(left, [&](const std::string& id) { return holds(right, id); })) return;
  emit_pair(a, b, b.assumes, {code, {}}, collector);
}

// Whether the second license lets its work be taken under the first one, so that its own terms fall
// away.
bool steps_back(const License& second, const Arrival& arrival, const std::string& first,
                const Catalogue& catalogue) {
  return std::ranges::any_of(second.clauses, [&](const Clause& clause) {
    const auto& rule = catalogue.rules[clause.kind];
    const bool bridge =
        catalogue.kinds[clause.kind].id == "relicensing" || (rule && rule->together);
    return bridge && holds(clause.accepts, first) && reach_of(clause, arrival, catalogue);
  });
}

// The terms of the second license, as they would bind anybody, that the first one's clause does not
// tolerate.
std::vector<const Clause*> added_terms(const Clause& clause, const Trigger& second,
                                       Collector& collector) {
  const Catalogue& catalogue = collector.catalogue();
  std::vector<const Clause*> added;
  for (const Clause& other : collector.license_of(second).clauses) {
    const Modality modality = catalogue.kinds[other.kind].modality;
    if (modality == Modality::Grant || modality == Modality::Note ||
        (clause.tolerates >> other.kind & 1U) != 0)
      continue;
    if ((other.reach >> second.arrival.transfer & 1U) == 0) continue;
    FactSet read = 0;
    FactSet missing = 0;
    const Term& term = collector.term_of(second);
    const FactLookup lookup =
        collector.facts().about_anybody(term, second.arrival, second.exercise.result);
    if (evaluate(other.when, lookup, read, missing) != Truth::False) added.push_back(&other);
  }
  return added;
}

std::string said(const std::vector<const Clause*>& clauses, const Catalogue& catalogue) {
  std::vector<std::string> parts;
  for (const Clause* clause : clauses) {
    std::string part = fmt::format("{} ({})", catalogue.kinds[clause->kind].means, clause->section);
    if (!holds(parts, part)) parts.push_back(std::move(part));
  }
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? "" : "; ") + part;
  return text;
}

// A clause that forbids additions, and who says so: a license that reached the work, or the one
// chosen for it.
struct Forbidder {
  const Clause& clause;
  std::string license;
};

// The terms another license on the work brings against such a clause; empty if it brings none, or
// steps back.
std::string added_by(const Forbidder& forbidder, const Trigger& second, Collector& collector) {
  const License& other = collector.license_of(second);
  const Catalogue& catalogue = collector.catalogue();
  if (other.id == forbidder.license || holds(forbidder.clause.accepts, other.id)) return {};
  if (!catalogue.transfers[second.arrival.transfer].expression) return {};
  if (steps_back(other, second.arrival, forbidder.license, catalogue)) return {};
  return said(added_terms(forbidder.clause, second, collector), catalogue);
}

void check_added(const Trigger& first, const Trigger& second, CodeId code, Collector& collector) {
  const std::string added =
      added_by({*first.clause, collector.license_of(first).id}, second, collector);
  if (!added.empty())
    emit_pair(first, second, second.arrival.assumes, {code, {{"added", added}}}, collector);
}

// One clause of the license chosen for the result, against every license that reached it.
void check_label_clause(const Forbidder& label, CodeId code, const std::vector<Trigger>& met,
                        std::optional<Literal> literal, Collector& collector) {
  for (const Trigger& second : met) {
    const std::string added = added_by(label, second, collector);
    if (added.empty()) continue;
    Trigger labelled = second;
    labelled.clause = &label.clause;
    labelled.assumes = second.arrival.assumes;
    collector.emit(labelled, code,
                   {
                       {"license", label.license                  },
                       {"other",   collector.license_of(second).id},
                       {"others",  work_id(second,                  collector)},
                       {"added",         added                                 }
    },
                   literal);
  }
}

void check_label(const OutboundLicense& member, const std::vector<Trigger>& met,
                 std::optional<Literal> literal, Collector& collector) {
  if (member.status != TermStatus::Known) return;
  const Catalogue& catalogue = collector.catalogue();
  const License& license = catalogue.licenses[member.license];
  for (const Clause& clause : license.clauses) {
    const auto& rule = catalogue.rules[clause.kind];
    const bool speaks = (clause.acts >> met.front().exercise.act & 1U) != 0 &&
                        (clause.reach >> catalogue.identity & 1U) != 0;
    if (!rule || rule->test != Test::NothingAdded || !rule->violated || !speaks) continue;
    check_label_clause({clause, license.id}, *rule->violated, met, literal, collector);
  }
}

// The license chosen for the result may forbid additions too: recipients could not keep its terms.
void check_outbound(const std::vector<Trigger>& met, Collector& collector) {
  if (met.empty() || !collector.terms().mine[met.front().exercise.place]) return;
  const Outbound& outbound = collector.outbound_of(met.front().exercise.place);
  for (std::size_t i = 0; i < outbound.options.size(); ++i) {
    const auto literal = outbound.choice
                             ? std::optional(Literal{*outbound.choice, std::uint64_t{1} << i})
                             : std::nullopt;
    for (const OutboundLicense& member : outbound.options[i])
      check_label(member, met, literal, collector);
  }
}

void check_clashes(const std::vector<Trigger>& held, std::size_t first, CodeId code,
                   Collector& collector) {
  for (std::size_t j = first + 1; j < held.size(); ++j) {
    const bool same_kind = held[j].clause->kind == held[first].clause->kind;
    if (!same_kind || collector.license_of(held[first]).id == collector.license_of(held[j]).id)
      continue;
    check_clash(held[first], held[j], code, collector);
  }
}

}  // namespace

void run_pairs(const std::vector<Trigger>& held, const std::vector<Trigger>& met,
               Collector& collector) {
  for (std::size_t i = 0; i < held.size(); ++i) {
    const Rule& rule = *collector.catalogue().rules[held[i].clause->kind];
    if (rule.together) check_clashes(held, i, *rule.together, collector);
    if (rule.test != Test::NothingAdded || !rule.violated) continue;
    for (const Trigger& second : met)
      check_added(held[i], second, *rule.violated, collector);
  }
  check_outbound(met, collector);
}

}  // namespace licet::engine
