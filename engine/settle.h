// Applies the user's settlements to the relations of a document.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "spdx/settlements.h"
#include "spdx/stack.h"

namespace licet::engine {

/// Both arguments must outlive it; the works of the stack must be there.
class Settler {
 public:
  Settler(const spdx::Settlements& settlements, const spdx::Stack& stack)
      : rows_(settlements.rows), stack_(stack), used_(settlements.rows.size(), false) {}

  /// Changes a relation as the first settlement says that fits it; false if that says it carries
  /// nothing. `type` is the document's word. O(settlements).
  bool settle(const std::string& type, spdx::Relation& relation);

  /// Whether a settlement said by whom a relation was made.
  [[nodiscard]] bool decided(const spdx::Relation& relation) const;

  /// An error for each settlement that fitted no relation.
  [[nodiscard]] std::vector<spdx::Error> unused() const;

 private:
  [[nodiscard]] std::string unknown_end(const spdx::Settlement& row) const;
  [[nodiscard]] bool fits(const spdx::Settlement& row, const std::string& type,
                          const spdx::Relation& relation) const;

  const std::vector<spdx::Settlement>& rows_;
  const spdx::Stack& stack_;
  std::vector<bool> used_;
  std::set<std::tuple<spdx::WorkIndex, spdx::WorkIndex, std::string>> decided_;
};

}  // namespace licet::engine
