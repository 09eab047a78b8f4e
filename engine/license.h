// A license as the catalogue knows it: a set of clauses. Nothing here, and no code anywhere, knows
// one by name.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/condition.h"

namespace licet::engine {

using TransferId = std::uint8_t;      ///< index into Catalogue::transfers
using ActId = std::uint8_t;           ///< index into Catalogue::acts
using KindId = std::uint8_t;          ///< index into Catalogue::kinds
using LicenseId = std::uint32_t;      ///< index into Catalogue::licenses
using TransferSet = std::uint32_t;    ///< one bit a transfer
using ActSet = std::uint16_t;         ///< one bit an act
using KindSet = std::uint64_t;        ///< one bit a clause kind
using AssumptionSet = std::uint64_t;  ///< one bit an assumption

/// On this transfer the clause speaks only if these assumptions hold; they may differ by who took
/// the step.
struct Contest {
  TransferId transfer = 0;
  AssumptionSet self = 0;
  AssumptionSet third_party = 0;
  bool by_actor = false;  ///< the data told the two apart
};

/// The section of a clause that is known by the class of its license only.
inline constexpr std::string_view kByClass = "by class";

/// One clause of a license, coded from its text (data/README.md says how).
struct Clause {
  std::string section;  ///< as the text numbers it: `3(a)(1)`
  std::string anchor;   ///< up to six words that find the section in the text
  std::string source;   ///< id of the source text, when it is not the first
  std::string note;     ///< what it says, in our words
  KindId kind = 0;
  ActSet acts = 0;
  TransferSet reach = 0;           ///< transfers on which it speaks by its own words
  std::vector<Contest> contested;  ///< transfers on which that is open
  Condition when;

  std::vector<std::string> accepts;  ///< license ids; `self` and `open-source` already replaced
  bool accepts_open_source = false;  ///< every license that the OSI or the FSF approves of is there
  KindSet tolerates = 0;
  std::string policy;
  std::vector<std::pair<std::string, std::string>>
      fields;          ///< field of use, item of the policy; in data order
  std::string text;    ///< words the license orders to show or keep
  std::string file;    ///< file the words go into
  std::string prefix;  ///< what the result's name begins with
};

/// A text the coding was made from.
struct TextSource {
  std::string id;
  std::string origin;
  std::string file;
  std::string sha256;
};

struct License {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::string version;
  std::string steward;
  bool own_works = false;  ///< the steward is the licensor: it is for the steward's own works
  std::vector<std::string> kinds;  ///< kinds of work it was written for
  bool by_contract = false;        ///< binds by acceptance, not only by copyright
  std::string license_class;
  bool unread = false;   ///< no text could be had: what it forbids is not certain
  bool summary = false;  ///< known by its class only: its clauses are those of the class
  std::vector<TextSource> sources;
  std::string reviewed;
  std::vector<std::string> readings;
  std::string notes;
  std::vector<Clause> clauses;
  FactSet work_facts = 0;  ///< facts of the licensed work that some clause asks for
};

}  // namespace licet::engine
