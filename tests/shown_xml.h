// What a visitor of an XML text is shown, in lines that can be compared, and the same from
// pugixml's tree of the whole text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "spdx/xml_walk.h"

namespace licet::tests {

/// One line an element: its depth, place, name, attributes and text; a dot behind a leaf.
class ShownXml : public spdx::XmlVisitor {
 public:
  spdx::XmlVisit enter(const spdx::XmlElement& element) override {
    std::string attributes;
    for (const spdx::XmlAttribute& attribute : element.attributes)
      attributes += fmt::format(" {}={}", attribute.name, attribute.value);
    lines.push_back(fmt::format("{} {} {}{}: {}{}", depth_, std::size_t{element.offset},
                                element.name, attributes, element.text,
                                element.is_leaf ? "." : ""));
    ends.push_back(element.end);
    if (!declined.empty() && element.name == declined) return spdx::XmlVisit::Keep;
    ++depth_;
    return spdx::XmlVisit::Enter;
  }

  void leave() override { --depth_; }

  std::vector<std::string> lines;
  std::vector<std::size_t> ends;
  std::string_view declined;  ///< name of the elements that are not entered, if any

 private:
  std::size_t depth_ = 0;
};

/// How licet parses: texts stay as written.
inline constexpr unsigned kXmlOptions = pugi::parse_cdata | pugi::parse_escapes;

/// The line of an element of a tree.
inline std::string shown_element(const pugi::xml_node& node, std::size_t depth) {
  const auto local = [](std::string_view name) { return name.substr(name.find(':') + 1); };
  std::string attributes;
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    if (std::string_view(attribute.name()).starts_with("xmlns")) continue;
    attributes += fmt::format(" {}={}", local(attribute.name()), attribute.value());
  }
  std::string text;
  bool leaf = true;
  for (const pugi::xml_node& child : node) {
    if (child.type() == pugi::node_element) {
      leaf = false;
    } else {
      text += child.value();
    }
  }
  return fmt::format("{} {} {}{}: {}{}", depth, node.offset_debug() - 1, local(node.name()),
                     attributes, text, leaf ? "." : "");
}

/// The lines of a whole text; nothing if pugixml does not take it. Does not recurse.
inline std::optional<std::vector<std::string>> shown_whole(std::string_view text) {
  pugi::xml_document whole;
  if (!whole.load_buffer(text.data(), text.size(), kXmlOptions, pugi::encoding_utf8))
    return std::nullopt;
  const pugi::xml_node root = whole.document_element();
  if (!root) return std::nullopt;
  std::vector<std::string> out;
  std::size_t depth = 0;
  for (pugi::xml_node at = root; at;) {
    if (at.type() == pugi::node_element) out.push_back(shown_element(at, depth));
    if (at.first_child()) {
      at = at.first_child();
      ++depth;
      continue;
    }
    while (at != root && !at.next_sibling()) {
      at = at.parent();
      --depth;
    }
    at = at == root ? pugi::xml_node() : at.next_sibling();
  }
  return out;
}

}  // namespace licet::tests
