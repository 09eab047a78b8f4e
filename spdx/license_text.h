// The text of a license as SPDX publishes it: a template, in which parts may be left out or read
// otherwise (SPDX specification, annex "License matching guidelines and templates").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::spdx {

/// One node of a template. What an element of the list XML is called stands behind its kind; the
/// JSON template has only text, breaks where a line is empty, and the last two (its bullets are
/// alternatives called `bullet`).
struct TextNode {
  enum class Kind : std::uint8_t {
    Text,         ///< characters
    Paragraph,    ///< `p`
    Break,        ///< `br`; no content
    Bullet,       ///< `bullet`: the number or letter of an item, a mark, or one in running text
    List,         ///< `list`
    Item,         ///< `item`
    Title,        ///< `titleText`
    Copyright,    ///< `copyrightText`
    Header,       ///< `standardLicenseHeader` inside the text
    Optional,     ///< `optional`: may be missing from a copy
    Alternative,  ///< `alt`: a copy may hold whatever `match` matches; the content is the usual
                  ///< text
  };

  Kind kind = Kind::Text;
  std::uint32_t end = 0;  ///< index behind the last node inside this one; a leaf: its own + 1
  std::string text;       ///< Text: the characters, entities resolved, white space as written;
                          ///< Alternative: the name of the variable
  std::string match;      ///< Alternative: the regular expression a copy's words must match
};

/// A template as a flat list in document order: the nodes inside node `i` are those from `i + 1` up
/// to `nodes[i].end`. Walking needs no recursion.
struct LicenseText {
  std::vector<TextNode> nodes;
};

/// What stands inside the first node of this kind, as a text of its own; nothing if that is
/// nothing. Linear.
std::optional<LicenseText> text_inside(const LicenseText& text, TextNode::Kind kind);

/// The text with each run of spaces, tabs and line ends as one space, and none at its ends. Linear.
std::string fold_space(std::string_view text);

/// The text as a person reads it: one line a paragraph, items indented by two columns a level
/// behind their bullets, an empty line between blocks, white space folded. With `optional` false
/// the parts that may be missing are left out. Linear.
std::string plain_text(const LicenseText& text, bool optional = true);

}  // namespace licet::spdx
