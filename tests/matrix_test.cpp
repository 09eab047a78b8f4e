// `licet matrix`: the table as text, CSV and HTML.
#include <algorithm>
#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/pairs.h"
#include "engine/pair_stack.h"
#include "tests/case_file.h"
#include "tests/markup.h"
#include "tests/run_program.h"
#include "tests/stack_fixture.h"

using namespace licet;
using tests::has;
using tests::Ran;
using tests::run_licet;

namespace {

const std::vector<std::string> kSample = {"LicenseRef-scancode-llama-3-license-2024",
                                          "MIT",
                                          "Apache-2.0",
                                          "GPL-2.0-only",
                                          "GPL-3.0-or-later",
                                          "MPL-2.0",
                                          "CC-BY-NC-4.0",
                                          "MIT OR GPL-2.0-only",
                                          "CC0-1.0",
                                          "LicenseRef-unheard-of",
                                          "GPL",
                                          "AMPAS"};

Ran matrix(const std::vector<std::string>& licenses, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"matrix"};
  arguments.insert(arguments.end(), licenses.begin(), licenses.end());
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_licet(arguments);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

// The words of the answers, as they stand in the CSV.
std::vector<std::string> verdicts(const std::vector<std::string>& licenses) {
  const auto report = tests::judge(engine::pair_stack(licenses, licenses, {}));
  std::vector<std::string> out;
  for (const engine::May answer : engine::answers_of(report))
    out.emplace_back(to_string(answer));
  return out;
}

// A table of one cell with a finding that has whatever a user might write.
cli::Matrix odd_matrix(const std::string& license, const std::string& message) {
  cli::Matrix out;
  out.licenses.push_back(license);
  out.relation = "copy-code";
  out.relation_means = "a < b & c";
  out.report.uses.resize(1);
  engine::Finding finding;
  finding.severity = engine::Severity::Conflict;
  finding.code = "some-code";
  finding.license = license;
  finding.license_name = license;
  finding.message = message;
  out.report.findings.push_back(finding);
  return out;
}

}  // namespace

TEST_CASE("matrix: as text every answer stands under the number of its column") {
  const Ran ran = matrix(kSample);
  REQUIRE(ran.code == 0);
  const std::vector<std::string> lines = lines_of(ran.out);
  const auto head =
      std::ranges::find_if(lines, [](const auto& line) { return line.starts_with("  "); });
  REQUIRE(lines.end() - head > static_cast<std::ptrdiff_t>(kSample.size()));
  const std::vector<std::string> words = verdicts(kSample);
  for (std::size_t row = 0; row < kSample.size(); ++row) {
    const std::string& line = head[static_cast<std::ptrdiff_t>(row) + 1];
    CHECK(line.starts_with("[" + std::to_string(row + 1) + "] " + kSample[row] + " "));
    for (std::size_t column = 0; column < kSample.size(); ++column) {
      const std::size_t at = head->find("[" + std::to_string(column + 1) + "]");
      REQUIRE(at < line.size());
      const std::string& word = words[row * kSample.size() + column];
      CHECK(line.substr(at - 1).starts_with(word.ends_with("duties") ? " duties "
                                                                     : " " + word + " "));
    }
  }
}

TEST_CASE("matrix: every cell is explained, in every format") {
  const std::vector<std::string> words = verdicts(kSample);
  const std::string text = tests::unwrapped(matrix(kSample).out);
  const Ran html = matrix(kSample, {"--format", "html"});
  const std::vector<std::string> terms = tests::texts_at(html.out, "//dt");
  const std::vector<std::string> reasons = tests::texts_at(html.out, "//dd");
  const auto rows = tests::read_csv(matrix(kSample, {"--format", "csv"}).out);
  REQUIRE(rows.size() == words.size() + 1);
  REQUIRE(terms.size() + reasons.size() == 2 * words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& inbound = kSample[i / kSample.size()];
    const std::string& outbound = kSample[i % kSample.size()];
    const std::string head = fmt::format("{} into {}: {}", inbound, outbound, words[i]);
    CAPTURE(head);
    CHECK(terms[i] == head);
    const std::vector<std::string>& row = rows[i + 1];
    REQUIRE(row.size() == 8);
    CHECK(row[0] == inbound);
    CHECK(row[1] == outbound);
    CHECK(row[2] == "copy-code");
    CHECK(row[3] == words[i]);
    const bool plain = words[i] == "yes";
    CHECK(row[4].empty() == plain);
    CHECK(row[7].empty() == plain);
    CHECK((reasons[i] == "nothing stands in the way") == plain);
    CHECK(has(text, plain ? head : head + ": " + row[4] + " ("));
    if (!plain) CHECK(has(reasons[i], row[4]));
    if (words[i] != "yes, with duties") CHECK(has(reasons[i], tests::unwrapped(row[7])));
  }
}

