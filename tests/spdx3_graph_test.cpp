// Nodes of SPDX 3 JSON-LD: what several objects say of one id, roots, prefixes, and documents that
// say the same very often.
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/read_documents.h"
#include "tests/document_fixture.h"
#include "tests/license_fixture.h"

using namespace licet;
using namespace licet::spdx;
using tests::notes_of;

namespace {

Result<Document> read_graph(const std::string& graph) {
  auto document = read_spdx3(SourceText(
      "d", R"({"@context":["https://spdx.org/rdf/3.0.1/c.jsonld",{"p":"urn:x/"},{"p":"urn:p/"}],)"
           "\"@graph\":[\n" +
               graph + "]}"));
  REQUIRE_MESSAGE(document, tests::errors_of(document));
  return document;
}

// Without the head line; the notes follow.
std::string shown(const std::string& graph) {
  const auto document = read_graph(graph);
  const std::string all = tests::shown_document(*document.value);
  return all.substr(all.find('\n') + 1) + notes_of(document);
}

// Objects after the comma that parts them from others.
std::string package(const std::string& id) {
  return fmt::format(R"(,{{"type":"software_Package","spdxId":"{}","name":"{}"}})", id, id);
}

std::string expression(const std::string& id, const std::string& text) {
  return fmt::format(
      R"(,{{"type":"simplelicensing_LicenseExpression","spdxId":"{}","simplelicensing_licenseExpression":"{}"}})",
      id, text);
}

std::string relation(const std::string& id, const std::string& from, const std::string& type,
                     const std::string& to) {
  return fmt::format(
      R"(,{{"type":"Relationship","spdxId":"{}","from":"{}","relationshipType":"{}","to":{}}})", id,
      from, type, to);
}

// The same objects as the items of a list.
std::string list(const std::string& objects) {
  return objects.substr(1);
}

constexpr int kMany = 40000;

}  // namespace

TEST_CASE("read_spdx3: an id that stands for things of several types") {
  struct Row {
    std::string graph;
    std::string shown;
  };

  const std::string gpl = expression("gpl", "GPL-3.0-only");
  const std::vector<Row> rows = {
  // A reference written out, before what it refers to and behind it.
      {relation("r",                                    "a", "contains", R"({"type":"Element","spdxId":"g"})") + package("a") +
           package("g") +
           relation("s", "g", "hasDeclaredLicense", R"({"type":"AnyLicenseInfo","spdxId":"gpl"})") +
           gpl + relation("t", "g", "contains", R"({"type":"SoftwareArtifact","spdxId":"a"})"),
       "software_Package g 'g'\n  declared expression 'GPL-3.0-only'\nsoftware_Package a 'a'\n"
       "a contains g\ng contains a\n"
       "2:547: \"a\" stands here again; what is said in both places is taken together\n"
       "2:555: \"SoftwareArtifact\" is read as \"software_SoftwareArtifact\"; so are other names "
       "without their prefix\n"},
 // Relationships do not take what else has their id, nor does that take them.
      {relation("g",                         "a",                         "contains", "\"g\"") + package("a") + package("g") + gpl +
           relation("gpl", "a", "hasConcludedLicense", "\"gpl\""),
       "software_Package a 'a'\n  concluded expression 'GPL-3.0-only'\nsoftware_Package g 'g'\n"
       "a contains g\n"
       "2:140: \"g\" is of the class Package here and of the class Relationship elsewhere; they "
       "are read as "
       "two\n"
       "2:303: \"gpl\" is of the class Relationship here and of the class LicenseExpression "
       "elsewhere; they "
       "are read as two\n"},
      {package("a") + relation("r",                   "a",                   "hasTest", "\"r\"") + R"(,{"spdxId":"r","comment":"why"})",
       "software_Package a 'a'\na hasTest r comment=why\n"
       "2:139: this object has no type and is passed over\n"},
 // A package and its license.
      {package("a") + expression("a", "MIT") + relation("r",                             "a", "hasDeclaredLicense", "\"a\""),
       "software_Package a 'a'\n  declared expression 'MIT'\n"
       "2:53: \"a\" is of the class LicenseExpression here and of the class Package elsewhere; "
       "what is said "
       "in both places is taken together\n"},
      {R"(,{"type":["Organization","LicenseExpression"],"spdxId":"l","licenseExpression":"MIT"})" +
           package("a") + relation("r",                                    "a",            "hasDeclaredLicense", "\"l\""),
       "software_Package a 'a'\n  declared expression 'MIT'\n"},
 // Two licenses: both hold.
      {package("a") + expression("l",                       "MIT OR ISC") + gpl + expression("l",                       "GPL-2.0-only") +
           R"(,{"type":"ListedLicense","spdxId":"l","licenseId":"Zlib"})" +
           relation("r", "a", "hasDeclaredLicense", "\"l\""),
       "software_Package a 'a'\n  declared expression '(MIT OR ISC) AND GPL-2.0-only AND Zlib'\n"
       "2:364: \"l\" has another expression, too; both are taken to hold\n"
       "2:380: \"l\" is of the class ListedLicense here and of the class LicenseExpression "
       "elsewhere; what "
       "is "
       "said in both places is taken together\n"},
      {package("d") + R"(,{"type":"SpdxDocument","spdxId":"d","name":"doc","rootElement":["d"]})",
       "described d\nsoftware_Package d 'd'\n"
       "2:53: \"d\" is of the class SpdxDocument here and of the class Package elsewhere; what is "
       "said in "
       "both places is taken together\n"                                 },
  };
  for (const Row& row : rows) {
    CAPTURE(row.graph);
    CHECK(shown(list(row.graph)) == row.shown);
  }
}

