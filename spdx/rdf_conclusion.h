// An SPDX expression as a license in RDF/XML.
#pragma once

#include <optional>
#include <string>

#include "spdx/xml_edit.h"

namespace licet::spdx {

/// An element (its name is left empty) whose value is the license: a reference to an id of the SPDX
/// list or to a `LicenseRef-` of the document, or a Conjunctive- or DisjunctiveLicenseSet of such
/// (SPDX 2.3, annex D). Nothing for what is no expression, or one with `+`, WITH, DocumentRef- or
/// NONE, or with more than 50 licenses. The prefixes are those of SPDX's and RDF's namespaces.
/// Linear.
std::optional<NewElement> rdf_license(const std::string& expression, const std::string& spdx,
                                      const std::string& rdf);

}  // namespace licet::spdx
