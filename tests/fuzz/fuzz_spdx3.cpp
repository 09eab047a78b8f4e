// Any bytes as an SPDX 3 document: reading fails only with a place, and what is read keeps what the
// headers promise.
#include <cstddef>
#include <cstdint>
#include <string>

#include "spdx/read_documents.h"
#include "tests/fuzz/check_text.h"

namespace spdx = licet::spdx;
using namespace licet::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void check_element(const spdx::Element& element, std::size_t size) {
  require(!element.id.empty() && !element.type.empty());
  require(element.offset < element.end && element.end <= size);
  for (const spdx::LicenseStatement& license : element.licenses) {
    require(license.offset < size && license.basis != spdx::LicenseBasis::Observed);
    require(license.form != spdx::LicenseForm::Expression || !license.text.empty());
    require(license.form != spdx::LicenseForm::Text || license.text.empty());
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  spdx::is_spdx3(text);
  const auto document = spdx::read_spdx3(spdx::SourceText("f", text));
  check_result(document);
  if (!document) return 0;
  require(document.value->format == spdx::DocumentFormat::Spdx3);
  require(!document.value->version.empty());
  for (const spdx::Element& element : document.value->elements)
    check_element(element, size);
  for (const spdx::Link& link : document.value->links)
    require(!link.type.empty() && link.offset < size);
  for (const spdx::CustomLicense& license : document.value->custom_licenses)
    require(!license.id.empty());
  for (const std::string& id : document.value->described)
    require(!id.empty());
  return 0;
}
