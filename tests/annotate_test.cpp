// What remarks look like in each format, and that they leave every other byte alone.
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/annotate_fixture.h"
#include "tests/document_fixture.h"

using namespace licet;
using tests::annotated;
using tests::check_round_trip;
using tests::remark_on;
using tests::stripped;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// On one line, but for what is needed between words.
std::string on_one_line(const std::string& text) {
  return replaced(replaced(replaced(text, "\n", ""), "  ", ""), "\t", "");
}

std::string with_crlf(const std::string& text) {
  return replaced(text, "\n", "\r\n");
}

std::string with_tabs(const std::string& text) {
  return replaced(text, "  ", "\t");
}

std::string without_last_break(const std::string& text) {
  return text.substr(0, text.find_last_not_of('\n') + 1);
}

std::string with_mark(const std::string& text) {
  return "\xEF\xBB\xBF" + text;
}

const std::string kSpdx = R"({
  "spdxVersion": "SPDX-2.3",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "d",
  "creationInfo": {"created": "2025-01-02T03:04:05Z", "creators": ["Tool: t"]},
  "packages": [
    {
      "SPDXID": "SPDXRef-a",
      "name": "a",
      "licenseConcluded": "NOASSERTION",
      "licenseDeclared": "MIT"
    },
    {
      "name": "b", "SPDXID": "SPDXRef-b", "annotations": [ ], "licenseComments": "theirs"
    }
  ],
  "files": [ {"fileName": "f", "SPDXID": "SPDXRef-f", "annotations": [{"comment": "theirs"}]} ]
}
)";

const std::string kCycloneDx = R"({
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
  "components": [
    {
      "type": "library",
      "bom-ref": "a",
      "name": "a",
      "licenses": [{"license": {"id": "MIT"}}, {"license": {"id": "Zlib"}}],
      "components": [{"type": "file", "name": "without a reference", "properties": []}]
    },
    {"type": "machine-learning-model", "name": "m", "bom-ref": "m", "modelCard": {
      "modelParameters": {"datasets": [{"type": "dataset", "name": "d"}]}}}
  ]
}
)";

const std::string kSpdx3 = R"({
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "@graph": [
    {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1",
     "created": "2025-01-02T03:04:05Z", "createdBy": ["https://x.org/me"]},
    {"type": "SpdxDocument", "spdxId": "https://x.org/d", "creationInfo": "_:c",
     "element": ["https://x.org/a"], "rootElement": ["https://x.org/a"]},
    {"type": "software_Package", "spdxId": "https://x.org/a", "creationInfo": "_:c", "name": "a"},
    {"type": "Relationship", "spdxId": "https://x.org/r", "from": "https://x.org/a",
     "relationshipType": "hasConcludedLicense",
     "to": [ "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense" ]}
  ]
}
)";

const std::string kTagValue = R"(SPDXVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
DocumentName: d
Created: 2025-01-02T03:04:05Z

PackageName: a
SPDXID: SPDXRef-a
PackageLicenseDeclared: MIT
PackageLicenseConcluded: <text>NOASSERTION</text>
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-a
PackageComment: <text>of
several lines</text>

FileName: f
SPDXID: SPDXRef-f
LicenseComments: theirs
)";

const std::string kYaml = R"(# a comment
spdxVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
name: d
creationInfo: { created: "2025-01-02T03:04:05Z" }
packages:
  - SPDXID: SPDXRef-a
    licenseDeclared: MIT # declared
    licenseConcluded: NOASSERTION
    description: |
      of several
      lines
  - {SPDXID: SPDXRef-b, name: b, annotations: []}
files:
  - SPDXID: SPDXRef-f
    annotations:
      - comment: theirs
    fileName: f
)";

}  // namespace

TEST_CASE("annotate: every fixture in every layout can be taken out again") {
  using Layout = std::function<std::string(const std::string&)>;
  const std::vector<Layout> json = {[](const std::string& text) { return text; },
                                    on_one_line,
                                    with_crlf,
                                    with_tabs,
                                    without_last_break,
                                    with_mark};
  const std::vector<Layout> lines = {json[0], with_crlf, without_last_break, with_mark};
  const auto check = [](const std::string& text, const std::vector<Layout>& layouts) {
    for (const Layout& layout : layouts) {
      check_round_trip("doc", layout(text), false);
      check_round_trip("doc", layout(text), true);
    }
  };
  for (const std::string& text : {kSpdx, kCycloneDx, kSpdx3})
    check(text, json);
  check(kTagValue, lines);
  check(kYaml, lines);
  for (const std::string name : {"assistant.cdx.json", "reader.spdx3.json", "spdx2.json"})
    check(std::string(tests::document_fixture(name).text()), json);
  for (const std::string name :
       {"assistant.cdx.xml", "spdx2.rdf.xml", "spdx2.spdx", "spdx2.xml", "spdx2.yaml"})
    check(std::string(tests::document_fixture(name).text()), lines);
}

