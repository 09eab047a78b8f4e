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

TEST_CASE("documents: what is concluded of a file counts beside what is found in it") {
  for (const std::string found : {"NOASSERTION", "NONE", "MIT"}) {
    const std::string text = stack_text(spdx2(
        "\"packages\":[" + package("app", R"(,"licenseDeclared":"MIT","hasFiles":["SPDXRef-a"])") +
        R"(],"files":[{"SPDXID":"SPDXRef-a","fileName":"a.c","licenseConcluded":"GPL-3.0-only",)" +
        R"("licenseInfoInFiles":[")" + found + "\"]}],\"relationships\":[" +
        relationship("DOCUMENT", "DESCRIBES", "app") + "]"));
    INFO(found);
    CHECK(text.find("/ GPL-3.0-only") != std::string::npos);
  }
}

TEST_CASE("documents: a file in two packages speaks for both, and relates neither to the other") {
  const std::string text = spdx2(
      "\"packages\":[" + package("tool", R"(,"licenseDeclared":"GPL-3.0-only")") + "," +
      package("app", R"(,"licenseDeclared":"Apache-2.0")") +
      R"(],"files":[{"SPDXID":"SPDXRef-a","fileName":"a.h","licenseInfoInFiles":["MIT"]}],
      "snippets":[{"SPDXID":"SPDXRef-s","snippetFromFile":"SPDXRef-a","licenseConcluded":"ISC","ranges":[]}],
      "relationships":[)" +
      relationship("DOCUMENT", "DESCRIBES", "tool") + "," +
      relationship("DOCUMENT", "DESCRIBES", "app") + "," + relationship("tool", "CONTAINS", "a") +
      "," + relationship("a", "CONTAINED_BY", "app") + "]");
  CHECK(stack_text(text) ==
        "tool [software] GPL-3.0-only / MIT / ISC\n"
        "app [software] Apache-2.0 / MIT / ISC\n"
        "judge tool\n"
        "judge app\n");
}

TEST_CASE("documents: files that hold each other are works, a chain of files is one") {
  std::string files;
  std::string links = relationship("DOCUMENT", "DESCRIBES", "app");
  for (std::size_t i = 0; i < 30'000; ++i) {
    files += fmt::format(R"({}{{"SPDXID":"SPDXRef-{}","fileName":"f","licenseConcluded":"MIT"}})",
                         i == 0 ? "" : ",", i);
    links +=
        "," + relationship(i == 0 ? "app" : std::to_string(i - 1), "CONTAINS", std::to_string(i));
  }
  CHECK(stack_text(spdx2("\"packages\":[" + package("app", "") + "],\"files\":[" + files +
                         "],\"relationships\":[" + links + "]")) ==
        "app [software] MIT\njudge app\n");
  const std::string ring = stack_text(spdx2(
      R"("files":[{"SPDXID":"SPDXRef-a","fileName":"a"},{"SPDXID":"SPDXRef-b","fileName":"b"},
      {"SPDXID":"SPDXRef-c","fileName":"c","licenseConcluded":"MIT"}],"relationships":[)" +
      relationship("a", "CONTAINS", "b") + "," + relationship("b", "CONTAINS", "a") + "," +
      relationship("b", "CONTAINS", "c") + "]"));
  CHECK(ring.find("a [] \n") == std::string::npos);
  CHECK(ring.starts_with("a []\nb [] MIT\n"));
}

TEST_CASE("documents: what a relation leads to and nothing describes is a work all the same") {
  const std::string links =
      relationship("DOCUMENT", "DESCRIBES", "app") +
      R"(,{"spdxElementId":"SPDXRef-app","relationshipType":"STATIC_LINK","relatedSpdxElement":"DocumentRef-x:SPDXRef-lib"})"
      R"(,{"spdxElementId":"SPDXRef-app","relationshipType":"DEPENDS_ON","relatedSpdxElement":"SPDXRef-gone"})"
      R"(,{"spdxElementId":"SPDXRef-app","relationshipType":"COPY_OF","relatedSpdxElement":"NOASSERTION"})"
      R"(,{"spdxElementId":"SPDXRef-app","relationshipType":"DYNAMIC_LINK","relatedSpdxElement":"NONE"})"
      R"(,{"spdxElementId":"DocumentRef-x:SPDXRef-os","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-app"})"
      R"(,{"spdxElementId":"SPDXRef-app","relationshipType":"DESCRIBED_BY","relatedSpdxElement":"DocumentRef-x:SPDXRef-y"})";
  CHECK(stack_text(spdx2("\"packages\":[" +
                         package("app", R"(,"licenseDeclared":"MIT","hasFiles":["SPDXRef-f"])") +
                         "],\"relationships\":[" + links + "]")) ==
        "app [software] MIT\n"
        "DocumentRef-x:SPDXRef-lib []\n"
        "SPDXRef-gone []\n"
        "app link-static DocumentRef-x:SPDXRef-lib\n"
        "app uses SPDXRef-gone\n"
        "judge app\n"
        "note: nothing has the id \"SPDXRef-f\"\n"
        "note: nothing has the id \"SPDXRef-gone\"\n"
        "note: the document makes no assertion about which works \"SPDXRef-app\" is COPY_OF\n");
  CHECK(stack_text(R"({"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":
      {"bom-ref":"m","type":"machine-learning-model","name":"m","modelCard":{"modelParameters":
      {"datasets":[{"ref":"urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#d"}]}}}},
      "dependencies":[{"ref":"m","dependsOn":["pkg:pypi/x@1"]}]})") ==
        "m [model]\n"
        "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#d []\n"
        "pkg:pypi/x@1 []\n"
        "m dataset-of urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#d\n"
        "m uses pkg:pypi/x@1\n"
        "judge m\n"
        "note: nothing has the bom-ref \"pkg:pypi/x@1\"\n");
}

