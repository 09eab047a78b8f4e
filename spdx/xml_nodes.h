// An XML text as a flat list of its elements, which know where they stood. However deep elements
// nest, nothing here or in the list's users has to recurse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "spdx/source.h"
#include "spdx/value.h"

namespace licet::spdx {

/// An attribute; its name is without a namespace prefix.
struct XmlAttribute {
  std::string_view name;
  std::string_view value;  ///< entities resolved
  Offset offset;           ///< of the value
};

/// One element. Namespaces are not resolved: a name is what stands behind the prefix.
struct XmlNode {
  std::string_view name;
  std::string_view text;     ///< what stands directly in it, CDATA too, entities resolved
  Offset offset;             ///< of its `<`
  Offset end;                ///< behind its end
  Offset text_offset;        ///< of the first character of `text`
  std::uint32_t parent = 0;  ///< index; of the root: its own
  std::uint32_t past = 0;    ///< index behind its last descendant
  std::uint32_t attribute_count = 0;
  const XmlAttribute* first_attribute = nullptr;

  [[nodiscard]] std::span<const XmlAttribute> attributes() const {
    return {first_attribute, attribute_count};
  }

  /// The attribute with this name, or null.
  [[nodiscard]] const XmlAttribute* find(std::string_view attribute) const;
};

/// The elements in document order; the root is the first. The children of element i are i+1, the
/// `past` of that one, and so on up to the `past` of i. Names point into the source; so do texts
/// and values that stand there in one piece and without entities, the others into what this holds.
class XmlNodes {
 public:
  XmlNodes() = default;
  XmlNodes(XmlNodes&&) = default;
  XmlNodes& operator=(XmlNodes&&) = default;
  XmlNodes(const XmlNodes&) = delete;
  XmlNodes& operator=(const XmlNodes&) = delete;
  ~XmlNodes() = default;

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  [[nodiscard]] const XmlNode& operator[](std::size_t at) const { return nodes_[at]; }

  [[nodiscard]] const XmlNode& front() const { return nodes_.front(); }

  /// How many children element i has. O(children).
  [[nodiscard]] std::size_t children(std::size_t at) const;

  [[nodiscard]] auto begin() const { return nodes_.begin(); }

  [[nodiscard]] auto end() const { return nodes_.end(); }

 private:
  friend class XmlReader;

  std::vector<XmlNode> nodes_;
  std::vector<XmlAttribute> attributes_;
  std::vector<char> text_;  ///< the source with its entities resolved in place
  /// Texts that elements, comments or CDATA cut into pieces, by index.
  std::unordered_map<std::uint32_t, std::string> joined_;
};

/// The offset behind the tag that begins at an offset; a `>` in quotes does not end it.
std::size_t past_tag(std::string_view text, std::size_t at);

/// Reads an XML text; elements that `keeps` declines are left out with all that is in them, for the
/// most part of a large document may be of no interest (null: all are kept). The root is always
/// kept. Errors: what check_xml finds, what pugixml finds, more than kMaxValues elements and
/// attributes. Linear.
Result<XmlNodes> read_xml(const SourceText& source, KeepsMember keeps = nullptr);

}  // namespace licet::spdx
