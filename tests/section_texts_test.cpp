// Sections of real license texts. The repository holds none, so this runs only where the
// environment variable LICET_TEXTS names a folder that does: the texts that data/licenses was coded
// from, and for the second half SPDX's list XML.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/files.h"
#include "cli/text_folder.h"
#include "spdx/citation.h"
#include "spdx/license_document.h"
#include "spdx/spelling.h"
#include "tests/case_file.h"
#include "tests/schema.h"

using namespace licet;
using engine::Clause;
using engine::License;
using spdx::Outline;
using spdx::Section;

namespace {

namespace fs = std::filesystem;

std::optional<std::string> texts() {
  const char* folder = std::getenv("LICET_TEXTS");
  if (folder != nullptr && *folder != '\0') return folder;
  MESSAGE("skipped: LICET_TEXTS names no folder with license texts");
  return std::nullopt;
}

// Clauses whose section is not where their anchor stands, with the reason. What is mended may go.
// How many clauses of a license the finder may miss: texts whose numbering it does not know
// (Chinese articles, letters behind numbers, headings in running text), cited as they stand.
std::map<std::string, std::size_t> allowed_misses() {
  const spdx::Value table = tests::read_tree("tests/section_misses.json");
  std::map<std::string, std::size_t> out;
  for (const spdx::Value& row : tests::items_at(table, "licenses"))
    out[tests::text_at(row, "id")] = std::stoul(tests::text_at(row, "clauses"));
  return out;
}

// `GPL 5(a)` is 5(a) in the source called gpl.
std::string in_source(const std::string& section, const std::string& source) {
  const bool named = spdx::lowercase(section).starts_with(source + " ");
  return named ? section.substr(source.size() + 1) : section;
}

bool stands_in(const Clause& clause, const cli::TextCopy& copy) {
  const auto place = find_section(copy.outline, in_source(clause.section, copy.source));
  if (!place) return false;
  const std::string words =
      spdx::detail::folded_words(copy.outline.words(place->begin, place->end));
  return words.find(spdx::detail::folded_words(clause.anchor)) != std::string::npos;
}

// The outlines of all XML files below a folder that have a text, by file name.
struct ListedText {
  std::string file;
  spdx::LicenseText text;
};

std::vector<ListedText> listed_texts(const std::string& folder) {
  std::vector<ListedText> out;
  const auto options = fs::directory_options::skip_permission_denied;
  for (const auto& entry : fs::recursive_directory_iterator(folder, options)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".xml") continue;
    const auto file = cli::read_file(entry.path().string());
    if (!file || file.value->text().find("<SPDXLicenseCollection") == std::string::npos) continue;
    auto read = spdx::read_license_xml(*file.value);
    if (!read) continue;
    for (spdx::LicenseDocument& document : *read.value) {
      if (document.text)
        out.push_back({entry.path().filename().string(), std::move(*document.text)});
    }
  }
  return out;
}

std::set<std::string> numbered_labels(const Outline& outline) {
  std::set<std::string> out;
  for (const Section& section : outline.sections) {
    if (section.kind != Section::Kind::Heading) out.insert(section.label);
  }
  return out;
}

// The fastest of some runs: others may be using the machine.
double milliseconds(const spdx::LicenseText& text) {
  double best = 1e9;
  for (int i = 0; i < 5 && best > 1; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    const Outline outline = spdx::outline(text);
    const auto end = std::chrono::steady_clock::now();
    best = std::min(best, std::chrono::duration<double, std::milli>(end - begin).count());
  }
  return best;
}

}  // namespace

TEST_CASE("section texts: every coded section is found, and its anchor stands in it") {
  const auto folder = texts();
  if (!folder) return;
  std::size_t clauses = 0;
  std::map<std::string, std::size_t> missed;
  for (const License& license : tests::whole_catalogue().licenses) {
    if (license.summary) continue;
    const auto copies = cli::find_texts(*folder, {license.id, license.aliases, license.sources});
    if (!copies) continue;  // not in the folder
    for (const Clause& clause : license.clauses) {
      const std::string& source = clause.source.empty() ? license.sources[0].id : clause.source;
      const auto copy = std::ranges::find(*copies.value, source, &cli::TextCopy::source);
      if (copy == copies.value->end()) continue;
      ++clauses;
      if (stands_in(clause, *copy)) continue;
      ++missed[license.id];
    }
  }
  const auto allowed = allowed_misses();
  std::size_t misses = 0;
  for (const auto& row : missed) {
    misses += row.second;
    const auto most = allowed.find(row.first);
    CHECK_MESSAGE(most != allowed.end(),
                  row.first << ": " << row.second << " sections are not found");
    if (most != allowed.end()) CHECK_MESSAGE(row.second <= most->second, row.first);
  }
  MESSAGE(fmt::format("{} of {} clauses are where their sections say", clauses - misses, clauses));
  CHECK(clauses > 900);
}

TEST_CASE("section texts: the list's XML has unique labels, found by themselves, in no time") {
  const auto folder = texts();
  if (!folder) return;
  const std::vector<ListedText> list = listed_texts(*folder);
  if (list.empty()) MESSAGE("skipped: no list XML in the folder");
  std::string slowest;
  double most = 0;
  for (const ListedText& listed : list) {
    CAPTURE(listed.file);
    const Outline outline = spdx::outline(listed.text);
    std::set<std::string> labels;
    for (std::uint32_t i = 0; i < outline.sections.size(); ++i) {
      const std::string& label = outline.sections[i].label;
      CHECK_MESSAGE(labels.insert(label).second, label);
      const auto place = find_section(outline, label);
      CHECK_MESSAGE((place && place->section == i && place->whole), label);
    }
    const double time = milliseconds(listed.text);
    if (time > most) slowest = listed.file;
    most = std::max(most, time);
  }
  MESSAGE(fmt::format("{} texts, the slowest took {:.2f} ms: {}", list.size(), most, slowest));
  CHECK(most < 20);
}

TEST_CASE("section texts: a template and its plain text have the same sections") {
  const auto folder = texts();
  if (!folder) return;
  const std::vector<ListedText> list = listed_texts(*folder);
  if (list.empty()) return;
  std::size_t same = 0;
  for (const ListedText& listed : list) {
    const std::string plain = plain_text(listed.text);
    const Outline lines = spdx::outline(std::string_view(plain));
    same += numbered_labels(spdx::outline(listed.text)) == numbered_labels(lines) ? 1U : 0U;
  }
  MESSAGE(fmt::format("{} of {} texts", same, list.size()));
  CHECK(100 * same >= 96 * list.size());
}
