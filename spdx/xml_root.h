// The root of an XML text: what kind of document it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace licet::spdx {

/// The name of an element with its namespace resolved (Namespaces in XML 1.0).
struct XmlRoot {
  std::string name_space;  ///< empty if its tag declares none for it
  std::string name;        ///< without a prefix
};

/// The root of a text; nothing if no tag begins where the text stops to be XML, or if none ends in
/// the first 64 KiB. What follows the start tag is not looked at.
std::optional<XmlRoot> xml_root(std::string_view text);

}  // namespace licet::spdx
