// What is looked for in an XML text before its parser starts, which stops at the first mistake.
#pragma once

#include <string_view>
#include <vector>

#include "spdx/source.h"

namespace licet::spdx {

/// What is said of an `&` that begins no entity of XML.
inline constexpr std::string_view kNoEntity =
    "no entity of XML begins here; write \"&amp;\" for the character \"&\"";

/// Whether each `&` of a text begins one of the five entities of XML or a character reference (XML
/// 1.0, 4.1 and 4.6). Linear.
bool only_entities(std::string_view text);

/// What check_text finds, or every `&` (the first thousand) outside comments, CDATA and
/// instructions that begins none of these. Tells all of them at once; that none is overlooked is
/// the parser's to see. Linear.
std::vector<Error> check_xml(const SourceText& source);

}  // namespace licet::spdx
