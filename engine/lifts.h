// What an exception does to the clauses of the license it goes with.
#pragma once

#include "engine/judge.h"

namespace licet::engine {

/// Lets the exception of a trigger's term speak to its clause. True: the clause does not speak here
/// (`trigger.lift` says by what). Otherwise the trigger may have become a question: about a fact
/// (`truth`, `missing`) or about a condition that no fact covers (`lift`). An unconditional lift
/// goes before any other. Linear in the exception's lifts.
bool lifted(Trigger& trigger, const Collector& collector);

/// A clause as it would be met.
struct Meeting {
  const Clause& clause;
  TransferId transfer = 0;
  ActSet acts = 0;
};

/// The lift that covers a clause met so, if the facts do not rule it out, an unconditional one
/// first. One that hangs on a fact nobody stated does not count. Null if there is none.
const Lift* lift_of(const Exception& exception, const Meeting& meeting, const FactLookup& facts);

}  // namespace licet::engine
