#include "spdx/document.h"

#include <algorithm>

#include "spdx/read_documents.h"

namespace licet::spdx {

const std::vector<DocumentReader>& document_readers() {
  static const std::vector<DocumentReader> kReaders = {
      {DocumentFormat::CycloneDxJson, "CycloneDX 1.2 to 1.7 JSON", is_cyclonedx_json,
       read_cyclonedx_json},
      {DocumentFormat::CycloneDxXml,  "CycloneDX 1.2 to 1.7 XML",  is_cyclonedx_xml,
       read_cyclonedx_xml },
  };
  return kReaders;
}

const DocumentReader* recognize_document(std::string_view text) {
  const auto& readers = document_readers();
  const auto found = std::ranges::find_if(
      readers, [&](const DocumentReader& reader) { return reader.recognizes(text); });
  return found == readers.end() ? nullptr : &*found;
}

}  // namespace licet::spdx
