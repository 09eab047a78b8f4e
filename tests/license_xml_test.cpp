// The list XML: what an entry gives, what a text becomes, and what is refused where.
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/license_fixture.h"

using namespace licet::spdx;
using licet::tests::errors_of;
using licet::tests::license_xml;
using licet::tests::made_up;
using licet::tests::shown;

namespace {

Result<std::vector<LicenseDocument>> read(const std::string& text) {
  return read_license_xml(SourceText("t", text));
}

struct Row {
  std::string text;
  std::string shown;
};

const std::vector<Row> kTexts = {
    {"<p>Keep  it.</p>",                                        "p{T'Keep  it.'}"               },
    {"<titleText><p>Name</p></titleText>",                      "h{p{T'Name'}}"                 },
    {"<copyrightText>(c) X</copyrightText>",                    "c{T'(c) X'}"                   },
    {"a<br/>b",                                                 "T'a'|T'b'"                     },
    {"<list><item><bullet>1.</bullet><p>One</p></item></list>", "l{i{b{T'1.'}p{T'One'}}}"       },
    {"<optional>May </optional>stand",                          "o{T'May '}T'stand'"            },
    {"<alt name=\"who\" match=\".+\">you</alt>.",               "a[who .+]{T'you'}T'.'"         },
    {"<alt name=\"x\" match=\"()|a\"/>",                        "a[x ()|a]"                     },
    {"a &amp;lt; &#228;&#x20AC;",                               "T'a &lt; \xC3\xA4\xE2\x82\xAC'"},
    {"a<!-- not -->b<?no?>c",                                   "T'abc'"                        },
    {"<![CDATA[a & <p>]]>",                                     "T'a & <p>'"                    },
    {"<![CDATA[]]>a",                                           "T'a'"                          },
 // Borders of alternatives and optional parts: two words stay two.
    {"from<optional>you</optional>all",                         "T'from'o{T' you'}T' all'"      },
    {"name<optional spacing=\"none\">s</optional>",             "T'name'o{T's'}"                },
    {"www.<alt name=\"h\" match=\"a|b\">a</alt>.org",           "T'www.'a[h a|b]{T'a'}T'.org'"  },
    {"<alt name=\"h\" match=\"a.?\" spacing=\"both\">a</alt>b", "T' 'a[h a.?]{T'a'}T' b'"       },
    {"(<optional spacing=\"after\">a</optional>b",              "T'('o{T'a'}T' b'"              },
};

const std::vector<Row> kPlain = {
    {"<titleText><p>Name<br/>Version 1</p></titleText> <p>Keep\n   it.</p>",
     "Name\nVersion 1\n\nKeep it."                                                                                     },
    {"<list><item><bullet>1.</bullet> <p>One</p><p>More</p><list><item><bullet>a)</bullet>Deep"
     "</item></list></item></list><p>End</p>",                          "  1. One\n\n  More\n\n    a) Deep\n\nEnd"},
    {"see <bullet>2</bullet> there",                                         "see 2 there"                             },
    {"a<optional> <p>b</p> </optional>c",                                    "a\n\nb\n\nc"                             },
    {"<p></p><p>a</p><p> </p>",                                              "a"                                       },
};

// Each with its message; the license element begins at 3:1.
const std::vector<Row> kRefused = {
    {"",                                                              "t: error: the file is empty"                                        },
    {"<a></b>",
     "t:1:6: error: not valid XML: mismatched tag; \"a\", which begins in line 1, is still open"                                           },
    {"<a",                                                            "t:1:1: error: not valid XML: unclosed token"                        },
    {"just words",                                                    "t:1:1: error: not valid XML: syntax error"                          },
    {"<!DOCTYPE x [<!ENTITY b \"&a;&a;\">]><x>&b;</x>",
     "t:1:26: error: no entity of XML begins here; write \"&amp;\" for the character \"&\"\n"
     "t:1:29: error: no entity of XML begins here; write \"&amp;\" for the character \"&\"\n"
     "t:1:39: error: no entity of XML begins here; write \"&amp;\" for the character \"&\""                                                },
    {"<license/>",
     "t:1:1: error: the root is \"license\"; a file of the license list has "
     "\"SPDXLicenseCollection\""                                                                                                           },
    {"\xEF\xBB\xBF<license/>",
     "t:1:4: error: the root is \"license\"; a file of the license list has "
     "\"SPDXLicenseCollection\""                                                                                                           },
    {"<SPDXLicenseCollection/><a/>",                                  "t:1:25: error: not valid XML: junk after document element"          },
    {"<SPDXLicenseCollection xmlns=\"urn:x\"/>",
     "t:1:31: error: the namespace is not \"http://www.spdx.org/license\", which the license list "
     "has"                                                                                                                                 },
    {"<SPDXLicenseCollection><licence/></SPDXLicenseCollection>",
     "t:1:24: error: unknown element \"licence\" in \"SPDXLicenseCollection\"; did you mean "
     "\"license\"?"                                                                                                                        },
    {"<SPDXLicenseCollection><exception/></SPDXLicenseCollection>",
     "t:1:24: error: this \"exception\" has no \"licenseId\"\n"
     "t:1:24: error: this \"exception\" has no \"name\""                                                                                   },
    {"<SPDXLicenseCollection><exception licenseId=\"a\" name=\"b\" "
     "isOsiApproved=\"true\"/></SPDXLicenseCollection>",         "t:1:58: error: unknown attribute \"isOsiApproved\" of \"exception\""},
    {"<SPDXLicenseCollection><license licenseId=\"a\" name=\"b\" isOsiApproved=\"yes\"/>"
     "</SPDXLicenseCollection>",                                 "t:1:71: error: \"isOsiApproved\" is neither \"true\" nor \"false\"" },
    {license_xml("<txt/>"),
     "t:3:71: error: unknown element \"txt\" in \"license\"; did you mean \"text\"?"                                                       },
    {license_xml("words"),                                            "t:3:71: error: text stands directly in \"license\""                 },
    {license_xml("<notes/><notes/>"),                                 "t:3:79: error: a second \"notes\"; keep one"                        },
    {license_xml("<crossRefs><crossRef> </crossRef></crossRefs>"),
     "t:3:82: error: this \"crossRef\" is empty"                                                                                           },
    {license_xml("<text><para>a</para></text>"),
     "t:3:77: error: unknown element \"para\" in \"text\""                                                                                 },
    {license_xml("<text><alt name=\"a\">b</alt></text>"),
     "t:3:77: error: this \"alt\" has no \"match\""                                                                                        },
    {license_xml("<text><alt name=\"a\" macth=\"b\">b</alt></text>"),
     "t:3:91: error: unknown attribute \"macth\" of \"alt\"; did you mean \"match\"?\n"
     "t:3:77: error: this \"alt\" has no \"match\""                                                                                        },
    {license_xml("<text>AT&T</text>"),
     "t:3:79: error: no entity of XML begins here; write \"&amp;\" for the character \"&\""                                                },
    {license_xml("<text>&#0;&#xD800;</text>"),
     "t:3:77: error: no entity of XML begins here; write \"&amp;\" for the character \"&\"\n"
     "t:3:81: error: no entity of XML begins here; write \"&amp;\" for the character \"&\""                                                },
};

std::string repeated(const std::string& what, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += what;
  return out;
}

}  // namespace

