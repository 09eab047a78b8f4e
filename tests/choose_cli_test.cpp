// `licet choose` as a program: exit codes, formats, what it prints.
#include <sstream>

#include <doctest/doctest.h>

#include "cli/choose.h"
#include "tests/case_file.h"
#include "tests/markup.h"
#include "tests/run_program.h"
#include "tests/schema.h"

using namespace licet;
using tests::has;
using tests::Ran;
using tests::run_licet;

namespace {

const std::string kSupport = "tests/examples/support.yaml";

const std::string kBlocked =
    "licet: 1\nworks:\n  - { id: files, kind: software, license: Apache-2.0 }\n"
    "  - { id: program, kind: software, license: GPL-2.0-only }\n"
    "  - { id: mine, kind: software, from: [ { edit: program }, { copy-code: files } ] }\n"
    "use: { target: mine, acts: [distribute] }\n";

const std::string kOpen =
    "licet: 1\nworks:\n  - { id: lib, kind: software, license: MIT }\n"
    "  - { id: mine, name: \"a\\u001B[1mb\", kind: software, from: [ { copy-code: lib } ] }\n"
    "use: { target: mine, acts: [distribute] }\n";

const std::string kQuestion =
    "licet: 1\nworks:\n  - { id: data, kind: dataset, license: CC-BY-NC-4.0 }\n"
    "  - { id: base, kind: model, license: MIT, from: [ { train-on: data, by: third-party } ] }\n"
    "  - { id: mine, kind: model, from: [ { finetune: base } ] }\n"
    "use: { target: mine, acts: [distribute], commercial: true }\n";

const std::string kUnknown =
    "licet: 1\nworks:\n  - { id: base, kind: model, license: Nobodys-1.0 }\n"
    "  - { id: mine, kind: model, from: [ { finetune: base } ] }\n"
    "use: { target: mine, acts: [distribute] }\n";

// What the first line says, behind the name.
std::string verdict_of(const Ran& ran) {
  const std::size_t colon = ran.out.find(": ");
  return ran.out.substr(colon + 2, ran.out.find('\n') - colon - 2);
}

}  // namespace

TEST_CASE("choose command: the first line is never better than what stands") {
  CHECK(verdict_of(run_licet({"choose", kSupport})) == "no license makes this use permitted");
  CHECK(verdict_of(run_licet({"choose", "-"}, kBlocked)) == "no license fits");
  const std::string question = verdict_of(run_licet({"choose", "-"}, kQuestion));
  CHECK(question.ends_with(" licenses fit; questions stand whatever it is"));
  CHECK(verdict_of(run_licet({"choose", "-"}, kUnknown)) == "no license is certain to fit");
  CHECK(verdict_of(run_licet({"choose", "-"}, kOpen)).ends_with(" licenses fit"));
  const engine::UseChoice prohibited = [] {
    engine::UseChoice use;
    use.target = use.target_name = "mine";
    use.labels = {
        {"MIT", engine::Fit::Fits, 0, 0}
    };
    use.order = {
        {{"MIT"}, 0, {}}
    };
    use.unmendable.emplace_back();
    return use;
  }();
  engine::Choices choices;
  choices.uses = {prohibited};
  const std::string coloured = cli::render_choices_text(choices, cli::Style{.colour = true});
  CHECK(!has(coloured, cli::Style{.colour = true}.green("1 license fits")));
}

TEST_CASE("choose command: exit codes") {
  CHECK(run_licet({"choose", "-"}, kOpen).code == 0);
  CHECK(run_licet({"choose", kSupport}).code == 1);  // prohibited, whatever the license
  CHECK(run_licet({"choose", "-"}, kQuestion).code == 3);
  CHECK(run_licet({"choose", "-"}, kUnknown).code == 3);
  CHECK(run_licet({"choose", "-"}, kBlocked).code == 1);
  CHECK(run_licet({"choose", "tests/no-such-file.yaml"}).code == 2);
  CHECK(run_licet({"choose", kSupport, "--why-not", "MIT AND"}).code == 2);
  CHECK(run_licet({"choose", kSupport, "--outbound", "MIT"}).code == 2);
  CHECK(run_licet({"choose", kSupport, "--format", "html"}).code == 2);
  CHECK(run_licet({"choose", kSupport, "-o", "no-such-folder/out.txt"}).code == 2);
}

TEST_CASE(
    "choose command: it says what fits, what own terms must hold, and why the stated does not") {
  const std::string text = tests::unwrapped(run_licet({"choose", kSupport}).out);
  for (const char* part :
       {"acme/Support-8B (support): no license makes this use permitted",
        "stands 2 conflicts and 2 open questions, whatever the license; by the inherited",
        "NO LICENSE CAN MEND THESE the use is prohibited", "LICENSES THAT FIT the inherited terms",
        "1 LicenseRef-scancode-llama-3.1-license-2024", "TERMS OF YOUR OWN fit the inherited terms",
        "[ ] Llama 3.1 Community License Agreement (1.b.i)", "WHY NOT Apache-2.0 stated",
        "path llama ─finetune→ support", "This is not legal advice."}) {
    CAPTURE(part);
    CHECK(has(text, part));
  }
  const std::string blocked = tests::unwrapped(run_licet({"choose", "-"}, kBlocked).out);
  CHECK(has(blocked, "mine: no license fits"));
  CHECK(has(blocked, "NO LICENSE FITS"));
  CHECK(!has(blocked, "LICENSES THAT FIT"));
}

TEST_CASE("choose command: lines are not too wide, names cannot steer the terminal") {
  for (const std::string& text :
       {run_licet({"choose", kSupport, "--why-not", "MIT"}).out,
        run_licet({"choose", "-"}, kBlocked).out, run_licet({"choose", "-"}, kOpen).out}) {
    CHECK(!has(text, "\033"));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(cli::display_width(line) <= cli::Style{}.width);
      CHECK((line.empty() || line.back() != ' '));
    }
  }
}

TEST_CASE("choose command: JSON fits its schema") {
  for (const std::string& stack : {kBlocked, kOpen, kQuestion, tests::read_source_file(kSupport)}) {
    const Ran ran =
        run_licet({"choose", "-", "--why-not", "GPL-3.0-only", "--format", "json"}, stack);
    const spdx::Value document = tests::parse_tree("choices.json", ran.out);
    for (const std::string& problem : tests::schema_problems("choices", document))
      FAIL_CHECK(problem);
    CHECK(tests::items_at(document, "uses").size() == 1);
  }
}

TEST_CASE("choose command: the same input gives the same bytes, and the file of -o holds them") {
  const tests::TempFolder folder;
  const Ran first = run_licet({"choose", kSupport});
  CHECK(first.out == run_licet({"choose", kSupport}).out);
  const std::string file = folder.path("out.txt");
  CHECK(run_licet({"choose", kSupport, "-o", file}).code == 1);
  CHECK(tests::read_source_file(file) == first.out);
}

TEST_CASE("choose command: the examples of its help run as printed") {
  std::istringstream lines(cli::kChooseHelp);
  std::size_t ran = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find("licet choose ");
    if (at == std::string::npos) continue;
    const std::string out = tests::shell_output(line.substr(at + 6));
    CAPTURE(out);
    CHECK((has(out, "LICENSES THAT FIT") || has(out, "\"fit\": \"fits\"")));
    ++ran;
  }
  CHECK(ran == 3);
}

TEST_CASE("choose command: golden text") {
  const std::string golden = tests::read_source_file("tests/golden/choose.txt");
  CHECK(run_licet({"choose", kSupport}).out == golden);
}
