// Every rule has a case in which it fires and one in which it keeps silent; the table in
// tests/cases/rules.md names them.
#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/case_file.h"
#include "tests/paths.h"

using namespace licet;
using engine::Catalogue;
using engine::Finding;
using engine::KindId;
using engine::Rule;

namespace {

struct Row {
  std::string kind;
  std::string fires;
  std::string silent;
};

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r`");
  const std::size_t last = text.find_last_not_of(" \t\r`");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

// The rows of the Markdown tables of a text that have three cells, header and rule lines left out.
std::vector<Row> rows_of(const std::string& text) {
  std::vector<Row> rows;
  std::istringstream in(text);
  bool body = false;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind('|', 0) != 0) {
      body = false;
      continue;
    }
    if (line.find_first_not_of("|-: \t\r") == std::string::npos) {
      body = true;
      continue;
    }
    std::vector<std::string> cells;
    std::istringstream parts(line.substr(1));
    for (std::string cell; std::getline(parts, cell, '|');)
      cells.push_back(trimmed(cell));
    if (body && cells.size() >= 3) rows.push_back({cells[0], cells[1], cells[2]});
  }
  return rows;
}

struct Found {
  std::string file;
  tests::CaseFile::Case test;
};

std::multimap<std::string, Found> cases_by_title() {
  std::multimap<std::string, Found> out;
  for (const auto& entry :
       std::filesystem::directory_iterator(tests::source_folder() + "/tests/cases")) {
    if (entry.path().extension() != ".md") continue;
    const std::string name = "tests/cases/" + entry.path().filename().string();
    for (const auto& test : tests::read_cases(name, tests::read_source_file(name)).cases) {
      out.emplace(trimmed(test.title), Found{name, test});
    }
  }
  return out;
}

std::set<std::string> codes_of(const Rule& rule, const Catalogue& catalogue) {
  std::set<std::string> out;
  for (const auto& code : {rule.violated, rule.due, rule.met, rule.together}) {
    if (code) out.insert(catalogue.codes[*code].id);
  }
  return out;
}

// Kinds of the clauses that stand behind a finding: those of its license with its section and note.
// Several kinds may share a code, and then the clause tells them apart.
std::set<KindId> kinds_behind(const Finding& finding, const Catalogue& catalogue) {
  std::set<KindId> out;
  const auto license = catalogue.find_license(finding.license);
  if (!license) return out;
  for (const engine::Clause& clause : catalogue.licenses[*license].clauses) {
    if (clause.section == finding.section && clause.note == finding.note) out.insert(clause.kind);
  }
  return out;
}

bool comes_from(const Finding& finding, const Rule& rule, const Catalogue& catalogue) {
  if (!codes_of(rule, catalogue).contains(finding.code)) return false;
  const std::set<KindId> kinds = kinds_behind(finding, catalogue);
  return kinds.empty() || kinds.contains(rule.kind);
}

// Whether the case with this title has a finding of the rule; nothing if it cannot be judged.
std::optional<bool> fires(const std::string& title, const Rule& rule) {
  static const auto kCases = cases_by_title();
  const auto found = kCases.find(title);
  CHECK_MESSAGE(kCases.count(title) >= 1, "no case is called \"" << title << "\"");
  CHECK_MESSAGE(kCases.count(title) <= 1, "several cases are called \"" << title << "\"");
  if (found == kCases.end()) return std::nullopt;
  const Catalogue& catalogue = tests::whole_catalogue();
  try {
    const auto report =
        tests::judge_text(found->second.file, found->second.test.stack, found->second.test.options);
    return std::ranges::any_of(report.findings, [&](const Finding& finding) {
      return comes_from(finding, rule, catalogue);
    });
  } catch (const std::exception& problem) {
    FAIL_CHECK(title << ": " << problem.what());
    return std::nullopt;
  }
}

// `-` in place of both titles says that no license has such a clause; then no case can show the
// rule.
bool has_no_case(const Row& row, const Rule& rule) {
  if (row.fires != "-" || row.silent != "-") return false;
  for (const engine::License& license : tests::whole_catalogue().licenses) {
    const bool has = std::ranges::find(license.clauses, rule.kind, &engine::Clause::kind) !=
                     license.clauses.end();
    CHECK_MESSAGE(!has,
                  license.id << " has a " << row.kind << " clause, so cases can be written for it");
  }
  return true;
}

std::string rules_table() {
  const std::string path = "tests/cases/rules.md";
  return std::filesystem::exists(tests::source_folder() + "/" + path)
             ? tests::read_source_file(path)
             : "";
}

}  // namespace

TEST_CASE("rules: tables are read without their heads") {
  const auto rows = rows_of(
      "text\n\n| kind | fires | silent |\n|---|:-:|---|\n| `grant` | A case | Another, `x` case "
      "|\n\n| a | b | c |\n");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].kind == "grant");
  CHECK(rows[0].fires == "A case");
  CHECK(rows[0].silent == "Another, `x` case");
}

TEST_CASE("rules: each has a case in which it fires and one in which it is silent") {
  const Catalogue& catalogue = tests::whole_catalogue();
  std::map<std::string, Rule> rules;
  for (const auto& rule : catalogue.rules) {
    if (rule) rules.emplace(catalogue.kinds[rule->kind].id, *rule);
  }
  std::set<std::string> covered;
  for (const Row& row : rows_of(rules_table())) {
    const auto rule = rules.find(row.kind);
    CHECK_MESSAGE(rule != rules.end(),
                  "tests/cases/rules.md: no rule is about \"" << row.kind << "\"");
    if (rule == rules.end()) continue;
    covered.insert(row.kind);
    if (has_no_case(row, rule->second)) continue;
    CHECK_MESSAGE(fires(row.fires, rule->second).value_or(true),
                  row.kind << " does not fire in \"" << row.fires << "\"");
    CHECK_MESSAGE(!fires(row.silent, rule->second).value_or(false),
                  row.kind << " fires in \"" << row.silent << "\"");
  }
  for (const auto& rule : rules) {
    CHECK_MESSAGE(covered.contains(rule.first),
                  "tests/cases/rules.md has no row for " << rule.first);
  }
}
