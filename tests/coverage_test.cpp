// What the catalogue covers: every id of the SPDX list and every id of the hub at least by class,
// and how many by their text. The table in README.md is the one printed here.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/resolve_claim.h"
#include "spdx/read_cards.h"
#include "spdx/spelling.h"
#include "spdx/value.h"
#include "tests/case_file.h"

using namespace licet;
using engine::Catalogue;
using engine::License;
using engine::TermStatus;

namespace {

const Catalogue& catalogue() {
  return tests::whole_catalogue();
}

// The licenses a statement comes to, of all its alternatives; empty if any of it is not known.
std::set<engine::LicenseId> licenses_of(const std::string& text) {
  std::vector<spdx::Error> errors;
  const spdx::LicenseClaim claim{"", text, spdx::Evidence::Declared, false, {}};
  std::set<engine::LicenseId> out;
  for (const engine::Offer& offer : engine::resolve_claim(claim, "", catalogue(), errors)) {
    for (const engine::Alternative& alternative : offer) {
      for (const engine::OutboundLicense& member : alternative) {
        if (member.status != TermStatus::Known) return {};
        out.insert(member.license);
      }
    }
  }
  return errors.empty() ? out : std::set<engine::LicenseId>{};
}

bool all_full(const std::set<engine::LicenseId>& ids) {
  return std::ranges::none_of(
      ids, [](engine::LicenseId id) { return catalogue().licenses[id].summary; });
}

struct Row {
  std::size_t full = 0;
  std::size_t summary = 0;
};

// By class: the ids of the SPDX list, and the licenses that it does not have.
std::map<std::string, Row> coverage() {
  std::map<std::string, Row> rows;
  const auto count = [&](const std::set<engine::LicenseId>& ids) {
    if (ids.empty()) return;
    Row& row = rows[catalogue().licenses[*ids.begin()].license_class];
    ++(all_full(ids) ? row.full : row.summary);
  };
  const spdx::LicenseList& list = catalogue().list.list();
  for (std::size_t i = 0; i < list.licenses; ++i)
    count(licenses_of(std::string(list.entries[i].id)));
  for (engine::LicenseId id = 0; id < catalogue().licenses.size(); ++id) {
    if (catalogue().list.license(catalogue().licenses[id].id) == spdx::kUnlisted) count({id});
  }
  return rows;
}

std::string table_of(const std::map<std::string, Row>& rows) {
  std::string out = "| class | clause by clause | by class only |\n|---|---:|---:|\n";
  Row all;
  for (const auto& [name, row] : rows) {
    out += fmt::format("| {} | {} | {} |\n", name, row.full, row.summary);
    all.full += row.full;
    all.summary += row.summary;
  }
  out += fmt::format("| exceptions | {} | 0 |\n", catalogue().exceptions.size());
  return out + fmt::format("| **all licenses** | **{}** | **{}** |\n", all.full, all.summary);
}

// Ids that the Hugging Face hub offers for the field `license`; `unknown` and `other` say nothing.
constexpr std::array kHubIds = {"apache-2.0",
                                "mit",
                                "openrail",
                                "bigscience-openrail-m",
                                "creativeml-openrail-m",
                                "bigscience-bloom-rail-1.0",
                                "bigcode-openrail-m",
                                "afl-3.0",
                                "artistic-2.0",
                                "bsl-1.0",
                                "bsd",
                                "bsd-2-clause",
                                "bsd-3-clause",
                                "bsd-3-clause-clear",
                                "c-uda",
                                "cc",
                                "cc0-1.0",
                                "cc-by-2.0",
                                "cc-by-2.5",
                                "cc-by-3.0",
                                "cc-by-4.0",
                                "cc-by-sa-3.0",
                                "cc-by-sa-4.0",
                                "cc-by-nc-2.0",
                                "cc-by-nc-3.0",
                                "cc-by-nc-4.0",
                                "cc-by-nd-4.0",
                                "cc-by-nc-nd-3.0",
                                "cc-by-nc-nd-4.0",
                                "cc-by-nc-sa-2.0",
                                "cc-by-nc-sa-3.0",
                                "cc-by-nc-sa-4.0",
                                "cdla-sharing-1.0",
                                "cdla-permissive-1.0",
                                "cdla-permissive-2.0",
                                "wtfpl",
                                "ecl-2.0",
                                "epl-1.0",
                                "epl-2.0",
                                "etalab-2.0",
                                "eupl-1.1",
                                "eupl-1.2",
                                "agpl-3.0",
                                "gfdl",
                                "gpl",
                                "gpl-2.0",
                                "gpl-3.0",
                                "lgpl",
                                "lgpl-2.1",
                                "lgpl-3.0",
                                "isc",
                                "h-research",
                                "intel-research",
                                "lppl-1.3c",
                                "ms-pl",
                                "apple-ascl",
                                "apple-amlr",
                                "mpl-2.0",
                                "odc-by",
                                "odbl",
                                "openmdw-1.0",
                                "openmdw-1.1",
                                "openrail++",
                                "osl-3.0",
                                "postgresql",
                                "ofl-1.1",
                                "ncsa",
                                "unlicense",
                                "zlib",
                                "pddl",
                                "lgpl-lr",
                                "deepfloyd-if-license",
                                "fair-noncommercial-research-license",
                                "llama2",
                                "llama3",
                                "llama3.1",
                                "llama3.2",
                                "llama3.3",
                                "llama4",
                                "grok2-community",
                                "gemma"};

// Hub ids whose text could not be had, with a row in data/summaries.json that says so.
constexpr std::array<std::string_view, 2> kByClass = {"h-research", "grok2-community"};

}  // namespace

