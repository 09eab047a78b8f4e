// Any bytes as a CycloneDX document, read as JSON and as XML whatever it is recognised as.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "spdx/read_documents.h"

namespace spdx = licet::spdx;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

// Exactly one of value and errors; everything said has a place, and every fact one in the text.
void check(const spdx::Result<spdx::Document>& result, std::size_t size) {
  require(result.value.has_value() == result.errors.empty());
  for (const auto* said : {&result.errors, &result.notes}) {
    for (const spdx::Error& error : *said)
      require(!error.message.empty() && !error.place.file.empty());
  }
  if (!result) return;
  for (const spdx::Element& element : result.value->elements) {
    require(!element.id.empty());
    require(element.offset < size && element.offset < element.end && element.end <= size);
    for (const spdx::LicenseStatement& license : element.licenses)
      require(license.offset < size);
  }
  for (const spdx::Link& link : result.value->links)
    require(!link.type.empty() && !link.from.empty() && link.offset < size);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const spdx::SourceText source("fuzz", std::string(data, data + size));
  spdx::recognize_document(source.text());
  check(spdx::read_cyclonedx_json(source), size);
  check(spdx::read_cyclonedx_xml(source), size);
  return 0;
}
