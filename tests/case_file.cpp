#include "tests/case_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "engine/analyze.h"
#include "engine/load_catalogue.h"
#include "spdx/read_stack.h"
#include "spdx/spelling.h"
#include "tests/paths.h"

namespace licet::tests {

namespace {

using engine::Finding;
using engine::Report;

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  return {std::istream_iterator<std::string>(in), {}};
}

const std::vector<std::string> kSeverities = {"conflict", "unknown", "review", "obligation",
                                              "note"};

bool is_severity(const std::string& word) {
  return std::ranges::find(kSeverities, word) != kSeverities.end();
}

Expectation expectation(const std::string& line) {
  Expectation out;
  out.line = line;
  out.words = words_of(line);
  if (line == "no findings") {
    out.kind = Expectation::Kind::NoFindings;
  } else if (line.rfind("no other ", 0) == 0) {
    out.kind = Expectation::Kind::NoOther;
    out.words.erase(out.words.begin(), out.words.begin() + 2);
  } else if (line.rfind("no ", 0) == 0) {
    out.kind = Expectation::Kind::Absent;
    out.words.erase(out.words.begin());
  } else if (line.rfind("verdict:", 0) == 0) {
    out.kind = Expectation::Kind::Verdict;
    out.words.erase(out.words.begin());
  }
  return out;
}

bool names_license(const std::string& word, const Finding& finding,
                   const engine::Catalogue& catalogue) {
  if (word == finding.license) return true;
  const auto named = catalogue.find_license(word);
  return named && catalogue.licenses[*named].id == finding.license;
}

bool names_work(const std::string& word, const Finding& finding) {
  return word == finding.work || word == finding.target ||
         std::ranges::find(finding.also, word) != finding.also.end();
}

// Whether every word fits the finding: a severity, its code, its license, its section (or what it
// begins with), a work, `by=others`, `act=host`, or an assumption.
bool fits(const std::vector<std::string>& words, const Finding& finding,
          const engine::Catalogue& catalogue) {
  return std::ranges::all_of(words, [&](const std::string& word) {
    if (is_severity(word)) return word == to_string(finding.severity);
    if (word.rfind("act=", 0) == 0) {
      return std::ranges::any_of(finding.acts,
                                 [&](const auto& done) { return done.first == word.substr(4); });
    }
    if (word == "by=others") return !finding.own_act;
    const bool assumed =
        std::ranges::any_of(finding.assumptions, [&](const auto& used) { return used.id == word; });
    return assumed || word == finding.code || names_license(word, finding, catalogue) ||
           names_work(word, finding) ||
           (!finding.section.empty() && finding.section.rfind(word, 0) == 0);
  });
}

std::string shown(const Finding& finding) {
  return fmt::format("{} {} {} {} {}", to_string(finding.severity), finding.code, finding.license,
                     finding.section, finding.work);
}

std::vector<std::string> check_no_other(const CaseFile::Case& test, const Expectation& expected,
                                        const Report& report, const engine::Catalogue& catalogue) {
  std::vector<std::string> wrong;
  for (const Finding& finding : report.findings) {
    if (to_string(finding.severity) != expected.words.front()) continue;
    const bool named = std::ranges::any_of(test.expectations, [&](const Expectation& other) {
      return other.kind == Expectation::Kind::Present && fits(other.words, finding, catalogue);
    });
    if (!named) wrong.push_back(fmt::format("{}: unexpected {}", expected.line, shown(finding)));
  }
  return wrong;
}

std::vector<std::string> check(const CaseFile::Case& test, const Expectation& expected,
                               const Report& report, const engine::Catalogue& catalogue) {
  const auto fitting = std::ranges::find_if(
      report.findings, [&](const Finding& f) { return fits(expected.words, f, catalogue); });
  const bool found = fitting != report.findings.end();
  switch (expected.kind) {
    case Expectation::Kind::Verdict:
      if (to_string(report.verdict) == expected.words.front()) return {};
      return {fmt::format("{}: it is {}", expected.line, to_string(report.verdict))};
    case Expectation::Kind::Present:
      return found ? std::vector<std::string>{}
                   : std::vector<std::string>{fmt::format("missing: {}", expected.line)};
    case Expectation::Kind::Absent:
      return found ? std::vector<std::string>{fmt::format("{}: but there is {}", expected.line,
                                                          shown(*fitting))}
                   : std::vector<std::string>{};
    case Expectation::Kind::NoOther:
      return check_no_other(test, expected, report, catalogue);
    case Expectation::Kind::NoFindings:
      return report.findings.empty()
                 ? std::vector<std::string>{}
                 : std::vector<std::string>{
                       fmt::format("no findings: but there is {}", shown(report.findings.front()))};
  }
  return {};
}

[[noreturn]] void fail(const std::vector<spdx::Error>& errors) {
  std::string all;
  for (const spdx::Error& error : errors)
    all += to_string(error) + "\n";
  throw std::runtime_error(all);
}

engine::Request request_of(const std::vector<std::string>& options) {
  engine::Request request;
  for (std::size_t i = 0; i + 1 < options.size(); i += 2) {
    const std::string& value = options[i + 1];
    if (options[i] == "--profile") request.profile = value;
    if (options[i] != "--assume") continue;
    request.assumptions.emplace_back(value.substr(0, value.find('=')),
                                     value.substr(value.find('=') + 1));
  }
  return request;
}

}  // namespace

