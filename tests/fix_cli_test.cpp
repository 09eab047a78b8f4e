// `licet fix` from the outside: what it prints, exit codes, errors.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/run_program.h"
#include "tests/schema.h"

using namespace licet;

namespace {

constexpr const char* kStack =
    "licet: 1\n"
    "works:\n"
    "  - { id: data, kind: dataset, license: CC-BY-NC-4.0 }\n"
    "  - { id: mine, kind: dataset, license: CC-BY-4.0, from: [ { edit: data } ] }\n"
    "use: { target: mine, acts: [distribute], commercial: true }\n";

const std::string kTakes =
    "licet: 1\nworks:\n  - { id: lib, kind: software, license: MIT OR GPL-3.0-only }\n"
    "  - { id: mine, kind: software, from: [ { link-static: lib } ] }\n"
    "use: { target: mine, acts: [distribute], outbound: MIT }\n";

}  // namespace

TEST_CASE("fix command: repairs for programs, with what they lead to") {
  const tests::TempFolder folder;
  folder.write("stack.yaml", kStack);
  const tests::Ran ran =
      tests::run_licet({"fix", folder.path("stack.yaml"), "--format", "json", "--most", "50"});
  CHECK(ran.code == 0);
  const auto out = nlohmann::json::parse(ran.out);
  REQUIRE(out["uses"].size() == 1);
  const auto& use = out["uses"].front();
  CHECK(use["target"] == "mine");
  CHECK(use["verdict"] == "conflict");
  CHECK(use["complete"].is_boolean());
  REQUIRE_FALSE(use["repairs"].empty());
  unsigned least = 0;
  for (const auto& repair : use["repairs"]) {
    CHECK(repair["verdict"] != "conflict");
    CHECK(repair["cost"]["conflicts"] == 0);
    CHECK(repair["effort"].get<unsigned>() >= least);
    least = repair["effort"].get<unsigned>();
  }
}

TEST_CASE("fix command: JSON fits its schema") {
  const std::string fine =
      "licet: 1\nworks:\n  - { id: lib, kind: software, license: MIT }\n"
      "use: { target: lib, acts: [distribute], outbound: MIT }\n";
  for (const std::string& stack : {std::string(kStack), kTakes, fine}) {
    for (const std::string candidates : {"", "CC0-1.0,MIT"}) {
      std::vector<std::string> line = {"fix", "-", "--format", "json", "--most", "40"};
      if (!candidates.empty()) line.insert(line.end(), {"--candidates", candidates});
      const spdx::Value document =
          tests::parse_tree("repairs.json", tests::run_licet(line, stack).out);
      for (const std::string& problem : tests::schema_problems("fix", document))
        FAIL_CHECK(problem);
      CHECK(tests::items_at(document, "uses").size() == 1);
    }
  }
}

TEST_CASE("fix command: where the user has taken an alternative, the others are offered") {
  const std::vector<std::string> line = {"fix", "-", "--take", "lib=GPL-3.0-only"};
  const std::string words = "take MIT for lib instead of GPL-3.0-only";
  CHECK(tests::run_licet(line, kTakes).out.find("  1  " + words + "\n") != std::string::npos);
  const auto without = tests::run_licet({"fix", "-"}, kTakes);
  CHECK(without.out.find("nothing to repair") != std::string::npos);
  const auto wrong = tests::run_licet({"fix", "-", "--take", "lib=MIT AND GPL-3.0-only"}, kTakes);
  CHECK(wrong.out.find("take MIT for lib instead of MIT AND GPL-3.0-only") != std::string::npos);
  CHECK(wrong.out.find("take GPL-3.0-only for lib") == std::string::npos);  // a conflict as well
}

TEST_CASE("fix command: a separate license is to be had from who can give it") {
  const auto asked = [](const std::string& name, const std::string& license) {
    return tests::run_licet(
               {"fix", "-", "--most", "100"},
               "licet: 1\nworks:\n  - { id: base, name: " + name +
                   ", kind: model, license: " + license +
                   " }\n  - { id: mine, kind: model, from: [ { finetune: base } ] }\n"
                   "use: { target: mine, acts: [distribute], commercial: true, outbound: MIT }\n")
        .out;
  };
  const auto says = [&](const std::string& name, const std::string& license,
                        const std::string& whom) {
    return asked(name, license).find("get a separate license for base from " + whom) !=
           std::string::npos;
  };
  CHECK(says("meta-llama/Llama-3.1-8B", "llama3.1",
             "its licensor (Meta; meta-llama publishes it)\n"));
  CHECK(says("Llama", "llama3.1", "its licensor (Meta)\n"));
  CHECK(says("acme/base", "CC-BY-NC-4.0", "acme, who publishes it\n"));
  CHECK(says("Base 7B", "CC-BY-NC-4.0", "the licensor of Base 7B\n"));
  CHECK(says("a/b/c", "CC-BY-NC-4.0", "the licensor of a/b/c\n"));
}

TEST_CASE("fix command: the licenses to replace a work with") {
  const tests::TempFolder folder;
  folder.write("stack.yaml", kStack);
  const std::string path = folder.path("stack.yaml");
  const tests::Ran ran = tests::run_licet({"fix", path, "--candidates", "CC0-1.0,ODC-By-1.0"});
  CHECK(ran.code == 0);
  CHECK(ran.out.find("use another dataset than data, one under CC0-1.0") != std::string::npos);
  CHECK(ran.out.find("such as") == std::string::npos);
  const tests::Ran wrong = tests::run_licet({"fix", path, "--candidates", "No-Such-1.0"});
  CHECK(wrong.code == 2);
  CHECK(wrong.out.empty());
  CHECK(wrong.err.find("--candidates No-Such-1.0: error: ") != std::string::npos);
}

TEST_CASE("fix command: where nothing is broken nothing is repaired") {
  const tests::TempFolder folder;
  folder.write("stack.yaml",
               "licet: 1\nworks:\n  - { id: lib, kind: software, license: MIT }\n"
               "use: { target: lib, acts: [distribute], outbound: MIT }\n");
  const tests::Ran ran = tests::run_licet({"fix", folder.path("stack.yaml")});
  CHECK(ran.code == 0);
  CHECK(ran.out.find("nothing to repair") != std::string::npos);
}
