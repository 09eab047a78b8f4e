// Checks certificates: whether a verdict follows, by a way of its own. What takes a search to find,
// the alternatives taken and the conflicts that none avoid, is read from the certificate and
// checked. What follows step by step is derived anew, and the certificate has to say just that.
// Of its own are the states and the search among alternatives (engine/refutation.h); nothing of
// propagation or of the solver is used. Shared with the check, so that an error there is not found,
// are the reading of the stack and its licenses (engine/questions.h, terms.h), what a state is
// (flow.h), the lists of relations and the rings (graph.h), the tests of the rules (judge(): what a
// rule means is defined by the catalogue and its test, so a second test would be a second law), and
// what is left of findings under given picks (standing.h). engine/statement.h only writes.
#pragma once

#include <string>
#include <vector>

#include "engine/statement.h"

namespace licet::engine {

/// The least set of states that holds each work's own terms and all that its states become over any
/// relation: what propagate() finds, by code of its own. Breadth first, so that a state has the
/// first of its shortest ways. O(states × relations out of their works × log states of a work).
Flow closure(const Model& model);

/// What takes a search to find for a use. A certificate names it; what follows is derived.
struct Witness {
  Picks picks;                             ///< of the terms' choices: options that exist
  std::vector<std::uint32_t> unavoidable;  ///< conflicts of which some stand whatever is chosen, by
                                           ///< their numbers among the findings of judge()
};

/// What follows for one use.
struct UseStatement {
  std::string text;
  Severity verdict = Severity::Clear;
  bool compared = false;  ///< with all other picks; else there may be better ones
  std::string problem;    ///< why it cannot be certified; empty if it can
};

/// A certificate, and what it says of each use.
struct Statement {
  std::string text;
  std::vector<UseStatement> uses;
};

/// The one certificate of this matter with these witnesses, one a use. The picks have to be the
/// best ones (where they can be compared, see surpassed()), and a conflict needs conflicts that no
/// picks avoid. An offer that cannot be kept is a finding unless there is a conflict.
Statement state_all(const Matter& matter, const std::vector<Witness>& witnesses);

/// What a text says of each use, if it is the certificate of this matter with the witnesses it
/// names; every byte is compared. Error: the first place where it is not, and what follows there.
/// Cost of a check without the choices, and of surpassed().
spdx::Result<std::vector<UseStatement>> verify(const spdx::SourceText& certificate,
                                               const Matter& matter);

}  // namespace licet::engine
