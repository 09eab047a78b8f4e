// Licenses of SPDX 3 JSON-LD: every class and operator, what breaks the rules, and limits.
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/read_documents.h"
#include "tests/document_fixture.h"
#include "tests/license_fixture.h"

using namespace licet;
using namespace licet::spdx;

namespace {

// `  declared MIT | body`, with the form before the text unless it is an expression.
std::string shown(const LicenseStatement& license) {
  const char* basis = license.basis == LicenseBasis::Declared ? "declared" : "concluded";
  std::string out = fmt::format("  {} ", basis);
  switch (license.form) {
    case LicenseForm::Expression:
      break;
    case LicenseForm::Name:
      out += "name ";
      break;
    case LicenseForm::Text:
      out += "text ";
      break;
    case LicenseForm::None:
      out += "none ";
      break;
    case LicenseForm::NoAssertion:
      out += "unsaid ";
      break;
  }
  out += license.text;
  if (!license.body.empty()) out += " | " + license.body;
  return out + "\n";
}

// The licenses of the only element of a document with this graph.
std::string licenses_of(const std::string& graph) {
  const auto document =
      read_spdx3(SourceText("d", R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld",)"
                                 "\"@graph\":[{\"type\":\"software_Package\",\"spdxId\":\"p\"},\n" +
                                     graph + "]}"));
  REQUIRE_MESSAGE(document, tests::errors_of(document));
  REQUIRE(document.value->elements.size() == 1);
  std::string out;
  for (const LicenseStatement& license : document.value->elements.front().licenses)
    out += shown(license);
  for (const CustomLicense& license : document.value->custom_licenses)
    out += fmt::format("{}: {} {}\n", license.id, license.name, license.text);
  return out + tests::notes_of(document);
}

// A relationship from the element to a license.
std::string declared(const std::string& to) {
  return R"({"type":"Relationship","spdxId":"r","from":"p","to":)" + to +
         R"(,"relationshipType":"hasDeclaredLicense"})";
}

}  // namespace