TEST_CASE("documents: relationships mean what the specification of SPDX 2.3 says, table 68") {
  const auto kinds = [](const std::string& type) {
    const std::string text = stack_text(
        spdx2("\"packages\":[" + package("part", R"(,"primaryPackagePurpose":"LIBRARY")") + "," +
              package("whole", R"(,"primaryPackagePurpose":"APPLICATION")") + "," +
              package("os", R"(,"primaryPackagePurpose":"OPERATING_SYSTEM")") +
              "],\"relationships\":[" + relationship("DOCUMENT", "DESCRIBES", "whole") + "," +
              relationship("part", type, "whole") + "," + relationship("part", type, "os") + "]"));
    const std::size_t first = text.find("[software]\n", text.find("os [software]")) + 11;
    return text.substr(first, text.find("judge") - first);
  };
  CHECK(kinds("BUILD_DEPENDENCY_OF") ==
        "whole depends-on part\nos depends-on part (others)\nwhole depends-on os\n");
  CHECK(kinds("PACKAGE_OF") ==
        "whole contains part\nos collection part (others)\nwhole depends-on os\n");
  CHECK(kinds("DISTRIBUTION_ARTIFACT") ==
        "part uses whole (others)\npart uses os (others)\nwhole depends-on part\n");
}

TEST_CASE("documents: what a work is tested with is no part of it, in every form") {
  CHECK(stack_text(R"({"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":
      {"bom-ref":"a","type":"application","name":"a"}},"components":[
      {"bom-ref":"b","type":"library","name":"b","scope":"excluded"},
      {"bom-ref":"c","type":"library","name":"c","scope":"optional"},
      {"bom-ref":"d","type":"library","name":"d","scope":"excluded"}],
      "dependencies":[{"ref":"a","dependsOn":["b","c"]}]})")
            .find("a build-with b\na depends-on c\na build-with d\n") != std::string::npos);
  CHECK(stack_text(R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
      {"type":"software_Package","spdxId":"urn:a","name":"a"},
      {"type":"software_Package","spdxId":"urn:b","name":"b"},
      {"type":"software_Package","spdxId":"urn:c","name":"c"},
      {"type":"LifecycleScopedRelationship","relationshipType":"dependsOn","scope":"test",
       "from":"urn:a","to":["urn:b"]},
      {"type":"LifecycleScopedRelationship","relationshipType":"dependsOn","scope":"build",
       "from":"urn:a","to":["urn:c"]}]})")
            .find("a build-with b\na depends-on c\n") != std::string::npos);
}

TEST_CASE("documents: the product that is judged anyway may be named") {
  const std::string document =
      spdx2("\"packages\":[" + package("app", "") + "," + package("lib", "") +
            "],\"documentDescribes\":[\"SPDXRef-app\"]");
  const std::string all = stack_text(document);
  CHECK(all.find("app depends-on lib\njudge app\n") != std::string::npos);
  CHECK(stack_text(document, "", "app") == all);
  CHECK(stack_text(document, "licet: 1\nuse: { target: app, acts: [run] }\n") == all);
  CHECK(stack_text(document,
                   "licet: 1\nrelations: [ { source: lib, is: import } ]\n"
                   "use: { target: app, acts: [run] }\n")
            .find("app import lib\njudge app\n") != std::string::npos);
  CHECK(stack_text(document, "", "lib").find("judge lib\n") != std::string::npos);
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

TEST_CASE("documents: what licet convert writes is judged like the stack it was written from") {
  const std::string example = "tests/examples/support.yaml";
  const tests::TempFolder folder;
  const auto found = [](const tests::Ran& ran) {
    const std::size_t begin = ran.out.find("    found");
    return ran.out.substr(begin, ran.out.find('\n', begin) - begin);
  };
  for (const char* form : {"spdx3", "cyclonedx"}) {
    INFO(form);
    const std::string path = folder.path(form);
    REQUIRE(tests::run_licet(
                {"convert", example, "--to", form, "--created", "2026-11-01T00:00:00Z", "-o", path})
                .code == 0);
    const auto plain = tests::run_licet({"check", example, "--use", "acts=distribute"});
    const auto read = tests::run_licet(
        {"check", path, "--use", "acts=distribute", "--use", "commercial=true", "--outbound",
         "Apache-2.0", "--use", "kind=company", "--use", "territory=US", "--use", "mau=2000000"});
    CHECK(found(read) == found(plain));
    CHECK(read.code == plain.code);
  }
}
