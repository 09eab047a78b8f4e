// What is particular to the tag-value, RDF/XML and XML forms of SPDX 2.x.
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/read_documents.h"
#include "spdx/value.h"
#include "spdx/xml_nodes.h"
#include "tests/document_fixture.h"
#include "tests/license_fixture.h"

using namespace licet;
using spdx::SourceText;

namespace {

struct Row {
  std::string text;
  std::string shown;
};

// Without the head line; errors, or the document and its notes.
std::string shown(const spdx::Result<spdx::Document>& result) {
  if (!result) return tests::errors_of(result) + "\n";
  const std::string all = tests::shown_document(*result.value);
  return all.substr(all.find('\n') + 1) + tests::notes_of(result);
}

const std::string kTagHead = "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n";

std::string tag_value(const std::string& text) {
  return shown(spdx::read_spdx_tag_value(SourceText("t", kTagHead + text)));
}

std::string in_rdf(const std::string& text) {
  return R"(<rdf:RDF xmlns:rdf="r" xmlns:spdx="http://spdx.org/rdf/terms#">
<spdx:SpdxDocument rdf:about="http://a#SPDXRef-DOCUMENT" spdx:specVersion="SPDX-2.3"/>
)" + text +
         "</rdf:RDF>";
}

std::string rdf(const std::string& text) {
  return shown(spdx::read_spdx_rdf(SourceText("t", in_rdf(text))));
}

// A file whose concluded license is this.
std::string rdf_license(const std::string& license) {
  const std::string all =
      rdf("<spdx:File rdf:about='http://a#SPDXRef-F'><spdx:fileName>f</spdx:fileName>"
          "<spdx:licenseConcluded>" +
          license + "</spdx:licenseConcluded></spdx:File>");
  return all.substr(all.find('\n') + 1);
}

std::string xml(const std::string& text) {
  return shown(spdx::read_spdx_xml(SourceText("t",
                                              "<Document><SPDXID>SPDXRef-DOCUMENT</SPDXID>"
                                              "<spdxVersion>SPDX-2.3</spdxVersion>\n" +
                                                  text + "</Document>")));
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += text;
  return out;
}

void check(const std::vector<Row>& rows, std::string (*read)(const std::string&)) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.shown);
  }
}

}  // namespace

TEST_CASE("tag-value: the order of tags carries meaning") {
  check(
      {
          {"FileName: f\nSPDXID: SPDXRef-F\nPackageName: p\nSPDXID: SPDXRef-P\nFileName: g\n"
           "SPDXID: SPDXRef-G\nPackageName: q\nSPDXID: SPDXRef-Q\n", "File SPDXRef-F 'f'\nPackage SPDXRef-P 'p'\nFile SPDXRef-G 'g'\nPackage SPDXRef-Q 'q'\n"
           "SPDXRef-P :has-file SPDXRef-G\n"},
          {"PackageName: p\nSPDXID: SPDXRef-P\nFileName: f\nSPDXID: SPDXRef-F\n"
           "PackageLicenseDeclared: MIT\nLicenseConcluded: ISC\n",   "Package SPDXRef-P 'p'\n  declared expression 'MIT'\n"
           "File SPDXRef-F 'f'\n  concluded expression 'ISC'\nSPDXRef-P :has-file SPDXRef-F\n"
           "7:1: \"PackageLicenseDeclared\" stands outside of its block; it is taken to belong to "
           "the one further up\n"             },
          {"PackageName: p\nPackageName: q\nSPDXID: SPDXRef-Q\n",
           "Package #1 'p'\nPackage SPDXRef-Q 'q'\n3:1: a package needs \"SPDXID\"\n"                                      },
          {"LicenseConcluded: MIT\n",
           "3:1: \"LicenseConcluded\" stands before anything it could belong to; it is left out\n"                         },
  },
      tag_value);
}

