// What is looked for in an XML text before its parser starts: that stops at the first mistake, and
// would put in what a DOCTYPE's entities stand for.
#pragma once

#include <vector>

#include "spdx/source.h"

namespace licet::spdx {

/// Empty if the text may be given to the parser; else what check_text finds, or every `&` (the
/// first thousand) outside comments and CDATA that begins neither one of the five entities of XML
/// nor a character reference (XML 1.0, 4.1 and 4.6). Entities that a DOCTYPE declares count as
/// unknown, so none is ever expanded. Linear.
std::vector<Error> check_xml(const SourceText& source);

}  // namespace licet::spdx
