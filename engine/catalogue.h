// Everything data/ says, checked and linked: what licenses, relations, transfers, assumptions,
// rules and findings mean.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/exception.h"
#include "spdx/license_names.h"
#include "spdx/vocabulary.h"

namespace licet::engine {

using AssumptionId = std::uint8_t;  ///< index into Catalogue::assumptions
using RelationId = std::uint8_t;    ///< index into Catalogue::relations
using CodeId = std::uint16_t;       ///< index into Catalogue::codes

/// How bad a finding is, worst first. The verdict of a check is the worst of its findings.
enum class Severity : std::uint8_t {
  Conflict,    ///< prohibited on the facts given
  Unknown,     ///< not enough is known to permit it
  Review,      ///< turns on an assumption, a judgement or third-party provenance
  Obligation,  ///< permitted if done
  Note,
  Clear  ///< only as a verdict: nothing found
};

/// `conflict`, `unknown` …
std::string_view to_string(Severity severity);

struct Act {
  std::string id;
  std::string means;
  ActSet granted_by = 0;        ///< a grant of any of these (the act itself among them) covers it
  ActSet implies = 0;           ///< acts that are done by doing it
  bool needs_outbound = false;  ///< recipients get copies, so there has to be a license for them
};

/// What somebody who takes a licensed work has of it on a transfer (engine/permissiveness.h).
enum class Held : std::uint8_t {
  Nothing,
  Copy,
  Service
};

/// What of a source lives on in a result.
struct Transfer {
  std::string id;
  std::string means;
  bool binds_maker =
      false;       ///< only the one who took the step acts under the license; others receive
  std::string as;  ///< how the source stands in the result, in words; empty: as itself
  bool expression = false;  ///< the source's own expression is in the result
  bool changes = false;     ///< the source was modified
  Held held = Held::Nothing;
  TransferSet granted_by =
      0;  ///< a grant on any of these (the transfer itself among them) covers it
};

/// Something done to the source when the relation was made.
struct RelationAct {
  ActId act = 0;
  std::optional<TransferId>
      via;  ///< the license is met through this transfer (distillation uses outputs)
  AssumptionSet assumes = 0;
};

/// Parts of a work, as relations take them and licenses cover them.
inline constexpr std::array<std::string_view, 5> kParts = {"any", "weights", "code", "data",
                                                           "docs"};

/// The index of a part in kParts; 0 for any other word.
inline std::uint8_t part_index(std::string_view part) {
  const auto* const found = std::find(kParts.begin(), kParts.end(), part);
  return static_cast<std::uint8_t>(found == kParts.end() ? 0 : found - kParts.begin());
}

/// One way in which a source lives on in the result of a relation.
struct Carry {
  TransferId transfer = 0;
  AssumptionSet assumes = 0;
  std::vector<RelationAct> acts;
  bool joins = false;      ///< the result holds other material beside the source
  std::uint8_t takes = 0;  ///< part of the source it uses: index into kParts
};

struct RelationKind {
  std::string id;
  std::string means;
  std::vector<Carry> carries;  ///< the settled one first; a contested one may follow
  bool makes = true;           ///< who performs it makes the result (measuring a work does not)
  ActSet part_acts =
      0;  ///< acts on the result that are acts on the source too (it ships or runs inside)
  ActSet sure_part_acts = 0;         ///< those of them that are so in every reading
  std::vector<RelationId> readings;  ///< what it may be, if it does not say how: each makes one of
                                     ///< `carries`, which then rests on Catalogue::unclear
};

struct Fact {
  std::string id;
  std::string type;
  std::string ask;
  std::string set;
  bool derived = false;  ///< not stated among facts: from the relations, or elsewhere in the work
  std::vector<std::string> otherwise;  ///< its value when nobody states it; empty: it is asked for
  std::vector<std::pair<std::string, std::string>>
      said;  ///< of values that licenses limit: the value, and in words what the use then is
};

/// What an assumption's value does to a finding that rests on it.
enum class Effect : std::uint8_t {
  Absent,
  Review,
  Applies
};

struct AssumptionValue {
  std::string id;
  Effect effect = Effect::Applies;
  std::string means;
};

/// A contested question of law, as a switch.
struct Assumption {
  std::string id;
  std::string question;
  std::vector<AssumptionValue> values;
  std::size_t standard = 0;     ///< index of the default value
  bool copyright_only = false;  ///< irrelevant to licenses that bind by contract
  std::string
      implicit_work_kind;  ///< underlies every copyright license on works of this kind; else empty
  std::vector<std::string> sources;
};

struct Profile {
  std::string id;
  std::string means;
  std::vector<std::pair<AssumptionId, std::size_t>> values;
};

enum class Modality : std::uint8_t {
  Grant,
  Forbid,
  Require,
  Note,
  Silent
};

struct ClauseKind {
  std::string id;
  Modality modality = Modality::Silent;
  std::string means;
  KindSet within = 0;  ///< kinds that ask for more on the same act: who meets one, meets this
};

/// The question a rule puts to a triggered clause. Each is a function in engine/tests.cpp.
enum class Test : std::uint8_t {
  Granted,
  Forbidden,
  Field,
  OwnTerms,
  OutboundAccepted,
  OutboundCarries,
  NothingAdded,
  NameBegins,
  MayLift,
  KeptByLabel,
  Due
};

/// One row of data/rules.json: the finding each outcome of the test yields.
struct Rule {
  KindId kind = 0;
  Test test = Test::Due;
  std::optional<CodeId> violated;
  std::optional<CodeId> due;
  std::optional<CodeId> met;
  std::optional<CodeId> together;  ///< two such clauses with no common answer
};

/// A finding code: declared once, worded once.
struct Code {
  std::string id;
  Severity severity = Severity::Note;
  std::string group;
  std::string means;         ///< one line
  std::string explanation;   ///< the long text of `licet explain`
  std::string message;       ///< template; see engine/explain.h
  std::string remedy;        ///< template
  std::uint32_t weight = 1;  ///< of a duty: how heavy it is beside others
};

/// Codes the engine itself gives, apart from rules.
struct EngineCodes {
  CodeId license_missing = 0, license_unknown = 0, license_ambiguous = 0, fact_missing = 0;
  CodeId known_by_class = 0;
  CodeId acts_unset = 0, outbound_unset = 0, outbound_restated = 0, choice_narrowed = 0,
         choices_cut = 0, stated_together = 0, restriction_open = 0;
  CodeId duty_depends = 0;
  CodeId exception_applies = 0, exception_condition = 0, exception_overreaches = 0;
  CodeId relation_unclear = 0;
  CodeId lineage_cycle = 0, evidence_disagrees = 0, claimed_without_text = 0, license_list = 0,
         kind_mismatch = 0;
};

/// Immutable once loaded. Ids are positions; names are looked up only at the edges.
struct Catalogue {
  std::string version;
  std::vector<Act> acts;
  std::vector<Transfer> transfers;
  std::vector<std::vector<TransferId>> composition;  ///< [first][second]
  TransferId identity = 0;                           ///< composes to the other one: an exact copy
  TransferId larger = 0;                             ///< kept whole inside a larger work
  TransferId nothing = 0;                            ///< nothing lives on
  std::vector<RelationKind> relations;
  std::vector<Fact> facts;
  std::vector<std::pair<std::string, std::vector<std::string>>> territories;
  std::vector<std::pair<std::string, std::string>> fields;  ///< id, meaning
  std::vector<Assumption> assumptions;
  AssumptionId third_party = 0;  ///< the assumption about terms that somebody else accepted
  AssumptionSet unclear = 0;     ///< the one assumption on which unclear relations rest
  std::vector<Profile> profiles;
  std::vector<ClauseKind> kinds;
  std::vector<std::optional<Rule>> rules;  ///< by clause kind
  std::vector<Code> codes;
  EngineCodes engine_codes;
  std::vector<std::string> no_license;  ///< words for "no license" (`NONE`), lower case
  std::vector<std::string> unstated;    ///< words that name no license (`other`), lower case
  std::vector<std::string> own_terms;  ///< words for terms of one's own (`proprietary`), lower case
  std::vector<std::string>
      kind_matters_for;  ///< classes of license whose duties turn on the kind of work
  std::set<std::uint32_t> loaded_files;  ///< of the data set, so that none is loaded twice
  std::vector<License> licenses;
  std::unordered_map<std::string, LicenseId> license_names;  ///< id and aliases, lower case
  std::vector<Exception> exceptions;
  spdx::LicenseIndex list{spdx::LicenseList{}};  ///< ids of the SPDX list
  spdx::NameTable written_names;                 ///< names people write for licenses

  /// The license with this id or alias, letter case aside. O(1).
  std::optional<LicenseId> find_license(std::string_view name) const;
  /// The loaded exception with this id, letter case aside. O(exceptions loaded).
  std::optional<ExceptionId> find_exception(std::string_view id) const;
  /// What a name that may mean several licenses stands for, or null. O(log names).
  const spdx::KnownName* find_ambiguous(std::string_view name) const;
  std::optional<RelationId> find_relation(std::string_view id) const;
  std::optional<ActId> find_act(std::string_view id) const;
  std::optional<FactId> find_fact(std::string_view id) const;
  std::optional<AssumptionId> find_assumption(std::string_view id) const;
  std::optional<CodeId> find_code(std::string_view id) const;

  /// The words stack files may use.
  spdx::Vocabulary vocabulary() const;
};

}  // namespace licet::engine
