// SPDX 2.x documents that others wrote (LICET_CORPUS): each is recognised and read, and what a
// script counts in a valid one is what was read.
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "spdx/document.h"
#include "tests/case_file.h"
#include "tests/document_counts.h"

using namespace licet;

namespace {

const std::map<std::string, spdx::DocumentFormat> kFormats = {
    {"spdx-json",   spdx::DocumentFormat::SpdxJson    },
    {"spdx-yaml",   spdx::DocumentFormat::SpdxYaml    },
    {"spdx-tv",     spdx::DocumentFormat::SpdxTagValue},
    {"spdx-rdfxml", spdx::DocumentFormat::SpdxRdf     },
    {"spdx-xml",    spdx::DocumentFormat::SpdxXml     },
};

// Whether one place after the other lies in the text.
void check_places(const spdx::Document& document, std::size_t size) {
  std::size_t last = 0;
  for (const spdx::Element& element : document.elements) {
    CHECK(element.offset >= last);
    CHECK(element.end <= size);
    CHECK((element.end == 0 || element.end > element.offset));
    last = element.offset;
    for (const spdx::LicenseStatement& license : element.licenses)
      CHECK((license.offset > 0 && license.offset < size));
  }
  for (const spdx::Link& link : document.links)
    CHECK(link.offset < size);
}

}  // namespace

TEST_CASE(
    "SPDX 2 corpus: every document is recognised and read; valid ones hold what was counted") {
  std::vector<std::string> formats;
  for (const auto& [name, format] : kFormats)
    formats.push_back(name);
  std::map<std::string, tests::DocumentCounts> read;
  std::vector<std::string> valid;
  std::size_t failed = 0;
  const auto documents = tests::corpus_documents(formats);
  if (documents.empty()) return;
  for (const tests::CorpusDocument& document : documents) {
    CAPTURE(document.path);
    const spdx::SourceText source(document.path, tests::read_source_file(document.path));
    std::size_t takers = 0;
    for (const spdx::DocumentReader& reader : spdx::document_readers())
      takers += reader.recognizes(source.text()) ? 1U : 0U;
    CHECK(takers == 1);
    const spdx::DocumentReader* const reader = spdx::recognize_document(source.text());
    REQUIRE(reader != nullptr);
    CHECK(reader->format == kFormats.at(document.format));
    const auto result = reader->read(source);
    REQUIRE(result.value.has_value() == result.errors.empty());
    failed += result ? 0U : 1U;
    // One document says `"spdxVersion": 2`.
    CHECK((result || document.version == "2"));
    if (!result) continue;
    check_places(*result.value, source.text().size());
    read[document.path] = tests::counts_of(*result.value);
    if (document.valid) valid.push_back(document.path);
  }
  MESSAGE(documents.size() << " documents, " << failed << " of no version that is read");
  if (!tests::has_python()) {
    MESSAGE("not compared: there is no python3");
    return;
  }
  const auto counted = tests::counted_documents("tests/count_spdx2.py", valid);
  CHECK(counted.size() == valid.size());
  for (const auto& document : counted) {
    CAPTURE(document.first);
    CHECK(read.at(document.first) == document.second);
  }
  MESSAGE(counted.size() << " valid documents compared");
}
