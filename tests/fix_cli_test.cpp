// `licet fix` from the outside: what it prints, exit codes, errors.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/run_program.h"

using namespace licet;

namespace {

constexpr const char* kStack =
    "licet: 1\n"
    "works:\n"
    "  - { id: data, kind: dataset, license: CC-BY-NC-4.0 }\n"
    "  - { id: mine, kind: dataset, license: CC-BY-4.0, from: [ { edit: data } ] }\n"
    "use: { target: mine, acts: [distribute], commercial: true }\n";

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

TEST_CASE("fix command: the licenses to replace a work with") {
  const tests::TempFolder folder;
  folder.write("stack.yaml", kStack);
  const std::string path = folder.path("stack.yaml");
  const tests::Ran ran = tests::run_licet({"fix", path, "--candidates", "CC0-1.0,ODC-By-1.0"});
  CHECK(ran.code == 0);
  CHECK(ran.out.find("use another dataset than data, one under CC0-1.0") != std::string::npos);
  CHECK(ran.out.find("one under CC-BY-4.0") == std::string::npos);
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
