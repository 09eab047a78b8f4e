// Reads clauses, conditions and sources of the files of data/. For the loaders of licenses and
// exceptions.
#pragma once

#include <string>
#include <vector>

#include "engine/load_catalogue.h"

namespace licet::engine {

/// Reads parts of one file; errors are collected. `self` is what the word stands for in `accepts`.
class ClauseReader {
 public:
  ClauseReader(const spdx::SourceText& source, const Catalogue& catalogue,
               std::vector<spdx::Error>& errors, std::string self = {});

  TextSource read_source(const spdx::Value& value);
  Clause read_clause(const spdx::Value& value);
  /// A clause of a class: it has no text, so its section is kByClass and its anchor is empty.
  Clause read_class_clause(const spdx::Value& value);
  Condition read_condition(const spdx::Value& value);
  /// `acts`: `any`, one or several.
  ActSet read_acts(spdx::Fields& fields);
  /// `reach`: transfers.
  TransferSet read_reach(spdx::Fields& fields);
  /// Clause kinds under a key.
  KindSet read_kinds(spdx::Fields& fields, std::string_view key);

  /// Adds a word of `accepts` to a clause: an id, `self`, or `open-source` for every license of the
  /// list that the OSI or the FSF approves of.
  void accept(const std::string& word, Clause& clause) const;

  /// Facts of the licensed work among those a condition asks for.
  [[nodiscard]] FactSet work_facts(const Condition& condition) const;

 private:
  void read_content(spdx::Fields& fields, Clause& clause);
  TransferSet transfer_bit(spdx::Fields& fields, const spdx::Text& word);
  void read_contested(const spdx::Value& value, Clause& clause);
  Condition read_test(FactId fact, const spdx::Value& value);
  void add_territory(Condition& test, const std::string& name) const;
  void read_payload(spdx::Fields& fields, Clause& clause);
  void read_fields(const spdx::Value& value, Clause& clause);

  const spdx::SourceText& source_;
  const Catalogue& catalogue_;
  std::vector<spdx::Error>& errors_;
  std::string self_;
};

/// The texts without their places.
std::vector<std::string> plain(const std::vector<spdx::Text>& texts);

}  // namespace licet::engine
