// Where the elements of an XML text begin and end, seen from their tags alone. A parser that is
// built for speed tells neither, and what is known of their size lets a large text be parsed in
// pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "spdx/source.h"
#include "spdx/value.h"

namespace licet::spdx {

/// An element of a text.
struct XmlExtent {
  Offset offset;           ///< of its `<`
  Offset end;              ///< behind its end
  std::uint32_t past = 0;  ///< index behind its last descendant

  /// Whether no element stands in it, whose index is `at`.
  [[nodiscard]] bool is_leaf(std::size_t at) const { return past == at + 1; }
};

/// Most tags of an XML input; a closing one counts too.
inline constexpr std::size_t kMaxTags = 4'000'000;

/// The elements of a text in document order, from the root on. Names are not looked at: whether a
/// tag closes the element it stands for is the parser's to say. Empty if no element begins or one
/// never ends. Error: more than kMaxTags tags. Linear.
Result<std::vector<XmlExtent>> xml_extents(const SourceText& source);

/// The offset behind the tag that begins at an offset; a `>` in quotes does not end it.
std::size_t past_tag(std::string_view text, std::size_t at);

}  // namespace licet::spdx
