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
  std::string_view value;  ///< as XML 1.0, 3.3.3 normalizes it
  Offset offset;           ///< of the value
  bool has_prefix = false;
};

/// A declaration of a namespace (Namespaces in XML 1.0, 3); the default one has no prefix.
struct XmlNamespace {
  std::string_view prefix;
  std::string_view name;
};

/// Whether a text is white space only, or empty (XML 1.0, production 3).
bool is_xml_space(std::string_view text);

/// One element. Its name and prefix are parts of the source; so are texts and values that stand
/// there as they are. All others, the attributes and declarations live until the visitor returns.
struct XmlElement {
  std::string_view prefix;  ///< without the colon; empty if there is none
  std::string_view name;    ///< without the prefix
  std::string_view text;    ///< what stands directly in it, up to its first element; line ends `\n`
  Offset offset;            ///< of its `<`
  Offset inside;            ///< behind its start tag
  Offset end;               ///< of a leaf: behind its end; of others leave() tells it
  Offset text_offset;       ///< of the first character of `text`
  bool is_leaf = false;     ///< no element stands in it
  std::span<const XmlAttribute> attributes;    ///< but for declarations of namespaces
  std::span<const XmlNamespace> declarations;  ///< those of its start tag

  /// The attribute with this name, or null; with the prefix of another vocabulary, too.
  [[nodiscard]] const XmlAttribute* find(std::string_view attribute) const;

  /// The one without a prefix, which is the element's own (Namespaces in XML 1.0, 6.2), or null.
  [[nodiscard]] const XmlAttribute* find_own(std::string_view attribute) const;

  /// The text, or nothing if it is only white space, as between elements.
  [[nodiscard]] std::string_view words() const;
};

/// What a visitor makes of an element.
enum class XmlVisit : std::uint8_t {
  Skip,  ///< nothing, nor of what is in it
  Keep,  ///< the element alone is of interest
  Enter  ///< so is what is in it: that follows, and leave() behind the last of it
};

/// Is told of elements in document order. Nothing may be thrown: a parser in C is in between.
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

  /// A stretch of text stands behind an element in the innermost one that was entered; white space
  /// too, and one text may come in several stretches. Only for visitors that want it.
  virtual void text(std::string_view stretch, Offset offset);
  [[nodiscard]] virtual bool wants_text() const;

  /// The innermost element that was entered ends before this offset.
  virtual void leave(Offset end) = 0;
};

/// Elements of XML that stand one in another, at most.
inline constexpr std::size_t kMaxXmlDepth = 1'000'000;

/// Shows an XML text to a visitor, from the root on. Returns what check_xml or the parser finds, or
/// that a DOCTYPE declares attributes or entities, that elements nest deeper than kMaxXmlDepth, or
/// that there are more than kMaxValues elements and attributes, those not counted that the visitor
/// skips; it may have seen a part by then. The text is UTF-8, whatever it declares. Linear, and
/// however deep elements nest, nothing recurses.
std::vector<Error> walk_xml(const SourceText& source, XmlVisitor& visitor);

}  // namespace licet::spdx
