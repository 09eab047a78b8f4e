// data/spdx/: what licet_snapshot writes of the list's XML, and what is kept by hand beside it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "spdx/expression.h"
#include "spdx/license_index.h"
#include "tests/case_file.h"
#include "tests/license_fixture.h"
#include "tests/paths.h"
#include "tests/run_program.h"
#include "tests/schema.h"

using namespace licet;
using spdx::Value;
using tests::items_at;
using tests::read_source_file;
using tests::text_at;

namespace {

std::vector<std::string> ids_of(const std::vector<Value>& rows) {
  std::vector<std::string> out;
  for (const Value& row : rows)
    out.push_back(row.kind == Value::Kind::Map ? text_at(row, "id") : row.text.str());
  return out;
}

// In byte order, each once.
void check_sorted(const std::vector<std::string>& ids) {
  CHECK(std::ranges::adjacent_find(ids, [](const auto& a, const auto& b) { return a >= b; }) ==
        ids.end());
}

void check_parses(const std::string& expression, const spdx::LicenseIndex& ids) {
  CAPTURE(expression);
  spdx::ExpressionError error;
  CHECK_MESSAGE(spdx::parse_expression(expression, error, {.ids = &ids}), error.message);
}

void check_fits(const std::string& schema, const Value& document) {
  for (const std::string& problem : tests::schema_problems(schema, document))
    FAIL_CHECK(problem);
}

}  // namespace

TEST_CASE("snapshot: counts, order, and successors that can be read") {
  const spdx::LicenseIndex ids(spdx::embedded_license_list());
  std::size_t deprecated = 0;
  for (const std::string kind : {"licenses", "exceptions"}) {
    const Value tree = tests::read_tree("data/spdx/" + kind + ".json");
    check_fits("spdx-list", tree);
    CHECK(text_at(tree, "version") == "3.29.0");
    const std::vector<Value>& rows = items_at(tree, kind);
    CHECK(rows.size() == (kind == "licenses" ? 733 : 86));
    check_sorted(ids_of(rows));
    for (const Value& row : rows) {
      if (!text_at(row, "deprecated").empty()) ++deprecated;
      for (const Value& successor : items_at(row, "successors")) {
        // An exception replaces an exception, and stands for itself in no expression.
        const std::string before = kind == "licenses" ? "" : "GPL-2.0-only WITH ";
        check_parses(before + text_at(successor, "use"), ids);
        if (const std::string when = text_at(successor, "when"); !when.empty())
          check_parses(before + when, ids);
      }
    }
  }
  CHECK(deprecated == 33);
}

TEST_CASE("snapshot: the built-in list is that of the files") {
  const spdx::LicenseList list = spdx::embedded_license_list();
  CHECK((list.version == "3.29.0" && list.licenses == 733 && list.entries.size() == 819));
  std::size_t at = 0;
  for (const std::string kind : {"licenses", "exceptions"}) {
    const Value tree = tests::read_tree("data/spdx/" + kind + ".json");
    for (const Value& row : items_at(tree, kind)) {
      const spdx::ListedLicense& entry = list.entries[at++];
      CHECK(entry.id == text_at(row, "id"));
      CHECK(entry.name == text_at(row, "name"));
      CHECK(entry.osi_approved == (text_at(row, "osi") == "true"));
      CHECK(entry.deprecated_in == text_at(row, "deprecated"));
      CHECK(entry.deprecated == !entry.deprecated_in.empty());
      CHECK(entry.successors.size() == items_at(row, "successors").size());
      CHECK(entry.cross_refs.size() == items_at(row, "urls").size());
    }
  }
}

TEST_CASE("snapshot: the FSF has spoken about licenses of the list only") {
  const Value tree = tests::read_tree("data/spdx/fsf.json");
  check_fits("spdx-fsf", tree);
  const std::vector<std::string> libre = ids_of(items_at(tree, "libre"));
  const std::vector<std::string> not_libre = ids_of(items_at(tree, "not_libre"));
  CHECK(libre.size() == 127);
  CHECK(not_libre.size() == 20);
  check_sorted(libre);
  check_sorted(not_libre);
  const spdx::LicenseIndex ids(spdx::embedded_license_list());
  const auto check = [&](const std::vector<std::string>& listed, bool value) {
    for (const std::string& id : listed) {
      const spdx::ListIndex found = ids.license(id);
      REQUIRE_MESSAGE(found != spdx::kUnlisted, id);
      CHECK_MESSAGE(ids[found].fsf_libre == value, id);
    }
  };
  check(libre, true);
  check(not_libre, false);
}

TEST_CASE("snapshot: making it again from the XML gives the same bytes") {
  const std::string texts = tests::folder_at_hand("LICET_TEXTS");
  if (texts.empty()) return;
  const tests::TempFolder folder;
  const std::string command = std::string("\"") + tests::snapshot_program() + "\" \"" + texts +
                              "/license-list-XML/src\" \"" + folder.path() + "\"";
  REQUIRE(std::system(command.c_str()) == 0);
  for (const std::string name : {"licenses.json", "exceptions.json"}) {
    CHECK_MESSAGE(read_source_file(folder.path(name)) == read_source_file("data/spdx/" + name),
                  "data/spdx/" << name << " is not what licet_snapshot makes of the list");
  }
}

TEST_CASE("snapshot: a file that cannot be read stops the tool with nothing written") {
  const tests::TempFolder folder;
  folder.write("in/a.xml", tests::license_xml(""));
  folder.write("in/b.xml", "<broken");
  folder.write("out/keep", "");
  const auto run = [&] {
    const std::string command = std::string("\"") + tests::snapshot_program() + "\" \"" +
                                folder.path("in") + "\" \"" + folder.path("out") + "\" 2> \"" +
                                folder.path("err") + "\"";
    return std::system(command.c_str());
  };
  CHECK(run() != 0);
  CHECK(read_source_file(folder.path("err")).find("b.xml:1:1: error: not valid XML") !=
        std::string::npos);
  CHECK(!std::filesystem::exists(folder.path("out/licenses.json")));
  folder.write("in/b.xml", "<SPDXLicenseCollection xmlns=\"http://www.spdx.org/license\"/>");
  CHECK(run() == 0);
  CHECK(read_source_file(folder.path("out/licenses.json")) ==
        "{\n  \"version\": \"\",\n  \"source\": \"SPDX license-list-XML\",\n  \"licenses\": [\n    "
        "{\"id\":\"Made-Up-1.0\",\"name\":\"Made up\",\"osi\":false,\"urls\":[]}\n  ]\n}\n");
}
