// Stacks written as documents and as stack files, and read back.
#include "spdx/write_documents.h"

#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/document_rules.h"
#include "engine/load_catalogue.h"
#include "spdx/read_documents.h"
#include "spdx/spdx3_relations.h"
#include "spdx/work_remarks.h"
#include "tests/case_file.h"
#include "tests/document_fixture.h"
#include "tests/license_fixture.h"
#include "tests/run_program.h"
#include "tests/stack_fixture.h"
#include "tests/stack_samples.h"

using namespace licet;
using namespace licet::spdx;

namespace {

const DocumentHead kHead = {"2026-11-23T00:00:00Z",
                            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"};

std::string spdx3_of(const Stack& stack) {
  auto out = write_spdx3(stack, tests::list(), kHead);
  REQUIRE(out);
  return *out.value;
}

std::string cyclonedx_of(const Stack& stack) {
  auto out = write_cyclonedx(stack, tests::list(), kHead);
  REQUIRE(out);
  return *out.value;
}

Document read_back(const std::string& text) {
  const DocumentReader* reader = recognize_document(text);
  REQUIRE(reader != nullptr);
  auto document = reader->read(SourceText("d", text));
  REQUIRE_MESSAGE(document, tests::errors_of(document));
  CHECK_MESSAGE(document.notes.empty(), tests::notes_of(document));
  return std::move(*document.value);
}

// What kind of work an element is, by its class and by what licet wrote
// besides.
std::string kind_of(const Element& element) {
  const std::string said = remark_of(element.remarks, "kind");
  if (!said.empty()) return said == "unstated" ? "" : said;
  if (element.type == "ai_AIPackage" || element.type == "machine-learning-model") return "model";
  if (element.type == "dataset_DatasetPackage" || element.type == "data") return "dataset";
  return element.type == "service" ? "service" : "software";
}

std::string facts_of(const Element& element) {
  std::string out;
  for (const Property& remark : element.remarks) {
    if (remark.name.starts_with("fact:")) out += remark.name.substr(5) + "=" + remark.value + ";";
  }
  return out;
}

std::string facts_of(const Work& work) {
  std::string out;
  for (const auto& [id, value] : work.facts) {
    out += id + "=";
    for (std::size_t i = 0; i < value.texts.size(); ++i)
      out += (i == 0 ? "" : ", ") + value.texts[i];
    out += ";";
  }
  return out;
}

void check_work(const Work& work, const Element& element) {
  CAPTURE(work.id);
  CHECK(element.name == work.name);
  CHECK(element.version == work.version);
  CHECK(kind_of(element) == work.kind);
  CHECK((remark_of(element.remarks, "owner") == "self") == work.owned);
  CHECK(facts_of(element) == facts_of(work));
  std::set<std::string> parts;
  for (const LicenseStatement& license : element.licenses) {
    if (license.form != LicenseForm::None) parts.insert(license.part);
  }
  for (const LicenseClaim& claim : work.licenses)
    CHECK((claim.text == "NONE" || claim.text == "NOASSERTION" || parts.contains(claim.part)));
}

// The licenses of the only work, as each format reads back.
std::string licenses_of(const std::string& license) {
  const Stack stack =
      tests::stack_of("licet: 1\nworks: [{ id: a, kind: software, license: " + license + " }]");
  std::string out;
  for (const std::string& text : {spdx3_of(stack), cyclonedx_of(stack)}) {
    const Document document = read_back(text);
    for (const LicenseStatement& one : document.elements.front().licenses) {
      if (one.basis != LicenseBasis::Declared) continue;
      out += one.form == LicenseForm::Expression ? ""
             : one.form == LicenseForm::Name     ? "name "
             : one.form == LicenseForm::None     ? "none"
                                                 : "unsaid";
      if (one.form == LicenseForm::Expression || one.form == LicenseForm::Name) out += one.text;
      out += (one.part.empty() ? "" : " for " + one.part) + "; ";
    }
    for (const CustomLicense& custom : document.custom_licenses)
      out += fmt::format("[{} = {}] ", custom.id, custom.name);
    out += "| ";
  }
  return out;
}

// Licenses that come with texts and addresses, by their id and with a statement.
Stack with_texts() {
  Stack stack = tests::stack_of(
      "licet: 1\nworks:\n- { id: a, kind: software, license: LicenseRef-x WITH AdditionRef-y }\n"
      "- { id: b, kind: service, license: Own words }\n- { id: c, license: LicenseRef-x }\n");
  stack.custom_licenses = {
      {"LicenseRef-x",  "X", "do", {"https://x.example/#1", "not [an] address"},  0},
      {"AdditionRef-y", "Y", "or", {"https://y.example/"},                        0},
      {"",              "",  "no", {"https://own.example/", "https://b.example"}, 0}
  };
  stack.works[1].licenses[0].custom = 2;
  stack.works[1].other_claims = {
      {"", "ISC", Evidence::Observed, false, {}}
  };
  return stack;
}

}  // namespace

TEST_CASE("write_spdx3: works, licenses, relations and targets read back") {
  for (const tests::Sample& sample : tests::stack_samples()) {
    CAPTURE(sample.name);
    const Stack& stack = sample.stack;
    const Document document = read_back(spdx3_of(stack));
    CHECK(document.version == "3.0.1");
    CHECK(document.name == document_name(stack));
    REQUIRE(document.elements.size() == stack.works.size());
    for (std::size_t i = 0; i < stack.works.size(); ++i) {
      check_work(stack.works[i], document.elements[i]);
      const bool stated = !stack.works[i].licenses.empty();
      CHECK(document.elements[i].licenses.empty() != stated);
    }
    REQUIRE(document.links.size() == stack.relations.size());
    for (std::size_t i = 0; i < stack.relations.size(); ++i) {
      const Relation& relation = stack.relations[i];
      const Link& link = document.links[i];
      const auto remark = read_relation_remark(link.comment);
      REQUIRE(remark);
      CHECK(remark->kind == relation.kind);
      CHECK(remark->by == relation.by);
      const bool reversed = spdx3_relation(relation.kind).reversed;
      CHECK(link.from == document.elements[reversed ? relation.source : relation.result].id);
      CHECK(link.to == document.elements[reversed ? relation.result : relation.source].id);
    }
    std::vector<std::string> targets;
    for (const WorkIndex work : described_works(stack))
      targets.push_back(document.elements[work].id);
    CHECK(document.described == targets);
  }
}

TEST_CASE("write_cyclonedx: works, licenses and relations read back") {
  for (const tests::Sample& sample : tests::stack_samples()) {
    CAPTURE(sample.name);
    const Stack& stack = sample.stack;
    const Document document = read_back(cyclonedx_of(stack));
    CHECK(document.version == "1.6");
    std::map<std::string, const Element*> elements;
    for (const Element& element : document.elements)
      elements[element.id] = &element;
    REQUIRE(elements.size() == stack.works.size());
    std::set<std::pair<std::string, std::string>> ends;
    for (WorkIndex i = 0; i < stack.works.size(); ++i) {
      const Work& work = stack.works[i];
      REQUIRE(elements.contains(work.id));
      check_work(work, *elements[work.id]);
      std::string said;
      std::string expected;
      for (const Property& remark : elements[work.id]->remarks)
        said += remark.name == "relation" ? remark.value + ";" : "";
      for (const Relation& relation : stack.relations) {
        if (relation.result != i) continue;
        expected += fmt::format("{} by {}: {};", relation.kind,
                                relation.by == Actor::Self ? "self" : "third-party",
                                stack.works[relation.source].id);
        ends.insert({work.id, stack.works[relation.source].id});
      }
      CHECK(said == expected);
    }
    std::set<std::pair<std::string, std::string>> written;
    for (const Link& link : document.links) {
      if (link.type == "dependsOn") written.insert({link.from, link.to});
    }
    CHECK(written == ends);
  }
}

TEST_CASE("writers of documents: licenses, one form a row") {
  struct Row {
    std::string license;
    std::string read;
  };

  const std::vector<Row> rows = {
      {"mit",                                   "MIT; | MIT; | "                                              },
      {"MIT or isc",                            "MIT OR ISC; | MIT OR ISC; | "                                },
      {"'mit OR (apache-2.0 AND isc)'",
       "MIT OR Apache-2.0 AND ISC; | MIT OR Apache-2.0 AND ISC; | "                                           },
      {"OpenMDW-1.0",                           "OpenMDW-1.0; | OpenMDW-1.0; | "                              },
      {"GPL-2.0+ WITH classpath-exception-2.0",
       "GPL-2.0+ WITH Classpath-exception-2.0; | GPL-2.0+ WITH Classpath-exception-2.0; | "                   },
      {"llama3.1",                              "name llama3.1; | name llama3.1; | "                          },
      {"llama3.1 AND MIT",                      "llama3.1 AND MIT; | name llama3.1 AND MIT; | "               },
      {"'my+ WITH mine'",                       "my+ WITH mine; | name my+ WITH mine; | "                     },
      {"'free for all!'",                       "name free for all!; | name free for all!; | "                },
      {"'!!'",                                  "name !!; | name !!; | "                                      },
      {"LicenseRef-x",                          "LicenseRef-x; | LicenseRef-x; | "                            },
      {"'x OR LicenseRef-x'",                   "x OR LicenseRef-x; | name x OR LicenseRef-x; | "             },
      {"NONE",                                  "none; | none; | "                                            },
      {"NOASSERTION",                           "unsaid; | unsaid; | "                                        },
      {"''",                                    "unsaid; | unsaid; | "                                        },
      {"{ code: MIT, weights: llama3.1 }",
       "MIT for code; name llama3.1 for weights; | MIT for code; name llama3.1 for weights; | "               },
      {"{ code: MIT, docs: MIT }",              "MIT for code; MIT for docs; | MIT for code; MIT for docs; | "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.license);
    CHECK(licenses_of(row.license) == row.read);
  }
  // In the document itself a name has an id.
  const std::string written =
      spdx3_of(tests::stack_of("licet: 1\nworks: [{ id: a, license: x OR LicenseRef-x }]"));
  CHECK(written.find("\"LicenseRef-x-2 OR LicenseRef-x\"") != std::string::npos);
  CHECK(written.find("licet: id made for the name, which is not on the SPDX License List") !=
        std::string::npos);
}

TEST_CASE("writers of documents: who says it, suppliers and addresses") {
  Stack stack = tests::stack_of("licet: 1\nworks: [{ id: a, kind: software, license: MIT }]");
  Work& work = stack.works[0];
  work.licenses[0].evidence = Evidence::Concluded;
  work.other_claims = {
      {"", "ISC",  Evidence::Recorded, false, {}},
      {"", "Zlib", Evidence::Observed, false, {}}
  };
  work.supplier = "Acme";
  work.purl = "pkg:a/b@1";
  const auto bases = [](const Document& document) {
    std::string out;
    for (const LicenseStatement& one : document.elements.front().licenses) {
      out += one.basis == LicenseBasis::Concluded  ? "concluded "
             : one.basis == LicenseBasis::Declared ? "declared "
                                                   : "observed ";
      out += one.text + ";";
    }
    return out + document.elements.front().supplier + ";" + document.elements.front().purl;
  };
  CHECK(bases(read_back(spdx3_of(stack))) ==
        "declared ISC;observed Zlib;concluded MIT;Acme;pkg:a/b@1");
  CHECK(bases(read_back(cyclonedx_of(stack))) ==
        "declared ISC;concluded MIT;observed Zlib;Acme;pkg:a/b@1");
  // What was found in files is what the work was discovered to contain, if nobody says more.
  work.licenses.clear();
  work.other_claims.erase(work.other_claims.begin());
  CHECK(spdx3_of(stack).find("hasDeclaredLicense") != std::string::npos);
  CHECK(bases(read_back(spdx3_of(stack))) == "observed Zlib;Acme;pkg:a/b@1");
  // Of a service, too, which has no evidence in CycloneDX.
  work.kind = "service";
  work.purl.clear();
  CHECK(bases(read_back(cyclonedx_of(stack))) == "observed Zlib;Acme;");
}

TEST_CASE(
    "writers of documents: what is left out is said, and what cannot be written is an error") {
  const Stack stack = tests::stack_of(tests::read_source_file("tests/examples/support.yaml"));
  for (const auto& written :
       {write_spdx3(stack, tests::list(), kHead), write_cyclonedx(stack, tests::list(), kHead)}) {
    REQUIRE(written.notes.size() == 1);
    CHECK(written.notes[0].message.find(
              " does not say what is to be done with a work: the use is left out") !=
          std::string::npos);
  }
  CHECK(tests::errors_of(write_spdx3(Stack{}, tests::list(), kHead)) ==
        ": error: the stack has no works; a document is about at least one");
  CHECK_FALSE(write_cyclonedx(Stack{}, tests::list(), kHead));
}

TEST_CASE("spdx3_relation: every kind of relation has its row") {
  const std::set<std::string> open = {"refer-to", "dataset-of", "uses"};
  for (const std::string& kind : tests::stack_words().relations) {
    CAPTURE(kind);
    CHECK((spdx3_relation(kind).type == "other") == open.contains(kind));
  }
  CHECK(spdx3_relation("no such kind").type == "other");
  // The direction is the one in which documents are read.
  const auto rules = engine::load_document_rules(engine::embedded_data(), tests::whole_catalogue());
  REQUIRE(rules);
  for (const std::string& kind : tests::stack_words().relations) {
    CAPTURE(kind);
    const Spdx3Relation row = spdx3_relation(kind);
    const engine::RelationshipRule* rule = rules.value->rule(std::string(row.type));
    REQUIRE(rule != nullptr);
    CHECK(rule->result_is_from == !row.reversed);
    CHECK_FALSE(rule->cases.empty());
  }
}

TEST_CASE("read_relation_remark: only what licet wrote") {
  const auto read = [](std::string_view comment) {
    const auto remark = read_relation_remark(comment);
    return remark ? remark->kind + (remark->by == Actor::Self ? " self" : " third-party") : "";
  };
  CHECK(read("licet: finetune by self") == "finetune self");
  CHECK(read("two epochs\nlicet: train-on by third-party\nmore") == "train-on third-party");
  CHECK(read("licet: finetune by me").empty());
  CHECK(read("licet: by self").empty());
  CHECK(read("as licet: finetune by self").empty());
  CHECK(read("licet:").empty());
}

// LICET_VALIDATORS names a folder with the validators of the standards: validate_spdx_json.mjs and
// validate_spdx3_shacl.mjs (SPDX's schema and SHACL shapes), validate_cdx.mjs (CycloneDX's schema).
TEST_CASE("writers of documents: what they write is valid by the standards' own validators") {
  const std::string validators = tests::folder_at_hand("LICET_VALIDATORS");
  if (validators.empty()) return;
  const tests::TempFolder folder;
  std::string spdx3;
  std::string cyclonedx;
  std::vector<Stack> stacks = {with_texts()};
  for (const tests::Sample& sample : tests::stack_samples())
    stacks.push_back(sample.stack);
  for (std::size_t i = 0; i < stacks.size(); ++i) {
    folder.write(fmt::format("{}.spdx3", i), spdx3_of(stacks[i]));
    folder.write(fmt::format("{}.cdx", i), cyclonedx_of(stacks[i]));
    spdx3 += fmt::format(" {}.spdx3", i);
    cyclonedx += fmt::format(" {}.cdx", i);
  }
  const auto run = [&](const std::string& script, const std::string& files) {
    const std::string line = "cd " + tests::shell_quoted(folder.path()) + " && node " +
                             tests::shell_quoted(validators + "/" + script) + files + " > out 2>&1";
    CHECK(std::system(line.c_str()) == 0);
    std::istringstream lines(tests::read_source_file(folder.path("out")));
    std::size_t valid = 0;
    for (std::string row; std::getline(lines, row); ++valid)
      CHECK_MESSAGE(row.starts_with("OK\t"), script << ": " << row);
    CHECK(valid == stacks.size());
  };
  run("validate_spdx_json.mjs", spdx3);
  run("validate_spdx3_shacl.mjs", spdx3);
  run("validate_cdx.mjs", cyclonedx);
}