TEST_CASE("read_spdx3: an element is where the object of its class stands") {
  const auto document = read_graph(
      list(relation("r", "a", "contains", R"({"type":"Element","spdxId":"a"})") + package("a")));
  REQUIRE(document.value->elements.size() == 1);
  const Element& element = document.value->elements.front();
  CHECK(element.end - element.offset == package("a").size() - 1);
}

TEST_CASE("read_spdx3: what a document is about if it has no roots of its own") {
  const std::string rest = package("a") + package("b");
  const auto about = [&](const std::string& graph) {
    std::string out;
    const auto document = read_graph(list(graph + rest));
    for (const std::string& id : document.value->described)
      out += id + " ";
    return out;
  };
  const std::string self = R"(,{"type":"SpdxDocument","spdxId":"d"})";
  const std::string bill = R"(,{"type":"software_Sbom","spdxId":"s","rootElement":["a"]})";
  const std::string outer = R"(,{"type":"Bom","spdxId":"o","rootElement":["b"]})";
  CHECK(about(self + bill) == "a ");
  CHECK(about(self + outer) == "b ");
  CHECK(about(outer + self + bill) == "a ");
  CHECK(about(R"(,{"type":"SpdxDocument","spdxId":"d","rootElement":["lost"]})" + bill) == "a ");
  CHECK(about(R"(,{"type":"SpdxDocument","spdxId":"d","rootElement":["b"]})" + bill) == "b ");
  CHECK(about(self + bill + relation("r", "d", "describes", "\"b\"")) == "b ");
  CHECK(about(self + bill + relation("r", "d", "describes", "\"s\"")) == "a ");
}

TEST_CASE("read_spdx3: of two meanings of a prefix the later one counts") {
  CHECK(shown(list(package("urn:p/a") + package("p:b") +
                   relation("r", "p:a", "contains", "\"urn:p/b\""))) ==
        "software_Package urn:p/a 'urn:p/a'\nsoftware_Package p:b 'p:b'\nurn:p/a contains p:b\n");
}

