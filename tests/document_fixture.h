// Short ways to show what a bill of materials declares.
#pragma once

#include <string>
#include <vector>

#include "spdx/document.h"

namespace licet::tests {

/// A document as lines, in its own order and without places: head, then `described`, elements with
/// their licenses indented below, links and custom licenses.
std::string shown_document(const spdx::Document& document);

/// The same with elements, links, custom licenses and what is described in the order of the
/// alphabet, for documents that state the same in another order.
std::string shown_document_sorted(spdx::Document document);

/// The notes as `line:column: message`, a line each; without a place for a note on the whole.
std::string notes_of(const spdx::Result<spdx::Document>& result);

/// `line:column` of an offset.
std::string place_of(const spdx::SourceText& source, std::size_t offset);

/// A fixture of tests/documents/ by its name.
spdx::SourceText document_fixture(const std::string& name);

}  // namespace licet::tests
