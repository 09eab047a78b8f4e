// `licet explain LICENSE --texts DIR [--section S]`, as its users meet it.
#include <doctest/doctest.h>

#include "cli/files.h"
#include "cli/text_folder.h"
#include "tests/run_program.h"

using namespace licet;
using tests::Ran;
using tests::run_licet;
using tests::TempFolder;

namespace {

constexpr const char* kRules =
    "House Rules\n\n1. Rooms. The rooms are:\n\n   (a) the kitchen;\n   (b) the hall, where you\n"
    "       (i) sing; or\n       (ii) run.\n\n2. Garden. You may stay.\n";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Ran explain(const std::string& license, const TempFolder& folder,
            const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"explain", license, "--texts", folder.path()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_licet(arguments);
}

std::string file_line(const TempFolder& folder, const std::string& name) {
  return "  file   " + folder.path(name) + "\n";
}

}  // namespace

TEST_CASE("section command: a section of one's own text is printed with what is around it") {
  const TempFolder folder;
  folder.write("House-Rules-1.0.TXT", kRules);
  const Ran ran = explain("House-Rules-1.0", folder, {"--section", "1.b"});
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out == "House-Rules-1.0, 1.b\n  in     1 Rooms > 1(b)\n" +
                       file_line(folder, "House-Rules-1.0.TXT") +
                       "\n  (b) the hall, where you\n\n    (i) sing; or\n\n    (ii) run.\n\n"
                       "The catalogue does not code this license.\n");
}

TEST_CASE("section command: without a section, the outline") {
  const TempFolder folder;
  folder.write("House-Rules-1.0.txt", kRules);
  folder.write("Short.txt", "You may use it, if you ask.\n\nNobody promises anything.\n");
  CHECK(explain("House-Rules-1.0", folder).out ==
        "House-Rules-1.0\n  file " + folder.path("House-Rules-1.0.txt") +
            "\n\n  1  Rooms\n    1(a)  the kitchen;\n    1(b)  the hall, where you\n"
            "      1(b)(i)  sing; or\n      1(b)(ii)  run.\n  2  Garden\n");
  CHECK(has(explain("Short", folder).out,
            "  paragraph 1  You may use it, if you ask.\n  paragraph 2  Nobody promises"));
}

TEST_CASE(
    "section command: what the catalogue says about a section, and that it read another file") {
  const TempFolder folder;
  folder.write("some/cc0-1.0.license", "4. Limits.\n\n  a. Marks stay.\n\n  b. No promises.\n");
  const Ran ran = explain("CC0", folder, {"--section", "4(a)"});
  CHECK(ran.code == 0);
  CHECK(has(ran.out, "CC0-1.0, 4(a)\n  in     4 Limits > 4(a)"));
  CHECK(has(ran.out, "  a. Marks stay.\n\nCODED HERE\n  4(a) "));
  CHECK(!has(ran.out, "  4(b) "));
  CHECK(has(explain("CC0-1.0", folder, {"--section", "4"}).out, "  4(b) "));
  CHECK(ran.err.starts_with("note: " + folder.path("some/cc0-1.0.license") +
                            " is not the file that was coded (CC0-1.0.xml, sha256 "));
  CHECK(ran.err.ends_with("); its sections may differ\n"));
}

TEST_CASE("section command: list XML and JSON are read as such") {
  const TempFolder folder;
  folder.write("x/House.xml",
               "<SPDXLicenseCollection xmlns=\"http://www.spdx.org/license\"><license "
               "licenseId=\"House\" name=\"House\" isOsiApproved=\"false\"><text><list><item>"
               "<bullet>1.</bullet>Rooms.</item><item><bullet>2.</bullet>Bees &amp; "
               "all.</item></list></text></license></SPDXLicenseCollection>");
  folder.write("Barn.json",
               "{\"licenseId\": \"Barn\", \"name\": \"Barn\", \"licenseText\": \"1. Cows.\\n\\n2. "
               "Hens.\\n\", \"standardLicenseTemplate\": \"1. Cows.\\n\\n2. Hens.\\n\"}");
  CHECK(has(explain("House", folder, {"--section", "2"}).out, "  2. Bees & all.\n"));
  CHECK(has(explain("Barn", folder, {"--section", "2"}).out, "  2. Hens.\n"));
  folder.write("Shed.xml", "<SPDXLicenseCollection><license");
  const Ran broken = explain("Shed", folder, {"--section", "2"});
  CHECK(broken.code == 2);
  CHECK(has(broken.err, "Shed.xml:1:"));
}

TEST_CASE("section command: what is missing is said") {
  const TempFolder folder;
  folder.write("House.txt", kRules);
  const Ran section = explain("House", folder, {"--section", "1(c)"});
  CHECK(section.code == 2);
  CHECK(section.out.empty());
  CHECK(section.err == folder.path("House.txt") +
                           ": error: no section \"1(c)\" in this text; nearest: 1, 1(a), 1(b), "
                           "1(b)(i), 1(b)(ii)\n");
  const Ran text = explain("MIT", folder);
  CHECK(text.code == 2);
  CHECK(has(text.err, folder.path() + ": error: no text of MIT in it; looked for MIT.xml, MIT"));
  CHECK(has(text.err, " with .xml, .json, .txt, .LICENSE, .md or nothing behind\n"));
  const Ran none = run_licet({"explain", "MIT", "--section", "1"});
  CHECK(none.code == 2);
  CHECK(has(none.err, "--section requires --texts"));
  const Ran where = run_licet({"explain", "MIT", "--texts", folder.path("nowhere")});
  CHECK(where.code == 2);
  CHECK(has(where.err, "nowhere: error: cannot read the folder: "));
}

TEST_CASE("section command: a text does not steer the terminal") {
  const TempFolder folder;
  folder.write("Odd.txt", "1. Words \x1B[31mred\x07 and \xC2\x9B more of them.\n\n2. End.\n");
  const Ran ran = explain("Odd", folder, {"--section", "1"});
  CHECK(ran.code == 0);
  CHECK(ran.out.find('\x1B') == std::string::npos);
  CHECK(ran.out.find("\xC2\x9B") == std::string::npos);
  CHECK(has(ran.out, "[31mred"));
}

TEST_CASE("section command: of several files of a name the one that was coded is taken") {
  const TempFolder folder;
  folder.write("a/Rules.txt", "1. Other.\n");
  folder.write("b/Rules.txt", "1. Coded.\n");
  folder.write("b/.hidden/House.txt", "1. Hidden.\n");
  const cli::WantedText wanted = {
      "House", {}, {{"license", "here", "rules.TXT", cli::sha256("1. Coded.\n")}}};
  const auto copies = cli::find_texts(folder.path(), wanted);
  REQUIRE(copies);
  REQUIRE(copies.value->size() == 1);
  CHECK(copies.value->front().path == folder.path("b/Rules.txt"));
  CHECK(copies.value->front().source == "license");
  CHECK(copies.value->front().coded);
}