TEST_CASE("matrix: CSV keeps quotes, commas and line ends, by RFC 4180") {
  const std::string license = "a \"b\", c";
  const std::string message = "\"one\",\r\ntwo\n\"\"";
  const std::string text = cli::render_matrix_csv(odd_matrix(license, message), {});
  const auto rows = tests::read_csv(text);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0] == std::vector<std::string>{"inbound", "outbound", "relation", "verdict", "finding",
                                            "license", "section", "why"});
  CHECK(rows[1] == std::vector<std::string>{license, license, "copy-code", "no", "some-code",
                                            license, "", message});
  CHECK(text.ends_with("\r\n"));
}

TEST_CASE("matrix: HTML is well formed, without scripts, and names stay names") {
  const std::string license = "<script>alert(\"1\")</script> & 'x'";
  const std::string message = "</dd></body> &amp; <b>";
  const std::string odd = cli::render_matrix_html(odd_matrix(license, message), {});
  CHECK(tests::body_problem(odd).empty());
  CHECK(!has(odd, "<script"));
  CHECK(tests::texts_at(odd, "//th") == std::vector<std::string>{"", license, license});
  CHECK(tests::texts_at(odd, "//dt").front() == license + " into " + license + ": no");
  CHECK(has(tests::texts_at(odd, "//dd").front(), message));
  CHECK(has(tests::texts_at(odd, "//p").front(), "a < b & c"));
  const std::string page = matrix(kSample, {"--format", "html"}).out;
  CHECK(tests::body_problem(page).empty());
  for (const char* outside : {"<script", "src=", "http://", "https://", "@import", "url("})
    CHECK(!has(page, outside));
  std::vector<std::string> targets = tests::texts_at(page, "//td/a/@href");
  const std::vector<std::string> anchors = tests::texts_at(page, "//dt/@id");
  REQUIRE(targets.size() == kSample.size() * kSample.size());
  for (std::size_t i = 0; i < targets.size(); ++i)
    CHECK(targets[i] == "#" + anchors.at(i));
}

TEST_CASE("matrix: a name that is no license expression is refused, with its place") {
  const Ran ran = matrix({"MIT", "<script>"}, {"--format", "html"});
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  CHECK(has(ran.err, "<script>: error: license \"<script>\": '<' cannot stand in a license"));
}

TEST_CASE("matrix: at most 200 licenses, and a relation there is") {
  const Ran many = matrix(std::vector<std::string>(201, "MIT"));
  CHECK(many.code == 2);
  CHECK(many.out.empty());
  CHECK(many.err == "licet matrix: error: 201 licenses; at most 200 fit a matrix\n");
  // The relation is looked at when the number of licenses is no reason to stop.
  const Ran relation = matrix(std::vector<std::string>(200, "MIT"), {"--relation", "copy-cod"});
  CHECK(relation.code == 2);
  CHECK(relation.err ==
        "--relation: error: there is no relation \"copy-cod\"; did you mean \"copy-code\"?\n");
  CHECK(matrix({}).code == 2);
}

TEST_CASE("matrix: relation and facts of the use reach every cell") {
  const auto verdict = [](const std::vector<std::string>& options) {
    return tests::read_csv(matrix({"LGPL-2.1-only", "MIT"}, options).out).at(2).at(3);
  };
  CHECK(verdict({"--format", "csv"}) == "no");
  CHECK(verdict({"--format", "csv", "--relation", "link-dynamic"}) != "no");
  CHECK(verdict({"--format", "csv", "--use", "acts=run"}) != "no");
}

TEST_CASE("matrix: -o writes whole or not at all") {
  const tests::TempFolder folder;
  CHECK(matrix({"MIT"}, {"--format", "csv", "-o", folder.path("m.csv")}).out.empty());
  CHECK(tests::read_source_file(folder.path("m.csv")) == matrix({"MIT"}, {"--format", "csv"}).out);
  CHECK(matrix({"MIT", "MIT OR"}, {"-o", folder.path("bad.txt")}).code == 2);
  CHECK(matrix({"MIT"}, {"-o", folder.path("no/such/folder.txt")}).code == 2);
  CHECK(folder.names() == std::vector<std::string>{"m.csv"});
}
