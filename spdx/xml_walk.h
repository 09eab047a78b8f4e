// XML by its elements, one after the other: nothing of a large text is kept but what its visitor
// keeps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
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

/// One element. Namespaces are not resolved (spdx/xml_namespaces.h looks at a tag's declarations):
/// a name is what stands behind the prefix. Names are parts of the source; so are texts and values
/// that stand there in one piece and without entities. All others, and the attributes, live until
/// the visitor returns.
struct XmlElement {
  std::string_view name;
  std::string_view text;  ///< what stands directly in it, CDATA too, entities resolved
  Offset offset;          ///< of its `<`
  Offset end;             ///< behind its end
  Offset text_offset;     ///< of the first character of `text`
  bool is_leaf = false;   ///< no element stands in it
  bool declares = false;  ///< declares namespaces
  std::span<const XmlAttribute> attributes;  ///< but for declarations of namespaces

  /// The attribute with this name, or null.
  [[nodiscard]] const XmlAttribute* find(std::string_view attribute) const;
};

/// What a visitor makes of an element.
enum class XmlVisit : std::uint8_t {
  Skip,  ///< nothing, nor of what is in it
  Keep,  ///< the element alone is of interest
  Enter  ///< so is what is in it: its elements follow, and leave() behind the last of them
};

/// Is told of elements in document order.
class XmlVisitor {
 public:
  XmlVisitor() = default;
  XmlVisitor(const XmlVisitor&) = delete;
  XmlVisitor& operator=(const XmlVisitor&) = delete;
  XmlVisitor(XmlVisitor&&) = delete;
  XmlVisitor& operator=(XmlVisitor&&) = delete;
  virtual ~XmlVisitor() = default;

  /// An element begins.
  virtual XmlVisit enter(const XmlElement& element) = 0;

  /// The innermost element that was entered ends.
  virtual void leave() = 0;
};

/// Bytes of a text that are parsed at a time. Their tree takes a few times as much, and should fit
/// in the processor's cache.
inline constexpr std::size_t kXmlPiece = std::size_t{32} << 10U;

/// Shows an XML text to a visitor, from the root on. Returns what check_xml, xml_extents or pugixml
/// finds, or that there are more than kMaxValues elements and attributes, those not counted that
/// the visitor skips; it may have seen a part by then. Linear, and however deep elements nest,
/// nothing recurses. The parser is given the text in pieces of so many bytes, so that its tree
/// stays small; larger ones are a text that is longer, what nests very deep, and a text with an
/// error as a whole, for the message. What comes out is the same for pieces of any size.
std::vector<Error> walk_xml(const SourceText& source, XmlVisitor& visitor,
                            std::size_t piece = kXmlPiece);

}  // namespace licet::spdx
