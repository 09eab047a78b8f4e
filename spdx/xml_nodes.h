// An XML text as a flat list of its elements, for those that go back and forth in it. However deep
// elements nest, nothing here or in the list's users has to recurse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "spdx/xml_walk.h"

namespace licet::spdx {

/// One element of the list, which its texts and attributes live in. Its text is empty if it is only
/// white space.
struct XmlNode : XmlElement {
  std::uint32_t parent = 0;  ///< index; of the root: its own
  std::uint32_t past = 0;    ///< index behind its last descendant
};

/// The elements in document order; the root is the first. The children of element i are i+1, the
/// `past` of that one, and so on up to the `past` of i.
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

  [[nodiscard]] auto begin() const { return nodes_.begin(); }

  [[nodiscard]] auto end() const { return nodes_.end(); }

 private:
  friend class XmlNodesBuilder;

  std::vector<XmlNode> nodes_;
  std::vector<XmlAttribute> attributes_;
  std::vector<XmlNamespace> declarations_;
  std::deque<std::string> made_;  ///< texts and values that do not stand so in the source
};

/// Reads an XML text, which has to outlive the list. Errors: those of walk_xml. Linear.
Result<XmlNodes> read_xml(const SourceText& source);

}  // namespace licet::spdx
