// The readers of bills of materials, one a serialization: how each is recognised and read. They are
// rows of one table (spdx/document.cpp); callers use recognize_document.
#pragma once

#include "spdx/document.h"

namespace licet::spdx {

/// SPDX 2.2 and 2.3 (2.0 and 2.1 are read with a note). Versions are told from `spdxVersion`.
bool is_spdx_json(std::string_view text);
Result<Document> read_spdx_json(const SourceText& source);
bool is_spdx_yaml(std::string_view text);
Result<Document> read_spdx_yaml(const SourceText& source);
bool is_spdx_tag_value(std::string_view text);
Result<Document> read_spdx_tag_value(const SourceText& source);
bool is_spdx_rdf(std::string_view text);
Result<Document> read_spdx_rdf(const SourceText& source);
bool is_spdx_xml(std::string_view text);
Result<Document> read_spdx_xml(const SourceText& source);

/// SPDX 3.0.x, JSON-LD.
bool is_spdx3(std::string_view text);
Result<Document> read_spdx3(const SourceText& source);

/// CycloneDX 1.2 to 1.7 (1.0 and 1.1 XML are read with a note).
bool is_cyclonedx_json(std::string_view text);
Result<Document> read_cyclonedx_json(const SourceText& source);
bool is_cyclonedx_xml(std::string_view text);
Result<Document> read_cyclonedx_xml(const SourceText& source);

}  // namespace licet::spdx
