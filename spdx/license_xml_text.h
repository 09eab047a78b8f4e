// The text of a license in the list's XML, element by element, as a template.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/license_text.h"
#include "spdx/xml_report.h"

namespace licet::spdx {

/// Puts a template together from what stands in an element. White space between its blocks is kept
/// too: only who prints knows whether it separates words.
class LicenseXmlText {
 public:
  explicit LicenseXmlText(XmlReport& report) : report_(report) {}

  /// An element begins, with its text; false if what stands in it is not to be read. Errors go to
  /// the report: an unknown element or attribute, an `alt` without `match`, nesting beyond
  /// kMaxDepth.
  bool enter(const XmlElement& element, std::string_view around);

  void add_text(std::string_view text);

  /// The innermost element that was entered ends.
  void leave();

  /// What has been put together; without nodes if that is only white space. The next begins anew.
  LicenseText take();

 private:
  // An element that was entered.
  struct Open {
    std::uint32_t node = 0;
    std::string spacing;
  };

  void begin(const XmlElement& element, TextNode::Kind kind);
  void border(std::string_view spacing, std::string_view side);
  void add(TextNode node);

  XmlReport& report_;
  LicenseText out_;
  std::vector<Open> open_;
  char last_ = ' ';       // last character of the line so far
  bool in_text_ = false;  // the last node is a text that goes on
  bool seam_ = false;     // a border without `spacing` came behind it
};

}  // namespace licet::spdx
