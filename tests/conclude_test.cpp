// `licet annotate --conclude`, and that an annotated document is judged as it was before.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/input.h"
#include "tests/case_file.h"
#include "tests/document_counts.h"
#include "tests/document_fixture.h"
#include "tests/run_program.h"

using namespace licet;
using tests::run_licet;

namespace {

const std::vector<std::string> kDesks = {"desk.spdx.json", "desk.spdx.yaml", "desk.spdx",
                                         "desk.rdf.xml",   "desk.spdx.xml",  "desk.spdx3.json",
                                         "desk.cdx.json",  "desk.cdx.xml"};

std::string annotate(const std::string& text, std::vector<std::string> options) {
  options.insert(options.begin(), {"annotate", "-", "--created", "2026-01-31T12:00:00Z"});
  const tests::Ran ran = run_licet(options, text);
  CHECK_MESSAGE(ran.code == 0, ran.err);
  return ran.out;
}

std::string fixture(const std::string& name) {
  return std::string(tests::document_fixture(name).text());
}

// What a document concludes, by the element's name.
std::string concluded(const std::string& text) {
  const spdx::SourceText source("doc", text);
  const auto document = spdx::recognize_document(text)->read(source);
  REQUIRE(document);
  std::string out;
  for (const spdx::Element& element : document.value->elements) {
    for (const spdx::LicenseStatement& one : element.licenses) {
      if (one.basis == spdx::LicenseBasis::Concluded && element.name != "glue.c")
        out += element.name + ": " + one.text + "\n";
    }
  }
  return out;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The beginning of a line up to a column, both counted from 1.
std::string upto(const std::string& text, const spdx::Place& place) {
  std::size_t begin = 0;
  for (std::size_t line = 1; line < place.line; ++line)
    begin = text.find('\n', begin) + 1;
  return text.substr(begin, place.column - 1);
}

engine::Report judged(const tests::TempFolder& folder, const std::string& text) {
  folder.write("doc", text);
  cli::CheckOptions options;
  options.path = folder.path("doc");
  auto report = cli::check(options);
  REQUIRE(report);
  return std::move(*report.value);
}

// A report without places and words.
std::vector<std::string> keys_of(const engine::Report& report) {
  std::vector<std::string> out = {std::string(engine::to_string(report.verdict))};
  for (const engine::Finding& one : report.findings)
    out.push_back(one.code + " " + one.license + " " + one.section + " " + one.work);
  return out;
}

// What `licet check` says, but for the hash of its input.
std::string said(const std::string& text) {
  const std::string out = run_licet({"check", "-"}, text).out;
  return out.substr(0, out.find("This is not legal advice"));
}

}  // namespace

TEST_CASE("conclude: chosen and declared licenses, nowhere over what is stated or in doubt") {
  for (const std::string& name : kDesks) {
    INFO(name);
    const bool cyclonedx = has(name, ".cdx.");
    const bool spdx2 = !cyclonedx && !has(name, ".spdx3.");
    const std::string text = fixture(name);
    const std::string out = annotate(text, {"--conclude"});
    const std::string all = concluded(out);
    CHECK(has(all, "support-desk: Apache-2.0\n"));
    CHECK(has(all, "readline: GPL-3.0-only\n"));
    CHECK(has(all, "writer: Apache-2.0\n"));
    CHECK(has(all, "parser: MIT\n"));   // the document says so, and only it
    CHECK_FALSE(has(all, "glue: "));    // its files disagree
    CHECK_FALSE(has(all, "helper: "));  // it has no license
    // SPDX has no id for it: concluded where the document defines a reference for it.
    CHECK(has(all, "base: LicenseRef-Llama\n") == spdx2);
    CHECK(has(all, "base: ") == spdx2);
    CHECK(has(all, "charts: MIT\n") == !cyclonedx);  // 1.6 has no place beside an expression
    CHECK(has(out, "licet:concluded") == cyclonedx);
    CHECK(has(out, "GPL-3.0-only is concluded as declared"));
    CHECK(has(out, "of the alternatives MIT is taken"));
    CHECK(annotate(out, {"--remove"}) == text);
    CHECK(annotate(out, {"--conclude"}) == out);
    CHECK(has(concluded(annotate(text, {})), "parser: MIT\n"));
    CHECK_FALSE(has(concluded(annotate(text, {})), "writer: "));
  }
}

TEST_CASE("conclude: the alternative that the user takes; a name becomes its id") {
  const std::string text = fixture("desk.spdx.json");
  const std::string taken = annotate(text, {"--conclude", "--take", "charts=GPL-2.0-only"});
  CHECK(has(concluded(taken), "charts: GPL-2.0-only\n"));
  // The target's own license is not what it goes out under.
  CHECK_FALSE(has(concluded(annotate(text, {"--conclude", "--outbound", "GPL-3.0-only"})),
                  "support-desk: "));
  std::string named = fixture("desk.cdx.json");
  const std::string id = R"("id": "GPL-3.0-only")";
  named.replace(named.find(id), id.size(), R"("name": "Apache License, Version 2.0")");
  CHECK(has(concluded(annotate(named, {"--conclude"})), "readline: Apache-2.0\n"));
  // An id that is newer than the schema can stand in no `license`.
  named.replace(named.find("Apache License, Version 2.0"), 27, "OpenMDW-1.0");
  const std::string newer = annotate(named, {"--conclude"});
  CHECK_FALSE(has(concluded(newer), "readline: "));
  CHECK(has(newer, R"("value": "OpenMDW-1.0")"));
}

TEST_CASE("conclude: no alternative that a finding speaks against") {
  const auto bom = [](const std::string& library) {
    return R"({"bomFormat":"CycloneDX","specVersion":"1.6","version":1,
      "metadata":{"timestamp":"2026-01-01T00:00:00Z","component":{"type":"application","bom-ref":"app","name":"app"}},
      "components":[{"type":"library","bom-ref":"lib","name":"lib","licenses":[{"license":{"id":")" +
           library + R"("}}]},
      {"type":"library","bom-ref":"both","name":"both","licenses":[{"expression":"MIT OR GPL-3.0-only"}]}],
      "dependencies":[{"ref":"app","dependsOn":["lib","both"]}]})";
  };
  const std::vector<std::string> options = {"--conclude", "--outbound", "proprietary", "--use",
                                            "acts=distribute"};
  CHECK(has(annotate(bom("ISC"), options), "of the alternatives MIT is taken"));
  CHECK_FALSE(has(annotate(bom("GPL-3.0-only"), options), "of the alternatives"));
}

