#include "tests/document_counts.h"

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <sstream>
#include <stdexcept>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/value.h"
#include "tests/case_file.h"
#include "tests/license_fixture.h"
#include "tests/paths.h"
#include "tests/run_program.h"

namespace licet::tests {

namespace {

std::string text_of(const spdx::Value& row, std::string_view key) {
  const spdx::Value* found = row.find(key);
  return found == nullptr ? "" : found->text.str();
}

// `verdicts` is a map from a validator to [verdict, what it said].
bool all_ok(const spdx::Value* verdicts) {
  return verdicts != nullptr && !verdicts->items.empty() &&
         std::ranges::all_of(verdicts->items, [](const spdx::Value& verdict) {
           return !verdict.items.empty() && verdict.items.front().text == "OK";
         });
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const DocumentCounts& counts) {
  return out << counts.elements << " elements, " << counts.links << " links, " << counts.licenses
             << " licenses, " << counts.custom << " custom";
}

DocumentCounts counts_of(const spdx::Document& document) {
  DocumentCounts counts;
  counts.elements = document.elements.size();
  counts.links = static_cast<std::size_t>(std::ranges::count_if(
      document.links, [](const spdx::Link& link) { return !link.type.starts_with(':'); }));
  for (const spdx::Element& element : document.elements)
    counts.licenses += element.licenses.size();
  counts.custom = document.custom_licenses.size();
  return counts;
}

std::map<std::string, DocumentCounts> counted_documents(const std::string& script,
                                                        const std::vector<std::string>& paths) {
  const TempFolder folder;
  std::string list;
  for (const std::string& path : paths)
    list += path + '\0';
  folder.write("paths", list);
  const std::string line = "cd " + shell_quoted(source_folder()) + " && xargs -0 -r python3 -B " +
                           shell_quoted(script) + " < " + shell_quoted(folder.path("paths")) +
                           " > " + shell_quoted(folder.path("out")) + " 2> " +
                           shell_quoted(folder.path("err"));
  if (std::system(line.c_str()) != 0)
    throw std::runtime_error(script + ": " + read_source_file(folder.path("err")));
  std::map<std::string, DocumentCounts> out;
  std::istringstream lines(read_source_file(folder.path("out")));
  for (std::string row; std::getline(lines, row);) {
    const std::size_t tab = row.find('\t');
    std::istringstream numbers(tab == std::string::npos ? "" : row.substr(tab));
    DocumentCounts counts;
    if (!(numbers >> counts.elements >> counts.links >> counts.licenses >> counts.custom))
      throw std::runtime_error(fmt::format("{} printed: {}", script, row));
    out[row.substr(0, tab)] = counts;
  }
  return out;
}

bool has_python() {
  return std::system("python3 -c '' > /dev/null 2>&1") == 0;
}

std::vector<CorpusDocument> corpus_documents(const std::vector<std::string>& formats) {
  std::vector<CorpusDocument> out;
  const std::string folder = folder_at_hand("LICET_CORPUS");
  if (folder.empty()) return out;
  std::istringstream lines(read_source_file(folder + "/index.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    const auto row = spdx::read_json(spdx::SourceText("index.jsonl", line));
    if (!row) throw std::runtime_error(spdx::to_string(row.errors.front()));
    const std::string format = text_of(*row.value, "fmt");
    if (std::ranges::find(formats, format) == formats.end()) continue;
    out.push_back({folder + "/" + text_of(*row.value, "file"), format, text_of(*row.value, "ver"),
                   all_ok(row.value->find("verdicts"))});
  }
  return out;
}

}  // namespace licet::tests
