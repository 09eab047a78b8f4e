#include "engine/additions.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/lifts.h"

namespace licet::engine {

namespace {

// A license that brings its clauses to a work, and the facts it brings them on.
struct Bringer {
  const Trigger& trigger;
  const Exception* exception = nullptr;
  FactLookup facts;
};

// The facts of works nobody stated that decide whether a clause of it, as it would bind anybody,
// says something that another one does not tolerate; nothing if it does not.
std::optional<FactSet> adds(const Clause& clause, const Clause& forbidding, const Bringer& bringer,
                            const Collector& collector) {
  const Catalogue& catalogue = collector.catalogue();
  const Modality modality = catalogue.kinds[clause.kind].modality;
  const auto& rule = catalogue.rules[clause.kind];
  if (rule && rule->together) return std::nullopt;  // demands on the license clash, or are broken
  if (modality == Modality::Grant || modality == Modality::Note ||
      (forbidding.tolerates >> clause.kind & 1U) != 0)
    return std::nullopt;
  if ((clause.reach >> bringer.trigger.arrival.transfer & 1U) == 0) return std::nullopt;
  FactSet read = 0;
  FactSet missing = 0;
  if (evaluate(clause.when, bringer.facts, read, missing) == Truth::False) return std::nullopt;
  return missing & collector.facts().of_works();
}

void take(const Clause& clause, const Lift* lift, FactSet missing, Additions& to) {
  to.lift = to.clauses.empty() || to.lift != nullptr ? lift : nullptr;
  to.clauses.push_back(&clause);
  to.missing |= missing;
}

// The terms of the second license that the first one's clause does not tolerate; where both have
// one license, those of its exception. An exception that restricts everybody brings its own.
Additions added_terms(const Clause& forbidding, const Trigger& second, bool same_license,
                      const Collector& collector) {
  const Catalogue& catalogue = collector.catalogue();
  const Term& term = collector.term_of(second);
  const Bringer bringer{
      second, term.exception ? &catalogue.exceptions[*term.exception] : nullptr,
      collector.facts().about_anybody(term, second.arrival, second.exercise.result)};
  Additions certain;
  Additions possible;
  const auto consider = [&](const Clause& clause, bool liftable) {
    const auto missing = adds(clause, forbidding, bringer, collector);
    if (!missing) return;
    const Meeting met{clause, second.arrival.transfer, clause.acts};
    const Lift* lift = liftable ? lift_of(*bringer.exception, met, bringer.facts) : nullptr;
    if (lift != nullptr && lift->condition.empty()) return;
    take(clause, lift, *missing, *missing == 0 ? certain : possible);
  };
  const bool excepted = bringer.exception != nullptr;
  if (!same_license) {
    for (const Clause& clause : collector.license_of(second).clauses)
      consider(clause, excepted);
  }
  if (excepted && bringer.exception->restricts) {
    for (const Clause& clause : bringer.exception->adds)
      consider(clause, false);
  }
  return certain.clauses.empty() ? possible : certain;
}

}  // namespace

Additions additions_against(const Forbidder& forbidder, const Trigger& second,
                            Collector& collector) {
  const License& other = collector.license_of(second);
  const Catalogue& catalogue = collector.catalogue();
  const bool same = other.id == forbidder.license || holds(forbidder.clause.accepts, other.id);
  const auto& exception = collector.term_of(second).exception;
  const bool restricted =
      exception && exception != forbidder.exception && catalogue.exceptions[*exception].restricts;
  if (same && !restricted) return {};
  if (!catalogue.transfers[second.arrival.transfer].expression) return {};
  const FactLookup facts =
      collector.facts().about(collector.term_of(second), second.arrival, second.exercise.result);
  const bool back = steps_back(other, second.arrival, forbidder.license, facts, catalogue);
  // Who steps back leaves its terms behind, but not what an exception binds everybody to.
  if (!restricted && back) return {};
  return added_terms(forbidder.clause, second, same || back, collector);
}

CodeId code_for(const Additions& added, CodeId code, const Catalogue& catalogue, Trigger& trigger) {
  if (trigger.lift == nullptr) trigger.lift = added.lift;
  trigger.missing |= added.missing;
  return added.missing == 0 ? code : catalogue.engine_codes.restriction_open;
}

std::string additions_text(const Additions& added, const Catalogue& catalogue) {
  std::vector<std::string> parts;
  for (const Clause* clause : added.clauses) {
    std::string part = fmt::format("{} ({})", catalogue.kinds[clause->kind].means, clause->section);
    if (!holds(parts, part)) parts.push_back(std::move(part));
  }
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? "" : "; ") + part;
  return text;
}

bool steps_back(const License& license, const Arrival& arrival, const std::string& other,
                const FactLookup& facts, const Catalogue& catalogue) {
  return std::ranges::any_of(license.clauses, [&](const Clause& clause) {
    const auto& rule = catalogue.rules[clause.kind];
    const bool moves = catalogue.kinds[clause.kind].id == "relicensing";
    const bool bridge = moves || (rule && rule->together && !clause.accepts_open_source);
    FactSet read = 0;
    FactSet missing = 0;
    return bridge && holds(clause.accepts, other) && reach_of(clause, arrival, catalogue) &&
           evaluate(clause.when, facts, read, missing) == Truth::True;
  });
}

}  // namespace licet::engine
