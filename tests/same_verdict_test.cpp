// One product in several formats is judged alike: fixtures of tests/documents/, and the products of
// the corpus that LICET_CORPUS names. Where documents of one product truly say different things,
// tests/document_pairs.json says which.
#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/input.h"
#include "tests/case_file.h"
#include "tests/document_counts.h"
#include "tests/paths.h"
#include "tests/schema.h"

using namespace licet;

namespace {

// The verdict and a line for each finding on each work, sorted; or the errors.
std::string judged(const std::string& path) {
  cli::CheckOptions options;
  options.path = path;
  const auto report = cli::check(options);
  std::string out;
  for (const spdx::Error& error : report.errors)
    out += error.message + "\n";
  if (!report) return out;
  std::set<std::string> lines;
  for (const engine::Finding& finding : report.value->findings) {
    std::vector<std::string> works = finding.also;
    works.push_back(finding.work);
    for (const std::string& work : works) {
      lines.insert(fmt::format("{} {} | {} | {} | {}\n", engine::to_string(finding.severity),
                               finding.code, finding.license, finding.section, work));
    }
  }
  out = fmt::format("{}\n", engine::to_string(report.value->verdict));
  for (const std::string& line : lines)
    out += line;
  return out;
}

std::string fixture(const std::string& name) {
  return tests::source_folder() + "/tests/documents/" + name;
}

// What a file is called in whatever format: its name without the words for one.
std::string product_of(const std::string& path) {
  std::string name = path.substr(path.rfind('/') + 1);
  std::ranges::transform(name, name.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  static const std::regex kEnding("(\\.(rdf|xml|spdx|json|ya?ml|cdx|tag|txt|jsonld|tv))+$");
  static const std::regex kFormat(
      "[-_]?(json|tagvalue|tag|yaml|rdf|xml|v2\\.2\\.2|v2\\.3|spdx|cyclonedx|cdx|2\\.2|2\\.3|"
      "3\\.0(\\.1)?)(?=[-_.]|$)");
  return std::regex_replace(std::regex_replace(name, kEnding, ""), kFormat, "");
}

// Documents of the corpus by their product, where they differ in format or version.
std::map<std::string, std::vector<std::string>> products() {
  std::map<std::string, std::vector<std::string>> out;
  std::map<std::string, std::set<std::string>> forms;
  for (const auto& document :
       tests::corpus_documents({"spdx-json", "spdx-yaml", "spdx-tv", "spdx-rdfxml", "spdx-xml",
                                "spdx3-jsonld", "cdx-json", "cdx-xml"})) {
    const std::string product = product_of(document.path);
    out[product].push_back(document.path);
    forms[product].insert(document.format + document.version);
  }
  std::erase_if(out, [&](const auto& one) { return forms[one.first].size() < 2; });
  return out;
}

}  // namespace

TEST_CASE("same product, same verdict: eight formats") {
  const std::string first = judged(fixture("desk.spdx.json"));
  const auto has = [&](const std::string& line) { return first.find(line) != std::string::npos; };
  CHECK(first.starts_with("unknown\n"));
  CHECK(has("unknown license-missing |  |  | helper\n"));
  CHECK(has("evidence-disagrees |  |  | glue\n"));
  CHECK(has("evidence-disagrees |  |  | parser\n"));
  CHECK(has("include-license | MIT | condition | charts\n"));
  CHECK(has("relation-unclear | GPL-3.0-only | "));
  CHECK(has("llama-3.1"));
  for (const char* name : {"desk.spdx.yaml", "desk.spdx", "desk.rdf.xml", "desk.spdx.xml",
                           "desk.spdx3.json", "desk.cdx.json", "desk.cdx.xml"}) {
    INFO(name);
    CHECK(judged(fixture(name)) == first);
  }
}

TEST_CASE("same product, same verdict: the readers' fixtures") {
  const std::string spdx = judged(fixture("spdx2.json"));
  CHECK(spdx.starts_with("unknown\n"));
  for (const char* name : {"spdx2.yaml", "spdx2.spdx", "spdx2.rdf.xml", "spdx2.xml"}) {
    INFO(name);
    CHECK(judged(fixture(name)) == spdx);
  }
  CHECK(judged(fixture("assistant.cdx.xml")) == judged(fixture("assistant.cdx.json")));
}

TEST_CASE("same product, same verdict: the corpus, but for what the documents say differently") {
  const auto all = products();
  if (all.empty()) return;
  std::map<std::string, std::string> reasons;
  const spdx::Value file = tests::read_tree("tests/document_pairs.json");
  for (const spdx::Value& row : tests::items_at(file, "differ"))
    reasons[tests::text_at(row, "product")] = tests::text_at(row, "why");
  std::size_t same = 0;
  std::set<std::string> differ;
  for (const auto& product : all) {
    INFO(product.first);
    const std::string first = judged(product.second.front());
    const bool alike = std::ranges::all_of(
        product.second, [&](const std::string& path) { return judged(path) == first; });
    CHECK(alike != reasons.contains(product.first));
    if (alike) ++same;
    if (!alike) differ.insert(product.first);
  }
  for (const auto& reason : reasons) {
    CHECK_MESSAGE(differ.contains(reason.first), "no such pair: " << reason.first);
    CHECK_FALSE(reason.second.empty());
  }
  CHECK(same > 90);
  MESSAGE(same << " products are judged alike, " << differ.size() << " differ for a reason");
}