TEST_CASE("conclude: whoever takes a later version does not give up the next one") {
  std::string text = fixture("desk.spdx.json");
  const std::string declared = R"("licenseDeclared": "GPL-3.0-only")";
  text.replace(text.find(declared), declared.size(), R"("licenseDeclared": "GPL-2.0-or-later")");
  const std::string any = annotate(text, {"--conclude"});
  CHECK(has(concluded(any), "readline: GPL-2.0-or-later\n"));
  CHECK(has(any, "GPL-2.0-or-later is concluded as declared"));
  // A whole under version 3 leaves no room for version 2.
  const std::string third = annotate(text, {"--conclude", "--outbound", "GPL-3.0-only"});
  CHECK(has(concluded(third), "readline: GPL-3.0-or-later\n"));
  CHECK(has(third, "of the alternatives GPL-3.0-or-later is taken"));
}

TEST_CASE("conclude: a license of the document's own is named where the document defines it") {
  std::string text = fixture("desk.spdx.json");
  const std::string id = "LicenseRef-scancode-llama-3.1-license-2024";
  for (std::size_t at = 0; (at = text.find("LicenseRef-Llama", at)) != std::string::npos;)
    text.replace(at, 16, id);
  CHECK(has(concluded(annotate(text, {"--conclude"})), "base: " + id + "\n"));
  // In SPDX 3 it is an element, which is referred to again rather than named in an expression.
  text = fixture("desk.spdx3.json");
  const std::string simple = "simplelicensing_SimpleLicensingText";
  text.replace(text.find(simple), simple.size(), "expandedlicensing_CustomLicense");
  const std::string out = annotate(text, {"--conclude"});
  CHECK(has(concluded(out), "base: LicenseRef-llama\n"));
  CHECK_FALSE(has(out, R"("simplelicensing_licenseExpression": "LicenseRef-llama")"));
  CHECK(annotate(out, {"--remove"}) == text);
}

TEST_CASE("conclude: lines that a remark names are those of the document without remarks") {
  std::string text = fixture("desk.cdx.json");
  const std::string id = R"("id": "GPL-3.0-only")";
  text.replace(text.find(id), id.size(), R"("text": {"content": "Our own terms."})");
  const std::string out = annotate(text, {"--conclude"});
  CHECK(has(out, "only its text or address, in line "));
  CHECK(annotate(out, {"--conclude"}) == out);
}

