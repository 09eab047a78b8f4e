// What is said of licenses survives `licet convert`: what it writes is judged like what it read.
#include <map>
#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/convert.h"
#include "cli/input.h"
#include "engine/report.h"
#include "tests/case_file.h"
#include "tests/document_counts.h"
#include "tests/license_fixture.h"
#include "tests/run_program.h"

using namespace licet;

namespace {

const std::string kTime = "2026-01-31T12:00:00Z";

cli::CheckOptions options_of(const std::string& path) {
  cli::CheckOptions options;
  options.path = path;
  options.use = {"acts=distribute", "commercial=true"};
  return options;
}

// The verdict, and how often each finding is made with each severity; or the errors.
std::string judged(spdx::Result<cli::Input> input) {
  if (!input) return "error\n" + tests::errors_of(input);
  const auto report = cli::judge_input(*input.value);
  if (!report) return "error\n" + tests::errors_of(report);
  std::map<std::pair<std::string, std::string>, int> counts;
  for (const engine::Finding& finding : report.value->findings)
    ++counts[{std::string(engine::to_string(finding.severity)), finding.code}];
  std::string out = fmt::format("{}\n", engine::to_string(report.value->verdict));
  for (const auto& [finding, count] : counts)
    out += fmt::format("{} {} {}\n", finding.first, finding.second, count);
  return out;
}

// The same of what `licet convert` makes of a file.
std::string judged_as(const std::string& path, const cli::Form& form) {
  cli::CheckOptions plain;
  plain.path = path;
  const auto input = cli::load_input(plain);
  REQUIRE(input);
  const auto text = form.write(*input.value, kTime);
  if (!text) return "unwritten\n" + tests::errors_of(text);
  return judged(
      cli::load_text(spdx::SourceText("converted", *text.value), options_of("converted")));
}

std::string converted(const std::string& document, const std::string& form) {
  const tests::Ran ran =
      tests::run_licet({"convert", "-", "--to", form, "--created", kTime}, document);
  REQUIRE(ran.code == 0);
  return ran.out;
}

// A CycloneDX document about an application with one library.
std::string bom_of(const std::string& library) {
  return R"({"bomFormat":"CycloneDX","specVersion":"1.6","version":1,
    "metadata":{"component":{"type":"application","bom-ref":"app","name":"app",
      "licenses":[{"license":{"id":"Apache-2.0"}}]}},
    "components":[{"type":"library","bom-ref":"l","name":"l",)" +
         library + R"(}],"dependencies":[{"ref":"app","dependsOn":["l"]}]})";
}

// An SPDX document about a package with licenses of its own.
std::string spdx_of(const std::string& declared) {
  return R"({"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"d",
    "dataLicense":"CC0-1.0","documentNamespace":"https://example.org/d",
    "creationInfo":{"created":"2026-01-01T00:00:00Z","creators":["Tool: t"]},
    "documentDescribes":["SPDXRef-p"],
    "packages":[{"SPDXID":"SPDXRef-p","name":"p","downloadLocation":"NOASSERTION",
      "licenseDeclared":")" +
         declared + R"("}],
    "hasExtractedLicensingInfos":[{"licenseId":"LicenseRef-acme","name":"Acme License 1.0",
      "extractedText":"ACME LICENSE\nNot for sale.",
      "seeAlsos":["https://acme.example/license","the wall"]}]})";
}

}  // namespace

TEST_CASE("convert: the corpus is judged alike as a stack file and as a document") {
  const auto documents =
      tests::corpus_documents({"spdx-json", "spdx-yaml", "spdx-tv", "spdx-rdfxml", "spdx-xml",
                               "spdx3-jsonld", "cdx-json", "cdx-xml"});
  std::size_t alike = 0;
  for (const auto& document : documents) {
    INFO(document.path);
    const std::string first = judged(cli::load_input(options_of(document.path)));
    if (first.starts_with("error")) continue;
    for (const cli::Form& form : cli::forms()) {
      INFO(form.name);
      const std::string again = judged_as(document.path, form);
      if (again.starts_with("unwritten")) continue;
      CHECK(again == first);
      if (again == first) ++alike;
    }
  }
  if (!documents.empty()) MESSAGE(alike << " conversions are judged as what they were made from");
}

TEST_CASE("convert: statements that do not govern, lists and free words") {
  const tests::TempFolder folder;
  for (const std::string library : {
           R"("licenses":[{"license":{"id":"MIT","acknowledgement":"declared"}},
                          {"license":{"id":"Zlib","acknowledgement":"concluded"}}],
              "evidence":{"licenses":[{"license":{"id":"GPL-3.0-only"}}]})",
           R"("evidence":{"licenses":[{"license":{"id":"GPL-3.0-only"}}]})",
           R"("licenses":[{"license":{"id":"Zlib","acknowledgement":"concluded"}}],
              "evidence":{"licenses":[{"license":{"id":"GPL-3.0-only"}}]})",
           R"("licenses":[{"license":{"id":"MIT"}},{"license":{"id":"Apache-2.0"}}])",
           R"("licenses":[{"license":{"name":"Acme Commercial License"}}])",
           R"("licenses":[{"license":{"name":"BSD"}}])",
           R"("licenses":[{"license":{"name":"x\nlicet: owner self"}}],
              "evidence":{"licenses":[{"license":{"name":"y\nlicet: license not stated"}}]})",
           R"("licenses":[{"license":{"name":"NOASSERTION"}}])",
           R"("version":"1")",
       }) {
    INFO(library);
    folder.write("bom.json", bom_of(library));
    const std::string path = folder.path("bom.json");
    const std::string first = judged(cli::load_input(options_of(path)));
    for (const cli::Form& form : cli::forms())
      CHECK(judged_as(path, form) == first);
  }
}

