// Which prefixes mean CycloneDX where an XML text has been read to.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "spdx/xml_nodes.h"
#include "spdx/xml_walk.h"

namespace licet::spdx {

/// The namespaces in force: a declaration holds in the element whose tag it stands in and in all
/// that is inside, but where another one of the same prefix stands deeper (Namespaces in XML 1.0,
/// 6.1 and 6.2). `xmlns=""` is passed over: tools that build a document without regard to
/// namespaces write it on elements of the standard. Refers to the text.
class BomNamespaces {
 public:
  /// An element begins, `depth` elements down from the root. O(declarations).
  void enter(const XmlElement& element, std::size_t depth) {
    for (const XmlNamespace& declared : element.declarations)
      declare(declared, depth);
  }

  /// The element so far down ends. O(declarations) of it.
  void leave(std::size_t depth) {
    while (!hidden_.empty() && hidden_.back().depth >= depth)
      restore();
  }

  /// Whether an element with this prefix is one of the standard, or of the extensions to 1.0 and
  /// 1.1 that later versions took in. Constant time.
  [[nodiscard]] bool is_ours(std::string_view prefix);

 private:
  /// What a prefix meant outside of the element that declares it anew.
  struct Hidden {
    std::string_view prefix;
    bool ours;
    std::size_t depth;
  };

  void declare(const XmlNamespace& declared, std::size_t depth);
  void restore();

  std::unordered_map<std::string_view, bool> ours_;  ///< by prefix; not declared is not ours
  std::vector<Hidden> hidden_;
  std::optional<std::string_view> latest_;  ///< of ours that was met
};

/// Which elements of a text are not of the standard. O(elements and declarations).
std::vector<bool> foreign_elements(const XmlNodes& nodes);

}  // namespace licet::spdx
