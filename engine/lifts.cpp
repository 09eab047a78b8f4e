#include "engine/lifts.h"

namespace licet::engine {

namespace {

bool covers(const Lift& lift, const Clause& clause, TransferId transfer, ActSet acts) {
  return (lift.kinds >> clause.kind & 1U) != 0 && (lift.reach >> transfer & 1U) != 0 &&
         (lift.acts & acts) != 0;
}

}  // namespace

bool lifted(Trigger& trigger, const Collector& collector) {
  const Term& term = collector.term_of(trigger);
  if (!term.exception) return false;
  const Exception& exception = collector.catalogue().exceptions[*term.exception];
  const FactLookup facts = collector.facts().about(term, trigger.arrival, trigger.exercise.result);
  const auto act = static_cast<ActSet>(1U << trigger.exercise.act);
  FactSet missing = 0;
  for (const Lift& lift : exception.lifts) {
    if (!covers(lift, *trigger.clause, trigger.arrival.transfer, act)) continue;
    FactSet read = 0;
    FactSet unset = 0;
    const Truth truth = evaluate(lift.when, facts, read, unset);
    if (truth == Truth::False) continue;
    if (truth == Truth::Unset) {
      missing |= unset;
    } else if (lift.condition.empty()) {
      trigger.lift = &lift;
      return true;
    } else if (trigger.lift == nullptr) {
      trigger.lift = &lift;
    }
  }
  if (missing != 0 && trigger.lift == nullptr) {
    trigger.truth = Truth::Unset;
    trigger.missing |= missing;
  }
  return false;
}

const Lift* lift_of(const Exception& exception, const Meeting& meeting, const FactLookup& facts) {
  const Lift* found = nullptr;
  for (const Lift& lift : exception.lifts) {
    FactSet read = 0;
    FactSet missing = 0;
    if (!covers(lift, meeting.clause, meeting.transfer, meeting.acts) ||
        evaluate(lift.when, facts, read, missing) != Truth::True)
      continue;
    if (lift.condition.empty()) return &lift;
    if (found == nullptr) found = &lift;
  }
  return found;
}

}  // namespace licet::engine
