// `licet expression` as a shell sees it.
#include <string>

#include <doctest/doctest.h>

#include "spdx/source.h"
#include "spdx/value.h"
#include "tests/run_program.h"
#include "tests/schema.h"

using namespace licet;
using tests::Ran;
using tests::run_licet;

TEST_CASE("expression command: one answer a line, in order; wrong ones go to standard error") {
  const Ran ran = run_licet({"expression", "check"}, "mit\nMIT OR\r\n(ISC) AND Zlib\n");
  CHECK(ran.code == 2);
  CHECK(ran.out == "MIT\nISC AND Zlib\n");
  CHECK(ran.err ==
        "-:1:1: warning: the list writes \"MIT\"\n-:2:7: error: expected a license id or \"(\" "
        "behind "
        "OR; the expression ends\n");
  CHECK(run_licet({"expression", "check", "-"}, "ISC").out == "ISC\n");
  CHECK(run_licet({"expression", "check"}, "").code == 0);
}

TEST_CASE("expression command: exit codes say yes, no, wrong") {
  CHECK(run_licet({"expression", "check", "MIT"}).code == 0);
  CHECK(run_licet({"expression", "satisfies", "MIT", "--allow", "MIT"}).code == 0);
  CHECK(run_licet({"expression", "satisfies", "MIT", "--allow", "ISC"}).code == 1);
  CHECK(run_licet({"expression", "satisfies", "MIT", "MI T", "--allow", "ISC"}).code == 2);
  CHECK(run_licet({"expression", "equals", "MIT", "mit"}).code == 0);
  CHECK(run_licet({"expression", "implies", "MIT", "MIT AND ISC"}).code == 1);
  CHECK(run_licet({"expression", "equals", "MIT"}).code == 2);
  CHECK(run_licet({"expression", "satisfies", "MIT"}).code == 2);
  CHECK(run_licet({"expression", "guess", "MIT"}).code == 2);
  CHECK(run_licet({"expression", "check", "MIT", "--spdx", "4"}).code == 2);
}

TEST_CASE("expression command: grammars, and ids off the list") {
  CHECK(run_licet({"expression", "check", "NONE", "--spdx", "3.1"}).out == "NONE\n");
  CHECK(run_licet({"expression", "check", "MIT or ISC", "--spdx", "2.3"}).code == 2);
  CHECK(run_licet({"expression", "check", "House-1.0"}).code == 2);
  CHECK(run_licet({"expression", "check", "House-1.0", "--any-id"}).out == "House-1.0\n");
}

TEST_CASE("expression command: accepted licenses from options and a file") {
  const tests::TempFolder folder;
  folder.write("allow.txt", "# accepted\nMIT\n\nApache-2.0, GPL-3.0-or-later\n");
  const auto ask = [&](const std::string& text) {
    return run_licet({"expression", "satisfies", text, "--allow-file", folder.path("allow.txt"),
                      "--allow", "ISC"})
        .out;
  };
  CHECK(ask("Zlib OR GPL-2.0-or-later") == "yes: GPL-2.0-or-later\n");
  CHECK(ask("ISC AND MIT") == "yes: ISC AND MIT\n");
  CHECK(ask("ISC AND (Zlib OR GPL-2.0-only)") == "no: not accepted: Zlib\n");
  folder.write("wrong.txt", "MIT\nMIT OR ISC\n");
  const Ran ran =
      run_licet({"expression", "satisfies", "MIT", "--allow-file", folder.path("wrong.txt")});
  CHECK(ran.code == 2);
  CHECK(ran.err.find("wrong.txt:2:8: error: an entry of the list is one license") !=
        std::string::npos);
  CHECK(run_licet({"expression", "satisfies", "MIT", "--allow-file", folder.path("none")}).code ==
        2);
}

TEST_CASE("expression command: alternatives stop at the limit and say so") {
  const Ran ran =
      run_licet({"expression", "alternatives", "(MIT OR ISC) AND (Zlib OR 0BSD)", "--limit", "3"});
  CHECK(ran.code == 0);
  CHECK(ran.out ==
        "MIT AND Zlib\nMIT AND 0BSD\nISC AND Zlib\n… more than 3; --limit N shows more\n");
}

TEST_CASE("expression command: JSON is one object a line") {
  const Ran ran = run_licet({"expression", "check", "--json"}, "gpl-2.0+\nApache 2\n");
  CHECK(ran.code == 2);
  const std::size_t cut = ran.out.find('\n');
  const auto good = spdx::read_json(spdx::SourceText("out", ran.out.substr(0, cut)));
  const auto bad = spdx::read_json(spdx::SourceText("out", ran.out.substr(cut + 1)));
  REQUIRE(good);
  REQUIRE(bad);
  CHECK(tests::text_at(*good.value, "canonical") == "GPL-2.0+");
  CHECK(good.value->find("remarks")->items.size() == 1);
  CHECK(tests::text_at(*bad.value, "valid") == "false");
  CHECK(tests::text_at(*bad.value, "correction") == "Apache-2.0");
  CHECK(tests::text_at(*bad.value->find("error"), "offset") == "0");
}

TEST_CASE("expression command: no input makes it hang or crash") {
  const std::string deep(100'000, '(');
  CHECK(run_licet({"expression", "check"}, deep + "MIT" + std::string(100'000, ')') + "\n").out ==
        "MIT\n");
  CHECK(run_licet({"expression", "check"}, deep + "\n").code == 2);
  std::string wide = "LicenseRef-0";
  for (int i = 1; i < 5000; ++i)
    wide += " OR LicenseRef-" + std::to_string(i);
  const Ran ran = run_licet({"expression", "minimize"}, wide + "\n");
  CHECK(ran.code == 2);
  CHECK(ran.err.find("too large to be compared or minimized") != std::string::npos);
  CHECK(run_licet({"expression", "check"}, std::string("M\0T\n\xFF\xFE\n", 7)).code == 2);
}
