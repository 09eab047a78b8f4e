// Cards that others wrote: the folder that LICET_CARDS names holds models.jsonl and datasets.jsonl,
// a card a line with its `id` and the `yaml` of its front matter.
#include <array>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/analyze.h"
#include "spdx/read_cards.h"
#include "spdx/value.h"
#include "tests/case_file.h"

using namespace licet;

namespace {

struct Counts {
  std::size_t cards = 0;
  std::size_t unreadable = 0;
  std::size_t notes = 0;
  std::size_t licensed = 0;
  std::size_t relations = 0;
  std::array<std::size_t, 6> verdicts = {};
};

std::vector<spdx::Repository> read_rows(const std::string& path, bool datasets) {
  std::vector<spdx::Repository> out;
  std::istringstream lines(tests::read_source_file(path));
  for (std::string line; std::getline(lines, line);) {
    const auto row = spdx::read_json(spdx::SourceText(path, line));
    REQUIRE(row);
    const std::string& id = row.value->find("id")->text.str();
    const std::string& yaml = row.value->find("yaml")->text.str();
    out.push_back({id, spdx::SourceText(id + "/README.md", "---\n" + yaml + "\n---\n"), datasets});
  }
  return out;
}

void check_located(const std::vector<spdx::Error>& errors) {
  for (const spdx::Error& error : errors) {
    CHECK(!error.message.empty());
    CHECK(!error.place.file.empty());
    CHECK(error.place.line > 0);
  }
}

void judge(const spdx::Stack& stack, Counts& counts) {
  engine::Request request;
  request.default_acts = {"distribute"};
  const auto report = engine::analyze(stack, tests::whole_catalogue(), request);
  REQUIRE(report.value.has_value() == report.errors.empty());
  check_located(report.errors);
  if (report) ++counts.verdicts[static_cast<std::size_t>(report.value->verdict)];
}

void read_one(const spdx::Repository& repository, Counts& counts) {
  const auto stack = spdx::read_cards({repository});
  ++counts.cards;
  REQUIRE(stack.value.has_value() == stack.errors.empty());
  check_located(stack.errors);
  check_located(stack.notes);
  counts.notes += stack.notes.size();
  if (!stack) {
    ++counts.unreadable;
    return;
  }
  REQUIRE(stack.value->works.front().id == repository.id);
  counts.licensed += stack.value->works.front().licenses.empty() ? 0U : 1U;
  counts.relations += stack.value->relations.size();
  judge(*stack.value, counts);
}

void check_file(const std::string& path, bool datasets) {
  Counts counts;
  const std::vector<spdx::Repository> repositories = read_rows(path, datasets);
  for (const spdx::Repository& repository : repositories) {
    CAPTURE(repository.id);
    CHECK_NOTHROW(read_one(repository, counts));
  }
  CHECK(counts.cards > 0);
  MESSAGE(path << ": " << counts.cards << " cards, " << counts.unreadable << " unreadable, "
               << counts.notes << " notes, " << counts.licensed << " with a license, "
               << counts.relations << " relations; conflict " << counts.verdicts[0] << ", unknown "
               << counts.verdicts[1] << ", review " << counts.verdicts[2] << ", obligation "
               << counts.verdicts[3] << ", note " << counts.verdicts[4] << ", clear "
               << counts.verdicts[5]);
  Counts together;
  const auto all = spdx::read_cards(repositories);
  REQUIRE(all);
  CHECK(all.value->works.size() >= repositories.size());
  CHECK_NOTHROW(judge(*all.value, together));
}

}  // namespace

TEST_CASE("cards: every card of the corpus becomes a work or a located message, and is judged") {
  const char* folder = std::getenv("LICET_CARDS");
  if (folder == nullptr) return;
  check_file(std::string(folder) + "/models.jsonl", false);
  check_file(std::string(folder) + "/datasets.jsonl", true);
}
