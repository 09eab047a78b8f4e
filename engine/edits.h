// Changes to a stack that may resolve a conflict.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/ablation.h"
#include "engine/repairs.h"

namespace licet::engine {

/// One change. Works and relations are numbered as in the stack it is made for.
struct Edit {
  enum class Kind : std::uint8_t {
    Name,
    Label,
    Fact,
    Act,
    Relation,
    Replace,
    Separate,
    Take,
    Drop
  };

  Kind kind = Kind::Fact;
  std::size_t subject = 0;             ///< the work, or the relation
  std::string of = {};                 ///< the fact
  std::vector<std::string> from = {};  ///< acts or values that go; licenses of another work that
                                       ///< were tried and do not do
  std::vector<std::string> to = {};    ///< what comes instead; of several licenses the first
  std::string words = {};

  /// Equal but for the words.
  friend bool operator==(const Edit& a, const Edit& b);
};

/// How much a change asks of the user, beside other changes (data/repairs.json).
std::uint32_t effort_of(const Edit& edit, const Repairs& repairs);

/// Whether two edits are about one thing, so that they make no sense together.
bool exclude(const Edit& a, const Edit& b);

/// A stack with edits made, its first use with it.
struct Edited {
  spdx::Stack stack;
  std::vector<RelationIndex> relations;  ///< by relation: its number before
};

/// Makes edits. The stack has one use, with a target.
Edited with_edits(const spdx::Stack& stack, const std::vector<Edit>& edits);

/// What an edit is called in data/repairs.json: `name`, `label` …
const std::string& to_string(Edit::Kind kind);

/// What is at hand for repairs.
struct Means {
  const Catalogue& catalogue;
  const Repairs& repairs;
  const std::vector<std::string>&
      candidates;                      ///< licenses to replace with; empty: those of the data
  std::vector<LicenseId> inside = {};  ///< licenses that stand on works of the stack
};

/// The licenses that stand on works, each once, ascending.
std::vector<LicenseId> licenses_inside(const Terms& terms);

/// The edits that touch a part of a conflict, for the stack the part belongs to: nothing else can
/// resolve it. A part of kind Clause without a section stands for a license that lacks a grant.
/// What somebody else did upstream cannot be changed, only left out.
std::vector<Edit> edits_for(const Part& part, const spdx::Stack& stack,
                            const std::vector<bool>& mine, const Means& means);

}  // namespace licet::engine
