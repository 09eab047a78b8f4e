// `licet check --draft`: the side file that is still to be filled in.
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/files.h"
#include "tests/document_fixture.h"
#include "tests/run_program.h"

using namespace licet;
using tests::run_licet;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string content(const std::string& path) {
  const auto file = cli::read_file(path);
  REQUIRE(file);
  return std::string(file.value->text());
}

// What is written for a document.
std::string draft_of(const tests::TempFolder& folder, const std::string& document,
                     std::vector<std::string> options = {}) {
  std::filesystem::remove(folder.path("draft"));
  folder.write("doc", document);
  options.insert(options.begin(), {"check", folder.path("doc"), "--draft", folder.path("draft")});
  CHECK(run_licet(options).err.empty());
  return content(folder.path("draft"));
}

// A row is taken out of its comment and completed.
std::string settled(std::string draft, const std::string& source, const std::string& is) {
  const std::size_t row = draft.find("source: \"" + source + "\"");
  REQUIRE(row != std::string::npos);
  draft.replace(draft.rfind('#', row), 2, "");
  return draft.insert(draft.find("is: ", row) + 4, is + " ");
}

std::string desk() {
  return std::string(tests::document_fixture("desk.spdx.json").text());
}

}  // namespace

TEST_CASE("draft: each open relation, what its readings lead to, and a row to be completed") {
  const tests::TempFolder folder;
  const std::string draft = draft_of(folder, desk());
  CHECK(has(draft, R"(  # support-desk depends-on readline; it may be
  #   bundle: 6 obligations (GPL-3.0-only)
  #   import: 1 obligation (GPL-3.0-only)
  #   link-dynamic: 1 obligation (GPL-3.0-only)
  #   link-static: 1 conflict (GPL-3.0-only), 9 obligations
  #   nothing, call-api, build-with, refer-to: no finding names them
  # - { result: "support-desk", source: "readline", is: }
)"));
  CHECK(has(draft, R"(  # - { result: "charts", source: "parser", is: })"));
}

TEST_CASE("draft: a relation farther from the act is not passed off as harmless") {
  const tests::TempFolder folder;
  const std::string draft = draft_of(folder, R"({"spdxVersion": "SPDX-2.3", "name": "x",
"SPDXID": "SPDXRef-DOCUMENT", "documentDescribes": ["SPDXRef-app"], "packages": [
{"name": "app", "SPDXID": "SPDXRef-app", "licenseDeclared": "Apache-2.0"},
{"name": "mid", "SPDXID": "SPDXRef-mid", "licenseDeclared": "MIT"},
{"name": "gpl", "SPDXID": "SPDXRef-gpl", "licenseDeclared": "GPL-2.0-only"}], "relationships": [
{"spdxElementId": "SPDXRef-app", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-mid"},
{"spdxElementId": "SPDXRef-mid", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-gpl"}]
})");
  const std::size_t far = draft.find("  # mid depends-on gpl; it may be\n");
  REQUIRE(far != std::string::npos);
  CHECK(has(draft.substr(far), "  # findings come over it, too: 2 conflicts (GPL-2.0-only)"));
  CHECK_FALSE(has(draft, ": nothing"));
}

TEST_CASE("draft: it settles nothing until a row is taken out of its comment") {
  const tests::TempFolder folder;
  const std::string draft = draft_of(folder, desk());
  const auto said = [&](const std::string& side) {
    folder.write("side", side);
    return run_licet({"check", folder.path("doc"), "--relations", folder.path("side")});
  };
  CHECK(said(draft).out == run_licet({"check", folder.path("doc")}).out);
  const tests::Ran conflict = said(settled(draft, "readline", "link-static"));
  CHECK(conflict.code == 1);
  CHECK(has(conflict.out, "readline ─link-static→ support-desk"));
  CHECK_FALSE(has(said(settled(draft, "readline", "nothing")).out, "readline ─"));
  // What is left open then.
  folder.write("side", settled(draft, "readline", "link-dynamic"));
  const std::string rest = draft_of(folder, desk(), {"--relations", folder.path("side")});
  CHECK_FALSE(has(rest, "source: \"readline\""));
  CHECK(has(rest, "source: \"writer\""));
  const tests::Ran empty = said(settled(draft, "readline", ""));
  CHECK(empty.code == 2);
  CHECK(has(empty.err, "this row needs \"is\""));
}

TEST_CASE("draft: names cannot leave their comment or break their row") {
  const tests::TempFolder folder;
  std::string text = desk();
  const std::string id = R"("name": "readline")";
  text.replace(text.find(id), id.size(), R"("name": "read\nline: \"}")");
  const std::string draft = draft_of(folder, text);
  CHECK(has(draft, "# support-desk depends-on read line: \"}; it may be\n"));
  folder.write("side", settled(draft, R"(read\nline: \"})", "link-static"));
  CHECK(run_licet({"check", folder.path("doc"), "--relations", folder.path("side")}).code == 1);
}

TEST_CASE("draft: what is there is not written over, and a stack file leaves nothing open") {
  const tests::TempFolder folder;
  folder.write("doc", desk());
  folder.write("there", "my own work");
  const tests::Ran over = run_licet({"check", folder.path("doc"), "--draft", folder.path("there")});
  CHECK(over.code == 2);
  CHECK(has(over.err, "is there already"));
  CHECK(content(folder.path("there")) == "my own work");
  folder.write("stack", "licet: 1\nworks: [{ id: a, license: MIT }]\nuse: { target: a }\n");
  const tests::Ran stack =
      run_licet({"check", folder.path("stack"), "--draft", folder.path("new")});
  CHECK(stack.code == 2);
  CHECK(has(stack.err, "only a bill of materials leaves open"));
}
