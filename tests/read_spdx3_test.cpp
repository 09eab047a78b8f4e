// The reader of SPDX 3 JSON-LD: a document with every construct, the shapes that tools write beside
// the standard, and the corpus against a count of its own.
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/read_documents.h"
#include "tests/case_file.h"
#include "tests/document_counts.h"
#include "tests/document_fixture.h"
#include "tests/license_fixture.h"

using namespace licet;
using namespace licet::spdx;
using tests::notes_of;

namespace {

std::string fixture() {
  return tests::read_source_file("tests/documents/reader.spdx3.json");
}

Result<Document> read(const std::string& text) {
  return read_spdx3(SourceText("d", text));
}

// As the fixture shows it, ids without what all have in common.
std::string shown(const Document& document) {
  constexpr std::string_view kBase = "https://example.org/reader#";
  std::string out = tests::shown_document(document);
  for (std::size_t at = 0; (at = out.find(kBase, at)) != std::string::npos;)
    out.erase(at, kBase.size());
  return out;
}

constexpr const char* kShown =
    "3.0.1 reader document\n"
    "described reader\n"
    "ai_AIPackage reader 'acme/reader-8b' version=2.0 supplier=Acme "
    "purl=pkg:huggingface/acme/reader-8b@2.0 purpose=model\n"
    "  declared expression 'Apache-2.0 AND LicenseRef-house'\n"
    "  concluded expression '(GPL-2.0+ WITH Classpath-exception-2.0 OR MIT AND "
    "LicenseRef-other-20terms WITH AdditionRef-linking) AND (Apache-2.0 AND LicenseRef-house)'\n"
    "dataset_DatasetPackage lines 'lines' supplier=Ann Author purpose=data\n"
    "  declared none 'https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoneLicense'\n"
    "  concluded no assertion "
    "'https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense'\n"
    "software_Package runtime 'runtime' version=1.2 purl=pkg:pypi/runtime@1.2 purpose=library\n"
    "  declared expression 'GPL-2.0+ WITH Classpath-exception-2.0'\n"
    "  concluded expression 'MIT' body=Permission is hereby granted\n"
    "software_File weights 'model.safetensors' purpose=data\n"
    "  concluded expression 'GPL-2.0+ WITH Classpath-exception-2.0 OR MIT AND "
    "LicenseRef-other-20terms WITH AdditionRef-linking'\n"
    "software_Snippet loop 'training loop'\n"
    "software_File train 'train.py' purpose=source\n"
    "  declared expression 'MIT AND LicenseRef-other-20terms WITH AdditionRef-linking'\n"
    "reader trainedOn lines comment=two epochs\n"
    "reader contains weights\n"
    "reader contains train\n"
    "reader dependsOn runtime scope=runtime\n"
    "train usesTool https://example.org/other#tool\n"
    "custom LicenseRef-house 'House terms' 'Read it, keep it.' https://example.org/house\n"
    "custom LicenseRef-other-20terms 'Other terms' 'Ask first.'\n"
    "custom AdditionRef-linking 'Linking' 'You may link it.'\n";

}  // namespace

TEST_CASE("read_spdx3: a document with every construct") {
  const std::string text = fixture();
  REQUIRE(is_spdx3(text));
  REQUIRE(recognize_document(text) != nullptr);
  CHECK(recognize_document(text)->format == DocumentFormat::Spdx3);
  const auto document = read(text);
  REQUIRE_MESSAGE(document, tests::errors_of(document));
  CHECK(shown(*document.value) == kShown);
  CHECK(notes_of(document).empty());
  CHECK(shown(*read("\xEF\xBB\xBF" + text).value) == kShown);
}

