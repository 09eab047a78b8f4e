// A finding as the rules make it: ids only, with the alternatives it hangs on. Words come last
// (engine/explain.h).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/flow.h"

namespace licet::engine {

/// Which words a finding's templates may use besides those that follow from its ids: `outbound`,
/// `accepts`, `field` …
using Details = std::map<std::string, std::string>;

/// An act and the work it is done to.
struct ActDone {
  ActId act = 0;
  spdx::WorkIndex work = 0;

  friend bool operator==(const ActDone&, const ActDone&) = default;
};

/// An unclear relation on the way to a finding, and its readings that lead there: bit i is the
/// i-th of RelationKind::readings.
struct OpenWay {
  std::uint32_t relation = 0;  ///< RelationIndex
  std::uint32_t readings = 0;
  std::uint32_t alone = 0;  ///< those of them that do, whatever else is unclear

  friend bool operator==(const OpenWay&, const OpenWay&) = default;
};

struct Candidate {
  CodeId code = 0;
  Severity severity = Severity::Note;  ///< after assumptions
  Severity declared = Severity::Note;  ///< of the code (or Note for a duty already met)
  spdx::WorkIndex target = 0;
  spdx::WorkIndex place = 0;   ///< work acted on
  spdx::WorkIndex result = 0;  ///< what the act makes or gives out
  std::vector<ActDone> acts;   ///< all acts that lead to it; the first belongs to the place
  bool own_act = true;
  std::optional<TermId> term;
  bool distinct_note =
      false;  ///< its words are the clause's note, so another note is another finding
  const Clause* clause = nullptr;  ///< null: the finding is about a license as a whole
  const Lift* lift = nullptr;      ///< of an exception: what the finding is about, or for a duty
                                   ///< what would end it
  FactSet read = 0;
  FactSet missing = 0;
  AssumptionSet assumes = 0;
  std::uint32_t group = 0;     ///< candidates of a group differ only by needs: they are one finding
  std::uint32_t subject = 0;   ///< groups of a subject differ by assumptions: one may cover another
  std::vector<Literal> needs;  ///< it stands only if each of these choices is decided so
  std::vector<ArrivalRef> arrivals;  ///< ways by which it came here; the first is shown
  std::vector<ArrivalRef> others;    ///< of two licenses: those of the other one
  std::vector<OpenWay> open;         ///< unclear relations it hangs on; the one shown comes first
  std::uint32_t depth = 0;           ///< of the first arrival
  std::uint32_t weight = 1;          ///< of a duty, beside other duties
  Details details;
};

/// The license that a finding is about: the one its details name, else that of its term; by id, or
/// as written if it is not known. Empty if there is none.
std::string license_of(const Candidate& candidate, const Model& model);

/// " WITH " and the exception that this license goes with; else empty.
std::string exception_of(const Candidate& candidate, const Model& model);

/// Puts acts of another candidate of the same finding to a list. Acts on other works of the same
/// kind say nothing new: a chain of ten thousand fine-tunes is one "modify".
void add_acts(const std::vector<ActDone>& acts, std::vector<ActDone>& to);

/// Adds ways to others: those over the same relation become one. O(n m).
void add_ways(const std::vector<OpenWay>& ways, std::vector<OpenWay>& to);

/// Whether a finding says all that another of its subject says, on fewer assumptions.
bool covers(const Candidate& one, const std::vector<ActDone>& acts_of_one, const Candidate& other,
            const std::vector<ActDone>& acts_of_other);

/// Candidates without repetition: the same clause of the same license with the same outcome is one
/// finding, however many works, acts and paths lead to it; what is said of the target's label stays
/// apart from what is said of other works' labels. What stands for certain wins over what
/// rests on an open question, then the fewest assumptions, then the shortest path. Prohibitions
/// that rest on different assumptions stay apart (training on the data and using the trained model
/// are two questions), unless one covers the other's acts with fewer assumptions. Insertion order
/// is kept.
class Candidates {
 public:
  void add(Candidate candidate, const Terms& terms);

  /// All of them, those covered by another left out.
  std::vector<Candidate> take();

  [[nodiscard]] const std::vector<Candidate>& list() const { return list_; }

  /// Puts a changed candidate in place of each, in order; those that have become alike are one.
  void change_each(const std::function<void(Candidate&)>& change, const Terms& terms);

  /// Findings that an assumption's value made vanish, by assumption; each counted once.
  void hide(AssumptionId assumption, const Clause* clause);
  [[nodiscard]] std::map<AssumptionId, std::size_t> hidden() const;

 private:
  std::vector<Candidate> list_;
  /// The clause as a finding tells it: clauses of several licenses that say the same are one.
  std::uint32_t number_of(const Clause& clause, bool with_note);
  std::string key_of(const Candidate& candidate, const Terms& terms);

  std::map<std::pair<const Clause*, bool>, std::uint32_t> clauses_;
  std::unordered_map<std::string, std::uint32_t> texts_;    ///< of clauses
  std::unordered_map<std::string, std::uint32_t> numbers_;  ///< subjects, by key
  /// By subject, and for prohibitions their assumptions.
  std::map<std::pair<std::uint32_t, std::optional<AssumptionSet>>, std::uint32_t> groups_;
  std::map<std::pair<std::uint32_t, std::vector<Literal>>, std::size_t>
      index_;  ///< by group, needs
  std::map<std::pair<AssumptionId, const Clause*>, std::size_t> hidden_;
};

/// The worst severity of findings; Clear if there are none.
Severity worst_of(const std::vector<Candidate>& findings);

/// Whether a finding tells of a clause on an act: of one that says the same, or of an exception
/// that lifts it.
bool tells(const Candidate& finding, const Clause& clause, ActId act);

/// Whether a candidate says a thing better than another of its group: for certain, on fewer
/// assumptions, by a shorter path.
bool better(const Candidate& a, const Candidate& b);

/// Adds a literal to a conjunction; false if the two exclude each other.
bool conjoin(std::vector<Literal>& needs, const Literal& literal);

/// The same for several.
bool conjoin(std::vector<Literal>& needs, const std::vector<Literal>& more);

}  // namespace licet::engine
