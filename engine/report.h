// What a check answers, as plain values: all a renderer needs.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/catalogue.h"
#include "spdx/result.h"

namespace licet::engine {

/// One relation of a path, upstream first: `source -kind-> result`.
struct PathStep {
  std::string source;
  std::string relation;
  std::string result;
  bool third_party = false;
};

/// A fact a clause looked at.
struct FactUsed {
  std::string id;
  std::string value;  ///< as stated; empty if it is not stated
  bool stated = false;
  std::string ask;  ///< the question, and
  std::string set;  ///< where to answer it
};

/// An assumption a finding rests on, with what other values would make of the finding.
struct AssumptionUsed {
  std::string id;
  std::string value;
  std::string question;  ///< if this value leaves it open: what a person has to decide
  std::vector<std::pair<std::string, std::string>> flips;  ///< value, and `conflict` … or `gone`
};

/// A relation that does not say how one work uses another, and on which a finding hangs: of several
/// on its way the one nearest to its act (engine/readings.h).
struct OpenRelation {
  std::string source;
  std::string relation;
  std::string result;
  std::vector<std::string> readings;  ///< those of its readings that lead to the finding
};

/// One finding. Ids are the user's own (works) or the catalogue's (everything else).
struct Finding {
  std::string code;
  Severity severity = Severity::Note;
  Severity settled = Severity::Note;  ///< what it would be if no assumption left it open
  std::size_t use = 0;                ///< index into Report::uses
  std::string target;                 ///< work the use is about
  std::string place;  ///< work the act is done to; the target, a part of it, or a source used while
                      ///< making it
  std::string work;   ///< work whose license speaks; nearest one if several
  std::vector<std::string> also;  ///< further works this holds for under the same license
  std::string license;            ///< catalogue id, or the text as written
  std::string license_name;       ///< what people call it: the SPDX id, or the license's own name
  std::string section;
  std::string note;  ///< the clause in our words
  std::vector<std::pair<std::string, std::string>>
      acts;             ///< acts that trigger it, each with the work it is done to
  bool own_act = true;  ///< the act is the user's (else provenance)
  std::vector<PathStep> path;
  std::vector<OpenRelation> open;  ///< the one that the message names comes first
  std::vector<FactUsed> facts;
  std::vector<AssumptionUsed> assumptions;
  std::string message;
  std::string remedy;
  spdx::Place origin;  ///< where the license was stated
};

/// An alternative taken where a work's license gave several.
struct ChoiceTaken {
  std::string work;
  std::string license;
};

/// The license by which one work was judged, every part of it known.
struct JudgedLicense {
  std::string work;
  std::string license;  ///< an expression of ids: `GPL-2.0-only WITH Classpath-exception-2.0`; a
                        ///< version that "or later" led to with these words: `GPL-3.0-or-later`
  bool chosen = false;  ///< one of several alternatives; else what is stated leaves only this
};

/// An assumption as it was set for the whole check.
struct AssumptionTaken {
  std::string id;
  std::string value;
  std::string question;
  std::string means;
  bool standard = true;      ///< the default value
  std::size_t findings = 0;  ///< findings that rest on it
  std::size_t hidden = 0;    ///< findings that this value makes vanish
};

/// An assumption that can change a verdict.
struct AssumptionTurned {
  std::string id;
  std::string value;  ///< as it is now
  std::string question;
};

/// "This assumption has one of these values."
struct AssumptionCondition {
  std::string id;
  std::vector<std::string> values;  ///< in catalogue order; never all of them

  friend bool operator==(const AssumptionCondition&, const AssumptionCondition&) = default;
};

/// All of them hold; none at all: whatever the assumptions are.
using Conditions = std::vector<AssumptionCondition>;

/// What a verdict turns on (engine/sensitivity.h).
struct Sensitivity {
  std::vector<AssumptionTurned> rests_on;  ///< in catalogue order
  std::vector<Conditions> safe_if;         ///< each alone makes the verdict an obligation or better
  std::vector<Conditions> conflict_if;     ///< each alone makes it a conflict
  std::vector<AssumptionTurned> kept;  ///< not varied because there were too many combinations; all
                                       ///< is said with these as they are. Else empty
  std::size_t combinations = 0;        ///< of effects that were told apart
};

/// Something a conflict needs.
struct CorePart {
  std::string kind;  ///< `act`, `fact`, `label`, `relation` or `clause`
  std::string text;  ///< in words and ids
};

/// A smallest reason for a conflict: leave out any one part, and the conflict is gone.
struct Core {
  std::string code;          ///< of the conflict, with its license and section
  std::string license;       ///< as in Finding
  std::string license_name;  ///< what people call it
  std::string section;
  std::string other;  ///< the other license, field of use, label or act it speaks of; empty if none
  std::vector<CorePart> parts;
};

/// Reasons for the conflicts of a use (engine/cores.h).
struct Cores {
  std::vector<Core> cores;  ///< the smallest first
  bool complete = true;     ///< there are no others; false if a limit was met
};

struct UseReport {
  std::string target;
  std::string target_name;
  std::vector<std::string> acts;
  std::string outbound;  ///< as written; empty if none
  bool acts_assumed = false;
  std::vector<ChoiceTaken> choices;        ///< alternatives taken where a license gave several
  std::vector<JudgedLicense> licenses;     ///< if they were asked for, of works upstream
  std::array<std::uint64_t, 4> cost = {};  ///< conflicts, unknowns, reviews, weight of the duties
  Severity verdict = Severity::Clear;
  std::optional<Sensitivity> sensitivity;  ///< if it was asked for
  std::optional<Cores> cores;              ///< if they were asked for
};

struct Report {
  std::string catalogue;
  std::string input;   ///< path as given
  std::string sha256;  ///< of the input's bytes
  Severity verdict = Severity::Clear;
  std::vector<UseReport> uses;
  std::vector<AssumptionTaken> assumptions;  ///< those that matter here, in catalogue order
  std::vector<Finding> findings;   ///< by use, worst first, then work, license, code, section
  std::vector<spdx::Error> notes;  ///< deviations met while reading
};

}  // namespace licet::engine