TEST_CASE("coverage: every license of the SPDX list is known, by its text or by its class") {
  const spdx::LicenseList& list = catalogue().list.list();
  for (std::size_t i = 0; i < list.licenses; ++i) {
    const std::string id(list.entries[i].id);
    CHECK_MESSAGE(!licenses_of(id).empty(), id << " is not known");
  }
}

TEST_CASE("coverage: every hub id is known, or may mean several known licenses") {
  for (const std::string id : kHubIds) {
    CAPTURE(id);
    if (const spdx::KnownName* family = catalogue().find_ambiguous(id)) {
      CHECK(!family->candidates.empty());
      for (const std::string_view candidate : family->candidates)
        CHECK_MESSAGE(!licenses_of(std::string(candidate)).empty(), candidate);
      continue;
    }
    const auto ids = licenses_of(id);
    CHECK(!ids.empty());
    CHECK(all_full(ids) == (std::ranges::find(kByClass, id) == kByClass.end()));
  }
}

TEST_CASE("coverage: at least 190 licenses are coded clause by clause, read twice") {
  std::map<std::string, std::size_t> by_kind;
  std::size_t full = 0;
  for (const License& license : catalogue().licenses) {
    if (license.summary) continue;
    ++full;
    CHECK_MESSAGE(license.readings.size() == 2, license.id << " has one reading");
    for (const std::string& kind : license.kinds)
      ++by_kind[kind];
  }
  MESSAGE(full << " licenses in full: " << by_kind["model"] + by_kind["service"]
               << " for models or services, " << by_kind["dataset"] << " for data, "
               << by_kind["content"] << " for content, " << by_kind["software"] << " for software");
  CHECK(full >= 190);
  CHECK(by_kind["model"] + by_kind["service"] >= 75);
  CHECK(by_kind["dataset"] + by_kind["content"] >= 45);
  CHECK(by_kind["software"] >= 70);
}

TEST_CASE("coverage: the table of the README is the catalogue's") {
  const std::string table = table_of(coverage());
  MESSAGE("\n" << table);
  CHECK_MESSAGE(tests::read_source_file("README.md").find(table) != std::string::npos,
                "put the table above into README.md");
}

namespace {

struct Resolved {
  std::size_t stated = 0;
  std::size_t full = 0;
  std::map<std::string, std::size_t> others;
};

bool says_nothing(const std::string& text) {
  const std::string word = spdx::lowercase(text);
  const auto among = [&](const std::vector<std::string>& words) {
    return std::ranges::find(words, word) != words.end();
  };
  return word.empty() || among(catalogue().no_license) || among(catalogue().unstated);
}

// A name of several texts counts if each of them is coded.
bool resolves_to_full(const std::string& text) {
  const spdx::KnownName* family = catalogue().find_ambiguous(text);
  if (family == nullptr) {
    const auto ids = licenses_of(text);
    return !ids.empty() && all_full(ids);
  }
  return !family->candidates.empty() &&
         std::ranges::all_of(family->candidates, [](std::string_view candidate) {
           const auto ids = licenses_of(std::string(candidate));
           return !ids.empty() && all_full(ids);
         });
}

void count_statement(const std::string& text, Resolved& counts) {
  if (says_nothing(text)) return;
  ++counts.stated;
  if (resolves_to_full(text)) {
    ++counts.full;
  } else {
    ++counts.others[text];
  }
}

// Rows of a file of JSON lines: front matter in `yaml`, or hub metadata with `license` fields.
void count_cards(const std::string& path, Resolved& counts) {
  std::istringstream lines(tests::read_source_file(path));
  for (std::string line; std::getline(lines, line);) {
    const auto row = spdx::read_json(spdx::SourceText(path, line));
    REQUIRE(row);
    const spdx::Value* yaml = row.value->find("yaml");
    std::string front;
    if (yaml != nullptr) {
      front = yaml->text;
    } else {
      for (const char* key : {"license", "license_name", "license_link"}) {
        const spdx::Value* field = row.value->find(key);
        if (field != nullptr && field->kind == spdx::Value::Kind::String)
          front += fmt::format("{}: '{}'\n", key, field->text);
      }
    }
    const auto stack = spdx::read_cards({
        {"a/b", spdx::SourceText("a/b/README.md", "---\n" + front + "\n---\n"), false}
    });
    if (!stack) continue;
    for (const spdx::LicenseClaim& claim : stack.value->works.front().licenses)
      count_statement(claim.text, counts);
  }
}

}  // namespace

TEST_CASE("coverage: of the cards that state a license, nearly all state one that is coded") {
  const char* folder = std::getenv("LICET_CARDS");
  if (folder == nullptr) return;
  Resolved counts;
  const std::string root(folder);
  for (const char* file : {"/models.jsonl", "/datasets.jsonl", "/../hub/anatomy-models.jsonl"})
    count_cards(root + file, counts);
  for (const auto& [text, count] : counts.others)
    MESSAGE(count << " times \"" << text << "\"");
  MESSAGE(counts.full << " of " << counts.stated << " cards");
  CHECK(static_cast<double>(counts.full) >= 0.95 * static_cast<double>(counts.stated));
}
