// Any bytes as XML: what a visitor is shown is what pugixml's tree says; what pugixml refuses is
// refused, and what is no text.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "spdx/xml_root.h"
#include "spdx/xml_walk.h"
#include "tests/fuzz/check_text.h"
#include "tests/shown_xml.h"

namespace spdx = licet::spdx;
using namespace licet::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (spdx::is_xml_space(text)) return 0;  // an error without a place
  const auto root = spdx::xml_root(text);
  licet::tests::ShownXml shown;
  const spdx::SourceText source("f", text);
  const std::vector<spdx::Error> errors = spdx::walk_xml(source, shown);
  for (const spdx::Error& error : errors)
    require(error.place.line > 0 && !error.message.empty());
  if (!errors.empty()) return 0;
  require(spdx::check_text(source).empty());
  const auto whole = licet::tests::shown_whole(text);
  require(whole && shown.lines == *whole);
  if (root) require(shown.lines.front().find("|" + root->name) != std::string::npos);
  return 0;
}
