// Runs every case of tests/cases/.
#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/paths.h"

using namespace licet;

namespace {

std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(tests::source_folder() + "/tests/cases")) {
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

TEST_CASE("cases: every expectation holds") {
  std::size_t count = 0;
  for (const auto& path : case_files()) {
    const std::string name = "tests/cases/" + path.filename().string();
    for (const auto& test : tests::read_cases(name, tests::read_source_file(path.string())).cases) {
      ++count;
      CAPTURE(test.place);
      CAPTURE(test.title);
      CHECK(!test.expectations.empty());
      try {
        const engine::Report report = tests::judge_text(name, test.stack, test.options);
        for (const std::string& wrong : tests::unmet(test, report, tests::whole_catalogue()))
          FAIL_CHECK(wrong);
      } catch (const std::exception& problem) {
        FAIL_CHECK(problem.what());
      }
    }
  }
  CHECK(count >= 60);
}