CaseFile read_cases(const std::string& path, const std::string& text) {
  CaseFile out;
  std::istringstream in(text);
  std::string fence;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (fence.empty() && line.rfind("## ", 0) == 0) {
      out.cases.push_back({line.substr(3), fmt::format("{}:{}", path, number), {}, {}, {}});
    } else if (line.rfind("```", 0) == 0) {
      fence = fence.empty() ? line.substr(3) : "";
    } else if (fence == "yaml" && !out.cases.empty()) {
      out.cases.back().stack += line + "\n";
    } else if (fence == "expect" && !out.cases.empty()) {
      if (line.rfind("options:", 0) == 0) {
        out.cases.back().options = words_of(line.substr(8));
      } else if (!line.empty()) {
        out.cases.back().expectations.push_back(expectation(line));
      }
    }
  }
  return out;
}

std::vector<std::string> unmet(const CaseFile::Case& test, const Report& report,
                               const engine::Catalogue& catalogue) {
  std::vector<std::string> all;
  for (const Expectation& expected : test.expectations) {
    std::ranges::move(check(test, expected, report, catalogue), std::back_inserter(all));
  }
  return all;
}

const engine::Catalogue& whole_catalogue() {
  static const engine::Catalogue kCatalogue = [] {
    auto loaded = engine::load_catalogue(engine::embedded_data(), std::nullopt);
    if (!loaded) fail(loaded.errors);
    return std::move(*loaded.value);
  }();
  return kCatalogue;
}

Report judge_text(const std::string& name, const std::string& stack,
                  const std::vector<std::string>& options) {
  const engine::Catalogue& catalogue = whole_catalogue();
  const auto read = spdx::read_stack(spdx::SourceText(name, stack), catalogue.vocabulary());
  if (!read) fail(read.errors);
  auto report = engine::analyze(*read.value, catalogue, request_of(options));
  if (!report) fail(report.errors);
  return std::move(*report.value);
}

std::string read_source_file(const std::string& path) {
  const std::string full = path.front() == '/' ? path : source_folder() + "/" + path;
  std::ifstream in(full, std::ios::binary);
  if (!in) throw std::runtime_error("cannot open " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

const spdx::LicenseIndex& list() {
  static const spdx::LicenseIndex kList(spdx::embedded_license_list());
  return kList;
}

}  // namespace licet::tests
