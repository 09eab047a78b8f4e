#include "spdx/document.h"

#include <algorithm>

#include <fmt/format.h>

#include "spdx/read_documents.h"

namespace licet::spdx {

const std::vector<DocumentReader>& document_readers() {
  using Format = DocumentFormat;
  static const std::vector<DocumentReader> kReaders = {
      {Format::SpdxJson,      "SPDX 2.2/2.3 JSON",         is_spdx_json,      read_spdx_json     },
      {Format::SpdxYaml,      "SPDX 2.2/2.3 YAML",         is_spdx_yaml,      read_spdx_yaml     },
      {Format::SpdxTagValue,  "SPDX 2.2/2.3 tag-value",    is_spdx_tag_value, read_spdx_tag_value},
      {Format::SpdxRdf,       "SPDX 2.2/2.3 RDF/XML",      is_spdx_rdf,       read_spdx_rdf      },
      {Format::SpdxXml,       "SPDX 2.2/2.3 XML",          is_spdx_xml,       read_spdx_xml      },
      {Format::CycloneDxJson, "CycloneDX 1.2 to 1.7 JSON", is_cyclonedx_json, read_cyclonedx_json},
      {Format::CycloneDxXml,  "CycloneDX 1.2 to 1.7 XML",  is_cyclonedx_xml,  read_cyclonedx_xml },
      {Format::Spdx3,         "SPDX 3.0.1 JSON-LD",        is_spdx3,          read_spdx3         },
  };
  return kReaders;
}

const DocumentReader* recognize_document(std::string_view text) {
  const auto& readers = document_readers();
  const auto found = std::ranges::find_if(
      readers, [&](const DocumentReader& reader) { return reader.recognizes(text); });
  return found == readers.end() ? nullptr : &*found;
}

std::string too_many_link_bytes() {
  return fmt::format(
      "more than {} MiB of ids and comments in all links; shorten its ids, or "
      "split the document",
      kMaxLinkBytes / kMebibyte);
}

}  // namespace licet::spdx