TEST_CASE("conclude: an annotated document is judged as before, with its own places") {
  const tests::TempFolder folder;
  std::vector<std::string> names = kDesks;
  for (const char* more : {"spdx2.json", "spdx2.yaml", "spdx2.spdx", "spdx2.xml", "spdx2.rdf.xml",
                           "reader.spdx3.json", "assistant.cdx.json", "assistant.cdx.xml"})
    names.emplace_back(more);
  std::size_t findings = 0;
  for (const std::string& name : names) {
    INFO(name);
    const std::string text = fixture(name);
    const std::string out = annotate(text, {"--conclude", "--break-signature"});
    CHECK(out != text);
    CHECK(said(out) == said(text));
    const engine::Report before = judged(folder, text);
    const engine::Report after = judged(folder, out);
    REQUIRE(after.findings.size() == before.findings.size());
    for (std::size_t i = 0; i < before.findings.size(); ++i) {
      const spdx::Place& place = after.findings[i].origin;
      CHECK(place.column == before.findings[i].origin.column);
      CHECK(upto(out, place) == upto(text, before.findings[i].origin));
      if (place.line != before.findings[i].origin.line) ++findings;
    }
  }
  CHECK(findings > 50);  // so places were moved
}

TEST_CASE("conclude: the corpus is judged as before, and comes out byte for byte") {
  const tests::TempFolder folder;
  std::size_t documents = 0;
  std::size_t concluded = 0;
  for (const auto& document :
       tests::corpus_documents({"spdx-json", "spdx-yaml", "spdx-tv", "spdx-rdfxml", "spdx-xml",
                                "spdx3-jsonld", "cdx-json", "cdx-xml"})) {
    if (!document.valid || (document.format.starts_with("cdx") && document.version < "1.3"))
      continue;
    INFO(document.path);
    const std::string text = tests::read_source_file(document.path);
    const std::string out = annotate(text, {"--conclude", "--break-signature"});
    CHECK(annotate(out, {"--remove"}) == text);
    CHECK(keys_of(judged(folder, out)) == keys_of(judged(folder, text)));
    ++documents;
    if (has(out, "is concluded as declared") || has(out, "is taken")) ++concluded;
  }
  if (documents == 0) return;
  CHECK(concluded > 80);
  MESSAGE(documents << " documents annotated, " << concluded << " of them with conclusions");
}

TEST_CASE("conclude: remarks that cannot be told apart are read as they stand, with a note") {
  const std::string text = fixture("desk.spdx");
  std::string out = annotate(text, {"--conclude"});
  CHECK(run_licet({"check", "-"}, out).err.empty());
  // Somebody doubled the remark on readline.
  const std::size_t subject = out.find("SPDXREF: SPDXRef-readline");
  REQUIRE(subject != std::string::npos);
  const std::size_t begin = out.rfind("\n\nAnnotator: ", subject);
  const std::size_t end = out.find("</text>", subject) + 7;
  out.insert(end, out.substr(begin, end - begin));
  const tests::Ran ran = run_licet({"check", "-"}, out);
  CHECK(has(ran.err, "the remarks of licet cannot be told from what others wrote"));
  CHECK(has(ran.out, "UNKNOWN: support-desk"));
  CHECK(run_licet({"annotate", "-", "--remove"}, out).code == 2);
}

TEST_CASE("conclude: a remark cannot bring in a license that the document does not state") {
  std::string text = fixture("desk.spdx.json");
  const std::string first = R"("licenseDeclared": "GPL-3.0-only")";
  text.insert(text.find(first), R"("licenseConcluded": "NOASSERTION", )");
  const std::string out = annotate(text, {"--conclude"});
  CHECK(run_licet({"check", "-"}, out).err.empty());
  std::string forged = out;
  const std::string was = R"(\"was\":\"\\\"NOASSERTION\\\"\")";
  REQUIRE(has(forged, was));
  forged.replace(forged.find(was), was.size(), R"(\"was\":\"\\\"MIT\\\"\")");
  const tests::Ran ran = run_licet({"check", "-"}, forged);
  CHECK(has(ran.err, "without them it would say what it does not say with them"));
  CHECK(has(ran.out, "GPL-3.0-only"));
}