TEST_CASE("tag-value: texts of several lines, line ends and white space") {
  check(
      {
          {"  PackageName :  p  \r\nSPDXID:SPDXRef-P\r\nPackageLicenseDeclared:\r\n# c: d\r\n\r\n",
           "Package SPDXRef-P 'p'\n  declared no assertion ''\n"                                                                        },
          {"LicenseID: LicenseRef-A\nExtractedText: <text>a\nPackageName: b\n</text> tail\n",
           "custom LicenseRef-A '' 'a\nPackageName: b\n'\n"                                                                             },
          {"PackageName: <text>p</text>\nSPDXID: SPDXRef-P\n",                                      "Package SPDXRef-P 'p'\n"           },
          {"Unknown: <text>\nPackageName: p\n</text>\n",                                            "3:1: SPDX has no tag \"Unknown\"\n"},
          {"DocumentComment: <text>a\n",
           "t:3:18: error: this <text> is never closed; put </text> where its text ends\n"                                              },
          {"PackageNme: p\n",
           "3:1: SPDX has no tag \"PackageNme\"; did you mean \"PackageName\"?\n"                                                       },
          {"no tag\nof two words: x\n<b>: c\n",
           "3:1: this line is no \"Tag: value\"; text of several lines has to stand between <text> "
           "and </text>\n"
           "4:1: this line is no \"Tag: value\"; text of several lines has to stand between <text> "
           "and </text>\n"
           "5:1: this line is no \"Tag: value\"; text of several lines has to stand between <text> "
           "and </text>\n"                                                                                                              },
  },
      tag_value);
  const auto result = spdx::read_spdx_tag_value(
      SourceText("t", "\xEF\xBB\xBFSPDXVersion: SPDX-2.2\nSPDXID: SPDXRef-DOCUMENT"));
  REQUIRE(result);
  CHECK(result.value->version == "2.2");
  CHECK(result.notes.empty());
}

TEST_CASE("tag-value: relationships and references") {
  check(
      {
          {"Relationship: SPDXRef-DOCUMENT  CONTAINS\tNONE\nRelationshipComment: "
           "<text>why\nnot</text>\n",                                     "SPDXRef-DOCUMENT CONTAINS NONE comment=why\nnot\n"},
          {"Relationship: SPDXRef-DOCUMENT CONTAINS\nRelationshipComment: x\n",
           "3:15: a relationship is two ids with its type between them; this one is left out\n"                                         },
          {"RelationshipComment: x\n",
           "3:1: this comment stands before any relationship; it is left out\n"                                                         },
          {"PackageName: p\nSPDXID: SPDXRef-P\nExternalRef: purl pkg:npm/a@1\n"
           "ExternalRef: PACKAGE_MANAGER purl pkg:npm/b@1\nExternalRef: PACKAGE-MANAGER purl "
           "pkg:npm/c@1\n",                                               "Package SPDXRef-P 'p' purl=pkg:npm/b@1\n"
           "5:14: an external reference is a category, a type and a locator; this one is left "
           "out\n"                                                                                },
          {"LicenseID: LicenseRef-A\nExtractedText: t\nLicenseCrossReference: http://a , http://b\n"
           "LicenseCrossReference: http://c\nSPDXID: SPDXRef-X\n",        "custom LicenseRef-A '' 't' http://a http://b http://c\n"
           "7:1: an extracted license has no \"SPDXID\"; it takes licenseId, name, extractedText, "
           "seeAlsos, comment or crossRefs\n"              },
          {"PackageName: p\nSPDXID: SPDXRef-P\nPackageVersion: 1\nPackageVersion: 2\n"
           "PackageLicenseDeclared: MIT\nPackageLicenseDeclared: NONE\n", "Package SPDXRef-P 'p'\n  declared expression 'MIT'\n  declared none 'NONE'\n"
           "5:17: \"versionInfo\" has to be text, this is a list\n"
           "7:25: \"licenseDeclared\" has to be one text, this is a list; each of its items is "
           "read\n"                                 },
  },
      tag_value);
}

