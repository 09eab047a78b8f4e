// From a bill of materials to a stack: which elements are works, how they were made from each
// other, and which of it is the user's own doing.
#pragma once

#include "engine/document_claims.h"
#include "engine/document_rules.h"
#include "spdx/document.h"
#include "spdx/settlements.h"
#include "spdx/stack.h"

namespace licet::engine {

/// What a document is turned into a stack with; all must outlive the call.
struct DocumentContext {
  const spdx::SourceText& source;
  const DocumentRules& rules;
  const LicenseNaming& names;
  const spdx::Settlements& settlements;
  const std::optional<std::string>& target;  ///< the one work to judge, if the user named it
};

/// Works are those of DocumentWorks (engine/document_works.h), and what relations lead to that
/// stands in no part of the document: of unknown license.
///
/// Relations are those of data/documents.json, unless a settlement decides. Those of a judged work
/// are the user's own; others a third party's. The product is the described elements; what the
/// document lists beside them and nothing leads to is joined to the first (it is in the product,
/// but not said how). A document that describes nothing is a product of its own. Judged is what the
/// user names, else what the settlements' uses say, else the product.
///
/// Errors: a target that no work is, a settlement that fits no relation, a use of it that is wrong.
/// Notes: relationship types that are not known (read as `uses`), relations to NOASSERTION. Linear
/// in the document, times the settlements.
spdx::Result<spdx::Stack> stack_of(const spdx::Document& document, const DocumentContext& context);

}  // namespace licet::engine
