// What the README shows is what the program prints.
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/input.h"
#include "cli/render.h"
#include "tests/case_file.h"
#include "tests/run_program.h"

using namespace licet;

namespace {

// The fenced blocks of a Markdown text that carry this language.
std::vector<std::string> blocks(const std::string& text, const std::string& language) {
  std::vector<std::string> found;
  std::istringstream in(text);
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("```", 0) == 0) {
      inside = !inside && line == "```" + language;
      if (inside) found.emplace_back();
    } else if (inside) {
      found.back() += line + "\n";
    }
  }
  return found;
}

// Every line shown is in the output, in order; what stands in parentheses is an aside.
void check_shown(const std::string& block, const std::string& output) {
  std::istringstream shown(block);
  std::size_t at = 0;
  for (std::string line; std::getline(shown, line);) {
    const bool aside = line.rfind("$ ", 0) == 0 || line.rfind("  (", 0) == 0 || line.empty();
    if (aside) continue;
    CAPTURE(line);
    const std::size_t found = output.find(line + "\n", at);
    REQUIRE(found != std::string::npos);
    at = found + line.size();
  }
}

}  // namespace

TEST_CASE("readme: the example is the shipped one and its output is real, in order") {
  const std::string readme = tests::read_source_file("README.md");
  const std::string stack = tests::read_source_file("tests/examples/support.yaml");
  REQUIRE(blocks(readme, "yaml").size() >= 2);
  CHECK(stack.find(blocks(readme, "yaml").front()) != std::string::npos);

  const engine::Report report = tests::judge_text("tests/examples/support.yaml", stack);
  check_shown(blocks(readme, "console").front(), cli::render_text(report, cli::Style{}));
}

TEST_CASE("readme: the licenses to choose from are those the program finds, in order") {
  const std::vector<std::string> shown = blocks(tests::read_source_file("README.md"), "console");
  REQUIRE(shown.size() >= 3);
  const std::string command = shown[2].substr(0, shown[2].find('\n'));
  REQUIRE(command.starts_with("$ licet choose "));
  check_shown(shown[2], tests::shell_output(command.substr(8)));
}

TEST_CASE("readme: reasons, repairs and a judged document are those the program finds, in order") {
  const std::vector<std::string> shown = blocks(tests::read_source_file("README.md"), "console");
  REQUIRE(shown.size() >= 6);
  for (const std::size_t index : {3U, 4U, 5U}) {
    const std::string command = shown[index].substr(0, shown[index].find('\n'));
    REQUIRE(command.starts_with("$ licet "));
    check_shown(shown[index], tests::shell_output(command.substr(8)));
  }
}

TEST_CASE("readme: every stack it shows can be judged") {
  for (const std::string& stack : blocks(tests::read_source_file("README.md"), "yaml")) {
    CAPTURE(stack);
    CHECK_NOTHROW(tests::judge_text("README.md", stack));
  }
}

TEST_CASE("readme: expressions answer as it shows") {
  const std::vector<std::string> shown = blocks(tests::read_source_file("README.md"), "console");
  REQUIRE(shown.size() >= 2);
  std::istringstream in(shown[1]);
  std::string command;
  std::string expected;
  std::size_t ran = 0;
  const auto compare = [&] {
    if (command.empty()) return;
    CAPTURE(command);
    CHECK(tests::shell_output(command) == expected);
    ++ran;
  };
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("$ licet ")) {
      expected += line + "\n";
      continue;
    }
    compare();
    command = line.substr(8);
    expected.clear();
  }
  compare();
  CHECK(ran >= 5);
}
