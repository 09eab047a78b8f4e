// What can be changed about a stack, as data/repairs.json says.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/catalogue.h"
#include "engine/data_set.h"
#include "spdx/result.h"

namespace licet::engine {

/// Instead of a relation of one of these kinds, another one.
struct RelationRepair {
  std::vector<std::string> from;
  std::string to;
  std::string words;
};

/// Instead of any of these acts, those.
struct ActRepair {
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::string words;
};

/// Another value for a stated fact.
struct FactRepair {
  std::string fact;
  std::string to;                      ///< this value; or, if it is empty:
  bool at_most = false;                ///< the largest number the clause lets pass
  bool without = false;                ///< the list without the values the clause names
  std::vector<std::string> elsewhere;  ///< the first of these that the clause does not name
  std::string words;
};

/// Licenses to try for a work of this kind instead of its own: one of each class, the one that asks
/// for the least first.
struct ReplacementRepair {
  std::string kind;
  std::vector<std::string> licenses;
};

/// Kinds of repairs; `words` are templates as in findings.json.
struct Repairs {
  std::vector<RelationRepair> relations;
  std::vector<ActRepair> acts;
  std::vector<FactRepair> facts;
  std::vector<ReplacementRepair> replacements;
  std::map<std::string, std::string> classes;   ///< of licenses: what they are called
  std::vector<std::string> labels;              ///< to try for the user's own works
  std::map<std::string, std::uint32_t> effort;  ///< of each kind of change, beside the others
  std::map<std::string, std::string> words;     ///< of the repairs that need no row
};

/// Reads data/repairs.json. Errors: unknown keys, kinds, acts or facts.
spdx::Result<Repairs> load_repairs(const DataSet& data, const Catalogue& catalogue);

}  // namespace licet::engine
