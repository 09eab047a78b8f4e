// From bills of materials to stacks: works, claims, relations, targets, settlements.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/input.h"
#include "tests/case_file.h"
#include "tests/run_program.h"

using namespace licet;

namespace {

// What `licet check` reads from a document, in words.
std::string stack_text(const std::string& document, const std::string& relations = "",
                       const std::string& target = "") {
  const tests::TempFolder folder;
  folder.write("bom.json", document);
  cli::CheckOptions options;
  options.path = folder.path("bom.json");
  if (!relations.empty()) {
    folder.write("relations.yaml", relations);
    options.relations = folder.path("relations.yaml");
  }
  if (!target.empty()) options.target = target;
  const auto input = cli::load_input(options);
  std::string text;
  if (!input) {
    for (const spdx::Error& error : input.errors)
      text += "error: " + error.message + "\n";
    return text;
  }
  const spdx::Stack& stack = input.value->stack;
  for (const spdx::Work& work : stack.works) {
    text += fmt::format("{} [{}]", work.id, work.kind);
    for (const spdx::LicenseClaim& claim : work.licenses)
      text += " " + claim.text;
    for (const spdx::LicenseClaim& claim : work.other_claims)
      text += " / " + claim.text;
    text += "\n";
  }
  for (const spdx::Relation& relation : stack.relations) {
    text += fmt::format("{} {} {}{}\n", stack.works[relation.result].id, relation.kind,
                        stack.works[relation.source].id,
                        relation.by == spdx::Actor::Self ? "" : " (others)");
  }
  for (const spdx::Use& use : stack.uses)
    text += "judge " + stack.works[use.target.value_or(0)].id + "\n";
  for (const spdx::Error& note : input.value->notes)
    text += "note: " + note.message + "\n";
  return text;
}

std::string spdx2(const std::string& members) {
  return R"({"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"d","dataLicense":"CC0-1.0",
  "documentNamespace":"https://example.org/d","creationInfo":{"created":"2026-01-01T00:00:00Z","creators":["Tool: t"]},)" +
         members + "}";
}

std::string package(const std::string& id, const std::string& more) {
  return fmt::format(
      R"({{"SPDXID":"SPDXRef-{0}","name":"{0}","downloadLocation":"NOASSERTION"{1}}})", id, more);
}

std::string relationship(const std::string& from, const std::string& type, const std::string& to) {
  return fmt::format(
      R"({{"spdxElementId":"SPDXRef-{}","relationshipType":"{}","relatedSpdxElement":"SPDXRef-{}"}})",
      from, type, to);
}

const std::string kApp =
    spdx2("\"packages\":[" + package("app", R"(,"licenseDeclared":"Apache-2.0")") + "," +
          package("lib", R"(,"licenseDeclared":"MIT","licenseConcluded":"NOASSERTION")") + "," +
          package("deep", R"(,"licenseConcluded":"NONE","licenseDeclared":"ISC")") +
          "],\"relationships\":[" + relationship("DOCUMENT", "DESCRIBES", "app") + "," +
          relationship("app", "DEPENDS_ON", "lib") + "," +
          relationship("deep", "DEPENDENCY_OF", "lib") + "]");

}  // namespace

TEST_CASE("documents: what is concluded governs, NOASSERTION says nothing, NONE is no license") {
  CHECK(stack_text(kApp) ==
        "app [software] Apache-2.0\n"
        "lib [software] MIT\n"
        "deep [software] NONE / ISC\n"
        "app depends-on lib\n"
        "lib depends-on deep (others)\n"
        "judge app\n");
}

TEST_CASE("documents: a target that the user names is judged instead") {
  CHECK(stack_text(kApp, "", "SPDXRef-lib").find("lib depends-on deep\njudge lib\n") !=
        std::string::npos);
  CHECK(stack_text(kApp, "", "libb") ==
        "error: no work of the document is called \"libb\"; did you mean \"lib\"?\n");
}

TEST_CASE("documents: a side file settles relations and states the use") {
  const std::string settled = stack_text(kApp,
                                         "licet: 1\n"
                                         "relations:\n"
                                         "  - { source: lib, is: link-dynamic }\n"
                                         "  - { type: DEPENDENCY_OF, is: nothing }\n"
                                         "use: { target: app, acts: [host] }\n");
  CHECK(settled.find("app link-dynamic lib\njudge app\n") != std::string::npos);
  CHECK(stack_text(kApp, "licet: 1\nrelations: [ { source: lib, is: linked } ]\n")
            .find("error: \"is\" cannot be \"linked\"") == 0);
  CHECK(stack_text(kApp, "licet: 1\nrelations: [ { source: lip, is: import } ]\n") ==
        "error: no relation of the document fits this row; no work is called \"lip\"; did you mean "
        "\"lib\"?\n");
}

