// SPDX 2.x: one reader over a tree in the shape of SPDX's JSON schema (spdx-schema.json of 2.2.2
// and 2.3.1), and what turns each other syntax into that tree.
#pragma once

#include "spdx/document.h"
#include "spdx/make_tree.h"
#include "spdx/value.h"

namespace licet::spdx {

// The trees below borrow texts from their source, which has to outlive them. What is taken is not
// in them.

/// A tag-value text (SPDX 2.3, annex of its syntax) as the tree. The order of tags carries meaning:
/// PackageName, FileName, SnippetSPDXID and LicenseID begin a block, and a file belongs to the
/// package before it, whose `hasFiles` then names it. Notes: lines that are no tag, unknown tags,
/// tags outside of a block. Errors: what check_text finds, a `<text>` that is never closed, more
/// than kMaxValues tags. Linear.
Result<Value> tag_value_tree(const SourceText& source, const TakeItem& take);

/// RDF/XML as the tree: every resource once, however often it is described, nested or referred to;
/// license sets as expressions, IRIs of SPDX as the words of the JSON form. Notes: license sets
/// that hold themselves or nothing. Errors: those of walk_xml, license sets that grow beyond
/// twice kMaxInputBytes once references are written out. O(n log n).
Result<Value> rdf_tree(const SourceText& source, const TakeItem& take);

/// SPDX's XML, which is the JSON form with elements for members, as the tree. Errors: those of
/// walk_xml, a root that is no `Document`, nesting beyond kMaxDepth. Linear.
Result<Value> xml_tree(const SourceText& source, const TakeItem& take);

/// The document a tree declares. Notes of the tree and of the reading come together, in the order
/// of their places. Errors: those of the tree, a version that is not 2.0 to 2.3, more than
/// kMaxElements elements, links or licenses. O(n log n).
Result<Document> read_spdx2(const SourceText& source, DocumentFormat format, const MakeTree& make);

}  // namespace licet::spdx
