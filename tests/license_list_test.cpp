// Lists put together of files, in memory and from folders, and `licet licenses --from`.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/render_list.h"
#include "spdx/value.h"
#include "tests/license_fixture.h"
#include "tests/run_program.h"

using namespace licet;
using spdx::LicenseListBuilder;
using spdx::SourceText;

namespace {

std::string problems_of(const spdx::LoadedList& list) {
  std::string out;
  for (const spdx::Error& problem : list.problems)
    out += (out.empty() ? "" : "\n") + to_string(problem);
  return out;
}

spdx::Result<spdx::LicenseDocuments> json(const std::string& name, const std::string& text) {
  return read_license_json(SourceText(name, text));
}

std::string xml_file(const std::string& attributes, const std::string& inside = "") {
  return "<SPDXLicenseCollection xmlns=\"http://www.spdx.org/license\"><license " + attributes +
         ">" + inside + "</license></SPDXLicenseCollection>";
}

const std::string kMade = R"(licenseId="Made-Up-1.0" name="Made up" listVersionAdded="3.30.0")";

}  // namespace

TEST_CASE("license list: versions are compared number by number") {
  const std::vector<std::string> ordered = {"1.17", "2.0rc2", "2.0rc3", "2.0",    "2.0.1",
                                            "3.9",  "3.10",   "3.28.0", "3.29.0", "10.1"};
  for (std::size_t a = 0; a < ordered.size(); ++a) {
    for (std::size_t b = 0; b < ordered.size(); ++b) {
      CAPTURE(ordered[a]);
      CAPTURE(ordered[b]);
      CHECK(spdx::older_version(ordered[a], ordered[b]) == (a < b));
    }
  }
}

TEST_CASE("license list: a broken file is reported and the rest loads") {
  LicenseListBuilder builder;
  builder.add(read_license_xml(SourceText("b.xml", xml_file(R"(licenseId="b" name="B")"))));
  builder.add(read_license_xml(SourceText("c.xml", "<SPDXLicenseCollection><license")));
  builder.add(read_license_xml(SourceText("a.xml", xml_file(R"(licenseId="a" name="A")"))));
  const spdx::LoadedList list = std::move(builder).finish();
  REQUIRE(list.documents.licenses.size() == 2);
  CHECK(list.documents.licenses[0].id == "a");
  CHECK(list.documents.licenses[1].id == "b");
  CHECK(problems_of(list) ==
        "c.xml:1:24: error: not valid XML: unclosed token; \"SPDXLicenseCollection\", which begins "
        "in "
        "line 1, is still open");
}

TEST_CASE("license list: an id that two files hold is reported, the first stays") {
  LicenseListBuilder builder;
  builder.add(read_license_xml(SourceText("a.xml", xml_file(R"(licenseId="a" name="A")"))));
  builder.add(read_license_xml(SourceText("b.xml", "\n" + xml_file(R"(licenseId="a" name="B")"))));
  const spdx::LoadedList list = std::move(builder).finish();
  REQUIRE(list.documents.licenses.size() == 1);
  CHECK(list.documents.licenses.front().name == "A");
  CHECK(problems_of(list) ==
        "b.xml:2:60: error: \"a\" stands already in a.xml, line 1; this one is left out");
}

