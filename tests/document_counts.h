// Bills of materials that others wrote, and what a script of ours counts in them over the raw text:
// the oracle that the readers of documents are compared with.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "spdx/document.h"

namespace licet::tests {

/// What a document holds, as a script tests/count_….py counts it. A script prints a line a file:
/// `path<TAB>elements<TAB>links<TAB>licenses<TAB>custom`; its head says what it counts.
struct DocumentCounts {
  std::size_t elements = 0;
  std::size_t links = 0;     ///< those that the document states as such, none that nesting implies
  std::size_t licenses = 0;  ///< license statements of elements
  std::size_t custom = 0;    ///< licenses that the document defines itself

  friend bool operator==(const DocumentCounts&, const DocumentCounts&) = default;
};

/// For messages of doctest.
std::ostream& operator<<(std::ostream& out, const DocumentCounts& counts);

/// The same of a document that was read: links whose type begins with a colon do not count.
DocumentCounts counts_of(const spdx::Document& document);

/// Runs `python3 SCRIPT FILE...` (the script's path from the root of the source tree) and gives the
/// counts by path. A path that the script does not count is missing. Throws std::runtime_error if
/// the script fails, with what it said, or prints something else.
std::map<std::string, DocumentCounts> counted_documents(const std::string& script,
                                                        const std::vector<std::string>& paths);

/// Whether this machine has a python3.
bool has_python();

/// One document of the corpus, a row of its index.jsonl.
struct CorpusDocument {
  std::string path;     ///< absolute
  std::string format;   ///< `spdx-json`, `spdx-tv`, `cdx-xml`, `spdx3-jsonld` …
  std::string version;  ///< of the standard
  bool valid = false;   ///< there is a verdict, and every one says OK
};

/// The documents of the folder that LICET_CORPUS names whose format is one of `formats`, in the
/// order of its index; empty, with a message, if it names none.
std::vector<CorpusDocument> corpus_documents(const std::vector<std::string>& formats);

}  // namespace licet::tests
