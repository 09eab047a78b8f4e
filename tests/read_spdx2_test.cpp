// SPDX 2.x, whatever it is written in: one product in five forms, and what the reader says of the
// JSON form's members. What is particular to a form is in spdx2_forms_test.cpp.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/json_keys.h"
#include "spdx/notes.h"
#include "spdx/read_documents.h"
#include "tests/case_file.h"
#include "tests/document_counts.h"
#include "tests/document_fixture.h"
#include "tests/license_fixture.h"

using namespace licet;
using spdx::SourceText;

namespace {

struct Form {
  std::string file;
  spdx::DocumentFormat format;
};

const std::vector<Form> kForms = {
    {"spdx2.json",    spdx::DocumentFormat::SpdxJson    },
    {"spdx2.yaml",    spdx::DocumentFormat::SpdxYaml    },
    {"spdx2.spdx",    spdx::DocumentFormat::SpdxTagValue},
    {"spdx2.rdf.xml", spdx::DocumentFormat::SpdxRdf     },
    {"spdx2.xml",     spdx::DocumentFormat::SpdxXml     },
};

// A document of the JSON form around these members.
std::string around(const std::string& members) {
  return R"({"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "n",)"
         "\n" +
         members + "}";
}

spdx::Result<spdx::Document> read(const std::string& text) {
  return spdx::read_spdx_json(SourceText("t.json", text));
}

// What was read of these members without the head, and the notes.
std::string shown(const std::string& members) {
  const auto result = read(around(members));
  REQUIRE_MESSAGE(result, tests::errors_of(result));
  const std::string all = tests::shown_document(*result.value);
  return all.substr(all.find('\n') + 1) + tests::notes_of(result);
}

std::string package(const std::string& id, const std::string& more = "") {
  return fmt::format(R"({{"SPDXID": "{}", "name": "p"{}}})", id, more);
}

std::string link(const std::string& from, const std::string& type, const std::string& to) {
  return fmt::format(
      R"({{"spdxElementId": "{}", "relationshipType": "{}", "relatedSpdxElement": "{}"}})", from,
      type, to);
}

constexpr const char* kProduct = R"(2.3 support https://acme.example/spdx/support
described SPDXRef-Data
described SPDXRef-Model
File SPDXRef-Code './train.py' purpose=SOURCE
  concluded expression 'Apache-2.0'
  observed expression 'Apache-2.0'
  observed expression 'LicenseRef-Notice'
Package SPDXRef-Data 'tickets' supplier=Jo Doe
  declared no assertion 'NOASSERTION'
Package SPDXRef-Model 'Support-8B' version=1.0 supplier=Acme (legal@acme.example) purl=pkg:huggingface/acme/support-8b@1.0 purpose=OPERATING_SYSTEM
  declared expression 'LicenseRef-Made-Up'
  concluded expression 'LicenseRef-Made-Up AND (MIT OR Apache-2.0)'
  observed expression 'EPL-1.0+'
  observed none 'NONE'
Snippet SPDXRef-Part 'loader'
  concluded expression 'MIT'
  observed no assertion 'NOASSERTION'
Package SPDXRef-Runtime 'runtime'
  declared none 'NONE'
  concluded expression 'GPL-2.0-or-later WITH Classpath-exception-2.0'
SPDXRef-DOCUMENT DESCRIBES SPDXRef-Model
SPDXRef-Data DESCRIBED_BY SPDXRef-DOCUMENT
SPDXRef-Model :has-file SPDXRef-Code
SPDXRef-Model DEPENDS_ON SPDXRef-Runtime
SPDXRef-Model DESCENDANT_OF DocumentRef-base:SPDXRef-Base
SPDXRef-Model GENERATED_FROM SPDXRef-Data comment=fine-tuned on it
SPDXRef-Part :snippet-of SPDXRef-Code
SPDXRef-Runtime CONTAINS NONE
custom LicenseRef-Made-Up 'Made-Up License' 'Terms & conditions
of two lines.' https://acme.example/license https://acme.example/faq
custom LicenseRef-Notice '' 'See <LICENSE>.'
)";

}  // namespace

