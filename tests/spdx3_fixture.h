// What was read of an SPDX 3 document, as text.
#pragma once

#include <string>

#include <fmt/format.h>

#include "spdx/document.h"

namespace licet::tests {

/// `  declared MIT | body`, with the form before the text unless it is an expression.
std::string shown(const spdx::LicenseStatement& license);

/// Version, id, name and what is described in one line; a line an element
/// (`type id "name" [version] [supplier] [purl] [purpose]`), its licenses below it; a line a link
/// (`from -type-> to (comment) scope`) and a license defined. Ids stand without
/// `https://example.org/reader#`.
std::string shown(const spdx::Document& document);

/// `line:column: message`, a line each.
template <typename T>
std::string notes_of(const spdx::Result<T>& result) {
  std::string out;
  for (const spdx::Error& note : result.notes)
    out += fmt::format("{}:{}: {}\n", note.place.line, note.place.column, note.message);
  return out;
}

}  // namespace licet::tests
