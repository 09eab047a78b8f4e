// Any bytes as XML, in pieces of several sizes: what comes out is the same, and what pugixml's tree
// of the whole says.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "spdx/xml_walk.h"
#include "tests/fuzz/check_text.h"
#include "tests/shown_xml.h"

namespace spdx = licet::spdx;
using namespace licet::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const spdx::SourceText source("f", text);
  if (!spdx::check_text(source).empty()) return 0;
  const auto whole = licet::tests::shown_whole(text);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{60}, size}) {
    licet::tests::ShownXml shown;
    const std::vector<spdx::Error> errors = spdx::walk_xml(source, shown, piece);
    for (const spdx::Error& error : errors)
      require(error.place.line > 0 && !error.message.empty());
    if (!whole) require(!errors.empty());
    if (whole && errors.empty()) require(shown.lines == *whole);
    // An entity that nobody knows, which pugixml lets pass.
    if (whole && !errors.empty()) require(errors.front().message.starts_with("no entity"));
  }
  return 0;
}