TEST_CASE("license XML: everything an entry says") {
  const auto read_both = read(
      "\xEF\xBB\xBF<SPDXLicenseCollection xmlns=\"http://www.spdx.org/license\"\n"
      " xmlns:xsi=\"urn:x\" xsi:schemaLocation=\"y\">\n"
      "<license licenseId=\" A-1.0 \" name=\"The\n A\" isOsiApproved=\"true\" "
      "listVersionAdded=\"1.2\" deprecatedVersion=\"3.0\">"
      "<obsoletedBys><obsoletedBy>A-1.0-only</obsoletedBy>"
      "<obsoletedBy expression=\"A-1.0+\">A-1.0-or-later</obsoletedBy></obsoletedBys>"
      "<crossRefs><crossRef>\n https://x.example/?a&amp;b </crossRef><crossRef>u</crossRef>"
      "</crossRefs><notes>Old. <p>Use\n another.</p></notes>"
      "<standardLicenseHeader><p>See A.</p></standardLicenseHeader>"
      "<text><p>Do.</p></text></license>\n"
      "<exception licenseId=\"B\" name=\"The B\"><text>x</text></exception>"
      "</SPDXLicenseCollection>");
  REQUIRE_MESSAGE(read_both, errors_of(read_both));
  REQUIRE(read_both.value->size() == 2);
  const LicenseDocument& a = read_both.value->front();
  CHECK(a.id == "A-1.0");
  CHECK(a.name == "The A");
  CHECK(a.osi_approved == true);
  CHECK(!a.fsf_libre);
  CHECK((a.deprecated && a.deprecated_in == "3.0" && a.added_in == "1.2"));
  REQUIRE(a.successors.size() == 2);
  CHECK((a.successors[0].use == "A-1.0-only" && a.successors[0].when.empty()));
  CHECK((a.successors[1].use == "A-1.0-or-later" && a.successors[1].when == "A-1.0+"));
  CHECK(a.cross_refs == std::vector<std::string>{"https://x.example/?a&b", "u"});
  CHECK(a.comments == "Old. Use another.");
  CHECK(plain_text(a.header.value()) == "See A.");
  CHECK(shown(a.text.value()) == "p{T'Do.'}");
  CHECK(a.place == Place{"t", 3, 1});
  const LicenseDocument& b = read_both.value->back();
  CHECK((b.exception && !b.osi_approved && !b.deprecated && !b.header));
  CHECK(b.place == Place{"t", 7, 1});
}

