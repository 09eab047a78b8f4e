// `licet annotate` as its users meet it.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/document_fixture.h"
#include "tests/run_program.h"

using namespace licet;
using tests::Ran;
using tests::run_licet;
using tests::TempFolder;

namespace {

const std::string kDocument = R"({
  "spdxVersion": "SPDX-2.3",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "d",
  "dataLicense": "CC0-1.0",
  "documentNamespace": "https://example.org/d",
  "creationInfo": {"created": "2025-01-02T03:04:05Z", "creators": ["Tool: t"]},
  "documentDescribes": ["SPDXRef-app"],
  "packages": [
    {"SPDXID": "SPDXRef-app", "name": "app", "downloadLocation": "NONE", "licenseDeclared": "Apache-2.0"},
    {"SPDXID": "SPDXRef-lib", "name": "lib", "downloadLocation": "NONE", "licenseDeclared": "MIT OR GPL-2.0-only"},
    {"SPDXID": "SPDXRef-set", "name": "set", "downloadLocation": "NONE", "licenseDeclared": "CC-BY-NC-4.0"}
  ],
  "relationships": [
    {"spdxElementId": "SPDXRef-app", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-lib"},
    {"spdxElementId": "SPDXRef-app", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-set"}
  ]
}
)";

Ran annotate(std::vector<std::string> options, const std::string& input = kDocument,
             const std::string& environment = "") {
  options.insert(options.begin(), {"annotate", "-"});
  return run_licet(options, input, environment);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("annotate cli: each work with findings gets them; the verdict goes to standard error") {
  const Ran ran = annotate({"--use", "commercial=true", "--assume", "relation.reading=any"});
  CHECK(ran.code == 0);
  CHECK(has(ran.err, "-: verdict conflict; remarks on the document and 2 of 3 works"));
  CHECK(has(ran.out, "licet 0.1.0: verdict conflict; conflict for app (distribute, assumed)"));
  CHECK(has(ran.out, "licet 0.1.0: conflict: noncommercial-use (CC-BY-NC-4.0 2(a)(1)"));
  CHECK(has(ran.out, R"(\"work\":\"set\",\"verdict\":\"conflict\",\"findings\":[{\"code\":)"));
  CHECK(has(ran.out, R"("annotationDate": "2025-01-02T03:04:05Z")"));
  CHECK_FALSE(has(ran.out, "licenseConcluded"));
}

TEST_CASE("annotate cli: what is written says the same of the document as before") {
  const Ran once = annotate({"--use", "commercial=true"});
  REQUIRE(once.code == 0);
  CHECK(annotate({"--use", "commercial=true"}, once.out).out == once.out);
  CHECK(annotate({"--use", "commercial=false"}, once.out).out ==
        annotate({"--use", "commercial=false"}).out);
  CHECK(annotate({"--remove"}, once.out).out == kDocument);
  CHECK(annotate({"--remove"}).out == kDocument);
}

TEST_CASE("annotate cli: --conclude enters what each work was judged by, chosen or declared") {
  const Ran ran = annotate({"--conclude"});
  CHECK(has(ran.err, "remarks on the document and 3 of 3 works, 3 with their concluded licenses"));
  CHECK(has(ran.out, R"("licenseDeclared": "MIT OR GPL-2.0-only", "licenseComments": )"
                     R"("licet 0.1.0: )"));
  CHECK(has(ran.out, R"("licenseConcluded": "MIT")"));
  CHECK(has(ran.out, R"("licenseConcluded": "Apache-2.0")"));
  CHECK(has(annotate({"--conclude", "--take", "lib=GPL-2.0-only"}).out,
            R"("licenseConcluded": "GPL-2.0-only")"));
  CHECK(annotate({"--remove"}, ran.out).out == kDocument);
}

TEST_CASE("annotate cli: the time is that of the option, the environment, the document") {
  const auto said = [](const Ran& ran, const std::string& time) {
    return ran.code == 0 && has(ran.out, "\"annotationDate\": \"" + time + "\"");
  };
  const std::string environment = "SOURCE_DATE_EPOCH=1700000000";
  CHECK(said(annotate({}, kDocument, environment), "2023-11-14T22:13:20Z"));
  CHECK(said(annotate({"--created", "2026-01-31T12:00:00Z"}, kDocument, environment),
             "2026-01-31T12:00:00Z"));
  const Ran wrong = annotate({"--created", "yesterday"});
  CHECK(wrong.code == 2);
  CHECK(wrong.out.empty());
}

TEST_CASE("annotate cli: a file is written whole or not at all") {
  const TempFolder folder;
  folder.write("in.json", kDocument);
  CHECK(run_licet({"annotate", folder.path("in.json"), "-o", folder.path("out.json")}).code == 0);
  CHECK(tests::read_source_file(folder.path("in.json")) == kDocument);
  CHECK(has(tests::read_source_file(folder.path("out.json")), "licet 0.1.0"));
  folder.write("stack.yaml", "licet: 1\nworks: [{ id: w, license: MIT }]\n");
  const Ran stack =
      run_licet({"annotate", folder.path("stack.yaml"), "-o", folder.path("none.json")});
  CHECK(stack.code == 2);
  CHECK(has(stack.err, "this is no bill of materials"));
  const auto names = folder.names();
  CHECK(std::ranges::find(names, "none.json") == names.end());
}

TEST_CASE("annotate cli: what is signed is written into only if the user says so") {
  std::string text(tests::document_fixture("assistant.cdx.json").text());
  const std::vector<std::string> timed = {"--created", "2026-01-31T12:00:00Z"};
  if (!has(text, "\"signature\"")) text.insert(text.find('{') + 1, "\"signature\": {},");
  const Ran refused = annotate(timed, text);
  CHECK(refused.code == 2);
  CHECK(has(refused.err, "--break-signature"));
  const Ran written = annotate({timed[0], timed[1], "--break-signature"}, text);
  CHECK(written.code == 0);
  CHECK(has(written.err, "signature no longer fits"));
  CHECK(annotate({"--remove"}, written.out).out == text);
}

TEST_CASE("annotate cli: help teaches by example") {
  const Ran help = run_licet({"annotate", "--help"});
  CHECK(help.code == 0);
  for (const char* word :
       {"Examples:", "--created", "--conclude", "--break-signature", "--remove", "Exit codes:"})
    CHECK(has(help.out, word));
}
