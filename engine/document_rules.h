// What the words of bills of materials mean for licenses: data/documents.json.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/catalogue.h"
#include "engine/data_set.h"
#include "spdx/document.h"
#include "spdx/result.h"

namespace licet::engine {

/// One answer to "which relation is it": the first case that fits the two works' kinds.
struct RelationCase {
  std::string result;       ///< kind of the result; empty: any
  std::string source;       ///< kind of the source; empty: any
  std::string scope;        ///< when it holds (`test`, `excluded` …); empty: whenever
  bool collection = false;  ///< only if the result is a collection (a container, a disk image)
  std::string relation;     ///< id of data/relations.json
};

/// What a relationship type says.
struct RelationshipRule {
  bool result_is_from = true;       ///< which end is the result
  std::vector<RelationCase> cases;  ///< none: it says nothing of what one work takes of the other
};

/// The kinds of two works between which a relation stands, and when it holds.
struct Ends {
  std::string_view result;
  std::string_view source;
  std::string_view scope;
  bool collection = false;
};

/// data/documents.json. Immutable once loaded.
class DocumentRules {
 public:
  /// The rule of a relationship type, or null if the type is not known. O(1).
  [[nodiscard]] const RelationshipRule* rule(const std::string& type) const;

  /// The kind of work an element is: by a type that tells, its purpose, what its purl says, or that
  /// it is some package; empty if none
  /// of them tells.
  [[nodiscard]] std::string kind_of(const spdx::Element& element) const;

  /// Whether what an element holds merely stands together in it.
  [[nodiscard]] bool is_collection(const spdx::Element& element) const;

 private:
  friend spdx::Result<DocumentRules> load_document_rules(const DataSet& data,
                                                         const Catalogue& catalogue);

  std::unordered_map<std::string, RelationshipRule> rules_;
  std::unordered_map<std::string, std::string> types_;
  std::unordered_map<std::string, std::string> purposes_;  ///< lower case
  std::vector<std::pair<std::string, std::string>> purls_;
  std::unordered_set<std::string> collections_;  ///< types and purposes, lower case
};

/// The relation a rule gives for these ends; nothing if it gives none.
std::optional<std::string> relation_of(const RelationshipRule& rule, const Ends& ends);

/// Reads data/documents.json. Errors: unknown keys, kinds, relations and groups; a type that stands
/// twice.
spdx::Result<DocumentRules> load_document_rules(const DataSet& data, const Catalogue& catalogue);

}  // namespace licet::engine