TEST_CASE("RDF: resources in every spelling of the syntax") {
  const std::string named = "<spdx:name>p</spdx:name>";
  check(
      {
          {"<rdf:Description rdf:about='http://a#SPDXRef-P'>" + named +
               "</rdf:Description>"
               "<spdx:Package rdf:about='http://a#SPDXRef-P' spdx:versionInfo='1'/>", "Package SPDXRef-P 'p' version=1\n"},
          {"<rdf:Description rdf:about='http://a#SPDXRef-P' "
           "rdf:type='http://spdx.org/rdf/terms#Package'>" +
               named + "</rdf:Description>",
           "Package SPDXRef-P 'p'\n"                                                                                                },
          {"<spdx:Package rdf:ID='SPDXRef-P'>" + named + "</spdx:Package>",
           "Package SPDXRef-P 'p'\n"                                                                                                },
          {"<spdx:Package rdf:nodeID='n'>" + named + "</spdx:Package>",                          "Package _:n 'p'\n"                },
          {"<spdx:Package>" + named + "</spdx:Package>",
           "Package #1 'p'\n3:1: a package needs \"SPDXID\"\n"                                                                      },
          {"<spdx:Package rdf:about='http://b#SPDXRef-P'>" + named + "</spdx:Package>",
           "Package http://b#SPDXRef-P 'p'\n"                                                                                       },
          {"<spdx:Package rdf:about='http://a#SPDXRef-P'>" + named +
               "<spdx:licenseDeclared rdf:parseType='Literal'><b>MIT</b></spdx:licenseDeclared>"
               "<spdx:relationship/></spdx:Package>",                                 "Package SPDXRef-P 'p'\n  declared no assertion ''\n"
           "3:149: no Relationship is described here\n"             },
          {"<spdx:Other rdf:about='http://a#x'>" + named + "</spdx:Other>",                      ""                                 },
  },
      rdf);
  const auto based = spdx::read_spdx_rdf(
      SourceText("t",
                 "<rdf:RDF xml:base='http://a'><spdx:SpdxDocument rdf:about='#SPDXRef-DOCUMENT' "
                 "specVersion='SPDX-2.3'/><spdx:File rdf:ID='F' fileName='f'/></rdf:RDF>"));
  REQUIRE(based);
  CHECK(tests::shown_document(*based.value) == "2.3  http://a\nFile F 'f'\n");
  CHECK(based.notes.empty());
  const auto alone = spdx::read_spdx_rdf(
      SourceText("t", "<SpdxDocument about='http://a#SPDXRef-DOCUMENT' specVersion='SPDX-2.2'/>"));
  REQUIRE(alone);
  CHECK(tests::shown_document(*alone.value) == "2.2  http://a\n");
}

TEST_CASE("RDF: what is said twice counts once") {
  const std::string package =
      "<spdx:Package rdf:about='http://a#SPDXRef-P'><spdx:name>p</spdx:name><spdx:licenseDeclared "
      "rdf:resource='http://spdx.org/licenses/MIT'/></spdx:Package>\n";
  const std::string relationship =
      "<spdx:Relationship rdf:nodeID='r' spdx:relationshipType='CONTAINS'>"
      "<spdx:relatedSpdxElement rdf:resource='http://a#SPDXRef-P'/></spdx:Relationship>\n";
  const std::string contains =
      "<spdx:File rdf:about='http://a#F' spdx:fileName='f'><spdx:relationship rdf:nodeID='r'/>"
      "</spdx:File>\n";
  const std::string shown =
      "Package SPDXRef-P 'p'\n  declared expression 'MIT'\nFile F 'f'\nF CONTAINS SPDXRef-P\n";
  CHECK(rdf(package + relationship + contains) == shown);
  CHECK(rdf(package + relationship + package + contains + relationship) == shown);
  CHECK(
      rdf(package +
          "<spdx:Package rdf:about='http://a#SPDXRef-P' spdx:name='q' spdx:licenseDeclared='ISC'/>"
          "\n" +
          package) ==
      "Package SPDXRef-P 'p'\n  declared expression 'MIT'\n  declared expression 'ISC'\n"
      "3:106: \"licenseDeclared\" has to be one text, this is a list; each of its items is read\n"
      "4:57: \"name\" is said twice of one thing, with different values; the first counts\n");
}

