// From a bill of materials to a stack: which elements are works, how they were made from each
// other, and which of it is the user's own doing.
#pragma once

#include "engine/document_rules.h"
#include "spdx/document.h"
#include "spdx/settlements.h"
#include "spdx/stack.h"

namespace licet::engine {

/// What a document is turned into a stack with; all must outlive the call.
struct DocumentContext {
  const spdx::SourceText& source;
  const DocumentRules& rules;
  const Catalogue& catalogue;  ///< its words and names; no licenses are needed
  const spdx::Settlements& settlements;
};

/// Every package, component, service, dataset and model is a work. Files and snippets are works
/// only where no package holds them or another relation names them; else their licenses count as
/// observed in the package. A work's id is its name, with its version or the document's id where
/// needed to be unique; Work::reference is the document's id.
///
/// Relations are those of data/documents.json, unless a settlement decides. Those of a described
/// element, and of what it holds, are the user's own; others a third party's. The described
/// elements (if there are none, those that nothing else is made from) are the targets, unless the
/// settlements state uses.
///
/// Errors: a settlement that fits no relation, a use of it that is wrong. Notes: relationship types
/// that are not known (read as `uses`), ends that are no element. Linear in the document, times the
/// settlements.
spdx::Result<spdx::Stack> stack_of(const spdx::Document& document, const DocumentContext& context);

}  // namespace licet::engine
