// Any bytes as a file of the list's JSON (first byte `l`), of the npm package (`n`), as a license
// of the package (`i`), or as a template (any other).
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/fuzz/check_text.h"

namespace spdx = licet::spdx;
using namespace licet::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void check_template(const std::string& text) {
  std::string problem;
  const auto read = spdx::parse_template(text, problem);
  require(read.has_value() == problem.empty());
  if (read) check_text(*read);
  check_text(spdx::parse_plain(text));
}

void check_list(const spdx::Result<spdx::LicenseDocuments>& read) {
  check_result(read);
  if (!read) return;
  for (const auto* entries : {&read.value->licenses, &read.value->exceptions}) {
    for (const spdx::LicenseDocument& document : *entries)
      check_document(document);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(data + 1, data + size);
  const spdx::SourceText source("f", text);
  switch (data[0]) {
    case 'l':
      check_list(read_license_json(source));
      break;
    case 'n':
      check_list(read_license_npm(source));
      break;
    case 'i':
      check_list(read_license_npm(source, "a"));
      break;
    default:
      check_template(text);
  }
  return 0;
}