TEST_CASE("RDF: licenses as expressions") {
  const std::string mit = "<spdx:member rdf:resource='http://spdx.org/licenses/MIT'/>";
  const std::string isc = "<spdx:member rdf:resource='https://spdx.org/licenses/ISC.html'/>";
  const auto both = [&](const std::string& name, const std::string& members) {
    return fmt::format("<spdx:{0}>{1}</spdx:{0}>", name, members);
  };
  check(
      {
          {both("ConjunctiveLicenseSet",                                                     mit + isc),                                         "  concluded expression 'MIT AND ISC'\n"},
          {both("DisjunctiveLicenseSet",                                                                                mit),                                                                                                       "  concluded expression 'MIT'\n"},
          {both(
               "DisjunctiveLicenseSet",                                                "<spdx:member>" + both("ConjunctiveLicenseSet",mit + isc) + "</spdx:member>" + mit),
           "  concluded expression '(MIT AND ISC) OR MIT'\n"},
          {both("OrLaterOperator",
           "<spdx:member rdf:resource='http://spdx.org/licenses/EPL-1.0'/>"),
           "  concluded expression 'EPL-1.0+'\n"},
          {both("WithExceptionOperator",
           "<spdx:licenseException rdf:resource='http://spdx.org/licenses/LLVM-exception'/>" +
                    mit),
           "  concluded expression 'MIT WITH LLVM-exception'\n"},
          {"<spdx:ListedLicense><spdx:licenseId>Zlib</spdx:licenseId></spdx:ListedLicense>",
           "  concluded expression 'Zlib'\n"                                                                                             },
          {"MIT OR ISC",                                                                    "  concluded expression 'MIT OR ISC'\n"                                                                                },
          {"", "  concluded no assertion ''\n"                                                                                                   },
          {both("ConjunctiveLicenseSet",                                                                     ""),
           "  concluded no assertion 'NOASSERTION'\n"
           "3:98: this license holds nothing; it is taken for NOASSERTION\n"},
          {"<spdx:ConjunctiveLicenseSet rdf:nodeID='n'>" + mit +
               "<spdx:member rdf:nodeID='n'/></spdx:ConjunctiveLicenseSet>",                                                                               "  concluded expression 'MIT AND NOASSERTION'\n"
           "3:98: this license holds itself; it is taken for NOASSERTION\n"                                                                                                 },
          {"<spdx:ListedLicense/>",
           "  concluded no assertion 'NOASSERTION'\n"
           "3:98: this license has no id; it is taken for NOASSERTION\n"                               },
  },
      rdf_license);
}

TEST_CASE("RDF: graphs made to be large or deep are refused or cut with a word, in time") {
  // Each set holds the one before twice: written out, 2^40 licenses.
  std::string doubling = "<spdx:ListedLicense rdf:nodeID='s0' spdx:licenseId='MIT'/>";
  for (int i = 1; i <= 40; ++i) {
    doubling += fmt::format(
        "<spdx:ConjunctiveLicenseSet rdf:nodeID='s{0}'><spdx:member rdf:nodeID='s{1}'/>"
        "<spdx:member rdf:nodeID='s{1}'/></spdx:ConjunctiveLicenseSet>",
        i, i - 1);
  }
  const std::string cut = rdf(doubling +
                              "<spdx:File rdf:about='http://a#F' fileName='f'>"
                              "<spdx:licenseConcluded rdf:nodeID='s40'/></spdx:File>");
  CHECK(cut.find("this license is longer than 64 KiB; it is taken for NOASSERTION") !=
        std::string::npos);
  const std::string deep =
      rdf_license(repeated("<spdx:ConjunctiveLicenseSet><spdx:member>", 5000) + "MIT" +
                  repeated("</spdx:member></spdx:ConjunctiveLicenseSet>", 5000));
  CHECK(deep.starts_with("  concluded no assertion 'NOASSERTION'\n"));
  CHECK(deep.find("this license is nested too deep; it is taken for NOASSERTION") !=
        std::string::npos);
  // Packages nest in each other's relationships as deep as they like.
  std::string open;
  for (int i = 0; i < 3000; ++i) {
    open += fmt::format(
        "<spdx:Package rdf:about='http://a#P{}' name='p'><spdx:relationship><spdx:Relationship "
        "relationshipType='CONTAINS'><spdx:relatedSpdxElement>",
        i);
  }
  const auto nested = spdx::read_spdx_rdf(SourceText(
      "t",
      in_rdf(
          open + "<spdx:File rdf:about='http://a#F' fileName='f'/>" +
          repeated(
              "</spdx:relatedSpdxElement></spdx:Relationship></spdx:relationship></spdx:Package>",
              3000))));
  REQUIRE(nested);
  CHECK(nested.value->elements.size() == 3001);
  CHECK(nested.value->links.size() == 3000);
  CHECK(nested.notes.empty());
  // One long comment that many packages share.
  std::string shared =
      "<spdx:Relationship rdf:nodeID='r' comment='" + std::string(1'000'000, 'x') + "'/>";
  for (int i = 0; i < 300; ++i)
    shared += "<spdx:File><spdx:relationship rdf:nodeID='r'/></spdx:File>";
  CHECK(rdf(shared).find("error: more than 128 MiB of text once references are written out") !=
        std::string::npos);
}