TEST_CASE("read_spdx3: offsets are those of the text") {
  const std::string text = fixture();
  const auto document = read(text);
  REQUIRE(document);
  for (const Element& element : document.value->elements) {
    const std::string object = text.substr(element.offset, element.end - element.offset);
    CHECK(object.front() == '{');
    CHECK(object.back() == '}');
    CHECK(object.find("\"spdxId\": \"" + element.id + "\"") != std::string::npos);
    for (const LicenseStatement& license : element.licenses) {
      const std::size_t end = text.find('"', license.offset + 1);
      CHECK(text.compare(license.offset, 9, "\"https://") == 0);
      CHECK(text.find_first_of(" \n", license.offset) > end);
    }
  }
  for (const Link& link : document.value->links)
    CHECK(text.compare(link.offset, link.to.size() + 2, "\"" + link.to + "\"") == 0);
  const CustomLicense& house = document.value->custom_licenses.front();
  CHECK(text.substr(house.offset, 60).find("expandedlicensing_CustomLicense") != std::string::npos);
  const SourceText source("d", text);
  CHECK(source.locate(document.value->elements[0].offset) == Place{"d", 60, 5});
}

TEST_CASE("read_spdx3: what is recognised") {
  struct Row {
    const char* text;
    bool ours;
  };

  const std::vector<Row> rows = {
      {R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]})",                   true },
      {R"( {"@graph":[], "@context":["x","https://spdx.org/rdf/3.0.0/c.jsonld"]})",                      true },
      {R"({"@graph":[{"type":"SpdxDocument"}]})",                                                        true },
      {R"({"type":"software_Package","spdxId":"p"})",                                                    true },
      {R"([{"type":"Person","spdxId":"p"}])",                                                            true },
      {R"({"@context":"https://schema.org","@graph":[{"@type":"Dataset"}]})",                            false},
      {R"({"@context":"https://schema.org","about":"https://spdx.org/rdf/3.0.1"})",                      false},
      {R"({"spdxVersion":"SPDX-2.3","comment":"https://spdx.org/rdf/3 @context","x":"\"@context\":1"})",
       false                                                                                                  },
      {R"({"bomFormat":"CycloneDX","properties":[{"name":"spdxId","value":"@graph"}]})",                 false},
      {R"({"licet":1,"works":[{"id":"a"}]})",                                                            false},
      {R"({"name":"x","type":"y","inner":{"@context":"https://spdx.org/rdf/3.0.1"}})",                   false},
      {"licet: 1",                                                                                       false},
      {"[1, \"spdxId\"]",                                                                                false},
      {"",                                                                                               false},
      {"{\"",                                                                                            false},
      {"{\"@context",                                                                                    false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(is_spdx3(row.text) == row.ours);
  }
}

TEST_CASE("read_spdx3: the shapes that tools write") {
  const std::string expected =
      "3.0.1  d\n"
      "described m\n"
      "ai_AIPackage m 'model' version=1 supplier=Acme purl=pkg:a/m purpose=model\n"
      "  declared expression 'MIT'\n"
      "m trainedOn t\n";
  const auto without_url = [](std::string shown) {
    const std::size_t at = shown.find(" url=https://spdx.org/licenses/MIT");
    return at == std::string::npos ? shown : shown.erase(at, 34);
  };
  const std::string unknown = "nothing in this document has the id \"t\"\n";
  // A single object that holds the others, names without prefix, agents inline.
  const auto single = read(R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
"type":"SpdxDocument","spdxId":"d","rootElement":["m"],
"element":[{"type":"AIPackage","spdxId":"m","name":"model","packageVersion":"1","primaryPurpose":"model",
"packageUrl":"pkg:a/m","suppliedBy":[{"type":"Organization","name":"Acme"}]},
{"type":"Relationship","spdxId":"r","from":"m","to":"t","relationshipType":"trainedOn"},
{"type":"Relationship","spdxId":"s","from":"m","relationshipType":"hasDeclaredLicense",
"to":{"type":"LicenseExpression","licenseExpression":"MIT"}}]})");
  REQUIRE(single);
  CHECK(shown(*single.value) == expected);
  CHECK(notes_of(single) ==
        "3:20: \"AIPackage\" is read as \"ai_AIPackage\"; so are other names "
        "without their prefix\n"
        "5:53: " +
            unknown);
  // A bare list, names with colons.
  const auto list = read(R"([{"@context":{"s":"https://spdx.org/rdf/3.0.1/terms/Software/"},
"@type":"core:SpdxDocument","@id":"d","core:rootElement":{"@id":"m"}},
{"@type":["ai:AIPackage"],"@id":"m","core:name":"model","s:packageVersion":"1","s:primaryPurpose":"s:SoftwarePurpose/model",
"software:packageUrl":"pkg:a/m","core:suppliedBy":{"@id":"_:o"}},{"@type":"core:Agent","@id":"_:o","core:name":"Acme"},
{"@type":"core:Relationship","core:from":{"@id":"m"},"core:to":[{"@id":"t"}],"core:relationshipType":"core:trainedOn"},
{"@type":"core:Relationship","core:from":"m","core:to":["https://spdx.org/licenses/MIT"],"core:relationshipType":"core:hasDeclaredLicense"}])");
  REQUIRE(list);
  CHECK(without_url(shown(*list.value)) == expected);
  CHECK(notes_of(list) ==
        "1:1: no version of SPDX is stated; it is read as 3.0.1\n5:65: " + unknown);
  // Expanded JSON-LD: IRIs throughout.
  std::string text =
      R"({"@graph":[{"@type":["T/Core/SpdxDocument"],"@id":"d","T/Core/rootElement":[{"@id":"m"}]},
{"@type":["T/Core/CreationInfo"],"T/Core/specVersion":[{"@value":"3.0.1"}]},
{"@type":["T/AI/AIPackage"],"@id":"m","T/Core/name":[{"@value":"model"}],"T/Software/packageVersion":[{"@value":"1"}],
"T/Software/primaryPurpose":[{"@id":"T/Software/SoftwarePurpose/model"}],"T/Core/suppliedBy":[{"@id":"_:o"}],
"T/Software/packageUrl":[{"@type":"xsd:anyURI","@value":"pkg:a/m"}]},
{"@type":["T/Core/Organization"],"@id":"_:o","T/Core/name":[{"@value":"Acme"}]},
{"@type":["T/Core/Relationship"],"T/Core/from":[{"@id":"m"}],"T/Core/to":[{"@id":"t"}],
"T/Core/relationshipType":[{"@id":"T/Core/RelationshipType/trainedOn"}]},
{"@type":["T/Core/Relationship"],"T/Core/from":[{"@id":"m"}],"T/Core/to":[{"@list":[{"@id":"https://spdx.org/licenses/MIT"}]}],
"T/Core/relationshipType":[{"@id":"T/Core/RelationshipType/hasDeclaredLicense"}]}]})";
  for (std::size_t at = 0; (at = text.find("\"T/", at)) != std::string::npos;)
    text.replace(at, 3, "\"https://spdx.org/rdf/3.0.1/terms/");
  CHECK(is_spdx3(text));
  const auto expanded = read(text);
  REQUIRE(expanded);
  CHECK(without_url(shown(*expanded.value)) == expected);
}

