#include "spdx/document.h"

#include <algorithm>

#include "spdx/read_documents.h"

namespace licet::spdx {

const std::vector<DocumentReader>& document_readers() {
  static const std::vector<DocumentReader> kReaders = {
      {DocumentFormat::Spdx3, "SPDX 3.0 JSON-LD", is_spdx3, read_spdx3},
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