TEST_CASE("annotate: SPDX 2 JSON as it is laid out") {
  const std::string out = annotated(kSpdx, {remark_on("SPDXRef-a", "MIT"), remark_on("SPDXRef-b"),
                                            remark_on("SPDXRef-f"), remark_on("")});
  CHECK(has(out, R"(
      "name": "a",
      "licenseConcluded": "MIT",
      "licenseDeclared": "MIT",
      "licenseComments": "licet 0.1.0: <a> & \"b\"",
      "annotations": [
        {
          "annotationDate": "2026-11-23T06:12:27Z",
          "annotationType": "OTHER",
          "annotator": "Tool: licet-0.1.0",
          "comment": "licet 0.1.0: <a> & \"b\" {\"licet\":1,\"verdict\":\"clear\",\"x\":\"</text>\\\\\",\"undo\":{\"licenseConcluded\":{\"is\":\"MIT\",\"was\":\"\\\"NOASSERTION\\\"\"}}}"
        }
      ]
    },)"));
  CHECK(has(out, R"("licenseComments": "theirs")"));
  CHECK(has(out, R"(\"undo\":{\"annotations\":\"[ ]\"})"));
  CHECK(has(out, R"([{"comment": "theirs"}, {"annotationDate": "2026)"));
  CHECK(stripped(out) == kSpdx);
  // What was said on one line stays so.
  const std::string line = annotated(on_one_line(kSpdx), {remark_on("SPDXRef-a")});
  CHECK_FALSE(has(line, "\n"));
}

TEST_CASE("annotate: the time is the document's own unless one is given") {
  CHECK(
      has(annotated(kSpdx, {remark_on("")}, false), R"("annotationDate": "2025-01-02T03:04:05Z")"));
  CHECK(has(annotated(kTagValue, {remark_on("")}, false), "AnnotationDate: 2025-01-02T03:04:05Z"));
  CHECK(has(annotated(kYaml, {remark_on("")}, false), R"(annotationDate: "2025-01-02T03:04:05Z")"));
  CHECK(has(annotated(kSpdx3, {remark_on("")}, false), R"("created": "2025-01-02T03:04:05Z")"));
  CHECK(has(annotated(kCycloneDx, {remark_on("")}, false), "doc: error: a remark needs a time"));
  const std::string old = replaced(kCycloneDx, "1.6", "1.4");
  CHECK(has(annotated(old, {remark_on("")}, false), "licet:report"));
}

TEST_CASE("annotate: SPDX 2 YAML in block and flow style") {
  const std::string out = annotated(
      kYaml, {remark_on("SPDXRef-a", "MIT"), remark_on("SPDXRef-b"), remark_on("SPDXRef-f")});
  CHECK(has(out, R"(    licenseConcluded: "MIT"
    licenseComments: "licet 0.1.0: <a> & \"b\""
    annotations:
      - annotationDate: "2026-11-23T06:12:27Z"
        annotationType: "OTHER"
        annotator: "Tool: licet-0.1.0"
        comment: "licet 0.1.0)"));
  CHECK(has(out, "}\"\n    description: |\n      of several\n"));
  CHECK(has(out, R"(annotations: [{"annotationDate":"2026-11-23T06:12:27Z",)"));
  CHECK(has(out, "\n      - comment: theirs\n    licenseComments: "));
  CHECK(stripped(out) == kYaml);
}

TEST_CASE("annotate: SPDX 2 tag-value behind the block, before the next one") {
  const std::string out = annotated(kTagValue, {remark_on("SPDXRef-a", "MIT"), remark_on("")});
  CHECK(has(out, "Created: 2025-01-02T03:04:05Z\n\nAnnotator: Tool: licet-0.1.0\n"));
  CHECK(has(out, "PackageLicenseConcluded: <text>MIT</text>\n"));
  CHECK(has(out, R"(several lines</text>
PackageLicenseComments: <text>licet 0.1.0: <a> & "b"</text>

Annotator: Tool: licet-0.1.0
AnnotationDate: 2026-11-23T06:12:27Z
AnnotationType: OTHER
SPDXREF: SPDXRef-a
AnnotationComment: <text>licet 0.1.0: <a> & "b" {"licet":1,)"));
  // A remark must not end the text it stands in.
  CHECK(has(out, R"("x":"< /text>\\")"));
}

TEST_CASE("annotate: SPDX 2 RDF says licenses as resources, with the document's prefixes") {
  const std::string rdf(tests::document_fixture("spdx2.rdf.xml").text());
  const spdx::SourceText source("doc", rdf);
  const auto document = spdx::recognize_document(rdf)->read(source);
  REQUIRE(document);
  const std::string out = annotated(rdf, {remark_on(document.value->elements.front().id)});
  CHECK(has(out, "annotationType_other\"/>"));
  CHECK(has(out, "annotator>Tool: licet-0.1.0<"));
  CHECK(has(out, "comment>licet 0.1.0: &lt;a&gt; &amp; &quot;b&quot; {&quot;licet&quot;:1,"));
}

TEST_CASE("annotate: SPDX 3 never gets a second concluded license") {
  const std::string out = annotated(kSpdx3, {remark_on("https://x.org/a", "MIT OR Zlib")});
  CHECK(has(out, R"("to": ["https://x.org/d#licet-license-1"])"));
  CHECK(has(out, R"("simplelicensing_licenseExpression": "MIT OR Zlib")"));
  CHECK_FALSE(has(out, "licet-concluded-1"));
  CHECK(has(out, R"("element": ["https://x.org/a", "https://x.org/d#licet-agent", )"));
  CHECK(stripped(out) == kSpdx3);
  const std::string none =
      replaced(kSpdx3, "\"hasConcludedLicense\"", "\"contains\"");  // so there is none yet
  CHECK(has(annotated(none, {remark_on("https://x.org/a", "MIT")}), "#licet-concluded-1"));
  const std::string stated =
      replaced(kSpdx3, "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense",
               "https://spdx.org/licenses/Zlib");
  CHECK_FALSE(has(annotated(stated, {remark_on("https://x.org/a", "MIT")}), "licet-license-1"));
}

TEST_CASE("annotate: an SPDX 3 object alone becomes a graph, and comes out alone") {
  const std::string alone = R"({
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "type": "software_File",
  "spdxId": "https://x.org/f",
  "name": "f",
  "creationInfo": {"type": "CreationInfo", "specVersion": "3.0.1", "created": "2025-01-02T03:04:05Z"}
}
)";
  const std::string out = check_round_trip("doc", alone, false);
  CHECK(has(out, "\"@graph\":[{\"type\": \"software_File\""));
}

TEST_CASE("annotate: remarks in SPDX 3 have the version that was read, whatever else is dated") {
  const std::string odd =
      R"({"type": "Build", "created": "2025-01-02T03:04:05Z", "specVersion": "6.0"},)";
  const std::string text = replaced(kSpdx3, "\"@graph\": [", "\"@graph\": [" + odd);
  const std::string rest = replaced(annotated(text, {remark_on("")}), odd, "");
  CHECK(has(rest, "licet-creationinfo"));
  CHECK_FALSE(has(rest, "6.0"));
}

TEST_CASE(
    "annotate: CycloneDX: annotations where they can refer, else properties; one version up") {
  const std::string out = annotated(
      kCycloneDx, {remark_on("a", "MIT"), remark_on("#1"), remark_on("#2"), remark_on("")});
  CHECK(has(out, R"("subjects": [
        "a"
      ],)"));
  CHECK(has(out, R"({"license": {"id": "Zlib"}}, {"license": {"id": "MIT", "acknowledgement": )"
                 R"("concluded"}}])"));
  CHECK(has(out, "licet:summary"));
  CHECK(has(out, "\"version\": 2"));
  CHECK(has(out, R"("serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79")"));
  CHECK(stripped(out) == kCycloneDx);
  // A license that `licenses` cannot hold beside the others is a property.
  CHECK(has(annotated(kCycloneDx, {remark_on("a", "MIT AND Zlib")}), "licet:concluded"));
  const std::string newer = replaced(kCycloneDx, "1.6", "1.7");
  CHECK(
      has(annotated(newer, {remark_on("a", "MIT AND Zlib")}), "\"expression\": \"MIT AND Zlib\""));
}

TEST_CASE("annotate: CycloneDX XML keeps the order of its schema, and its prefix") {
  const std::string xml = R"(<?xml version="1.0"?>
<b:bom xmlns:b="http://cyclonedx.org/schema/bom/1.6" serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79">
  <b:metadata/>
  <b:components>
    <b:component type="library" bom-ref="a">
      <b:name>a</b:name>
      <b:licenses>
        <b:license><b:id>MIT</b:id></b:license>
      </b:licenses>
      <b:evidence/>
    </b:component>
  </b:components>
  <b:formulation/>
</b:bom>
)";
  const std::string out = check_round_trip("doc", xml, true);
  CHECK(has(out, "<b:bom version=\"2\" xmlns:b="));
  const std::size_t properties = out.find("<b:properties>", out.find("<b:licenses>"));
  CHECK(properties < out.find("<b:evidence/>"));
  CHECK(out.find("<b:annotations>") < out.find("<b:formulation/>"));
  CHECK(has(annotated(xml, {remark_on("a", "MIT")}),
            "<b:license acknowledgement=\"concluded\">\n          <b:id>MIT</b:id>"));
}

TEST_CASE("annotate: what others do to an annotated document stays") {
  const std::string out = annotated(kSpdx, {remark_on("SPDXRef-a", "MIT"), remark_on("SPDXRef-f")});
  // Somebody concludes another license, or adds an annotation behind ours.
  const std::string other =
      replaced(out, "\"licenseConcluded\": \"MIT\"", "\"licenseConcluded\": \"Zlib\"");
  CHECK(stripped(other) == replaced(kSpdx, "NOASSERTION", "Zlib"));
  const std::string theirs = replaced(out, "}\"}], \"licenseComments\": \"licet",
                                      "}\"}, {\"comment\": \"new\"}], "
                                      "\"licenseComments\": \"licet");
  REQUIRE(theirs != out);
  CHECK(has(stripped(theirs), R"("annotations": [{"comment": "theirs"}, {"comment": "new"}])"));
  const std::string yaml = annotated(kYaml, {remark_on("SPDXRef-f")});
  const std::string last = replaced(yaml, "      - comment: theirs\n", "");
  CHECK(has(stripped(last), "- SPDXID: SPDXRef-f\n    fileName: f\n"));
}

TEST_CASE("annotate: what cannot be written is refused with the reason") {
  const auto refused = [](const std::string& text, const std::vector<spdx::Remark>& remarks) {
    const std::string out = annotated(text, remarks);
    return out.substr(0, out.find('\n'));
  };
  CHECK(
      refused(replaced(kCycloneDx, "1.6", "1.2"), {remark_on("")}) ==
      "doc:1:1: error: CycloneDX 1.2 has no place for remarks; convert the document to 1.6 first");
  CHECK(refused(kSpdx, {remark_on("SPDXRef-x")}) ==
        "doc: error: no element of the document is called \"SPDXRef-x\"");
  CHECK(refused(kSpdx, {remark_on(""), remark_on("")}) == "doc: error: two remarks on \"\"");
  CHECK(refused(kSpdx,
                {
                    {"", "s", "[]", {}}
  }) ==
        "doc: error: a remark's payload is no JSON map on one line");
  CHECK(refused(kSpdx,
                {
                    {"", "two\nlines", "{\"licet\":1}", {}}
  }) ==
        "doc: error: a remark's payload is no JSON map on one line");
  const std::string whole = replaced(kCycloneDx, "\"components\": [\n    {\n",
                                     "\"signature\": {},\n  \"components\": [\n    {\n");
  CHECK(has(refused(whole, {remark_on("")}), "this document is signed"));
  const std::string part =
      replaced(kCycloneDx, "\"bom-ref\": \"a\",", "\"bom-ref\": \"a\", \"signature\": {},");
  CHECK(has(refused(part, {remark_on("a")}), "doc:6:5: error: what stands here is signed"));
  CHECK(has(refused(part, {remark_on("m")}), "{"));  // another component may be written into
  const std::string no_list = replaced(kSpdx, "\"annotations\": [ ]", "\"annotations\": null");
  CHECK(has(refused(no_list, {remark_on("SPDXRef-b")}), "\"annotations\" has to be a list"));
}

TEST_CASE("annotate: any beginning of a document is taken or refused, never broken") {
  for (const std::string& text : {kSpdx, kCycloneDx, kSpdx3, kTagValue, kYaml}) {
    for (std::size_t size = 1; size < text.size(); ++size) {
      const std::string part = text.substr(0, size);
      const spdx::SourceText source("doc", part);
      const auto* reader = spdx::recognize_document(part);
      if (reader == nullptr) continue;
      const auto document = reader->read(source);
      if (!document) continue;
      const auto out =
          annotate(source, *document.value, tests::remarks_on_all(*document.value, true), {});
      CHECK(out.value.has_value() == out.errors.empty());
      if (out) CHECK(stripped(*out.value) == part);
    }
  }
}