TEST_CASE("license list: details complete the rows, in any order") {
  const auto rows = json("licenses.json", R"({"licenseListVersion": "3.28.0", "licenses": [
    {"licenseId": "a", "name": "A", "isFsfLibre": true, "seeAlso": ["u"]},
    {"licenseId": "b", "name": "B"}]})");
  const auto a = json("a.json", R"({"licenseId": "a", "name": "A", "licenseText": "Do.",
    "isOsiApproved": true, "isDeprecatedLicenseId": false, "licenseComments": "c"})");
  const auto b = json("b.json", R"({"licenseId": "b", "name": "Bee", "licenseText": "Do."})");
  for (const bool rows_first : {true, false}) {
    LicenseListBuilder builder;
    if (rows_first) builder.add(rows);
    builder.add(a);
    builder.add(b);
    if (!rows_first) builder.add(rows);
    const spdx::LoadedList list = std::move(builder).finish();
    CHECK(list.documents.version == "3.28.0");
    REQUIRE(list.documents.licenses.size() == 2);
    const spdx::LicenseDocument& both = list.documents.licenses.front();
    CHECK((both.fsf_libre == true && both.osi_approved == true && both.comments == "c"));
    CHECK((both.text && both.cross_refs.size() == 1));
    CHECK(problems_of(list) ==
          (rows_first
               ? "b.json:1:1: error: \"b\" has other facts in licenses.json, line 3; this one "
                 "is left out"
               : "licenses.json:3:5: error: \"b\" has other facts in b.json, line 1; this "
                 "one is left out"));
  }
}

TEST_CASE("license list: files of two versions are reported") {
  LicenseListBuilder builder;
  builder.add(json("licenses.json", R"({"licenseListVersion": "3.28.0", "licenses": []})"));
  builder.add(json("exceptions.json", R"({"licenseListVersion": "3.27.0", "exceptions": [
    {"licenseExceptionId": "e", "name": "E"}]})"));
  CHECK(problems_of(std::move(builder).finish()) ==
        "exceptions.json:2:5: error: this file is of list version 3.27.0, others are of 3.28.0");
}

TEST_CASE("license folder: each form is found by what is in it") {
  const tests::TempFolder folder;
  CHECK(tests::errors_of(cli::read_list_folder(folder.path("none"))) ==
        folder.path("none") + ": error: cannot read it: No such file or directory");
  CHECK(tests::errors_of(cli::read_list_folder(folder.path())) ==
        folder.path() +
            ": error: no license list in it: neither the XML of SPDX's list (src/*.xml), nor its "
            "JSON (licenses.json), nor the npm package spdx-license-list (spdx.json)");
  folder.write("package/spdx.json", R"({"a": {"name": "A", "osiApproved": true}})");
  folder.write("package/licenses/a.json", R"({"name": "A", "licenseText": "Do."})");
  auto found = cli::read_list_folder(folder.path());
  REQUIRE_MESSAGE(found, tests::errors_of(found));
  CHECK((found.value->form == "npm package" && found.value->files == 2));
  REQUIRE(found.value->list.documents.licenses.size() == 1);
  CHECK(found.value->list.documents.licenses.front().text);
  folder.write("json/licenses.json", R"({"licenseListVersion": "3.28.0", "licenses": [
    {"licenseId": "a", "name": "A"}]})");
  folder.write("json/details/a.json", R"({"licenseId": "a", "name": "A", "licenseText": "Do."})");
  folder.write("json/exceptions/e.json", R"({"licenseExceptionId": "e", "name": "E"})");
  folder.write("other/package.json", "{}");
  found = cli::read_list_folder(folder.path());
  REQUIRE_MESSAGE(found, tests::errors_of(found));
  CHECK((found.value->form == "list JSON" && found.value->files == 3));
  CHECK(problems_of(found.value->list).empty());
  folder.write("src/Made-Up-1.0.xml", xml_file(kMade));
  folder.write("src/empty.xml", "");
  folder.write("src/.hidden.xml", "");
  folder.write("pom.xml", "<project/>");
  found = cli::read_list_folder(folder.path());
  REQUIRE_MESSAGE(found, tests::errors_of(found));
  CHECK((found.value->form == "list XML" && found.value->files == 2));
  CHECK(problems_of(found.value->list) ==
        folder.path("src/empty.xml") + ": error: the file is empty");
  found = cli::read_list_folder(folder.path("json/details/a.json"));
  REQUIRE_MESSAGE(found, tests::errors_of(found));
  CHECK(found.value->list.documents.licenses.front().id == "a");
}

