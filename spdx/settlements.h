// A side file that says what a bill of materials leaves open: how one work uses another, and what
// is to be done with the result.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "spdx/source.h"
#include "spdx/stack.h"
#include "spdx/value.h"
#include "spdx/vocabulary.h"

namespace licet::spdx {

/// What some relations of a document are. The first settlement that fits a relation decides.
struct Settlement {
  std::optional<std::string> result;  ///< id, name or document id of a work; absent: any
  std::optional<std::string> source;
  std::optional<std::string> type;  ///< the document's word for the relation: `dependsOn`
  std::string is;                   ///< id of data/relations.json, or `nothing`
  std::optional<Actor> by;
  Place place;
};

/// A side file, read.
struct Settlements {
  std::vector<Settlement> rows;
  std::vector<Value> uses;  ///< its `use`, to be read once the works are known
  std::optional<SourceText> source;
};

/// The word that settles a relation as one that carries nothing.
inline constexpr std::string_view kNothing = "nothing";

/// Reads a side file (YAML or JSON):
///
///     licet: 1
///     relations:
///       - { result: app, source: readline, is: link-dynamic, by: self }
///       - { type: dependsOn, is: import }
///     use: { target: app, acts: [distribute] }      # as in a stack file; or a list
///
/// The schema is data/schema/settlements.schema.json. Errors: those of Fields, unknown relations
/// (with the nearest right one). Linear.
Result<Settlements> read_settlements(const SourceText& source, const Vocabulary& words);

}  // namespace licet::spdx