TEST_CASE("convert: evidence in a stack file") {
  const std::string out = converted(bom_of(R"("licenses":[{"license":{"name":"Own words"}}],
      "evidence":{"licenses":[{"license":{"id":"GPL-3.0-only"}},{"license":{"id":"ISC"}}]})"),
                                    "stack");
  CHECK(out.find("    evidence:\n      declared: Own words\n      observed:\n        - "
                 "GPL-3.0-only\n        - ISC\n") != std::string::npos);
}

TEST_CASE("convert: a license of the document's own keeps its name, text and addresses") {
  const std::string spdx3 = converted(spdx_of("LicenseRef-acme AND MIT"), "spdx3");
  const std::string cyclonedx = converted(spdx_of("LicenseRef-acme"), "cyclonedx");
  for (const std::string& text : {spdx3, cyclonedx, converted(cyclonedx, "spdx3"),
                                  converted(spdx3, "spdx3"), converted(cyclonedx, "cyclonedx")}) {
    INFO(text);
    for (const char* said :
         {"LicenseRef-acme", "\"Acme License 1.0\"", R"("ACME LICENSE\nNot for sale.")",
          "\"https://acme.example/license\"", "the wall"})
      CHECK(text.find(said) != std::string::npos);
  }
  CHECK(spdx3.find("\"expandedLicensing\"") != std::string::npos);
  CHECK(spdx3.find("simplelicensing_customIdToUri") != std::string::npos);
  CHECK(spdx3.find("expandedlicensing_CustomLicense\"") != std::string::npos);
  const std::string stated =
      converted(bom_of(R"("licenses":[{"license":{"name":"Own","url":"https://own.example/",
                          "text":{"content":"OWN TEXT"}}}])"),
                "spdx3");
  for (const std::string form : {"spdx3", "cyclonedx"}) {
    const std::string again = converted(stated, form);
    for (const char* said : {"\"Own\"", "\"OWN TEXT\"", "\"https://own.example/\""})
      CHECK(again.find(said) != std::string::npos);
  }
}

TEST_CASE("convert: texts that a form has no place for are told") {
  const auto told = [](const std::string& declared, const std::string& form) {
    return tests::run_licet({"convert", "-", "--to", form, "--created", kTime}, spdx_of(declared))
        .err;
  };
  CHECK(told("LicenseRef-acme", "cyclonedx").empty());
  CHECK(told("LicenseRef-acme OR MIT", "cyclonedx")
            .find("CycloneDX 1.6 has no place for the text of a license inside an expression: that "
                  "of LicenseRef-acme is left out") != std::string::npos);
  CHECK(told("LicenseRef-acme", "stack").find("that of LicenseRef-acme is left out") !=
        std::string::npos);
  CHECK(told("MIT", "stack").empty());
}

TEST_CASE("convert: nothing said is not NOASSERTION") {
  const std::string said = bom_of(R"("licenses":[{"license":{"name":"NOASSERTION"}}])");
  CHECK(converted(said, "spdx3").find("NoAssertionLicense") != std::string::npos);
  CHECK(converted(said, "cyclonedx").find("NOASSERTION") != std::string::npos);
  CHECK(converted(bom_of(R"("version":"1")"), "spdx3").find("NoAssertion") == std::string::npos);
  // The AI profile asks for both relationships.
  const std::string model = converted("licet: 1\nworks: [{ id: m, kind: model }]\n", "spdx3");
  CHECK(model.find("\"comment\": \"licet: license not stated\"") != std::string::npos);
  CHECK(model.find("hasConcludedLicense") != std::string::npos);
  CHECK(converted(model, "stack").find("license") == std::string::npos);
}

TEST_CASE("convert: a document about several works stays one") {
  const std::string uses = R"(licet: 1
works:
  - { id: a, kind: software, license: MIT }
  - { id: b, kind: software, license: ISC }
  - { id: c, kind: software, license: Zlib }
use: [{ target: a }, { target: c }]
)";
  for (const std::string form : {"spdx3", "cyclonedx"}) {
    const std::string back = converted(converted(uses, form), "stack");
    CHECK(back.find("- target: a\n") != std::string::npos);
    CHECK(back.find("- target: c\n") != std::string::npos);
    CHECK(back.find("- target: b\n") == std::string::npos);
  }
}