TEST_CASE("XML: lists, texts, and what stands elsewhere") {
  check(
      {
          {"<packages><SPDXID>SPDXRef-P</SPDXID><name>p</name><licenseDeclared/>"
           "<licenseInfoFromFiles>MIT</licenseInfoFromFiles></packages>",  "Package SPDXRef-P 'p'\n  declared no assertion ''\n  observed expression 'MIT'\n"},
          {"<a:files xmlns:a='x'><a:SPDXID>\n SPDXRef-F\n</a:SPDXID><a:fileName>a &amp; "
           "<![CDATA[<b>]]></a:fileName></a:files>",                       "File SPDXRef-F 'a & <b>'\n"                                                      },
          {"<files>x<SPDXID>SPDXRef-F</SPDXID><fileName>f</fileName>y</files>",
           "File SPDXRef-F 'f'\n2:8: text among the elements of \"files\" means nothing\n"                                                                              },
          {"<packages/>",                                                             "2:1: a package has to be a map (key: value), this is text\n"                     },
          {"<packages><SPDXID>A</SPDXID><name>p</name><name>q</name></packages>",
           "Package A ''\n2:35: \"name\" has to be text, this is a list\n"                                                                                              },
          {repeated("<comment>",                                                      250) + repeated("</comment>",                                                       250),
           "t:2:1792: error: nested deeper than 200 levels, the most that is read\n"},
          {"<packages>",
           "t:2:13: error: not valid XML: mismatched tag; \"packages\", which begins in line 2, is "
           "still open\n"                                                                                  },
          {"&unknown;",
           "t:2:1: error: no entity of XML begins here; write \"&amp;\" for the "
           "character \"&\"\n"                                                           },
  },
      xml);
  CHECK(shown(spdx::read_spdx_xml(SourceText("t", "<bom/>"))) ==
        "t:1:1: error: the root is \"bom\"; SPDX in XML has \"Document\"\n");
}

TEST_CASE("XML nodes know where they begin and end") {
  const std::string text =
      "<?xml version='1.0'?>\n<!-- <a> --><r a='>' n:b=\"&lt;\"><!-- </r> --><x/>"
      "<y>1<![CDATA[</y>]]>2</y ><?p </r>?>\n</r>\n";
  const SourceText source("t", text);
  const auto nodes = spdx::read_xml(source);
  REQUIRE(nodes);
  REQUIRE(nodes.value->size() == 3);
  const auto piece = [&](const spdx::XmlNode& node) {
    return text.substr(node.offset, node.end - node.offset);
  };
  const spdx::XmlNode& root = (*nodes.value)[0];
  CHECK(piece(root) == text.substr(text.find("<r a"), text.size() - 1 - text.find("<r a")));
  CHECK(root.past == 3);
  REQUIRE(root.find("b") != nullptr);
  CHECK(root.find("b")->value == "<");
  CHECK(root.find("n:b") == nullptr);
  CHECK(piece((*nodes.value)[1]) == "<x/>");
  CHECK(piece((*nodes.value)[2]) == "<y>1<![CDATA[</y>]]>2</y >");
  CHECK((*nodes.value)[2].text == "1</y>2");
  CHECK(tests::place_of(source, (*nodes.value)[2].text_offset) == "2:53");
}

TEST_CASE("XML nodes: elements and attributes together have a limit") {
  std::string text = "<r";
  for (std::size_t i = 0; i < spdx::kMaxValues; ++i)
    text += fmt::format(" a{}=''", i);
  const auto full = spdx::read_xml(SourceText("t", text + "/>"));
  CHECK(tests::errors_of(full) ==
        "t:1:1: error: more than 2000000 elements and attributes, the most "
        "that is read; split the file");
  CHECK(spdx::read_xml(SourceText("t", text.substr(0, text.rfind(' ')) + "/>")));
}
