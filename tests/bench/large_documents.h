// Bills of materials as large as the largest that tools write, for benches: made up, in the shape
// that tools give them, the same everywhere.
#pragma once

#include <string>
#include <vector>

namespace licet::bench {

/// A way to make a large document.
struct LargeDocument {
  std::string name;  ///< `SPDX 2.3 JSON, indented` …
  std::string (*text)();
};

/// One of each format, JSON minified and indented. About 24 MB each; YAML 8 MB, as its parser is
/// that slow.
const std::vector<LargeDocument>& large_documents();

}  // namespace licet::bench