TEST_CASE("SPDX 2: the same product in five forms gives the same document") {
  for (const Form& form : kForms) {
    CAPTURE(form.file);
    const SourceText source = tests::document_fixture(form.file);
    const spdx::DocumentReader* const reader = spdx::recognize_document(source.text());
    REQUIRE(reader != nullptr);
    CHECK(reader->format == form.format);
    const auto result = reader->read(source);
    REQUIRE_MESSAGE(result, tests::errors_of(result));
    CHECK(result.value->format == form.format);
    CHECK(tests::shown_document_sorted(*result.value) == kProduct);
    CHECK(tests::notes_of(result).empty());
  }
}

TEST_CASE("SPDX 2: the script counts in the fixtures what the product has") {
  if (!tests::has_python()) {
    MESSAGE("skipped: there is no python3");
    return;
  }
  std::vector<std::string> paths;
  for (const Form& form : kForms)
    paths.push_back("tests/documents/" + form.file);
  const auto counted = tests::counted_documents("tests/count_spdx2.py", paths);
  REQUIRE(counted.size() == kForms.size());
  for (const auto& document : counted) {
    CAPTURE(document.first);
    CHECK(document.second == tests::DocumentCounts{5, 6, 12, 2});
  }
}

TEST_CASE("SPDX 2: every fact stands where its offset points") {
  struct Row {
    std::string file;
    std::string package;  // of SPDXRef-Runtime
    std::string declared;
    std::string link;    // DEPENDS_ON
    std::string custom;  // LicenseRef-Notice
    std::string from_package;
    std::string to_end;
  };

  const std::vector<Row> rows = {
      {"spdx2.json",    "56:5",  "62:26",  "112:5", "130:5", "{",                           "}"             },
      {"spdx2.yaml",    "39:3",  "43:20",  "73:3",  "88:3",  "SPDXID: \"SPDXRef-Runtime\"", ""              },
      {"spdx2.spdx",    "66:1",  "71:25",  "40:1",  "79:1",  "PackageName: runtime",        "Declared: NONE"},
      {"spdx2.rdf.xml", "102:3", "114:41", "128:3", "85:7",  "<spdx:Package rdf:about",
       "</spdx:Package>"                                                                                    },
      {"spdx2.xml",     "57:3",  "63:22",  "115:3", "133:3", "<packages>",                  "</packages>"   },
  };
  for (const Row& row : rows) {
    CAPTURE(row.file);
    const SourceText source = tests::document_fixture(row.file);
    const auto result = spdx::recognize_document(source.text())->read(source);
    REQUIRE(result);
    const spdx::Document& document = *result.value;
    const auto element =
        std::ranges::find(document.elements, "SPDXRef-Runtime", &spdx::Element::id);
    REQUIRE(element != document.elements.end());
    CHECK(tests::place_of(source, element->offset) == row.package);
    CHECK(source.text().substr(element->offset).starts_with(row.from_package));
    CHECK(source.text().substr(0, element->end).ends_with(row.to_end));
    CHECK((element->end == 0) == row.to_end.empty());
    const auto license = std::ranges::find(element->licenses, spdx::LicenseBasis::Declared,
                                           &spdx::LicenseStatement::basis);
    REQUIRE(license != element->licenses.end());
    CHECK(tests::place_of(source, license->offset) == row.declared);
    const auto link = std::ranges::find(document.links, "DEPENDS_ON", &spdx::Link::type);
    REQUIRE(link != document.links.end());
    CHECK(tests::place_of(source, link->offset) == row.link);
    CHECK(tests::place_of(source, document.custom_licenses.back().offset) == row.custom);
  }
}

TEST_CASE("SPDX 2: absent, empty, null, NONE and NOASSERTION differ") {
  const auto stated = [](const std::string& more) {
    const std::string all = shown(R"("packages": [)" + package("SPDXRef-A", more) + "]");
    return all.substr(all.find('\n') + 1);
  };
  CHECK(stated("").empty());
  CHECK(stated(R"(, "licenseDeclared": "NONE")") == "  declared none 'NONE'\n");
  CHECK(stated(R"(, "licenseDeclared": " NOASSERTION ")") ==
        "  declared no assertion 'NOASSERTION'\n");
  CHECK(stated(R"(, "licenseDeclared": "")") == "  declared no assertion ''\n");
  CHECK(stated(R"(, "licenseDeclared": null)") == "  declared no assertion ''\n");
  CHECK(stated(R"(, "licenseInfoFromFiles": [])").empty());
  CHECK(stated(R"(, "licenseInfoFromFiles": null)").empty());
  CHECK(stated(R"(, "licenseInfoFromFiles": "MIT")") == "  observed expression 'MIT'\n");
  CHECK(stated(R"(, "licenseConcluded": ["MIT", "NONE"])") ==
        "  concluded expression 'MIT'\n  concluded none 'NONE'\n"
        "2:71: \"licenseConcluded\" has to be one text, this is a list; each of its items is "
        "read\n");
}

