// The namespaces that a tag of an XML text declares (Namespaces in XML 1.0, 3), without a parser.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace licet::spdx {

/// A declaration of a namespace; the default one has no prefix.
struct XmlNamespace {
  std::string_view prefix;
  std::string_view name;
};

/// The next declaration in a tag from `at` on, which is moved behind it; nothing if there is none.
std::optional<XmlNamespace> next_namespace(std::string_view tag, std::size_t& at);

/// The name of the namespace that a tag declares for a prefix; empty if it does not.
std::string_view namespace_of(std::string_view tag, std::string_view prefix);

/// The start tag of a text's root, or as much of it as stands in the first 64 KiB; empty if none
/// begins there.
std::string_view root_tag(std::string_view text);

}  // namespace licet::spdx