TEST_CASE("read_spdx3: prefixes of ids, ids of one node in two places, made-up ids") {
  const auto document =
      read(R"({"@context":["https://spdx.org/rdf/3.0.1/c.jsonld",{"p":"urn:p/"}],"@graph":[
{"type":"software_File","spdxId":"urn:p/a","name":"a"},
{"type":"software_File","spdxId":"p:b","name":"b"},
{"type":"software_File","spdxId":"p:a","software_primaryPurpose":"source"},
{"type":"software_File","name":"c"},
{"type":"software_Package","spdxId":"p:d","name":"d","contains":{"type":"software_File","name":"e"}},
{"type":"Relationship","from":"p:a","to":["urn:p/b",{"type":"software_File","spdxId":"f","name":"f"},"NONE"],"relationshipType":"contains"},
{"spdxId":"p:b","comment":"no type"},
{"type":"Relationship","from":"p:a","relationshipType":"contains"},
{"type":"Relationship","from":["p:a","p:b"],"to":["p:d"],"relationshipType":"HAS_TEST"}]})");
  REQUIRE(document);
  CHECK(shown(*document.value) ==
        "3.0.1  \n"
        "software_File urn:p/a 'a' purpose=source\n"
        "software_File p:b 'b'\n"
        "software_File #1 'c'\n"
        "software_Package p:d 'd'\n"
        "software_File #2 'e'\n"
        "software_File f 'f'\n"
        "urn:p/a contains p:b\n"
        "urn:p/a contains f\n"
        "urn:p/a contains NONE\n"
        "urn:p/a HAS_TEST p:d\n");
  CHECK(notes_of(document) ==
        "4:1: \"urn:p/a\" stands here again; what is said in both places is taken together\n"
        "5:1: this software_File has no spdxId; it is called \"#1\" here\n"
        "6:65: this software_File has no spdxId; it is called \"#2\" here\n"
        "8:1: this object has no type and is passed over\n"
        "9:1: this relationship has no \"to\" and is passed over\n"
        "10:1: of several \"from\" only the first is read\n");
}

