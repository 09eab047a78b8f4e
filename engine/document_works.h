// Which elements of a bill of materials are works, and what is said of their licenses.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/document_claims.h"
#include "engine/document_rules.h"

namespace licet::engine {

/// The works of a document. Every package, component, service, dataset and model is one. A file or
/// snippet that stands in one of them is folded into it if nothing is said of its license, or of
/// nothing but its license; what is said then counts as observed in each package that holds it.
class DocumentWorks {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// Linear in the document. All arguments must outlive it.
  DocumentWorks(const spdx::Document& document, const DocumentRules& rules);

  /// The works, in document order; their ids are their names, with version, kind or the document's
  /// id where they would not be unique (Work::reference then is the document's id).
  std::vector<spdx::Work> make(ClaimReader& claims, const spdx::SourceText& source);

  /// The element that stands for the one with this id as a work; kNone if there is no such element.
  [[nodiscard]] std::size_t element(const std::string& id) const;

  /// The work that an element became (of those that `element` gives).
  [[nodiscard]] spdx::WorkIndex work(std::size_t element) const { return works_[element]; }

  /// When what leads to a work holds, if its element says so: `excluded` (CycloneDX). Empty for
  /// works that are no elements.
  [[nodiscard]] std::string_view scope(spdx::WorkIndex work) const;

  /// Whether a link says no more than that a file which is no work of its own stands in something.
  /// O(1).
  [[nodiscard]] bool folds(const spdx::Link& link) const;

 private:
  using Pair = std::pair<std::size_t, std::size_t>;

  [[nodiscard]] std::optional<Pair> holding(const spdx::Link& link) const;
  [[nodiscard]] std::size_t find(const std::string& id) const;

  [[nodiscard]] std::size_t folded(std::size_t at) const { return folded_[at]; }

  void hold(const Pair& pair);
  std::vector<bool> find_holders();
  void fold_files();
  void follow_holders();
  void fold_all_statements();
  void fold_into_others(std::size_t element, std::size_t file);
  void fold_statements(std::size_t from, std::size_t to);
  void name_works();

  const spdx::Document& document_;
  const DocumentRules& rules_;
  std::unordered_map<std::string, std::size_t> elements_;           ///< by id
  std::unordered_multimap<std::size_t, std::size_t> more_holders_;  ///< by file, but for the first
  // By element:
  std::vector<std::string> kinds_;
  std::vector<std::size_t> holder_;  ///< the first that holds it, if it is folded; else kNone
  std::vector<std::size_t> folded_;  ///< the work that it is folded into; itself, if it is not
  std::vector<std::string> ids_;
  std::vector<spdx::WorkIndex> works_;
  std::vector<std::string_view> scopes_;  ///< by work
  std::vector<std::vector<const spdx::LicenseStatement*>> statements_;
  std::deque<spdx::LicenseStatement> seen_in_files_;
};

}  // namespace licet::engine
