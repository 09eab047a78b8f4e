// `licet diff`: what one license text says that another does not, clause by clause, and what that
// changes for a stack.
#pragma once

#include <string>
#include <vector>

#include "cli/input.h"
#include "cli/page.h"
#include "engine/catalogue.h"

namespace licet::cli {

/// What differs in one row of a clause's details.
struct DetailChange {
  std::string label;
  std::string text;  ///< `adds …; drops …` for lists, else `was …, is …`
};

/// A clause of the older license and the one of the newer that answers to it; null where there is
/// none.
struct ClauseChange {
  const engine::Clause* before = nullptr;
  const engine::Clause* after = nullptr;
  std::vector<DetailChange> details;  ///< empty: they say the same
};

/// Pairs the clauses of two licenses: only within one kind, those that say the same first, then
/// those that share most. In the order of the newer license, what is gone last. Notes and numbers
/// are not compared. Quadratic in the clauses of one kind.
std::vector<ClauseChange> compare_clauses(const engine::License& before,
                                          const engine::License& after,
                                          const engine::Catalogue& catalogue);

struct DiffOptions {
  std::string before;
  std::string after;
  CheckOptions check;  ///< the stack, if its path is not empty, and the data
  std::string format = "text";
  std::string output;
};

/// kFine if the two say the same, kFindings if not.
int run_diff(const DiffOptions& options);

}  // namespace licet::cli
