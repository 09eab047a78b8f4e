// Every CycloneDX document of the corpus, compared with what a script counts in it.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "spdx/document.h"
#include "tests/case_file.h"
#include "tests/document_counts.h"

using namespace licet;

namespace {

// Reads a document as whatever it is recognised to be; everything said has its place.
spdx::Result<spdx::Document> read(const tests::CorpusDocument& document) {
  const spdx::SourceText source(document.path, tests::read_source_file(document.path));
  const spdx::DocumentReader* reader = spdx::recognize_document(source.text());
  REQUIRE(reader != nullptr);
  const bool xml = document.format == "cdx-xml";
  REQUIRE(reader->format ==
          (xml ? spdx::DocumentFormat::CycloneDxXml : spdx::DocumentFormat::CycloneDxJson));
  auto result = reader->read(source);
  REQUIRE(result.value.has_value() == result.errors.empty());
  for (const spdx::Error& note : result.notes)
    CHECK(note.place.line > 0);
  return result;
}

}  // namespace

TEST_CASE("cyclonedx: every valid document of the corpus holds what a script counts in it") {
  const auto documents = tests::corpus_documents({"cdx-json", "cdx-xml"});
  if (documents.empty() || !tests::has_python()) return;
  std::vector<std::string> paths;
  for (const tests::CorpusDocument& document : documents) {
    if (document.valid) paths.push_back(document.path);
  }
  const auto counted = tests::counted_documents("tests/count_cyclonedx.py", paths);
  CHECK(counted.size() == paths.size());
  tests::DocumentCounts all;
  for (const tests::CorpusDocument& document : documents) {
    CAPTURE(document.path);
    const auto result = read(document);
    if (!document.valid) continue;
    REQUIRE(result);
    CHECK(result.value->version == document.version);
    const tests::DocumentCounts counts = tests::counts_of(*result.value);
    CHECK(counts == counted.at(document.path));
    all.elements += counts.elements;
    all.links += counts.links;
    all.licenses += counts.licenses;
  }
  MESSAGE(paths.size() << " valid documents of " << documents.size() << ": " << all);
}
