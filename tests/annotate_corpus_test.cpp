// Remarks on every element of every document of the corpus, valid or not.
#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "tests/annotate_fixture.h"
#include "tests/case_file.h"
#include "tests/document_counts.h"

using namespace licet;

namespace {

// Whether a document of the corpus has to take remarks: it can be read, has a place for them, and
// says when it was made (a time of one's own is given here only for what says it nowhere).
bool takes_remarks(const tests::CorpusDocument& document) {
  const bool old = document.format.starts_with("cdx") && document.version < "1.3";
  return document.valid && !old;
}

}  // namespace

TEST_CASE("annotate: the corpus: read as the same, taken out byte for byte, twice equals once") {
  const auto documents =
      tests::corpus_documents({"spdx-json", "spdx-yaml", "spdx-tv", "spdx-rdfxml", "spdx-xml",
                               "spdx3-jsonld", "cdx-json", "cdx-xml"});
  std::size_t done = 0;
  std::size_t broken = 0;
  for (const tests::CorpusDocument& document : documents) {
    const std::string text = tests::read_source_file(document.path);
    if (takes_remarks(document)) {
      tests::check_round_trip(document.path, text, false);
      tests::check_round_trip(document.path, text, true);
      ++done;
    } else if (!document.valid) {
      // It may be refused, but what is written can be taken out again: annotate sees to that.
      const spdx::SourceText source(document.path, text);
      const auto* reader = spdx::recognize_document(text);
      const auto read = reader == nullptr ? spdx::Result<spdx::Document>() : reader->read(source);
      if (!read) continue;
      spdx::AnnotateOptions options;
      options.time = "2026-11-23T06:12:27Z";
      options.break_signature = true;
      const auto out =
          annotate(source, *read.value, tests::remarks_on_all(*read.value, true), options);
      if (!out) continue;
      CHECK(tests::stripped(*out.value) == text);
      ++broken;
    }
  }
  if (!documents.empty()) {
    CHECK(done > 350);
    MESSAGE(done << " valid documents annotated, and " << broken << " that are not valid");
  }
}
