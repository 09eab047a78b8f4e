// The list's JSON forms and the templates in them.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/license_fixture.h"

using namespace licet::spdx;
using licet::tests::errors_of;
using licet::tests::shown;

namespace {

Result<LicenseDocuments> read(const std::string& text) {
  return read_license_json(SourceText("t", text));
}

struct Row {
  std::string text;
  std::string shown;
};

const std::vector<Row> kTemplates = {
    {"",                                                                              ""                                      },
    {"Keep\n it.",                                                                    "T'Keep\n it.'"                         },
    {"a\n\n  b\n \n\nc\n",                                                            "T'a'||T'b'||T'c\n'"                    },
    {"<<beginOptional>>a\n\n<<endOptional>> b",                                       "o{T'a'||}T' b'"                        },
    {"<<beginOptional;name=\"n\">>a<<endOptional>>",                                  "o{T'a'}"                               },
    {"<<beginOptional>>a<<beginOptional>>b<<endOptional>><<endOptional>>",            "o{T'a'o{T'b'}}"                        },
    {"<<var;name=\"who\";original=\"you\";match=\".+\">>.",                           "a[who .+]{T'you'}T'.'"                 },
    {"<<var;name=\"who\";original=\"\";match=\"()|x\">>",                             "a[who ()|x]"                           },
    {"<<var;name=\"q\";original=\"the \"best\"\";match=\"\"?[a-z]\"?\">>",
     "a[q \"?[a-z]\"?]{T'the \"best\"'}"                                                                                      },
    {"<<var;name=\"a\";original=\"x <<var;name=\"b\";original=\"y\";match=\"z\">> "
     "w\";match=\".\">>",                                                        "a[a .]{T'x 'a[b z]{T'y'}T' w'}"        },
    {"<<var;name=\"a\";original=\"<<beginOptional>>x<<endOptional>>\";match=\".\">>",
     "a[a .]{o{T'x'}}"                                                                                                        },
    {"a << b \";match=\" c >> <d> <<URL>>",                                           "T'a << b \";match=\" c >> <d> <<URL>>'"},
};

const std::vector<Row> kBadTemplates = {
    {"<<beginOptional>>a",                                                            "a \"<<beginOptional>>\" has no \"<<endOptional>>\""                        },
    {"a<<endOptional>>",                                                              "a \"<<endOptional>>\" has no \"<<beginOptional>>\""                        },
    {"<<beginOptional a",                                                             "a \"<<beginOptional\" without \">>\""                                      },
    {"<<endoptional>>",                                                               "a mark \"<<end…\" that is not \"<<endOptional>>\""                       },
    {"<<var;name=\"a\">>",                                                            "a variable that is not <<var;name=\"…\";original=\"…\";match=\"…\">>"},
    {"<<var;match=\"a\";name=\"a\";original=\"b\">>",
     "a variable that is not <<var;name=\"…\";original=\"…\";match=\"…\">>"                                                                                 },
    {"<<var;name=\"a\";original=\"b\">>",                                             "the variable \"a\" does not end"                                           },
    {"<<var;name=\"a\";original=\"b\";match=\"c",
     "the variable \"a\" has no \">>\" behind its \"match\""                                                                                                      },
    {"<<var;name=\"a\";original=\"b\";match=\"\">>",                                  "the variable \"a\" matches nothing"                                        },
    {"<<beginOptional>><<var;name=\"a\";original=\"b<<endOptional>>\";match=\"c\">>",
     "a \"<<endOptional>>\" has no \"<<beginOptional>>\""                                                                                                         },
};

const std::vector<Row> kRefused = {
    {"{",                                                                                   "t:1:2: error: not valid JSON: unexpected end of input; expected string literal"},
    {"[]",
     "t:1:1: error: the list has to be a map (key: value), this is a list\n"
     "t:1:1: error: no license list: neither \"licenses\" nor \"exceptions\", "
     "\"licenseId\" or \"licenseExceptionId\" stands in it"                                                                                                                 },
    {R"({"a": 1})",
     "t:1:1: error: no license list: neither \"licenses\" nor \"exceptions\", "
     "\"licenseId\" or \"licenseExceptionId\" stands in it"                                                                                                                 },
    {R"({"licenses": [{"name": "x"}, {"licenseId": "", "name": ["y"]}, 7]})",
     "t:1:15: error: the license needs \"licenseId\"\n"
     "t:1:44: error: \"licenseId\" is empty\n"
     "t:1:56: error: \"name\" has to be text, this is a list\n"
     "t:1:56: error: \"name\" is empty\n"
     "t:1:64: error: the license has to be a map (key: value), this is a number"                                                                                            },
    {R"({"licenseId": "x", "name": "X", "isOsiApproved": "yes"})",
     "t:1:50: error: \"isOsiApproved\" has to be true or false, this is text"                                                                                               },
    {R"({"licenseId": "x", "name": "X", "standardLicenseTemplate": "<<endOptional>>"})",
     "t:1:60: error: \"standardLicenseTemplate\": a \"<<endOptional>>\" has no "
     "\"<<beginOptional>>\""                                                                                                                                                },
    {R"({"licenses": [{"licenseId": "x", "name": "X"}, {"licenseId": "x", "name": "X"}]})",
     "t:1:48: error: \"x\" stands here twice"                                                                                                                               },
};

}  // namespace

