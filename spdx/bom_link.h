// References inside a CycloneDX document: by bom-ref, or by BOM-Link (urn:cdx:serial/version#ref).
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "spdx/source.h"
#include "spdx/value.h"

namespace licet::spdx {

/// So begin BOM-Links.
inline constexpr std::string_view kBomLink = "urn:cdx:";

/// The names that a document gives its parts. A reference may stand before what it means: find()
/// and make_up() know only what has been taken and gathered.
class BomReferences {
 public:
  /// Of a document with this text, which has to live as long.
  explicit BomReferences(const SourceText& source) : source_(source) {}

  /// What the document is called, for BOM-Links to itself: its serial number and version
  /// (`urn:uuid:…/1`); empty: it has none.
  void name_document(std::string_view id);

  /// Learns the bom-refs in a part of the document, which need not live on, and the texts that
  /// could be meant as one. O(values).
  void gather(const Value& part);

  /// Makes room for the bom-refs of so many elements.
  void reserve(std::size_t elements) { taken_.reserve(elements); }

  /// Makes a bom-ref, which has to live as long as this, that of an element; false if one has it
  /// already.
  bool take(std::string_view ref) { return taken_.insert(ref).second; }

  /// An id that the document does not speak of: `#1`, `#2` ….
  std::string make_up();

  /// The bom-ref that a reference means. A BOM-Link to another document is returned as it stands;
  /// nothing if no part of this one has it. What a BOM-Link says of a part is percent-encoded;
  /// where that means none, it is read as it stands.
  [[nodiscard]] std::optional<std::string> find(std::string_view reference);

 private:
  void keep(std::string_view ref);
  [[nodiscard]] bool contains(std::string_view ref);

  const SourceText& source_;
  std::string link_;  ///< how BOM-Links to this very document begin, in lower case; empty: none can
  std::unordered_set<std::string_view> taken_;
  std::unordered_set<std::string_view> others_;
  /// Those that are not in `others_` yet: nearly all are taken, and of what is no element hardly
  /// anybody asks.
  std::vector<std::string_view> gathered_;
  std::unordered_set<std::string> like_made_up_;  ///< texts that begin as those of make_up() do
  std::deque<std::string> copies_;                ///< of those that do not stand so in the text
  std::vector<const Value*> open_;                ///< values still to be looked at
  std::size_t made_up_ = 0;
};

}  // namespace licet::spdx
