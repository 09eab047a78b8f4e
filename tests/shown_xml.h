// What a visitor of an XML text is shown, in lines that can be compared, and the same from
// pugixml's tree of the text.
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

/// One line an element: its depth, place, name, attributes, declarations and text; a dot behind a
/// leaf.
class ShownXml : public spdx::XmlVisitor {
 public:
  spdx::XmlVisit enter(const spdx::XmlElement& element) override {
    std::string attributes;
    for (const spdx::XmlAttribute& attribute : element.attributes)
      attributes += fmt::format(" {}={}", attribute.name, attribute.value);
    for (const spdx::XmlNamespace& declared : element.declarations)
      attributes += fmt::format(" {}->{}", declared.prefix, declared.name);
    lines.push_back(fmt::format("{} {} {}|{}{}: {}{}", open_.size(), std::size_t{element.offset},
                                element.prefix, element.name, attributes, element.text,
                                element.is_leaf ? "." : ""));
    ends.push_back(element.end);
    if (!declined.empty() && element.name == declined) return spdx::XmlVisit::Keep;
    open_.push_back(ends.size() - 1);
    return spdx::XmlVisit::Enter;
  }

  void leave(spdx::Offset end) override {
    ends[open_.back()] = end;
    open_.pop_back();
  }

  std::vector<std::string> lines;
  std::vector<std::size_t> ends;
  std::string_view declined;  ///< name of the elements that are not entered, if any

 private:
  std::vector<std::size_t> open_;  // by their lines
};

/// As XML 1.0 has it: line ends and white space in attributes normalized, all text kept.
inline constexpr unsigned kXmlOptions = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                                        pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;

/// The line of an element of a tree.
inline std::string shown_element(const pugi::xml_node& node, std::size_t depth) {
  const auto local = [](std::string_view name) { return name.substr(name.find(':') + 1); };
  std::string attributes;
  std::string declarations;
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name == "xmlns") {
      declarations += fmt::format(" ->{}", attribute.value());
    } else if (name.starts_with("xmlns:")) {
      declarations += fmt::format(" {}->{}", local(name), attribute.value());
    } else {
      attributes += fmt::format(" {}={}", local(name), attribute.value());
    }
  }
  std::string text;
  pugi::xml_node child = node.first_child();
  for (; child && child.type() != pugi::node_element; child = child.next_sibling())
    text += child.value();
  const std::string_view name = node.name();
  const std::string_view prefix = name.substr(0, name.size() - local(name).size());
  return fmt::format("{} {} {}|{}{}{}: {}{}", depth, node.offset_debug() - 1,
                     prefix.substr(0, prefix.find(':')), local(name), attributes, declarations,
                     text, child ? "" : ".");
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
