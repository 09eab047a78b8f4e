// How a report looks. The golden files were read line by line before they were accepted; after an
// intended change run the tests with LICET_UPDATE_GOLDEN=1 and read the difference.
#include "cli/render.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/files.h"
#include "tests/case_file.h"
#include "tests/paths.h"
#include "tests/stack_fixture.h"

using namespace licet;
using cli::path_text;
using engine::Finding;
using engine::Report;
using engine::Severity;

namespace {

const std::string kExample = "tests/examples/support.yaml";

Report example() {
  const std::string text = tests::read_source_file(kExample);
  Report report = tests::judge_text(kExample, text);
  report.sha256 = cli::sha256(text);
  return report;
}

void compare(const std::string& file, const std::string& now) {
  if (std::getenv("LICET_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(tests::source_folder() + "/" + file, std::ios::binary) << now;
  }
  const std::string golden = tests::read_source_file(file);
  if (golden == now) return;
  std::size_t line = 1;
  std::size_t at = 0;
  for (; at < golden.size() && at < now.size() && golden[at] == now[at]; ++at) {
    if (golden[at] == '\n') ++line;
  }
  const std::size_t begin = at == 0 ? 0 : now.rfind('\n', at - 1) + 1;
  FAIL_CHECK(file, ":", line, ": it is now: ", now.substr(begin, now.find('\n', begin) - begin));
}

// A path of so many steps, w0 to wN.
Finding chain(std::size_t steps) {
  Finding finding;
  finding.work = "w0";
  for (std::size_t i = 0; i < steps; ++i) {
    finding.path.push_back({fmt::format("w{}", i), "finetune", fmt::format("w{}", i + 1), i == 1});
  }
  return finding;
}

}  // namespace

TEST_CASE("render: golden text") {
  compare("tests/golden/support.txt", cli::render_text(example(), {}));
}

TEST_CASE("render: golden JSON") {
  compare("tests/golden/support.json", cli::render_json(example(), {}));
}

TEST_CASE("render: golden Markdown") {
  compare("tests/golden/support.md", cli::render_markdown(example(), {}));
}

TEST_CASE("render: every format is in the table once, with a line of help") {
  CHECK(cli::renderers().size() >= 3);
  for (const cli::Renderer& renderer : cli::renderers()) {
    CHECK(!renderer.help.empty());
    CHECK(!renderer.render(example(), {}).empty());
  }
}

TEST_CASE("render: colour changes nothing but the escape codes") {
  const std::string plain = cli::render_text(example(), {false, 100});
  CHECK(plain.find('\033') == std::string::npos);
  const std::string coloured = cli::render_text(example(), {true, 100});
  CHECK(coloured.find("\033[1;31mCONFLICT\033[0m") != std::string::npos);
  std::string stripped;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\033') {
      i = coloured.find('m', i);
    } else {
      stripped += coloured[i];
    }
  }
  CHECK(stripped == plain);
  CHECK(cli::render_json(example(), {true, 100}).find('\033') == std::string::npos);
  CHECK(cli::render_markdown(example(), {true, 100}).find('\033') == std::string::npos);
}

TEST_CASE("render: no line of text is too wide, or ends with spaces") {
  std::istringstream lines(cli::render_text(example(), {}));
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(cli::display_width(line) <= cli::Style{}.width);
    CHECK((line.empty() || line.back() != ' '));
  }
}

TEST_CASE("render: a path of any length stays on one line") {
  CHECK(path_text(chain(0)) == "w0");
  CHECK(path_text(chain(1)) == "w0 ─finetune→ w1");
  CHECK(path_text(chain(2)) == "w0 ─finetune→ w1 ─finetune (by others)→ w2");
  CHECK(path_text(chain(8)).find("…") == std::string::npos);
  CHECK(path_text(chain(9)) ==
        "w0 ─finetune→ w1 ─finetune (by others)→ w2 ─finetune→ w3 ─finetune→ w4 … 1 more … "
        "─finetune→ w6 ─finetune→ w7 ─finetune→ w8 ─finetune→ w9");
  CHECK(path_text(chain(10'000)).find("w4 … 9992 more … ─finetune→ w9997") != std::string::npos);
  CHECK(path_text(chain(10'000)).size() < 250);
}

TEST_CASE("render: acts are grouped by work") {
  Finding finding;
  finding.acts = {
      {"train",      "tickets"},
      {"distribute", "support"},
      {"host",       "support"}
  };
  CHECK(cli::acts_text(finding) == "train on tickets, distribute, host support");
  finding.own_act = false;
  CHECK(cli::acts_text(finding).find("somebody else") != std::string::npos);
  CHECK(cli::acts_text(Finding{}).empty());
}

TEST_CASE("render: counts use one and many, and say when there is nothing") {
  Report report;
  report.uses.resize(1);
  CHECK(cli::counts_text(report, 0) == "no findings");
  for (const Severity s :
       {Severity::Conflict, Severity::Note, Severity::Note, Severity::Unknown, Severity::Unknown}) {
    report.findings.emplace_back();
    report.findings.back().severity = s;
  }
  CHECK(cli::counts_text(report, 0) == "1 conflict, 2 unknowns, 2 notes");
  CHECK(cli::counts_text(report, 1) == "1 conflict, 2 unknowns, 2 notes");
}

TEST_CASE("render: what is not stated is said so, flips stand behind the value") {
  Finding finding;
  finding.facts = {
      {"use.commercial", "true", true,  "",          ""                },
      {"licensee.mau",   "",     false, "How many?", "use.licensee.mau"}
  };
  CHECK(cli::facts_text(finding) == "use.commercial = true, licensee.mau is not stated");
  CHECK(cli::assumption_text({"a.b", "open", "", {}}) == "a.b = open");
  CHECK(cli::assumption_text({
            "a.b", "open", "", {{"yes", "conflict"}, {"no", "gone"}}
  }) ==
        "a.b = open (yes: conflict, no: gone)");
}

TEST_CASE("render: names with markup do not break the Markdown, odd bytes not the JSON") {
  const std::string text =
      "licet: 1\nworks:\n  - { id: a, name: \"x|*y*_z_`<b>[l](u)\", kind: model, license: "
      "CC-BY-NC-4.0 }\nuse: { target: a, acts: [run], commercial: true }\n";
  const std::string markdown = cli::render_markdown(tests::judge_text("odd|name.yaml", text), {});
  CHECK(markdown.find("x\\|\\*y\\*\\_z\\_\\`\\<b>\\[l](u)") != std::string::npos);
  CHECK(markdown.find("odd\\|name.yaml") != std::string::npos);
  Report report;
  report.input = "\xFF\xFE.yaml";
  CHECK(cli::render_json(report, {}).find("\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("render: every report ends with what it is not and what it was made from") {
  const Report report = example();
  for (const char* part : {"not legal advice", kExample.c_str()}) {
    CHECK(cli::disclaimer(report).find(part) != std::string::npos);
  }
  CHECK(cli::disclaimer(report).find(report.sha256) != std::string::npos);
  CHECK(cli::disclaimer(report).find(report.catalogue) != std::string::npos);
}

TEST_CASE("render: wrapping keeps words whole and counts characters, not bytes") {
  CHECK(cli::wrap("  - ", "one two three", 10) == "  - one\n    two\n    three\n");
  CHECK(cli::wrap("", "ä ö ü", 5) == "ä ö ü\n");
  CHECK(cli::wrap("", "", 5) == "\n");
  CHECK(cli::wrap("> ", "unbreakable", 5) == "> unbreakable\n");
  CHECK(cli::display_width("\033[1mä→\033[0m") == 2);
}