TEST_CASE("documents: files speak for their package, unless something else is said of them") {
  const std::string text = spdx2(
      "\"packages\":[" + package("app", R"(,"licenseDeclared":"MIT")") +
      R"(],"files":[{"SPDXID":"SPDXRef-a","fileName":"./a.c","checksums":[],"licenseInfoInFiles":["GPL-2.0-only"]},
      {"SPDXID":"SPDXRef-b","fileName":"./b.o","checksums":[],"licenseConcluded":"BSD-3-Clause"}],"relationships":[)" +
      relationship("DOCUMENT", "DESCRIBES", "app") + "," + relationship("app", "CONTAINS", "a") +
      "," + relationship("app", "CONTAINS", "b") + "," + relationship("b", "COPY_OF", "app") + "]");
  CHECK(stack_text(text) ==
        "app [software] MIT / GPL-2.0-only\n"
        "./b.o [] BSD-3-Clause\n"
        "app contains ./b.o\n"
        "./b.o copy app (others)\n"
        "judge app\n");
}

TEST_CASE("documents: what the product lists and nothing leads to is joined to it") {
  const std::string text =
      spdx2("\"packages\":[" + package("app", R"(,"licenseDeclared":"MIT")") + "," +
            package("stray", R"(,"licenseDeclared":"GPL-3.0-only")") + "],\"relationships\":[" +
            relationship("DOCUMENT", "DESCRIBES", "app") + "]");
  CHECK(stack_text(text).find("app depends-on stray\n") != std::string::npos);
}

TEST_CASE("documents: one that describes nothing is a product of its own") {
  const std::string text = spdx2("\"packages\":[" + package("a", R"(,"licenseDeclared":"MIT")") +
                                 "," + package("b", R"(,"licenseDeclared":"ISC")") + "]");
  CHECK(stack_text(text) ==
        "a [software] MIT\nb [software] ISC\nd [software]\n"
        "d depends-on a\nd depends-on b\njudge d\n");
  CHECK(stack_text(spdx2("\"packages\":[]")) == "d [software]\njudge d\n");
}

TEST_CASE("documents: licenses of their own are matched by name or id, others stay unknown") {
  const std::string text = spdx2(
      "\"packages\":[" + package("a", R"(,"licenseDeclared":"LicenseRef-1 AND LicenseRef-2")") +
      R"(],"hasExtractedLicensingInfos":[{"licenseId":"LicenseRef-1","name":"Apache License 2.0","extractedText":"x"},
      {"licenseId":"LicenseRef-2","extractedText":"Ask us."}])");
  CHECK(stack_text(text) == "a [software] Apache-2.0 AND LicenseRef-2\njudge a\n");
}

TEST_CASE("documents: evidence that disagrees is a finding; explanations of one license are not") {
  const tests::TempFolder folder;
  folder.write(
      "bom.json",
      spdx2("\"packages\":[" +
            package("a", R"(,"licenseConcluded":"MIT","licenseDeclared":"GPL-2.0-only")") + "]"));
  const auto wrong = tests::run_licet({"check", folder.path("bom.json")});
  CHECK(wrong.out.find("a is judged by MIT, but declared is GPL-2.0-only") != std::string::npos);
  CHECK(wrong.code == 3);
  folder.write(
      "bom.json",
      spdx2("\"packages\":[" +
            package("a", R"(,"licenseConcluded":"ISC AND MIT","licenseDeclared":"MIT AND ISC")") +
            "]"));
  CHECK(tests::run_licet({"check", folder.path("bom.json")}).out.find("is judged by") ==
        std::string::npos);
}

TEST_CASE("documents: the same product gives the same verdict in every form") {
  const std::string folder = "tests/documents/";
  std::string first;
  for (const char* form :
       {"spdx2.json", "spdx2.yaml", "spdx2.spdx", "spdx2.xml", "spdx2.rdf.xml"}) {
    const auto said = tests::run_licet({"check", folder + form});
    // The last lines name the input.
    const std::string body = said.out.substr(0, said.out.find("This is not legal advice"));
    if (first.empty()) first = body;
    INFO(form);
    CHECK(body == first);
  }
  const auto json = tests::run_licet({"check", folder + "assistant.cdx.json"});
  const auto xml = tests::run_licet({"check", folder + "assistant.cdx.xml"});
  CHECK(json.out.substr(0, json.out.find("This is not legal advice")) ==
        xml.out.substr(0, xml.out.find("This is not legal advice")));
}

TEST_CASE("documents of the corpus: SPDX's own AI example, models trained on research data") {
  const char* corpus = std::getenv("LICET_CORPUS");
  if (corpus == nullptr) {
    MESSAGE("skipped: LICET_CORPUS names no folder with documents");
    return;
  }
  const std::string path = std::string(corpus) +
                           "/spdx3-jsonld/3.0.1/"
                           "spdx-examples__ai__example01__spdx3.0__simplehtr-example.json";
  const auto others = tests::run_licet({"check", path, "--use", "commercial=true"});
  CHECK(others.out.find("IAMdataset ─train-on (by others)→ word-model") != std::string::npos);
  CHECK(others.out.find("noncommercial-use") != std::string::npos);
  CHECK(others.code == 3);
  const auto own =
      tests::run_licet({"check", path, "--use", "commercial=true", "--target", "word-model@0.0"});
  CHECK(own.out.find("CONFLICT: word-model") == 0);
  CHECK(own.out.find("IAMdataset ─train-on→ word-model") != std::string::npos);
  CHECK(own.code == 1);
}
