// How a certificate is written and read: the layout alone, nothing is decided here. Lines of words,
// texts of others in quotes, so that no two statements are written alike.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/ablation.h"
#include "engine/questions.h"
#include "engine/standing.h"

namespace licet::engine {

/// What a certificate is about.
struct Matter {
  const spdx::Stack& stack;
  const Catalogue& catalogue;
  const Request& request;
  const Questions& questions;         ///< of these three
  std::string sha256;                 ///< of the stack's bytes
  std::vector<Outbound> labels = {};  ///< if there are any, it is certified that none of them fits;
                                      ///< else the verdict
};

/// A list of a certificate that only a search finds, by position in what is derived.
using Numbers = std::vector<std::uint32_t>;

/// What takes a search to find for a use. A certificate names it; what follows is derived.
struct Witness {
  Picks picks = {};          ///< of the terms' choices
  Numbers unavoidable = {};  ///< conflicts of which some stand whatever is chosen, by their numbers
                             ///< among the findings of judge()
  std::vector<Numbers> sets = {};  ///< the core of each conflict, by numbers of parts
                                   ///< (engine/ablation.h); or for each group of labels the
                                   ///< findings, as above, that rule it out
};

/// An act that meets a state of a work.
struct Met {
  const Exercise& act;
  std::uint32_t number;  ///< of the state, at the place of the act
  const Arrival& state;  ///< as the act meets it
  const Term& term;      ///< of the state
};

/// Clauses that acts meet and that make no finding, each reason once: with the first place, all
/// acts, and how often.
class Discharged {
 public:
  void add(const Met& met, const Clause& clause, const std::string& why);

  [[nodiscard]] std::string text(const Model& model) const;

 private:
  struct One {
    const Clause* clause;
    std::string why;
    TermId term;
    Exercise act;
    std::uint32_t number;
    ActSet acts;
    std::size_t times;
  };

  std::map<std::pair<const Clause*, std::string>, std::size_t> known_;
  std::vector<One> list_;
};

/// What it is about: catalogue, stack, profile, the value of every assumption, the question of
/// every use (target, acts, facts, what it goes out under), and every choice with its options.
std::string matter_text(const Matter& matter);

/// What was found, for one use after the other.
std::string witness_text(const Matter& matter, const std::vector<Witness>& witnesses);

/// What a certificate says was found, for each use. Of any text: reading ends at a line that says
/// nothing of the kind, what is missing is empty, and what is no option becomes one; writing it
/// again tells.
std::vector<Witness> read_witnesses(std::string_view certificate, const Matter& matter);

/// Every state of every work, numbered by work: which term, by which transfer, changed, joined, by
/// whom, of which part, on which assumptions; and the relation and the state of its source that
/// made it.
std::string states_text(const Model& model, const Flow& flow);

/// Findings, below a line: severity, code, clause, act, facts, assumptions, the nearest states it
/// came from, and the choices it hangs on (`needs`: one of each list has to be taken). Empty if
/// there are none.
std::string findings_text(std::string_view head, const Case& use_case,
                          const std::vector<Choice>& choices,
                          const std::vector<Candidate>& findings);

/// The cores of conflicts, by the parts they name, in words.
std::string cores_text(const Ablation& ablation, const std::set<ConflictKey>& conflicts,
                       const std::vector<Numbers>& cores);

/// The values of facts as a condition read them: `use.commercial = false`.
std::string facts_text(FactSet read, const FactLookup& lookup, const Catalogue& catalogue);

/// The first place where a text is not the one that follows, and what follows there.
std::vector<spdx::Error> differences(std::string_view follows, const spdx::SourceText& listed);

}  // namespace licet::engine