TEST_CASE("read_spdx3: a made-up id is none that the document speaks of") {
  CHECK(shown(R"({"type":"software_File","name":"f"},{"type":"software_File","name":"g"})" +
              relation("r", "#1", "contains", "\"#3\"")) ==
        "software_File #2 'f'\nsoftware_File #4 'g'\n#1 contains #3\n"
        "2:1: this software_File has no spdxId; it is called \"#2\" here\n"
        "2:37: this software_File has no spdxId; it is called \"#4\" here\n"
        "2:116: nothing in this document has the id \"#1\"\n"
        "2:156: nothing in this document has the id \"#3\"\n");
}

TEST_CASE("read_spdx3: an unknown source of several links is noted once") {
  CHECK(notes_of(read_graph(list(package("a") + relation("r", "q", "hasTest", R"(["a","a"])")))) ==
        "2:96: nothing in this document has the id \"q\"\n");
}

// Each would take minutes if every mention went through all others.
TEST_CASE("read_spdx3: the same thing written out many times") {
  std::string graph = list(package("a"));
  for (int i = 0; i < kMany; ++i) {
    // The very same, then with a difference.
    for (const std::string& more : {std::string(), fmt::format(R"(,"comment":"{}")", i)}) {
      graph += relation(
          "r", "a", "hasDeclaredLicense",
          R"({"type":"LicenseExpression","spdxId":"l")" + more + R"(,"licenseExpression":"MIT"})");
      graph +=
          R"(,{"type":"software_File","spdxId":"f","suppliedBy":{"type":"Agent","spdxId":"o")" +
          more + R"(,"name":"Acme"}})";
    }
  }
  const auto document = read_graph(graph);
  REQUIRE(document.value->elements.size() == 2);
  CHECK(document.value->elements[0].licenses.size() == 2 * kMany);
  CHECK(document.value->elements[0].licenses.back().text == "MIT");
  CHECK(document.value->elements[1].supplier == "Acme");
}

TEST_CASE("read_spdx3: a set written out many times has its members once") {
  std::string graph = list(package("a"));
  for (int i = 0; i < 5000; ++i) {
    graph += relation("r", "a", "hasDeclaredLicense",
                      fmt::format(R"({{"type":"ConjunctiveLicenseSet","spdxId":"s","comment":"{}",)"
                                  R"("member":["https://spdx.org/licenses/MIT",)"
                                  R"({{"type":"LicenseExpression","licenseExpression":"ISC"}}]}})",
                                  i));
  }
  CHECK(read_graph(graph).value->elements[0].licenses.back().text == "MIT AND ISC");
}

TEST_CASE("read_spdx3: very many licenses of one name") {
  std::string graph = list(package("a"));
  std::string entries;
  for (int i = 0; i < kMany; ++i) {
    graph += fmt::format(
        R"(,{{"type":"expandedlicensing_CustomLicense","spdxId":"https://example.org/{}#LicenseRef-1"}})",
        i);
    graph += R"(,{"type":"CustomLicense","name":"n"})" +
             relation("r", "a", "hasDeclaredLicense", "\"l\"");
    entries += fmt::format(R"({}{{"key":"LicenseRef-a","value":"urn:{}"}})", i == 0 ? "" : ",", i);
  }
  graph += R"(,{"type":"LicenseExpression","spdxId":"l","licenseExpression":"LicenseRef-a",)"
           R"("customIdToUri":[)" +
           entries + "]}";
  const auto document = read_graph(graph);
  const std::vector<CustomLicense>& own = document.value->custom_licenses;
  REQUIRE(own.size() == 2 * kMany);
  CHECK(own[0].id == "LicenseRef-1");
  CHECK(own[2].id == "LicenseRef-1-2");
  CHECK(own.back().id == fmt::format("LicenseRef-unnamed-{}", kMany));
  CHECK(document.value->elements[0].licenses.back().text == fmt::format("LicenseRef-a-{}", kMany));
}