TEST_CASE("license template: marks become nodes") {
  for (const Row& row : kTemplates) {
    CAPTURE(row.text);
    std::string problem;
    const auto text = parse_template(row.text, problem);
    CHECK(problem.empty());
    REQUIRE(text);
    CHECK(shown(*text) == row.shown);
  }
  CHECK(shown(parse_plain("<<var;a\n\nb")) == "T'<<var;a'||T'b'");
  CHECK(plain_text(parse_plain(" a\nb\n\n\n c ")) == "a b\n\nc");
}

TEST_CASE("license template: marks that do not match are told") {
  for (const Row& row : kBadTemplates) {
    CAPTURE(row.text);
    std::string problem;
    CHECK(!parse_template(row.text, problem));
    CHECK(problem == row.shown);
  }
  std::string deep;
  for (std::size_t i = 0; i <= kMaxDepth; ++i)
    deep += "<<beginOptional>>";
  std::string problem;
  CHECK(!parse_template(deep, problem));
  CHECK(problem == "marks nested deeper than 200 levels, the most that is read");
}

TEST_CASE("license JSON: the lists") {
  const auto licenses = read(R"({"licenseListVersion": "3.28.0", "licenses": [
    {"licenseId": "b", "name": "The  B", "isDeprecatedLicenseId": true, "isOsiApproved": false,
     "seeAlso": ["u", "v"], "new member": {}},
    {"licenseId": "a", "name": "A", "isOsiApproved": true, "isFsfLibre": false}],
    "releaseDate": "2026-02-20T00:00:00Z"})");
  REQUIRE_MESSAGE(licenses, errors_of(licenses));
  CHECK(licenses.value->version == "3.28.0");
  CHECK(licenses.value->released == "2026-02-20");
  REQUIRE(licenses.value->licenses.size() == 2);
  const LicenseDocument& a = licenses.value->licenses[0];
  CHECK(
      (a.id == "a" && a.osi_approved == true && a.fsf_libre == false && !a.deprecated && !a.text));
  const LicenseDocument& b = licenses.value->licenses[1];
  CHECK((b.id == "b" && b.name == "The B" && b.deprecated && !b.fsf_libre));
  CHECK(b.cross_refs == std::vector<std::string>{"u", "v"});
  CHECK(b.place == Place{"t", 2, 5});
  const auto exceptions = read(R"({"exceptions": [{"licenseExceptionId": "e", "name": "E"}]})");
  REQUIRE(exceptions);
  REQUIRE(exceptions.value->exceptions.size() == 1);
  CHECK(exceptions.value->exceptions.front().exception);
}

TEST_CASE("license JSON: a file of details") {
  const auto license = read(R"({"licenseId": "a", "name": "A", "licenseComments": "Old.\n Gone.",
    "standardLicenseTemplate": "<<beginOptional>>A\n\n<<endOptional>>Do.",
    "licenseText": "A\n\nDo.", "standardLicenseHeader": "See A.", "deprecatedVersion": "3.0"})");
  REQUIRE_MESSAGE(license, errors_of(license));
  const LicenseDocument& a = license.value->licenses.front();
  CHECK(shown(a.text.value()) == "o{T'A'||}T'Do.'");
  CHECK(plain_text(a.header.value()) == "See A.");
  CHECK((a.comments == "Old. Gone." && a.deprecated_in == "3.0" && !a.osi_approved));
  const auto exception = read(R"({"licenseExceptionId": "e", "name": "E",
    "licenseExceptionText": "May."})");
  REQUIRE_MESSAGE(exception, errors_of(exception));
  CHECK(plain_text(exception.value->exceptions.front().text.value()) == "May.");
}

TEST_CASE("license JSON: what is wrong is told with its place") {
  for (const Row& row : kRefused) {
    CAPTURE(row.text);
    CHECK(errors_of(read(row.text)) == row.shown);
  }
}

TEST_CASE("license npm: ids as keys, and one file of a license") {
  const auto all = read_license_npm(SourceText("t", R"({
    "b": {"name": "B", "url": "u", "osiApproved": true},
    "a": {"name": "A", "osiApproved": false, "licenseText": "Do.\n\nNot."}})"));
  REQUIRE_MESSAGE(all, errors_of(all));
  REQUIRE(all.value->licenses.size() == 2);
  const LicenseDocument& a = all.value->licenses[0];
  CHECK((a.id == "a" && a.osi_approved == false && a.cross_refs.empty()));
  CHECK(plain_text(a.text.value()) == "Do.\n\nNot.");
  const LicenseDocument& b = all.value->licenses[1];
  CHECK((b.cross_refs == std::vector<std::string>{"u"} && !b.text));
  CHECK(b.place == Place{"t", 2, 5});
  const auto one = read_license_npm(SourceText("t", R"({"name": "A", "osiApproved": true})"), "a");
  REQUIRE_MESSAGE(one, errors_of(one));
  CHECK(one.value->licenses.front().id == "a");
  CHECK(errors_of(read_license_npm(SourceText("t", "[]"))) ==
        "t:1:1: error: the list is a list; ids as keys are needed");
  CHECK(errors_of(read_license_npm(SourceText("t", R"({"a": {}, "": {"name": "x"}})"))) ==
        "t:1:7: error: the license needs \"name\"\nt:1:11: error: this license has no id");
}
