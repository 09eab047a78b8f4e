// Build tool: writes the facts that data/spdx/ keeps of the SPDX license list, from the list's XML:
//
//   licet_snapshot XML_FOLDER OUTPUT_FOLDER
//
// reads every .xml below XML_FOLDER and writes licenses.json and exceptions.json. They hold ids,
// names, flags, versions, successors and addresses, a row a line, sorted by id in byte order; no
// license text and none of the list's comments. The XML does not name the version of the list:
// what is written is the highest one that an entry says to have been added or deprecated in. Any
// file that cannot be read makes the whole run fail, with nothing written.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "spdx/license_document.h"
#include "spdx/load_license_list.h"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using licet::spdx::LicenseDocument;
using licet::spdx::LicenseDocuments;

std::vector<fs::path> xml_files(const fs::path& root) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file() && entry.path().extension() == ".xml")
      files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string row(const LicenseDocument& document) {
  Json out = {
      {"id",   document.id  },
      {"name", document.name}
  };
  if (!document.exception) out["osi"] = document.osi_approved.value_or(false);
  if (document.deprecated) out["deprecated"] = document.deprecated_in;
  if (!document.added_in.empty()) out["added"] = document.added_in;
  for (const licet::spdx::Successor& successor : document.successors) {
    Json one = {
        {"use", successor.use}
    };
    if (!successor.when.empty()) one["when"] = successor.when;
    out["successors"].push_back(one);
  }
  out["urls"] = document.cross_refs;
  return out.dump();
}

bool write(const fs::path& file, const std::string& version, std::string_view key,
           const std::vector<LicenseDocument>& documents) {
  std::string rows;
  for (const LicenseDocument& document : documents)
    rows += (rows.empty() ? "    " : ",\n    ") + row(document);
  std::ofstream out(file, std::ios::binary);
  out << fmt::format(
      "{{\n  \"version\": \"{}\",\n  \"source\": \"SPDX license-list-XML\",\n  \"{}\": "
      "[\n{}\n  ]\n}}\n",
      version, key, rows);
  out.flush();
  if (!out) std::cerr << file.string() << ": cannot write it\n";
  return static_cast<bool>(out);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: licet_snapshot XML_FOLDER OUTPUT_FOLDER\n";
    return 2;
  }
  licet::spdx::LicenseListBuilder builder;
  for (const fs::path& file : xml_files(argv[1])) {
    std::ifstream in(file, std::ios::binary);
    builder.add(licet::spdx::read_license_xml(
        licet::spdx::SourceText(file.generic_string(), {std::istreambuf_iterator<char>(in), {}})));
  }
  const auto list = std::move(builder).finish();
  for (const licet::spdx::Error& problem : list.problems)
    std::cerr << to_string(problem) << '\n';
  if (!list.problems.empty()) return 1;
  const LicenseDocuments& documents = list.documents;
  const fs::path folder(argv[2]);
  return write(folder / "licenses.json", documents.version, "licenses", documents.licenses) &&
                 write(folder / "exceptions.json", documents.version, "exceptions",
                       documents.exceptions)
             ? 0
             : 1;
}