TEST_CASE("read_spdx3: licenses, one construct a row") {
  struct Row {
    std::string graph;
    std::string licenses;
  };

  const std::vector<Row> rows = {
      {declared(R"("https://spdx.org/licenses/MIT")"),                                                                                                        "  declared MIT\n"                      },
      {declared(R"("https://spdx.org/licenses/MIT.html")"),                                                                                                   "  declared MIT\n"                      },
      {declared(R"("https://spdx.org/rdf/3.0.0/terms/Licensing/None")"),
       "  declared none https://spdx.org/rdf/3.0.0/terms/Licensing/None\n"                                                                                                                            },
      {declared(R"("spdx:ExpandedLicensing/NoAssertionLicense")"),
       "  declared unsaid spdx:ExpandedLicensing/NoAssertionLicense\n"                                                                                                                                },
      {declared(R"("expandedlicensing_NoneLicense")"),
       "  declared none expandedlicensing_NoneLicense\n"                                                                                                                                              },
      {declared(R"("NoAssertionElement")"),                                                                                                                   "  declared unsaid NoAssertionElement\n"},
      {declared(R"("NOASSERTION")"),                                                                                                                          "  declared unsaid NOASSERTION\n"       },
      {declared(
           R"({"type":"simplelicensing_LicenseExpression","simplelicensing_licenseExpression":" NONE "})"),
       "  declared none NONE\n"                                                                                                                                                                       },
      {declared(
           R"({"type":"simplelicensing_LicenseExpression","simplelicensing_licenseExpression":""})"),
       "  declared unsaid NOASSERTION\n"                                                                                                                                                              },
      {declared(R"(["https://spdx.org/licenses/MIT","https://spdx.org/licenses/ISC"])"),
       "  declared MIT\n  declared ISC\n"                                                                                                                                                             },
      {declared(R"("MIT or so")"),
       "  declared name MIT or so\n2:53: no license of this document has the id "
       "\"MIT or so\"\n"                                                                                                                                                                              },
      {declared(
           R"({"type":"simplelicensing_SimpleLicensingText","name":"N","simplelicensing_licenseText":"T"})"),
       "  declared name N | T\n"                                                                                                                                                                      },
      {declared(
           R"({"type":"simplelicensing_SimpleLicensingText","simplelicensing_licenseText":"T"})"),
       "  declared text  | T\n"                                                                                                                                                                       },
      {declared(R"({"type":"ListedLicense","spdxId":"x","licenseId":"MIT"})"),                                                                                "  declared MIT\n"                      },
      {declared(R"({"type":"ListedLicense","spdxId":"x","name":"an odd one"})"),
       "  declared name an odd one\n2:53: which license \"x\" is, its IRI does not tell; its name "
       "is "
       "read as one\n"                                                                                                                                                                                },
      {declared(R"({"type":"ListedLicense","spdxId":"x","licenseText":"T"})"),
       "  declared text  | T\n2:53: which license \"x\" is, its IRI does not tell; its name is "
       "read as one\n"                                                                                                                                                                                },
      {declared(R"({"type":"AnyLicenseInfo","spdxId":"x"})"),
       "  declared name x\n2:53: \"x\" is of the class AnyLicenseInfo, which is no license: its "
       "name is read as one\n"                                                                                                                                                                        },
      {declared(R"({"type":"License","spdxId":"https://spdx.org/licenses/MIT"})"),
       "  declared name MIT\n2:53: \"https://spdx.org/licenses/MIT\" is of the class License, "
       "which is no license: its name is read as one\n"                                                                                                                                               },
      {declared(R"({"type":"DisjunctiveLicenseSet","member":["https://spdx.org/licenses/MIT",)"
                R"({"type":"ListedLicense","spdxId":"urn:x","name":"an odd one"}]})"),
       "  declared MIT OR LicenseRef-x\nLicenseRef-x: an odd one \n"
       "2:127: which license \"urn:x\" is, its IRI does not tell; it is read as one of the "
       "document's own\n"                                                                                                                                                                             },
      {R"({"type":"LicenseExpression","spdxId":"e","licenseExpression":"LicenseRef-a AND LicenseRef-b",)"
       R"("customIdToUri":[{"key":"LicenseRef-a","value":"https://spdx.org/licenses/GPL-3.0-only"},)"
       R"({"key":"LicenseRef-b","value":"https://spdx.org/licenses/own"}]},)"
       R"({"type":"CustomLicense","spdxId":"https://spdx.org/licenses/own","name":"one"},)" +
           declared("\"e\""),
       "  declared GPL-3.0-only AND LicenseRef-b\nLicenseRef-b: one \n"                                                                                                                               },
      {declared(R"({"type":"License","name":"MIT","licenseText":"T"})"),
       "  declared name MIT | T\n2:53: \"\" is of the class License, which is no license: its "
       "name is read as one\n"                                                                                                                                                                        },
      {declared(
           R"({"type":"CustomLicense","spdxId":"urn:x#LicenseRef-a","name":"A","licenseText":"T"})"),
       "  declared LicenseRef-a\nLicenseRef-a: A T\n"                                                                                                                                                 },
      {declared(
           R"([{"type":"CustomLicense","spdxId":"urn:x/a b"},{"type":"CustomLicense","spdxId":"urn:y/a-b"}])"),
       "  declared LicenseRef-a-b\n  declared LicenseRef-a-b-2\nLicenseRef-a-b:  "
       "\nLicenseRef-a-b-2:  \n"                                                                                                                                                                      },
      {declared(R"([{"type":"CustomLicense","name":"A"},{"type":"CustomLicense","name":"B"}])"),
       "  declared LicenseRef-unnamed\n  declared LicenseRef-unnamed-2\nLicenseRef-unnamed: A "
       "\nLicenseRef-unnamed-2: B \n"                                                                                                                                                                 },
      {declared(R"({"type":"ConjunctiveLicenseSet","spdxId":"s","member":[]})"),
       "  declared unsaid NOASSERTION\n2:53: this set of licenses has no member\n"                                                                                                                    },
      {declared(
           R"({"type":"ConjunctiveLicenseSet","spdxId":"s","member":["https://spdx.org/licenses/MIT","s"]})"),
       "  declared MIT AND NOASSERTION\n2:53: the license \"s\" is made of itself\n"                                                                                                                  },
      {declared(
           R"({"type":"DisjunctiveLicenseSet","member":["https://spdx.org/licenses/MIT","nowhere"]})"),
       "  declared MIT OR NOASSERTION\n2:127: no license of this document has the id "
       "\"nowhere\"\n"                                                                                                                                                                                },
      {declared(
           R"({"type":"ConjunctiveLicenseSet","member":[{"type":"LicenseExpression","licenseExpression":"MIT OR ISC"},)"
           R"({"type":"SimpleLicensingText","spdxId":"urn:n","name":"N","licenseText":"T"}]})"),
       "  declared (MIT OR ISC) AND LicenseRef-n\nLicenseRef-n: N T\n"                                                                                                                                },
      {declared(
           R"({"type":"OrLaterOperator","subjectLicense":{"type":"CustomLicense","spdxId":"urn:a"}})"),
       "  declared LicenseRef-a\nLicenseRef-a:  \n2:53: an expression cannot say \"or later\" of "
       "\"LicenseRef-a\"\n"                                                                                                                                                                           },
      {declared(
           R"({"type":"WithAdditionOperator","subjectExtendableLicense":"https://spdx.org/licenses/MIT"})"),
       "  declared unsaid NOASSERTION\n2:53: this WithAdditionOperator has no subjectAddition\n"
       "2:53: \"MIT WITH NOASSERTION\" is no license\n"                                                                                                                                               },
      {R"({"type":"LicenseExpression","spdxId":"e","licenseExpression":"LicenseRef-a","customIdToUri":[{"key":"LicenseRef-a","value":"urn:1"}]},)"
       R"({"type":"LicenseExpression","spdxId":"f","licenseExpression":"MIT AND LicenseRef-a","customIdToUri":[{"key":"LicenseRef-a","value":"urn:2"},{"key":""}]},)"
       R"({"type":"CustomLicense","spdxId":"urn:1","name":"one"},{"type":"SimpleLicensingText","spdxId":"urn:2","name":"two"},)" +
           declared(R"(["e","f"])"),
       "  declared LicenseRef-a\n  declared MIT AND LicenseRef-a-2\nLicenseRef-a: one "
       "\nLicenseRef-a-2: two \n"
       "2:275: an entry of customIdToUri needs a key and a value\n"                                                                                                                                   },
      {R"({"type":"AnyLicenseInfo","spdxId":"l","name":"MIT"},{"type":"Relationship","from":"l","to":["p"],"relationshipType":"HAS_CONCLUDED_LICENSE"})",
       "  concluded name MIT\n2:83: this relationship points from the license to what bears "
       "it; it is read the other way round\n2:83: \"l\" is of the class AnyLicenseInfo, which is "
       "no license: its name is read as one\n"                                                                                                                                                        },
      {R"({"type":"Person","spdxId":"q"},{"type":"Relationship","from":"q","to":["https://spdx.org/licenses/MIT"],"relationshipType":"hasDeclaredLicense"})",
       "2:62: \"q\" bears no license: it is no package, file or snippet of this document\n"                                                                                                           },
  };
  for (const Row& row : rows) {
    CAPTURE(row.graph);
    CHECK(licenses_of(row.graph) == row.licenses);
  }
}

TEST_CASE("read_spdx3: sets that are deep, circular or that multiply end soon") {
  // Each set holds the next one twice, beside another license: 2^60 licenses if written out.
  std::string doubled;
  for (int i = 0; i < 60; ++i) {
    doubled += fmt::format(
        R"({{"type":"ConjunctiveLicenseSet","spdxId":"s{}","member":["s{}",)"
        R"({{"type":"ConjunctiveLicenseSet","member":["s{}","https://spdx.org/licenses/L{}"]}}]}},)",
        i, i + 1, i + 1, i);
  }
  const std::string leaf = R"({"type":"ListedLicense","spdxId":"s60","licenseId":"MIT"},)";
  CHECK(licenses_of(doubled + leaf + declared("\"s0\"")).find("more than 65536 bytes") !=
        std::string::npos);
  std::string deep;
  for (int i = 0; i < 5000; ++i) {
    deep += fmt::format(R"({{"type":"OrLaterOperator","spdxId":"s{}","subjectLicense":"s{}"}},)", i,
                        i + 1);
  }
  CHECK(licenses_of(deep + declared("\"s0\"")).find("nested deeper than 200 levels") !=
        std::string::npos);
}

TEST_CASE("read_spdx3: license texts that are pointed to very often are kept up to a limit") {
  std::string to = "\"t\"";
  for (int i = 0; i < 100; ++i)
    to += ",\"t\"";
  const std::string text = std::string(kMebibyte, 'x');
  const std::string read =
      licenses_of(R"({"type":"SimpleLicensingText","spdxId":"t","name":"N","licenseText":")" +
                  text + "\"}," + declared("[" + to + "]"));
  CHECK(read.size() < 65 * kMebibyte);
  CHECK(read.find("from here on licenses are read as not stated") != std::string::npos);
}
