// Runs the program on the bad inputs of tests/golden/bad_input.txt (its head says how to read it)
// and compares what it says. With LICET_BLESS set the file is written anew with what the program
// says now.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/analyze.h"
#include "spdx/stack.h"
#include "tests/case_file.h"
#include "tests/paths.h"

using namespace licet;

namespace {

namespace fs = std::filesystem;

const std::string kGolden = "tests/golden/bad_input.txt";

struct File {
  std::string name;
  std::string how;  // ` escaped`, ` generated NAME`, or empty
  std::string text;
};

struct Case {
  std::string title;
  std::string head;  // the lines up to the command, as they stand in the golden file
  std::vector<File> files;
  std::string command;
  std::string errors;  // expected standard error
  std::string code;
};

// A folder of its own for each case, gone at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "licet-bad-input-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }

  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i)
    out += piece;
  return out;
}

// Inputs too large to write down.
std::string generated(const std::string& name) {
  const std::string head = "licet: 1\nworks:\n";
  if (name == "100 MB") return repeated("0123456789abcde\n", 6'250'000);
  if (name == "100,000 brackets") return head + repeated("[", 100'000);
  if (name == "100,000 dashes") return head + repeated("- ", 100'000);
  if (name == "100,000 braces of JSON") return repeated("{\"a\":", 100'000);
  if (name == "alias bomb") {
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (std::size_t i = 1; i < 10; ++i) {
      text += fmt::format("a{}: &a{} [{}]\n", i, i, repeated(fmt::format("*a{}, ", i - 1), 10));
    }
    return text;
  }
  if (name == "three million values") return head + "- [" + repeated("1,", 3'000'000) + "]\n";
  if (name == "65 alternatives") {
    std::string license = "L0";
    for (int i = 1; i < 65; ++i)
      license += " OR L" + std::to_string(i);
    return head + "- { id: a, license: " + license + " }\n";
  }
  if (name == "2000 wrong relations") {
    return head + "- id: a\n  from:\n" + repeated("  - finetune: b\n", 2000);
  }
  throw std::runtime_error("no input is called " + name);
}

std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      if (text[i] != '\n') out += text[i];
      continue;
    }
    const char c = text[++i];
    if (c == 'x') {
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }
  }
  return out;
}

void read_line(const std::string& line, Case& now) {
  const auto behind = [&](std::string_view word) { return line.substr(word.size()); };
  if (line.rfind("$ ", 0) == 0) {
    now.command = behind("$ ");
  } else if (line.rfind("2> ", 0) == 0) {
    now.errors += behind("2> ") + "\n";
  } else if (line.rfind("exit ", 0) == 0) {
    now.code = behind("exit ");
  } else {
    if (line.rfind("file ", 0) == 0) {
      const std::size_t end = std::min(line.find(' ', 5), line.size());
      now.files.push_back({line.substr(5, end - 5), line.substr(end), ""});
    } else if (line.rfind("    ", 0) == 0 && !now.files.empty()) {
      now.files.back().text += line.substr(4) + "\n";
    }
    now.head += line + "\n";
  }
}

// The golden file's introduction and its cases.
std::pair<std::string, std::vector<Case>> read_golden() {
  std::pair<std::string, std::vector<Case>> out;
  std::istringstream lines(tests::read_source_file(kGolden));
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("== ", 0) == 0) {
      out.second.emplace_back();
      out.second.back().title = line.substr(3);
    } else if (out.second.empty()) {
      out.first += line + "\n";
    } else if (!line.empty()) {
      read_line(line, out.second.back());
    }
  }
  return out;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Said {
  std::string out;
  std::string errors;
  std::string code;
};

Said run(const Case& test) {
  const Folder folder;
  const fs::path inputs = folder.path() / "in";
  fs::create_directory(inputs);
  for (const File& file : test.files) {
    const fs::path path = inputs / file.name;
    fs::create_directories(file.name.back() == '/' ? path : path.parent_path());
    if (file.name.back() == '/') continue;
    constexpr std::string_view kGenerated = " generated ";
    const bool made = file.how.rfind(kGenerated, 0) == 0;
    std::ofstream(path, std::ios::binary) << (made ? generated(file.how.substr(kGenerated.size()))
                                              : file.how == " escaped" ? unescaped(file.text)
                                                                       : file.text);
  }
  std::string command = test.command;
  if (const std::size_t at = command.find("licet "); at != std::string::npos)
    command.replace(at, 5, "\"" + tests::licet_program() + "\"");
  const std::string line =
      fmt::format("cd '{}' && {{ {} ; }} >../out 2>../err", inputs.string(), command);
  const int status = std::system(line.c_str());  // NOLINT(cert-env33-c): the shell is the point
  const std::string code = WIFEXITED(status) ? std::to_string(WEXITSTATUS(status)) : "by signal";
  return {read_file(folder.path() / "out"), read_file(folder.path() / "err"), code};
}

std::string shown(const Case& test, const Said& said) {
  std::string out = fmt::format("== {}\n{}$ {}\n", test.title, test.head, test.command);
  std::istringstream lines(said.errors);
  for (std::string line; std::getline(lines, line);)
    out += "2> " + line + "\n";
  return out + "exit " + said.code + "\n\n";
}

}  // namespace

TEST_CASE("bad input: the program says where, what and how to put it right") {
  const bool bless = std::getenv("LICET_BLESS") != nullptr;
  const auto [introduction, cases] = read_golden();
  CHECK(cases.size() >= 40);
  std::string written = introduction;
  for (const Case& test : cases) {
    CAPTURE(test.title);
    const Said said = run(test);
    written += shown(test, said);
    CHECK(said.errors.find("internal error") == std::string::npos);
    if (said.code == "2") CHECK(said.out.empty());  // no partial answer
    if (bless) continue;
    CHECK(said.errors == test.errors);
    CHECK(said.code == test.code);
  }
  if (bless) std::ofstream(tests::source_folder() + "/" + kGolden, std::ios::binary) << written;
}

TEST_CASE("bad input: a chain and a ring of 200,000 works are judged without deep recursion") {
  constexpr spdx::WorkIndex kMany = 200'000;
  spdx::Stack stack;
  stack.works.resize(kMany);
  for (spdx::WorkIndex i = 0; i < kMany; ++i) {
    spdx::Work& work = stack.works[i];
    work.id = fmt::format("w{}", i);
    work.name = work.id;
    work.kind = "model";
    if (i > 0) stack.relations.push_back({"finetune", i, i - 1, spdx::Actor::ThirdParty, {}});
  }
  stack.works[0].licenses.push_back({"", "MIT", spdx::Evidence::Declared, false, {}});
  stack.uses.emplace_back();
  stack.uses[0].target = kMany - 1;
  stack.uses[0].acts = {"run"};
  const auto chain = engine::analyze(stack, tests::whole_catalogue(), {});
  REQUIRE(chain);
  CHECK(!chain.value->findings.empty());
  stack.relations.push_back({"finetune", 0, kMany - 1, spdx::Actor::ThirdParty, {}});
  const auto ring = engine::analyze(stack, tests::whole_catalogue(), {});
  REQUIRE(ring);
  CHECK(!ring.value->findings.empty());
}
