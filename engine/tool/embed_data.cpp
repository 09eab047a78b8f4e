// Build tool: writes data/ as a C++ source, so that the program needs no files. The JSON is parsed
// on the way, so broken data breaks the build, and a sorted index of license names is written
// beside it, so that the program parses only the licenses it is asked about.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/load_catalogue.h"

namespace {

namespace fs = std::filesystem;

struct Input {
  std::string name;
  std::string text;
};

std::vector<Input> read_folder(const fs::path& root) {
  std::vector<Input> inputs;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string name = fs::relative(entry.path(), root).generic_string();
    if (!entry.is_regular_file() || entry.path().extension() != ".json" ||
        name.starts_with("schema/") || name == "names.json" || name == "spdx/licenses.json" ||
        name == "spdx/exceptions.json" || name == "spdx/fsf.json")
      continue;  // schemas are for editors; licet_embed_list sees to the others
    std::ifstream in(entry.path(), std::ios::binary);
    inputs.push_back({
        name, {std::istreambuf_iterator<char>(in), {}}
    });
  }
  std::ranges::sort(inputs, {}, &Input::name);
  return inputs;
}

// A raw string literal holds at most 64 KiB portably; longer texts are concatenated.
std::string literal(const std::string& text) {
  constexpr std::size_t kPiece = 60000;
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += kPiece)
    out += "R\"licet(" + text.substr(at, kPiece) + ")licet\"\n";
  return out.empty() ? "\"\"" : out;
}

std::string generate(const std::vector<licet::engine::DataFile>& files) {
  std::string out =
      "// Generated from data/ by licet_embed; do not edit.\n#include "
      "\"engine/data_set.h\"\n\nnamespace licet::engine {\n\nDataSet embedded_data() {\n  static "
      "const DataSet kData = {{\n";
  for (const licet::engine::DataFile& file : files)
    out += fmt::format("{{\"{}\", {}}},\n", file.name, literal(std::string(file.text)));
  out += "}, {\n";
  for (const auto& [name, file] : licet::engine::index_names(files))
    out += fmt::format("{{\"{}\", {}}},\n", name, file);
  return out +
         "}, spdx::embedded_license_list(), spdx::embedded_names()};\n  return kData;\n}\n\n}  // "
         "namespace licet::engine\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: licet_embed DATA_FOLDER OUTPUT.cpp\n";
    return 2;
  }
  const std::vector<Input> inputs = read_folder(argv[1]);
  std::vector<licet::engine::DataFile> files;
  for (const Input& input : inputs)
    files.push_back({input.name, input.text});
  const auto loaded = licet::engine::load_catalogue({files, {}, {}, {}}, std::nullopt);
  for (const licet::spdx::Error& error : loaded.errors)
    std::cerr << to_string(error) << '\n';
  if (!loaded) return 1;
  std::ofstream(argv[2], std::ios::binary) << generate(files);
  return 0;
}
