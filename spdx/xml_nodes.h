// An XML text as a flat list of its elements, which know where they stood. However deep elements
// nest, nothing here or in the list's users has to recurse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/source.h"

namespace licet::spdx {

/// An attribute; its name is without a namespace prefix.
struct XmlAttribute {
  std::string_view name;
  std::string value;
  std::size_t offset = 0;  ///< of the value
};

/// One element. Namespaces are not resolved: a name is what stands behind the prefix.
struct XmlNode {
  std::string_view name;
  std::size_t offset = 0;       ///< of its `<`
  std::size_t end = 0;          ///< behind its end
  std::size_t text_offset = 0;  ///< of the first character of `text`
  std::string text;             ///< what stands directly in it, CDATA too, entities resolved
  std::uint32_t parent = 0;     ///< index; of the root: its own
  std::uint32_t past = 0;       ///< index behind its last descendant
  std::vector<XmlAttribute> attributes;

  /// The attribute with this name, or null.
  [[nodiscard]] const XmlAttribute* find(std::string_view attribute) const;
};

/// The elements in document order; the root is the first. The children of element i are i+1, the
/// `past` of that one, and so on up to the `past` of i. Names point into the source.
using XmlNodes = std::vector<XmlNode>;

/// The offset behind the tag that begins at an offset; a `>` in quotes does not end it.
std::size_t past_tag(std::string_view text, std::size_t at);

/// Reads an XML text. Errors: what check_xml finds, what pugixml finds, more than kMaxValues
/// elements and attributes. Linear.
Result<XmlNodes> read_xml(const SourceText& source);

}  // namespace licet::spdx
