// What one license on a work brings though another forbids to add anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/judge.h"

namespace licet::engine {

/// What another license on the work brings against a clause that forbids additions: what it brings
/// for certain, else what it may.
struct Additions {
  std::vector<const Clause*> clauses;
  const Lift* lift = nullptr;  ///< set if an exception frees every one of them, on conditions
  FactSet missing = 0;         ///< what nobody stated of the works, if it decides
};

/// A clause that forbids additions, and who says so: a license that reached the work, or the one
/// chosen for it.
struct Forbidder {
  const Clause& clause;
  std::string license;
  std::optional<ExceptionId> exception;
  const Lift* lift = nullptr;  ///< of the exception, on a condition
};

/// The terms another license on the work brings against such a clause; none if it steps back.
/// Linear in its clauses.
Additions additions_against(const Forbidder& forbidder, const Trigger& second,
                            Collector& collector);

/// The finding of a trigger that hangs on additions, which it is made to hang on: that nobody
/// stated what decides whether there are any, or else the given code.
CodeId code_for(const Additions& added, CodeId code, const Catalogue& catalogue, Trigger& trigger);

/// What the clauses say, each with its section.
std::string additions_text(const Additions& added, const Catalogue& catalogue);

}  // namespace licet::engine