TEST_CASE("license folder: what differs from the built-in list") {
  using spdx::ListedLicense;
  const std::vector<ListedLicense> entries = [] {
    std::vector<ListedLicense> out(3);
    out[0].id = "a";
    out[1].id = "b";
    out[2].id = "e";
    out[2].exception = true;
    return out;
  }();
  const spdx::LicenseList built_in{"3.29.0", entries, 2};
  spdx::LicenseDocuments list;
  list.licenses.resize(2);
  list.licenses[0].id = "b";
  list.licenses[0].deprecated = true;
  list.licenses[1].id = "c";
  cli::ListChanges changes = cli::compare_lists(list, built_in);
  CHECK(changes.added == std::vector<std::string>{"c"});
  CHECK(changes.deprecated == std::vector<std::string>{"b"});
  CHECK(changes.missing == std::vector<std::string>{"a"});
  list.exceptions.resize(1);
  list.exceptions[0].id = "f";
  changes = cli::compare_lists(list, built_in);
  CHECK(changes.added == std::vector<std::string>{"c", "f"});
  CHECK(changes.missing == std::vector<std::string>{"a", "e"});
}

TEST_CASE("licenses --from: text, JSON and exit codes") {
  const tests::TempFolder folder;
  folder.write("Made-Up-1.0.xml", xml_file(kMade));
  folder.write(
      "Old.xml",
      xml_file(R"(licenseId="Old" name="Olden" isOsiApproved="true" deprecatedVersion="3.0")",
               "<obsoletedBys><obsoletedBy>Made-Up-1.0</obsoletedBy><obsoletedBy "
               "expression=\"Old+\">MIT</obsoletedBy></obsoletedBys>"));
  const tests::Ran all = tests::run_licet({"licenses", "--from", folder.path()});
  CHECK(all.code == 0);
  CHECK(all.err.empty());
  CHECK(
      all.out.rfind("Made-Up-1.0  -    -          Made up\n"
                    "Old          OSI  -          Olden (deprecated 3.0: now Made-Up-1.0; Old+ now "
                    "MIT)\n\n2 licenses (1 OSI approved, 1 deprecated) and 0 exceptions, version "
                    "3.30.0, list XML (2 files)\nAgainst the built-in list (",
                    0) == 0);
  CHECK(all.out.find("\n  new here: Made-Up-1.0, Old\n  missing here: 0BSD, ") !=
        std::string::npos);
  const tests::Ran some = tests::run_licet({"licenses", "olden", "--from", folder.path()});
  CHECK(some.out.rfind("Old  OSI  -          Olden", 0) == 0);
  CHECK(some.out.find("\n\n1 license and 0 exceptions out of 2 licenses (1 ") != std::string::npos);
  CHECK(tests::run_licet({"licenses", "nothing", "--from", folder.path()}).code == 1);
  folder.write("Bad.xml", "<SPDXLicenseCollection>");
  const tests::Ran bad =
      tests::run_licet({"licenses", "--from", folder.path(), "--format", "json", "old"});
  CHECK(bad.code == 2);
  CHECK(bad.err == folder.path("Bad.xml") +
                       ":1:24: error: not valid XML: no element found; \"SPDXLicenseCollection\", "
                       "which begins in line 1, is still open\n");
  const auto tree = spdx::read_json(SourceText("out", bad.out));
  REQUIRE(tree);
  CHECK(tree.value->find("unreadable")->text == "1");
  const spdx::Value& old = tree.value->find("licenses")->items.at(0);
  CHECK((old.find("id")->text == "Old" && old.find("osi")->text == "true"));
  CHECK(old.find("successors")->items.at(1).find("when")->text == "Old+");
  CHECK(tests::run_licet({"licenses", "--format", "json"}).code == 2);
  CHECK(tests::run_licet({"licenses", "--from", folder.path("none")}).code == 2);
}
