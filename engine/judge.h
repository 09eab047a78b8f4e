// Puts every clause that an act meets to its rule's test.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "engine/assumptions.h"
#include "engine/candidate.h"
#include "engine/exercise.h"
#include "engine/facts.h"
#include "engine/readings.h"

namespace licet::engine {

/// One use, ready to be judged.
struct Case {
  const Model& model;
  const Flow& flow;
  const spdx::Use& use;
  spdx::WorkIndex target = 0;
  const Outbound& outbound;  ///< of the target: what the use says, else the target's own license
  const AssumptionValues& values;
};

/// Whether an id is among others. Linear.
bool holds(const std::vector<std::string>& ids, const std::string& id);

/// A finding about a work as a whole, not about a clause.
Candidate about_work(const Case& use_case, CodeId code, spdx::WorkIndex place);

/// A clause that an act meets: it speaks on this arrival, and its condition is not false. Arrivals
/// that differ only by the alternatives they hang on are met as one.
struct Trigger {
  Exercise exercise;
  std::vector<ArrivalRef> refs;    ///< the nearest first
  std::vector<Literal> needs;      ///< what has to be chosen for one of them to be there
  std::vector<ArrivalRef> others;  ///< of the other license, if two are about to be compared
  Arrival arrival;  ///< as the act meets it (a relation may look through another transfer)
  const Clause* clause = nullptr;
  AssumptionSet assumes = 0;
  Truth truth = Truth::True;  ///< True or Unset
  FactSet read = 0;
  FactSet missing = 0;
  const Lift* lift = nullptr;  ///< of the license's exception, if it frees this on a condition
};

/// The assumptions on which a clause speaks on an arrival, those of the arrival included; nothing
/// if it does not speak on it.
std::optional<AssumptionSet> reach_of(const Clause& clause, const Arrival& arrival,
                                      const Catalogue& catalogue);

/// What a work goes out under, as far as the user has a say about a state that stands on it; null
/// if that is the own license of what somebody else made, which stays under it.
const Outbound* label_on(const Case& use_case, spdx::WorkIndex place, const Arrival& state);

/// Of a set of assumptions those that matter to this term, and those that underlie its license
/// whatever it says: copyright questions do not touch contracts, and some underlie every copyright
/// license on works of a kind.
AssumptionSet relevant_to(const Term& term, AssumptionSet assumes, const Model& model);

/// All findings of a use for all alternatives together, each with the literals it hangs on.
struct Judgement {
  Candidates candidates;
  std::vector<Choice> choices;    ///< those of the terms, then what findings hang on besides
  std::set<AssumptionSet> asked;  ///< of these the weakest effect decided something; another
                                  ///< judgement with the same effects of all of them differs in
                                  ///< notes at most
};

/// Time is linear in acts × (arrivals + different licenses among them × clauses they meet), plus
/// the pairs of different licenses with protective clauses that meet on one work.
Judgement judge(const Case& use_case);

/// Collects the findings of one case; shared by the tests (engine/tests.cpp) and the pairwise rules
/// (engine/pairs.cpp).
class Collector {
 public:
  explicit Collector(const Case& use_case)
      : case_(use_case),
        facts_(use_case.model, use_case.flow, use_case.use),
        choices_(use_case.model.terms.choices) {}

  const Case& use_case() const { return case_; }

  const Catalogue& catalogue() const { return case_.model.catalogue; }

  const Terms& terms() const { return case_.model.terms; }

  const Facts& facts() const { return facts_; }

  const Term& term_of(const Trigger& trigger) const { return terms().terms[trigger.arrival.term]; }

  const License& license_of(const Trigger& trigger) const {
    return catalogue().licenses[term_of(trigger).license];
  }

  /// What the place of an exercise goes out under.
  const Outbound& outbound_of(spdx::WorkIndex place) const;

  /// Adds a finding of a trigger, its severity as declared by the code unless given; assumptions
  /// may turn it into a review or hide it. Returns the severity it got, Clear if hidden.
  Severity emit(const Trigger& trigger, CodeId code, Details details,
                const std::vector<Literal>& needs = {},
                std::optional<Severity> declared = std::nullopt);

  /// Notes that the license's exception frees the trigger from its clause (trigger.lift).
  void note_lift(const Trigger& trigger);

  /// Asks under which license the user's own work goes out, because a clause turns on it.
  void ask_outbound(const Trigger& trigger);

  /// The licenses of an outbound alternative that nobody knows cannot be compared with a clause
  /// that needs to.
  void ask_label(const Trigger& trigger, const OutboundOption& option);

  /// A finding for each license of an outbound alternative that is not known; it stands only under
  /// these literals.
  void add_unknown_labels(spdx::WorkIndex place, const OutboundOption& option,
                          const std::vector<ActDone>& acts, const std::vector<Literal>& needs);

  /// One literal that holds if any of these does; nothing if one of them always does.
  std::vector<Literal> any_of(const std::vector<std::optional<Literal>>& literals);

  /// Literals that hold if not all of these do; there are some of these.
  std::vector<Literal> unless(const std::vector<Literal>& needs);

  /// A finding if a license of an outbound alternative is known by its class only.
  void add_class_label(spdx::WorkIndex place, const License& license,
                       const std::vector<ActDone>& acts, const std::vector<Literal>& needs);

  /// A finding about a work as a whole.
  [[nodiscard]] Candidate about(CodeId code, spdx::WorkIndex place) const;

  /// Adds a finding that is not about a clause.
  void add(Candidate candidate) { candidates_.add(std::move(candidate), terms()); }

  /// A candidate filled in from a trigger, before assumptions.
  Candidate draft(const Trigger& trigger, CodeId code) const;
  /// Applies assumptions to a draft and adds it, or hides it.
  Severity settle(Candidate candidate);

  /// The weakest effect of a set under the values of the case; what judging turns on is kept.
  Effect effect_of(AssumptionSet set) {
    asked_.insert(set);
    return case_.values.effect_of(catalogue(), set);
  }

  Judgement take() {
    decide_by_all_readings(candidates_, case_.model);
    return {std::move(candidates_), std::move(choices_), std::move(asked_)};
  }

 private:
  const Case& case_;
  Facts facts_;
  Candidates candidates_;
  std::vector<Choice> choices_;
  std::map<std::vector<Literal>, ChoiceId> derived_;
  std::set<AssumptionSet> asked_;
};

/// Puts one trigger to its rule's test (engine/tests.cpp). Returns true if it was found forbidden
/// for certain.
bool run_test(const Rule& rule, const Trigger& trigger, Collector& collector);

/// Whether a license that arrived so lets its work be taken under another one, so that its own
/// terms fall away. A share-alike that any open license satisfies moves nothing under that license.
/// A clause that hangs on a fact nobody stated is no way out yet.
bool steps_back(const License& license, const Arrival& arrival, const std::string& other,
                const FactLookup& facts, const Catalogue& catalogue);

/// Rules about two clauses on one work: share-alike clashes and further restrictions
/// (engine/pairs.cpp). `held` are the triggers of such clauses on the exercise's place, `met` all
/// known licenses there.
void run_pairs(const std::vector<Trigger>& held, const std::vector<Trigger>& met,
               Collector& collector);

/// Notes on how the licenses that were met are known, and on rings in the lineage of the target
/// (engine/evidence.cpp).
void note_evidence(Collector& collector, const std::set<TermId>& met);

}  // namespace licet::engine
