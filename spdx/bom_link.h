// References inside a CycloneDX document: by bom-ref, or by BOM-Link (urn:cdx:serial/version#ref).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "spdx/value.h"

namespace licet::spdx {

/// The names that a document gives its parts, gathered before it is read, so that a reference can
/// be resolved where it stands. Refers to the tree.
class BomReferences {
 public:
  /// `id` is the document's serial number and version (`urn:uuid:…/1`); empty: it has none.
  BomReferences(const Value& root, std::string_view id);

  /// Marks a bom-ref as that of an element; false if one has it already.
  bool take(std::string_view ref);

  /// How many bom-refs the document states, each counted once.
  [[nodiscard]] std::size_t size() const { return refs_.size(); }

  /// An id that no bom-ref of the document is: `#1`, `#2` ….
  std::string make_up();

  /// The bom-ref that a reference means. A BOM-Link to another document is returned as it stands;
  /// nothing if no part of this one has it.
  [[nodiscard]] std::optional<std::string> find(std::string_view reference) const;

 private:
  void gather(const Value& root);

  std::string link_;  ///< how BOM-Links to this very document begin; empty: it cannot be linked
  std::unordered_map<std::string_view, bool> refs_;  ///< whether an element has it
  std::size_t made_up_ = 0;
};

}  // namespace licet::spdx
