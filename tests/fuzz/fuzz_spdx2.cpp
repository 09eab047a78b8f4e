// Any bytes as an SPDX 2.x document; the first one chooses the form.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "spdx/document.h"
#include "spdx/read_documents.h"
#include "tests/fuzz/check_text.h"

namespace spdx = licet::spdx;
using licet::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void check_document(const spdx::Document& document, std::size_t size) {
  std::size_t last = 0;
  for (const spdx::Element& element : document.elements) {
    require(!element.id.empty() && !element.type.empty());
    require(element.offset >= last && element.offset <= size);
    require(element.end == 0 || (element.end >= element.offset && element.end <= size));
    last = element.offset;
    for (const spdx::LicenseStatement& license : element.licenses) {
      require(license.offset <= size);
      require(license.form != spdx::LicenseForm::Expression || !license.text.empty());
    }
  }
  for (const spdx::Link& link : document.links)
    require(!link.type.empty() && !link.from.empty() && !link.to.empty() && link.offset <= size);
  for (const spdx::CustomLicense& license : document.custom_licenses)
    require(license.offset <= size);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  using Read = spdx::Result<spdx::Document> (*)(const spdx::SourceText&);
  const Read read = [&]() -> Read {
    switch (data[0]) {
      case 'j':
        return spdx::read_spdx_json;
      case 'y':
        return spdx::read_spdx_yaml;
      case 't':
        return spdx::read_spdx_tag_value;
      case 'r':
        return spdx::read_spdx_rdf;
      default:
        return spdx::read_spdx_xml;
    }
  }();
  const spdx::SourceText source("input", std::string(data + 1, data + size));
  spdx::recognize_document(source.text());
  const auto result = read(source);
  licet::fuzz::check_result(result);
  if (result) check_document(*result.value, size - 1);
  return 0;
}
