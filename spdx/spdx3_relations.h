// How the kinds of relations between works are written in SPDX 3, and how they are read back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "spdx/stack.h"

namespace licet::spdx {

/// A relationship of SPDX 3.0.1 that says most of what a kind of relation says.
struct Spdx3Relation {
  std::string_view kind;   ///< id of data/relations.json
  std::string_view type;   ///< `trainedOn`, `descendantOf` …
  bool reversed = false;   ///< it leads from the source to the result
  std::string_view scope;  ///< of its LifecycleScopedRelationship; empty: a plain Relationship
};

/// The relationship for a kind; a kind that the table does not have is `other`, from result to
/// source. Constant time.
Spdx3Relation spdx3_relation(std::string_view kind);

/// What the comment of a relationship says of the relation that it was written for.
struct RelationRemark {
  std::string kind;
  Actor by = Actor::Self;
};

/// `licet: finetune by self`: the types of SPDX 3.0.1 and of CycloneDX are coarser than the kinds
/// of relations, and neither says who acted.
std::string relation_remark(const Relation& relation);

/// Reads it back from a comment, in which it may be a line among others; nothing if there is none.
std::optional<RelationRemark> read_relation_remark(std::string_view comment);

}  // namespace licet::spdx
