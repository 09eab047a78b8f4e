// A license exception as the catalogue knows it: what it takes from a license's clauses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/license.h"

namespace licet::engine {

using ExceptionId = std::uint16_t;  ///< index into Catalogue::exceptions

/// On these transfers and acts, clauses of these kinds do not speak.
struct Lift {
  std::string section;
  std::string anchor;
  std::string note;
  KindSet kinds = 0;
  ActSet acts = 0;
  TransferSet reach = 0;
  Condition when;         ///< and only if this holds
  std::string condition;  ///< a condition that no fact covers, in words; empty if there is none
  std::string of;         ///< id of the exception
};

/// A license exception (`WITH`), coded from its text (data/README.md says how).
struct Exception {
  std::string id;
  std::vector<std::string> written_for;  ///< license ids; empty: any license
  bool restricts = false;  ///< it binds everybody; any other may be left unused, which is safe
  std::optional<bool> may_drop;  ///< who passes it on may leave it out; nothing: it does not say
  std::string about;             ///< one word: `linking`, `runtime` …
  std::vector<TextSource> sources;
  std::string reviewed;
  std::vector<std::string> readings;
  std::string notes;
  std::vector<Lift> lifts;
  std::vector<Clause> adds;  ///< duties of its own
  FactSet work_facts = 0;    ///< facts of the licensed work that some lift asks for
};

}  // namespace licet::engine