TEST_CASE("SPDX 2: what breaks the schema is read as far as it means something, with a note") {
  struct Row {
    std::string members;
    std::string shown;
  };

  const std::vector<Row> rows = {
      {R"("packages": {})",                                                                                                                                      "2:13: \"packages\" has to be a list, this is a map\n"},
      {R"("packages": [7, {}])",
       "Package #1 ''\n2:14: a package has to be a map (key: value), this is a number\n"
       "2:17: a package needs \"SPDXID\"\n2:17: a package needs \"name\"\n"                                                                                                                                            },
      {R"("files": [{"fileName": "f"}], "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "#1"}])",
       "File #2 'f'\nSPDXRef-DOCUMENT DESCRIBES #1\n2:11: a file needs \"SPDXID\"\n"
       "2:49: nothing has the id \"#1\"\n"                                                                                                                                                                             },
      {R"("files": [{"SPDXID": "SPDXRef-F"}, {"fileName": "f"}])",
       "File SPDXRef-F ''\nFile #1 'f'\n2:11: a file needs \"fileName\"\n"
       "2:36: a file needs \"SPDXID\"\n"                                                                                                                                                                               },
      {R"("packages": [{"SPDXID": "SPDXRef-A", "name": ["p"], "licenceDeclared": "MIT"}])",
       "Package SPDXRef-A ''\n2:46: \"name\" has to be text, this is a list\n"
       "2:53: a package has no \"licenceDeclared\"; did you mean \"licenseDeclared\"?\n"                                                                                                                               },
      {R"("packages": [{"SPDXID": "SPDXRef-A", "name": "p", "externalRefs": [1, {"referenceType": "purl"}]}])",
       "Package SPDXRef-A 'p'\n"
       "2:68: an external reference has to be a map (key: value), this is a number\n"                                                                                                                                  },
      {R"("packages": [)" + package("SPDXRef-A") + ", " + package("SPDXRef-A") + "]",
       "Package SPDXRef-A 'p'\nPackage SPDXRef-A 'p'\n"
       "2:52: the id \"SPDXRef-A\" stands for something else, too\n"                                                                                                                                                   },
      {R"("packages": [)" + package("SPDXRef-DOCUMENT") + "]",
       "Package SPDXRef-DOCUMENT 'p'\n"
       "2:14: the id \"SPDXRef-DOCUMENT\" stands for something else, too\n"                                                                                                                                            },
      {R"("relationships": [)" + link("SPDXRef-A",                                                                                                               "CONTAINS",                                             "NOASSERTION") + "]",
       "SPDXRef-A CONTAINS NOASSERTION\n2:19: nothing has the id \"SPDXRef-A\"\n"},
      {R"("relationships": [{"relationshipType": "CONTAINS"}, "x"])",
       "2:19: a relationship needs \"spdxElementId\"\n"
       "2:19: a relationship needs \"relatedSpdxElement\"\n"
       "2:53: a relationship has to be a map (key: value), this is text\n"                                                                                                                                    },
      {R"("snippets": [{"SPDXID": "SPDXRef-S"}])",
       "Snippet SPDXRef-S ''\n2:14: a snippet needs \"snippetFromFile\"\n"       },
      {R"("packages": [)" + package("SPDXRef-A",                                                                                      R"(, "hasFiles": [" "])") + "]",
       "Package SPDXRef-A 'p'\n2:64: no id stands here; which file is meant is not known\n"},
      {R"("packages": [)" + package("SPDXRef-A",                                    R"(, "hasFiles": ["SPDXRef-F"])") + "]",
       "Package SPDXRef-A 'p'\nSPDXRef-A :has-file SPDXRef-F\n"
       "2:64: nothing has the id \"SPDXRef-F\"\n"},
      {R"("documentDescribes": ["SPDXRef-A", "DocumentRef-x:SPDXRef-A"])",
       "2:23: nothing has the id \"SPDXRef-A\"\n"                                                                                            },
      {R"("hasExtractedLicensingInfos": [{"name": "x"}, 1])",
       "custom  'x' ''\n2:32: an extracted license needs \"licenseId\"\n"
       "2:32: an extracted license needs \"extractedText\"\n"
       "2:47: an extracted license has to be a map (key: value), this is a number\n"                                                                                                                                            },
      {R"("relationship": [])",
       "2:1: an SPDX document has no \"relationship\"; did you mean \"relationships\"?\n"                                                             },
  };
  for (const Row& row : rows) {
    CAPTURE(row.members);
    CHECK(shown(row.members) == row.shown);
  }
}

