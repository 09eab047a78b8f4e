// A license that somebody has defined in a document of their own.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace licet::spdx {

/// A license that the document defines itself (hasExtractedLicensingInfos, CustomLicense).
struct CustomLicense {
  std::string id;  ///< `LicenseRef-…`, or an IRI
  std::string name;
  std::string text;
  std::vector<std::string> see_also;
  std::size_t offset = 0;
};

}  // namespace licet::spdx
