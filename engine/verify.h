// Checks certificates by a way of its own: what takes a search to find is read from the certificate
// and checked, what follows step by step is derived anew, and the certificate has to say just that.
// Nothing of propagation or of the solver is used. Shared with the check, so that an error there is
// not found: what the stack says (questions.h), what a state is (flow.h), which acts are done where
// (exercise.h), conditions, facts and the tests of the rules (judge(): a second test would be a
// second law), what is left under given picks (standing.h) and without some parts (ablation.h).
#pragma once

#include "engine/statement.h"

namespace licet::engine {

/// The least set of states that holds each work's own terms and all that its states become over any
/// relation: what propagate() finds, by code of its own. Breadth first, so that a state has the
/// first of its shortest ways. O(states × relations out of their works × log states of a work).
Flow closure(const Model& model);

/// Whether under some picks that satisfy `given`, literals of choices that somebody makes, none of
/// these findings stands that is so bad or worse; nothing if a search takes over 20,000 steps.
std::optional<bool> avoidable(std::vector<Candidate> findings, Severity bad,
                              const std::vector<Choice>& choices,
                              const std::vector<Literal>& given);

/// Cores of so many parts at most are shown to be minimal; of larger ones, that they are enough.
inline constexpr std::size_t kMostParts = 100;

/// What follows for one use.
struct UseStatement {
  std::string text;
  Severity verdict = Severity::Clear;  ///< or, of labels, the mildest under any of them
  std::set<ConflictKey> conflicts;     ///< that stand; a certificate has a core of each
  std::vector<Outbound> left;          ///< labels that nothing rules out
  std::string problem;                 ///< why it cannot be certified; empty if it can
};

/// A certificate, and what it says of each use.
struct Statement {
  std::string text;
  std::vector<UseStatement> uses;
};

/// The one certificate of this matter with these witnesses, one a use. It takes findings as bad as
/// the verdict that no picks avoid, and for every clause that an act meets a finding or a reason to
/// have none; of labels, for each something serious that stands whatever is chosen.
Statement state_all(const Matter& matter, const std::vector<Witness>& witnesses);

/// What a text says of each use, if it is the certificate of this matter with the witnesses it
/// names; every byte is compared, and every core is tried. Error: where it is not, and why.
spdx::Result<std::vector<UseStatement>> verify(const spdx::SourceText& certificate,
                                               const Matter& matter);

}  // namespace licet::engine