TEST_CASE("license XML: a header inside the text is the header too") {
  const LicenseDocument document = made_up(
      "<p>a</p><standardLicenseHeader><p>b <optional>c</optional></p></standardLicenseHeader>");
  CHECK(shown(document.text.value()) == "p{T'a'}H{p{T'b 'o{T'c'}}}");
  CHECK(shown(document.header.value()) == "p{T'b 'o{T'c'}}");
  CHECK(!made_up("<standardLicenseHeader/>").header);
}

TEST_CASE("license XML: texts become nodes") {
  for (const Row& row : kTexts) {
    CAPTURE(row.text);
    CHECK(shown(made_up(row.text).text.value()) == row.shown);
  }
}

TEST_CASE("license text: print") {
  for (const Row& row : kPlain) {
    CAPTURE(row.text);
    CHECK(plain_text(made_up(row.text).text.value()) == row.shown);
  }
  const LicenseDocument document = made_up("<p>a <optional>b <p>c</p></optional>d</p>");
  CHECK(plain_text(*document.text) == "a b\n\nc\n\nd");
  CHECK(plain_text(*document.text, false) == "a d");
  CHECK(plain_text({}).empty());
}

TEST_CASE("license XML: what is wrong is told with its place") {
  for (const Row& row : kRefused) {
    CAPTURE(row.text);
    CHECK(errors_of(read(row.text)) == row.shown);
  }
}

TEST_CASE("license XML: nesting is limited and costs no stack") {
  const auto nested = [](std::size_t depth) {
    return license_xml("<text>" + repeated("<p>", depth) + "a" + repeated("</p>", depth) +
                       "</text>");
  };
  CHECK(read(nested(kMaxDepth)));
  CHECK(errors_of(read(nested(kMaxDepth + 1))) ==
        "t:3:677: error: nested deeper than 200 levels, the most that is read");
  CHECK(errors_of(read(nested(900'000))) ==
        "t:3:677: error: nested deeper than 200 levels, the most that is read");
  CHECK(errors_of(read(repeated("<p>", 1'000'000))) ==
        "t:1:3000001: error: not valid XML: no element found; \"p\", which begins in line 1, is "
        "still "
        "open");
  CHECK(errors_of(read(license_xml("<text>" + repeated("<p/>", kMaxValues) + "</text>")))
            .find("more than 2000000 elements and attributes, the most that is read") !=
        std::string::npos);
}

TEST_CASE("license XML: a thousand errors are enough") {
  CHECK(read(license_xml(repeated("<a/>", 5000))).errors.size() == 1000);
  CHECK(read(license_xml(repeated("&", 5000))).errors.size() == 1000);
}

TEST_CASE("license XML: every file of the list reads, and its id is the file's name") {
  const std::string texts = licet::tests::folder_at_hand("LICET_TEXTS");
  if (texts.empty()) return;
  std::size_t licenses = 0;
  std::size_t exceptions = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(texts + "/license-list-XML/src")) {
    if (entry.path().extension() != ".xml") continue;
    const std::string path = entry.path().generic_string();
    const auto documents = read_license_xml(SourceText(path, licet::tests::read_source_file(path)));
    REQUIRE_MESSAGE(documents, errors_of(documents));
    REQUIRE(documents.value->size() == 1);
    const LicenseDocument& document = documents.value->front();
    CHECK(document.id == entry.path().stem().string());
    CHECK(document.exception == (entry.path().parent_path().filename() == "exceptions"));
    CHECK_MESSAGE((document.text && !plain_text(*document.text).empty()), document.id);
    ++(document.exception ? exceptions : licenses);
  }
  CHECK(licenses == 733);
  CHECK(exceptions == 86);
}
