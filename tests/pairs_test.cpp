// Public tables of license compatibility against the engine. LICET_PAIRS names the folder with
// agreed.json (pairs on which independent tables agree) and osadl-sample.json (a part of OSADL's
// matrix); without it the cases are skipped. Where the engine says otherwise, a row of
// tests/pair_differences.json says why, with the section that decides.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/analyze.h"
#include "engine/pair_stack.h"
#include "tests/case_file.h"
#include "tests/schema.h"

using namespace licet;
using engine::May;
using spdx::Value;
using tests::items_at;
using tests::text_at;

namespace {

struct PublicPair {
  std::string inbound;
  std::string outbound;
  std::string verdict;
};

// Answers by relation and pair, a stack for each relation.
class Answers {
 public:
  Answers(const std::vector<PublicPair>& pairs, const std::string& relation) {
    std::set<std::string> ids;
    for (const PublicPair& pair : pairs)
      ids.insert({pair.inbound, pair.outbound});
    const std::vector<std::string> all(ids.begin(), ids.end());
    const spdx::Stack stack = engine::pair_stack(all, all, {relation, "software"});
    const auto report = engine::analyze(stack, tests::whole_catalogue(), {});
    REQUIRE(report);
    const std::vector<May> answers = engine::answers_of(*report.value);
    for (std::size_t use = 0; use < answers.size(); ++use)
      said_[{all[use / all.size()], all[use % all.size()]}] = word(answers[use]);
    // A label that offers versions which are not allowed is not allowed as it stands.
    for (const engine::Finding& finding : report.value->findings) {
      std::string& said = said_[{all[finding.use / all.size()], all[finding.use % all.size()]}];
      if (finding.code == "choice-narrowed" && said == "open") said = "no";
    }
  }

  [[nodiscard]] const std::string& of(const PublicPair& pair) const {
    return said_.at({pair.inbound, pair.outbound});
  }

 private:
  static std::string word(May answer) {
    return answer == May::YesWithDuties ? "yes" : std::string(to_string(answer));
  }

  std::map<std::pair<std::string, std::string>, std::string> said_;
};

std::set<std::string> ids_at(const Value& row, const std::string& key) {
  std::set<std::string> ids;
  const Value* value = row.find(key);
  if (value == nullptr) return ids;
  if (value->kind == Value::Kind::String) return {value->text.str()};
  for (const Value& item : value->items)
    ids.insert(item.text.str());
  return ids;
}

// A row of tests/pair_differences.json.
struct Difference {
  explicit Difference(const Value& row)
      : inbound(ids_at(row, "inbound")),
        outbound(ids_at(row, "outbound")),
        ours(text_at(row, "ours")),
        theirs(text_at(row, "theirs")),
        why(text_at(row, "why")) {}

  [[nodiscard]] bool covers(const PublicPair& pair, const std::string& said) const {
    const auto names = [](const std::set<std::string>& ids, const std::string& id) {
      return ids.contains("any") || ids.contains(id);
    };
    return said == ours && pair.verdict == theirs && names(inbound, pair.inbound) &&
           names(outbound, pair.outbound);
  }

  std::set<std::string> inbound;
  std::set<std::string> outbound;
  std::string ours;
  std::string theirs;
  std::string why;
  bool used = false;
};

std::vector<Difference> differences(const std::string& table) {
  const Value tree = tests::read_tree("tests/pair_differences.json");
  std::vector<Difference> out;
  for (const Value& row : items_at(tree, table)) {
    CHECK(!text_at(row, "section").empty());
    out.emplace_back(row);
  }
  return out;
}

std::optional<Value> table_of(const std::string& file) {
  const char* folder = std::getenv("LICET_PAIRS");
  if (folder == nullptr) {
    MESSAGE("LICET_PAIRS is not set: skipped");
    return std::nullopt;
  }
  std::ifstream in(std::string(folder) + "/" + file, std::ios::binary);
  REQUIRE(in);
  return tests::parse_tree(file, {std::istreambuf_iterator<char>(in), {}});
}

struct Count {
  std::size_t same = 0;
  std::size_t other = 0;
};

// Compares, and wants a row for every difference.
void compare(const std::vector<PublicPair>& pairs, const std::string& relation,
             std::vector<Difference>& rows, Count& count) {
  if (pairs.empty()) return;
  const Answers answers(pairs, relation);
  for (const PublicPair& pair : pairs) {
    const std::string& said = answers.of(pair);
    if (said == pair.verdict) {
      ++count.same;
      continue;
    }
    ++count.other;
    const auto row =
        std::ranges::find_if(rows, [&](const Difference& each) { return each.covers(pair, said); });
    CHECK_MESSAGE(row != rows.end(),
                  fmt::format("{} into {} by {}: they say {}, licet {}; no row says why",
                              pair.inbound, pair.outbound, relation, pair.verdict, said));
    if (row != rows.end()) row->used = true;
  }
}

void conclude(const std::string& table, const std::vector<Difference>& rows, const Count& count,
              double least) {
  const double share =
      static_cast<double>(count.same) / static_cast<double>(count.same + count.other);
  MESSAGE(fmt::format("{}: {} of {} pairs the same, {:.1f} %", table, count.same,
                      count.same + count.other, 100 * share));
  CHECK(share >= least);
  for (const Difference& row : rows) {
    CHECK_MESSAGE(row.used,
                  "tests/pair_differences.json: nothing differs any more by: " << row.why);
  }
}

}  // namespace

TEST_CASE("pairs: where independent public tables agree, licet says the same, or why not") {
  const auto table = table_of("agreed.json");
  if (!table) return;
  std::vector<PublicPair> merged;
  std::vector<PublicPair> linked;
  for (const Value& row : table->items) {
    auto& pairs = text_at(row, "class") == "static" ? linked : merged;
    pairs.push_back({text_at(row, "inbound"), text_at(row, "outbound"), text_at(row, "verdict")});
  }
  std::vector<Difference> rows = differences("agreed");
  Count count;
  compare(merged, "copy-code", rows, count);
  compare(linked, "link-static", rows, count);
  conclude("agreed.json", rows, count, 0.97);
}

TEST_CASE("pairs: OSADL's matrix, where it says yes or no") {
  const auto table = table_of("osadl-sample.json");
  if (!table) return;
  std::vector<PublicPair> pairs;
  for (const Value& row : items_at(*table, "pairs")) {
    const std::string verdict = text_at(row, "verdict");
    if (verdict == "yes" || verdict == "no")
      pairs.push_back({text_at(row, "inbound"), text_at(row, "outbound"), verdict});
  }
  std::vector<Difference> rows = differences("osadl");
  Count count;
  compare(pairs, "copy-code", rows, count);
  conclude("osadl-sample.json", rows, count, 0.93);
}

TEST_CASE("pairs: every difference that is written down names licenses, a section and a reason") {
  for (const std::string table : {"agreed", "osadl"}) {
    for (const Difference& row : differences(table)) {
      CHECK(!row.inbound.empty());
      CHECK(!row.outbound.empty());
      CHECK(row.ours != row.theirs);
      CHECK(row.why.size() > 20);
    }
  }
}