TEST_CASE("read_spdx3: versions and errors") {
  const auto version = [](const std::string& stated) {
    const auto document = read(
        R"({"@context":"https://spdx.org/rdf/3.0.0/c","@graph":[{"type":"CreationInfo","specVersion":")" +
        stated + "\"}]}");
    return (document ? document.value->version : tests::errors_of(document)) + "|" +
           notes_of(document);
  };
  CHECK(version("3.0.1") == "3.0.1|");
  CHECK(version("") == "3.0.0|");
  CHECK(version("3.1") == "3.1|1:54: SPDX 3.1 is read as if it were 3.0.1\n");
  CHECK(version("4.0") ==
        "d:1:54: error: SPDX 4.0 is not read; licet reads 3.0.0, 3.0.1 and, with a note, 3.1|");
  CHECK(tests::errors_of(read("7")) ==
        "d:1:1: error: this is no SPDX 3 document: it holds a number");
  CHECK(notes_of(read("{}")) ==
        "1:1: this document holds no element with a type\n"
        "1:1: no version of SPDX is stated; it is read as 3.0.1\n");
}

TEST_CASE("read_spdx3: real documents hold what a count over their JSON finds") {
  std::vector<std::string> valid;
  const auto corpus = tests::corpus_documents({"spdx3-jsonld"});
  // Nobody else's documents are taken.
  for (const tests::CorpusDocument& file : corpus) {
    CAPTURE(file.path);
    const std::string text = tests::read_source_file(file.path);
    CHECK(is_spdx3(text));
    const auto document = read_spdx3(SourceText(file.path, text));
    CHECK_MESSAGE(document, tests::errors_of(document));
    for (const Error& note : document.notes)
      CHECK(note.place.line > 0);
    if (file.valid) valid.push_back(file.path);
  }
  // Nobody else's documents are taken.
  for (const tests::CorpusDocument& file :
       tests::corpus_documents({"spdx-json", "cdx-json", "cdx-xml", "spdx-tv", "spdx-yaml"}))
    CHECK_MESSAGE(!is_spdx3(tests::read_source_file(file.path)), file.path);
  if (valid.empty() || !tests::has_python()) {
    MESSAGE("skipped: the count needs the corpus and python3");
    return;
  }
  const auto counts = tests::counted_documents("tests/count_spdx3.py", valid);
  for (const std::string& path : valid) {
    CAPTURE(path);
    const auto document = read_spdx3(SourceText(path, tests::read_source_file(path)));
    REQUIRE(document);
    CHECK(tests::counts_of(*document.value) == counts.at(path));
  }
}