TEST_CASE("SPDX 2: what a document describes") {
  const std::string packages =
      R"("packages": [)" + package("SPDXRef-A") + "," + package("SPDXRef-B") + "]";
  const auto described = [&](const std::string& more) {
    const auto result = read(around(packages + more));
    REQUIRE(result);
    return result.value->described;
  };
  using Ids = std::vector<std::string>;
  CHECK(described("") == Ids{});
  CHECK(described(R"(, "documentDescribes": ["SPDXRef-B", "SPDXRef-B"])") == Ids{"SPDXRef-B"});
  const auto spaced =
      read(R"({"spdxVersion": "SPDX-2.3", "SPDXID": " SPDXRef-D\n", )" + packages +
           R"(, "relationships": [)" + link("SPDXRef-D ", "DESCRIBES", "SPDXRef-B") + "]}");
  REQUIRE(spaced);
  CHECK(spaced.value->described == Ids{"SPDXRef-B"});
  CHECK(tests::notes_of(spaced).empty());
  CHECK(described(R"(, "relationships": [)" + link("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-B") +
                  "," + link("SPDXRef-A", "DESCRIBED_BY", "SPDXRef-DOCUMENT") + "]") ==
        Ids{"SPDXRef-B", "SPDXRef-A"});
  CHECK(described(R"(, "relationships": [)" + link("SPDXRef-A", "DESCRIBES", "SPDXRef-B") + "," +
                  link("SPDXRef-DOCUMENT", "DESCRIBES", "NONE") + "," +
                  link("SPDXRef-DOCUMENT", "CONTAINS", "SPDXRef-B") + "]") == Ids{});
}

TEST_CASE("SPDX 2: a supplier is a name, or the originator's") {
  const auto supplier = [](const std::string& more) {
    const auto result = read(around(R"("packages": [)" + package("SPDXRef-A", more) + "]"));
    REQUIRE(result);
    return result.value->elements.front().supplier;
  };
  CHECK(supplier(R"(, "supplier": "Organization: Acme")") == "Acme");
  CHECK(supplier(R"(, "supplier": "Person:Jo", "originator": "Person: Al")") == "Jo");
  CHECK(supplier(R"(, "originator": "Person: Al")") == "Al");
  CHECK(supplier(R"(, "supplier": "NOASSERTION", "originator": "Al & Co")") == "Al & Co");
  CHECK(supplier(R"(, "supplier": "NOASSERTION")").empty());
}

TEST_CASE("SPDX 2: versions") {
  const auto head = [](const std::string& version) {
    return read(R"({"SPDXID": "SPDXRef-DOCUMENT", "spdxVersion": )" + version + "}");
  };
  CHECK(head(R"("SPDX-2.2")").value->version == "2.2");
  CHECK(tests::notes_of(head(R"("SPDX-2.3")")).empty());
  CHECK(tests::notes_of(head(R"("SPDX-2.1")")) == "1:47: SPDX 2.1 is read like SPDX 2.2\n");
  CHECK(head(R"("SPDX-2.0")").value->version == "2.0");
  const std::string rest =
      " is not read here; SPDX-2.2 and SPDX-2.3 are, SPDX-2.0 and SPDX-2.1 "
      "like them, and SPDX 3.0 as JSON-LD";
  for (const std::string version : {"SPDX-3.0", "SPDX-2.4", "2.3", "SPDX-", "SPDX-1.2", ""}) {
    CHECK(tests::errors_of(head("\"" + version + "\"")) ==
          fmt::format("t.json:1:47: error: \"{}\"{}", version, rest));
  }
  const auto none = read(R"({"SPDXID": "SPDXRef-DOCUMENT"})");
  REQUIRE(none);
  CHECK(none.value->version.empty());
  CHECK(tests::notes_of(none) ==
        "1:1: no \"spdxVersion\" says which SPDX this is; read as SPDX 2.3\n");
  CHECK(tests::errors_of(read("[]")) ==
        "t.json:1:1: error: an SPDX document has to be a map, this is a list");
  CHECK(tests::errors_of(read("{")).starts_with("t.json:1:2: error: not valid JSON"));
}

