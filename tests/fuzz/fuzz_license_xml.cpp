// Any bytes as a file of the list's XML.
#include <cstddef>
#include <cstdint>
#include <string>

#include "spdx/load_license_list.h"
#include "tests/fuzz/check_text.h"

namespace spdx = licet::spdx;
using namespace licet::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto read = spdx::read_license_xml(spdx::SourceText("f", {data, data + size}));
  check_result(read);
  if (read) {
    for (const spdx::LicenseDocument& document : *read.value)
      check_document(document);
  }
  spdx::LicenseListBuilder builder;
  builder.add(std::move(read));
  const spdx::LoadedList list = std::move(builder).finish();
  for (std::size_t i = 1; i < list.documents.licenses.size(); ++i)
    require(list.documents.licenses[i - 1].id < list.documents.licenses[i].id);
  return 0;
}
