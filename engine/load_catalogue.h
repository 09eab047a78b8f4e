// Reads data/ into a Catalogue, checking every word and reference on the way.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/catalogue.h"
#include "engine/data_set.h"
#include "spdx/fields.h"
#include "spdx/result.h"

namespace licet::engine {

/// Loads the tables and the licenses that `wanted` names (ids or aliases, any case; unknown ones
/// are ignored), and the exceptions; all of them if `wanted` is not given.
/// Errors: every unknown word, missing table and broken reference, with its place. Linear in the
/// files parsed.
spdx::Result<Catalogue> load_catalogue(const DataSet& data,
                                       const std::optional<std::vector<std::string>>& wanted);

/// Adds the licenses that `wanted` names to a catalogue that has its tables already, but for those
/// that it has. As load_catalogue.
spdx::Result<Catalogue> add_licenses(Catalogue catalogue, const DataSet& data,
                                     const std::vector<std::string>& wanted);

/// One exception file; needs the vocabulary.
Exception load_exception(const DataFile& file, const Catalogue& catalogue,
                         std::vector<spdx::Error>& errors);

/// What licenses and exceptions can be called by (lower case), and the file that says most of them,
/// for building DataSet::names: ids and aliases of license and exception files, and the ids of the
/// table of summaries that have no file of their own. A file that cannot be read defines none.
std::map<std::string, std::uint32_t> index_names(const std::vector<DataFile>& files);

/// A table being loaded: its tree and the errors found so far.
class TableReader {
 public:
  TableReader(const DataFile& file, std::vector<spdx::Error>& errors);

  /// The rows under a key of the file's root map.
  const std::vector<spdx::Value>& rows(std::string_view key);
  /// Reads one row; call `finish` on it when done.
  spdx::Fields row(const spdx::Value& value, std::string_view what);
  spdx::Fields root();

  [[nodiscard]] const spdx::SourceText& source() const { return source_; }

 private:
  spdx::SourceText source_;
  spdx::Value tree_;
  std::vector<spdx::Error>& errors_;
};

/// The tables that licenses and rules refer to: acts, transfers, facts, fields, assumptions, clause
/// kinds, relations.
void load_vocabulary(const DataSet& data, Catalogue& catalogue, std::vector<spdx::Error>& errors);

/// Rules, findings and the version: they refer to the vocabulary.
void load_rules(const DataSet& data, Catalogue& catalogue, std::vector<spdx::Error>& errors);

/// One license file; needs the vocabulary.
License load_license(const DataFile& file, const Catalogue& catalogue,
                     std::vector<spdx::Error>& errors);

/// The table with this name; a missing one is an error and reads as empty.
TableReader open_table(const DataSet& data, std::string_view name,
                       std::vector<spdx::Error>& errors);

/// Position of a word among a table's ids; an unknown word is an error with the nearest one, and
/// gives nothing.
template <typename Row>
std::optional<std::size_t> resolve(spdx::Fields& fields, const spdx::Text& word,
                                   const std::vector<Row>& rows, std::string_view what);

/// Assumption ids (one or a list) as a set.
AssumptionSet assumption_set(spdx::Fields& fields, const std::vector<spdx::Text>& words,
                             const Catalogue& catalogue);

}  // namespace licet::engine

#include "engine/resolve_word.h"
