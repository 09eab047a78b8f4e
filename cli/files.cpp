#include "cli/files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nettle/sha2.h>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "engine/load_catalogue.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

namespace fs = std::filesystem;
using spdx::Error;
using spdx::Result;
using spdx::SourceText;

template <typename T>
Result<T> failure(const std::string& path, std::string message) {
  return Result<T>::failed({
      Error{{path, 0, 0}, std::move(message)}
  });
}

// Reads at most one byte more than is allowed, so that the reader can say that it is too large.
std::string slurp(std::istream& in) {
  std::string text;
  std::array<char, 65536> buffer = {};
  while (in && text.size() <= spdx::kMaxInputBytes) {
    in.read(buffer.data(), buffer.size());
    text.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  return text;
}

bool hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.size() > 1 && name.front() == '.' && name != "..";
}

// Folders with a card, in order of their paths.
std::vector<fs::path> card_folders(const fs::path& root, std::error_code& problem) {
  std::set<fs::path> found;
  if (fs::exists(root / "README.md", problem)) found.insert(root);
  auto options = fs::directory_options::skip_permission_denied;
  for (auto at = fs::recursive_directory_iterator(root, options, problem);
       !problem && at != fs::recursive_directory_iterator(); at.increment(problem)) {
    if (hidden(at->path())) {
      at.disable_recursion_pending();
    } else if (at->path().filename() == "README.md") {
      found.insert(at->path().parent_path());
    }
    if (found.size() > spdx::kMaxRepositories) break;
  }
  return {found.begin(), found.end()};
}

std::string repository_id(const fs::path& folder, const fs::path& root) {
  if (folder == root) return fs::weakly_canonical(fs::absolute(root)).filename().string();
  std::string id = fs::relative(folder, root).generic_string();
  for (const std::string_view prefix : {"datasets/", "models/"}) {
    if (id.rfind(prefix, 0) == 0) id = id.substr(prefix.size());
  }
  return id;
}

}  // namespace

Result<SourceText> read_file(const std::string& path) {
  if (path == "-") return {SourceText("-", slurp(std::cin)), {}, {}};
  std::error_code problem;
  if (fs::is_directory(path, problem))
    return failure<SourceText>(path, "this is a folder, not a file");
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return failure<SourceText>(path, fmt::format("cannot open it: {}", std::strerror(errno)));
  std::string text = slurp(in);
  if (in.bad()) return failure<SourceText>(path, "cannot read it");
  return {SourceText(path, std::move(text)), {}, {}};
}

Result<bool> write_file(const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") {
    std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
    std::cout.flush();
    if (!std::cout) return failure<bool>("standard output", "cannot write to it");
    return {true, {}, {}};
  }
  const std::string temporary = path + ".licet-part";
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.flush();
    if (!out) {
      std::remove(temporary.c_str());
      return failure<bool>(path, fmt::format("cannot write it: {}", std::strerror(errno)));
    }
  }
  std::error_code problem;
  fs::rename(temporary, path, problem);
  if (!problem) return {true, {}, {}};
  std::remove(temporary.c_str());
  return failure<bool>(path, fmt::format("cannot write it: {}", problem.message()));
}

Result<std::vector<spdx::Repository>> read_repositories(const std::string& folder) {
  using Repositories = std::vector<spdx::Repository>;
  std::error_code problem;
  const fs::path root(folder);
  const std::vector<fs::path> folders = card_folders(root, problem);
  if (problem) {
    return failure<Repositories>(folder,
                                 fmt::format("cannot read the folder: {}", problem.message()));
  }
  if (folders.empty()) {
    return failure<Repositories>(
        folder,
        "no README.md in it or below it; a model or dataset repository keeps its card there");
  }
  if (folders.size() > spdx::kMaxRepositories) {
    return failure<Repositories>(folder, fmt::format("more than {} repositories; check parts of it",
                                                     spdx::kMaxRepositories));
  }
  Result<Repositories> out{Repositories{}, {}, {}};
  for (const fs::path& path : folders) {
    Result<SourceText> card = read_file((path / "README.md").generic_string());
    std::ranges::move(card.errors, std::back_inserter(out.notes));
    if (!card) continue;
    const std::string relative = "/" + fs::relative(path, root).generic_string();
    out.value->push_back({repository_id(path, root), std::move(*card.value),
                          relative.find("/datasets/") != std::string::npos});
  }
  return out;
}

Result<DataFolder> DataFolder::open(const std::string& folder) {
  DataFolder out;
  out.data_ = engine::embedded_data();
  if (folder.empty()) return {std::move(out), {}, {}};
  std::error_code problem;
  std::set<fs::path> paths;
  for (auto at = fs::recursive_directory_iterator(folder, problem);
       !problem && at != fs::recursive_directory_iterator(); at.increment(problem)) {
    if (at->path().extension() == ".json" && at->path().parent_path().filename() != "schema")
      paths.insert(at->path());
  }
  if (problem) {
    return failure<DataFolder>(folder,
                               fmt::format("cannot read the data folder: {}", problem.message()));
  }
  for (const fs::path& path : paths) {
    Result<SourceText> text = read_file(path.string());
    if (!text) return Result<DataFolder>::failed(std::move(text.errors));
    const std::string& name = out.texts_.emplace_back(fs::relative(path, folder).generic_string());
    const engine::DataFile file{name, out.texts_.emplace_back(text.value->text())};
    const auto known = std::ranges::find(out.data_.files, file.name, &engine::DataFile::name);
    if (known != out.data_.files.end()) {
      known->text = file.text;
    } else {
      out.data_.files.push_back(file);
    }
  }
  // The index of names has to fit what is now there.
  out.data_.names.clear();
  for (const auto& [name, file] : engine::index_names(out.data_.files))
    out.data_.names.push_back({out.texts_.emplace_back(name), file});
  return {std::move(out), {}, {}};
}

std::string sha256(std::string_view bytes) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(),
                static_cast<const std::uint8_t*>(static_cast<const void*>(bytes.data())));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest = {};
  sha256_digest(&context, digest.size(), digest.data());
  std::string text;
  for (const std::uint8_t byte : digest)
    text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace licet::cli