TEST_CASE("SPDX 2: a thousand notes are told, and how many are not") {
  std::string packages;
  for (int i = 0; i < 700; ++i)
    packages += (i == 0 ? "" : ",") + std::string("{}");
  const auto result = read(around("\"packages\": [" + packages + "]"));
  REQUIRE(result);
  CHECK(result.value->elements.size() == 700);
  REQUIRE(result.notes.size() == spdx::kMaxNotes + 1);
  CHECK(result.notes.back().message == "400 more like these are left out");
}

TEST_CASE("SPDX 2: recognised by content") {
  using spdx::is_spdx_json;
  CHECK(is_spdx_json("\xEF\xBB\xBF \n{\"a\": [{\"b\": \"}\\\"\"}], \"spdxVersion\" : 1}"));
  CHECK(!is_spdx_json(R"({"a": {"spdxVersion": 1}})"));
  CHECK(!is_spdx_json(R"({"a": "spdxVersion"})"));
  CHECK(!is_spdx_json(R"([{"spdxVersion": 1}])"));
  CHECK(!is_spdx_json(R"({"bomFormat": "CycloneDX", "specVersion": "1.5"})"));
  CHECK(!is_spdx_json(R"({"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"})"));
  CHECK(!is_spdx_json("{}} {\"spdxVersion\":"));
  for (const std::string broken :
       {"", " ", "{", "{\"", "{\"spdxVersion", "{\"spdxVersion\"", "{\\\"", "]"})
    CHECK(!is_spdx_json(broken));
  CHECK(spdx::is_spdx_yaml("--- # x\nname: n\nspdxVersion: 'SPDX-2.3'\n"));
  CHECK(spdx::is_spdx_yaml("'SPDXID': \"SPDXRef-DOCUMENT\"\n"));
  CHECK(!spdx::is_spdx_yaml("licet: 1\nworks:\n  - id: a\n    spdxVersion: x\n"));
  CHECK(!spdx::is_spdx_yaml("SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n"));
  CHECK(!spdx::is_spdx_yaml("{\nspdxVersion: SPDX-2.3}"));
  CHECK(spdx::is_spdx_tag_value("# c\n\nSPDXVersion:SPDX-2.3"));
  CHECK(!spdx::is_spdx_tag_value("the line SPDXVersion: SPDX-2.3"));
  CHECK(!spdx::is_spdx_tag_value("SPDXVersion: 2.3"));
  for (const std::string line : {"SPDXVersion: SPDX-2.3", "spdxVersion: SPDX-2.3"}) {
    const std::string quoted = "<bom><text><![CDATA[\n" + line + "\n]]></text></bom>";
    for (const std::string& text : {quoted, "\xEF\xBB\xBF\n" + quoted, "{\n\"a\":\n" + line + "}"})
      CHECK(spdx::recognize_document(text) == nullptr);
  }
  CHECK(spdx::is_spdx_xml("<?xml version='1.0'?><!-- <x> --><Document><spdxVersion>"));
  CHECK(!spdx::is_spdx_xml("<Document><name/></Document>"));
  CHECK(!spdx::is_spdx_xml("<bom><spdxVersion>"));
  CHECK(!spdx::is_spdx_xml("<!-- <Document><spdxVersion>"));
  CHECK(spdx::is_spdx_rdf("<r:RDF xmlns:s='http://spdx.org/rdf/terms#'>"));
  CHECK(!spdx::is_spdx_rdf("<r:RDF xmlns:s='http://example.org/'>"));
  CHECK(spdx::recognize_document("licet: 1\n") == nullptr);
  CHECK(spdx::recognize_document("") == nullptr);
}
