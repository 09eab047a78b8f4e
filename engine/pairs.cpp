// What two licenses on one work do to each other: demands that exclude each other, and terms that one brings though the other forbids adding any.
#include <algorithm>

#include <fmt/format.h>

#include "engine/judge.h"

namespace licet::engine {

namespace {

bool holds(const std::vector<std::string>& ids, const std::string& id) { return std::ranges::find(ids, id) != ids.end(); }

std::vector<std::string> accepted_by(const Trigger& trigger, const Collector& collector) {
  std::vector<std::string> ids = trigger.clause->accepts;
  const std::vector<std::string>& through = collector.term_of(trigger).through;
  ids.insert(ids.end(), through.begin(), through.end());
  return ids;
}

const std::string& work_id(const Trigger& trigger, const Collector& collector) {
  return collector.use_case().model.stack.works[collector.term_of(trigger).origin].id;
}

// Emits a finding of the first trigger that also hangs on the second one's assumptions and alternatives.
void emit_pair(const Trigger& first, const Trigger& second, AssumptionSet second_assumes, CodeId code, Details details, Collector& collector) {
  Trigger both = first;
  both.assumes |= second_assumes;
  details["other"] = collector.license_of(second).id;
  details["others"] = work_id(second, collector);
  collector.emit(both, code, std::move(details), collector.term_of(second).literal);
}

void check_clash(const Trigger& a, const Trigger& b, CodeId code, Collector& collector) {
  const std::vector<std::string> left = accepted_by(a, collector);
  const std::vector<std::string> right = accepted_by(b, collector);
  if (std::ranges::any_of(left, [&](const std::string& id) { return holds(right, id); })) return;
  emit_pair(a, b, b.assumes, code, {}, collector);
}

// Whether the second license lets its work be taken under the first one, so that its own terms fall away.
bool steps_back(const License& second, const Arrival& arrival, const std::string& first, const Catalogue& catalogue) {
  return std::ranges::any_of(second.clauses, [&](const Clause& clause) {
    const auto& rule = catalogue.rules[clause.kind];
    const bool bridge = catalogue.kinds[clause.kind].id == "relicensing" || (rule && rule->together);
    return bridge && holds(clause.accepts, first) && reach_of(clause, arrival, catalogue);
  });
}

// The terms of the second license, as they would bind anybody, that the first one's clause does not tolerate.
std::vector<const Clause*> added_terms(const Clause& clause, const Trigger& second, Collector& collector) {
  const Catalogue& catalogue = collector.catalogue();
  std::vector<const Clause*> added;
  for (const Clause& other : collector.license_of(second).clauses) {
    const Modality modality = catalogue.kinds[other.kind].modality;
    if (modality == Modality::Grant || modality == Modality::Note || (clause.tolerates >> other.kind & 1U) != 0) continue;
    if ((other.reach >> second.arrival.transfer & 1U) == 0) continue;
    FactSet read = 0;
    FactSet missing = 0;
    const Term& term = collector.term_of(second);
    const FactLookup lookup = collector.facts().about_anybody(term, second.arrival, second.exercise.result);
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
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

void check_added(const Trigger& first, const std::string& first_license, const Trigger& second, CodeId code, Collector& collector) {
  const License& other = collector.license_of(second);
  if (other.id == first_license || holds(first.clause->accepts, other.id)) return;
  if (!collector.catalogue().transfers[second.arrival.transfer].expression) return;
  if (steps_back(other, second.arrival, first_license, collector.catalogue())) return;
  const std::vector<const Clause*> added = added_terms(*first.clause, second, collector);
  if (added.empty()) return;
  emit_pair(first, second, second.arrival.assumes, code, {{"added", said(added, collector.catalogue())}}, collector);
}

// The license chosen for the result forbids additions too: recipients could not keep its terms.
void check_outbound_label(const std::vector<Trigger>& met, Collector& collector) {
  if (met.empty()) return;
  const spdx::WorkIndex place = met.front().exercise.place;
  const Outbound& outbound = collector.outbound_of(place);
  const Catalogue& catalogue = collector.catalogue();
  if (!collector.terms().mine[place]) return;
  for (std::size_t i = 0; i < outbound.options.size(); ++i) {
    for (const OutboundLicense& member : outbound.options[i]) {
      if (member.status != TermStatus::Known) continue;
      const License& label = catalogue.licenses[member.license];
      for (const Clause& clause : label.clauses) {
        const auto& rule = catalogue.rules[clause.kind];
        const bool speaks = (clause.acts >> met.front().exercise.act & 1U) != 0 && (clause.reach >> catalogue.identity & 1U) != 0;
        if (!rule || rule->test != Test::NothingAdded || !rule->violated || !speaks) continue;
        for (const Trigger& second : met) {
          const License& other = collector.license_of(second);
          if (other.id == label.id || holds(clause.accepts, other.id) || !catalogue.transfers[second.arrival.transfer].expression) continue;
          if (steps_back(other, second.arrival, label.id, catalogue)) continue;
          const auto added = added_terms(clause, second, collector);
          if (added.empty()) continue;
          Trigger labelled = second;
          labelled.clause = &clause;
          labelled.assumes = second.arrival.assumes;
          const auto literal = outbound.choice ? std::optional(Literal{*outbound.choice, std::uint64_t{1} << i}) : std::nullopt;
          collector.emit(labelled, *rule->violated,
                         {{"license", label.id}, {"other", other.id}, {"others", work_id(second, collector)}, {"added", said(added, catalogue)}}, literal);
        }
      }
    }
  }
}

}  // namespace

void run_pairs(const std::vector<Trigger>& held, const std::vector<Trigger>& met, Collector& collector) {
  const Catalogue& catalogue = collector.catalogue();
  for (std::size_t i = 0; i < held.size(); ++i) {
    const Rule& rule = *catalogue.rules[held[i].clause->kind];
    if (rule.together) {
      for (std::size_t j = i + 1; j < held.size(); ++j) {
        const bool same_kind = held[j].clause->kind == held[i].clause->kind;
        if (same_kind && collector.license_of(held[i]).id != collector.license_of(held[j]).id) {
          check_clash(held[i], held[j], *rule.together, collector);
        }
      }
    }
    if (rule.test != Test::NothingAdded || !rule.violated) continue;
    for (const Trigger& second : met) {
      check_added(held[i], collector.license_of(held[i]).id, second, *rule.violated, collector);
    }
  }
  check_outbound_label(met, collector);
}

}  // namespace licet::engine
