#include "spdx/license_xml_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace licet::spdx {

namespace {

using Kind = TextNode::Kind;

struct TextElement {
  std::string_view name;
  Kind kind;
};

constexpr std::array kTextElements = {
    TextElement{"p",                     Kind::Paragraph  },
    TextElement{"br",                    Kind::Break      },
    TextElement{"bullet",                Kind::Bullet     },
    TextElement{"list",                  Kind::List       },
    TextElement{"item",                  Kind::Item       },
    TextElement{"titleText",             Kind::Title      },
    TextElement{"copyrightText",         Kind::Copyright  },
    TextElement{"standardLicenseHeader", Kind::Header     },
    TextElement{"optional",              Kind::Optional   },
    TextElement{"alt",                   Kind::Alternative},
};

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool is_inline(Kind kind) {
  return kind == Kind::Alternative || kind == Kind::Optional;
}

}  // namespace

bool LicenseXmlText::enter(const XmlElement& element, std::string_view around) {
  const auto* const known = std::ranges::find(kTextElements, element.name, &TextElement::name);
  if (known == kTextElements.end()) {
    std::vector<std::string_view> names;
    for (const TextElement& one : kTextElements)
      names.push_back(one.name);
    report_.unknown(element, around, names);
    return false;
  }
  if (open_.size() >= kMaxDepth) {
    report_.fail(element.offset,
                 fmt::format("nested deeper than {} levels, the most that is read", kMaxDepth));
    return false;
  }
  begin(element, known->kind);
  add_text(element.text);
  return true;
}

void LicenseXmlText::begin(const XmlElement& element, Kind kind) {
  const std::string spacing = XmlReport::folded(element, "spacing");
  if (is_inline(kind)) {
    border(spacing, "before");
  } else {
    last_ = ' ';
  }
  open_.push_back({static_cast<std::uint32_t>(out_.nodes.size()), spacing});
  add({kind, 0, {}, {}});
  in_text_ = false;
  if (kind == Kind::Alternative) {
    report_.check_attributes(element, {"name", "match", "spacing"});
    out_.nodes.back().text = XmlReport::folded(element, "name");
    out_.nodes.back().match = report_.needed(element, "match");
  } else if (kind == Kind::Optional) {
    report_.check_attributes(element, {"spacing"});
  } else {
    report_.check_attributes(element, {});
  }
}

void LicenseXmlText::leave() {
  const Open closing = std::move(open_.back());
  open_.pop_back();
  TextNode& node = out_.nodes[closing.node];
  node.end = static_cast<std::uint32_t>(out_.nodes.size());
  in_text_ = false;
  if (is_inline(node.kind)) {
    border(closing.spacing, "after");
  } else {
    last_ = ' ';
  }
}

// ListedLicense.xsd: `spacing` asks for space at the border of an `alt` or `optional` that the
// file may not have written. Without it there is one in front ("before") by the letter of the
// schema, and the list's own tool puts one behind too, even before a comma; here two words are
// kept apart and nothing else.
void LicenseXmlText::border(std::string_view spacing, std::string_view side) {
  if (spacing == side || spacing == "both") add_text(" ");
  if (spacing.empty()) seam_ = true;
}

void LicenseXmlText::add_text(std::string_view text) {
  if (text.empty()) return;
  // Entities and comments cut a text in two.
  if (!in_text_) add({Kind::Text, 0, {}, {}});
  std::string& out = out_.nodes.back().text;
  if (seam_ && is_word(last_) && is_word(text.front())) out += ' ';
  seam_ = false;
  last_ = text.back();
  out += text;
  in_text_ = true;
}

void LicenseXmlText::add(TextNode node) {
  node.end = static_cast<std::uint32_t>(out_.nodes.size() + 1);
  out_.nodes.push_back(std::move(node));
}

LicenseText LicenseXmlText::take() {
  const auto empty = [](const TextNode& node) {
    return node.kind == Kind::Text && is_xml_space(node.text);
  };
  if (std::ranges::all_of(out_.nodes, empty)) out_.nodes.clear();
  open_.clear();
  last_ = ' ';
  in_text_ = false;
  seam_ = false;
  return std::exchange(out_, {});
}

}  // namespace licet::spdx
