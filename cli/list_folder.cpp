#include "cli/list_folder.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <unistd.h>

#include <fmt/format.h>

#include "cli/files.h"

namespace licet::cli {

namespace {

namespace fs = std::filesystem;
using spdx::Result;
using Paths = std::vector<fs::path>;

Result<ListFolder> failure(const std::string& path, std::string message) {
  return Result<ListFolder>::failed({
      spdx::Error{{path, 0, 0}, std::move(message)}
  });
}

// Says how far the reading is, where somebody sees it and it lasts.
class Progress {
 public:
  explicit Progress(std::size_t total) : total_(total), shown_(isatty(STDERR_FILENO) == 1) {}

  ~Progress() {
    if (wrote_) std::fputs("\r\033[K", stderr);
  }

  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void step() {
    ++done_;
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    wrote_ = true;
    std::fputs(fmt::format("\rreading {} of {} files", done_, total_).c_str(), stderr);
  }

 private:
  std::size_t total_;
  bool shown_;
  bool wrote_ = false;
  std::size_t done_ = 0;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

// The .xml and .json files of a tree, in order of their paths, or the one file that it is.
Paths find_files(const fs::path& root, std::error_code& problem, bool& too_many) {
  if (fs::is_regular_file(root, problem)) return {root};
  Paths files;
  std::size_t entries = 0;
  const auto options = fs::directory_options::skip_permission_denied;
  for (auto at = fs::recursive_directory_iterator(root, options, problem);
       !problem && at != fs::recursive_directory_iterator(); at.increment(problem)) {
    if (++entries > kMaxListEntries) {
      too_many = true;
      break;
    }
    const fs::path& path = at->path();
    const fs::path extension = path.extension();
    if (path.filename().native().front() == '.') {
      at.disable_recursion_pending();
    } else if ((extension == ".xml" || extension == ".json") && at->is_regular_file()) {
      files.push_back(path);
    }
  }
  std::ranges::sort(files);
  return files;
}

bool begins_with_word(const fs::path& file, std::string_view word) {
  std::array<char, 4096> head = {};
  std::ifstream in(file, std::ios::binary);
  in.read(head.data(), head.size());
  return std::string_view(head.data(), static_cast<std::size_t>(in.gcount())).find(word) !=
         std::string_view::npos;
}

// One file of a list opens the folder: an empty or broken one beside it belongs to the list too.
Paths xml_files(const Paths& files) {
  std::map<fs::path, bool> folders;
  for (const fs::path& file : files) {
    if (file.extension() != ".xml") continue;
    bool& of_list = folders[file.parent_path()];
    of_list = of_list || begins_with_word(file, "SPDXLicenseCollection");
  }
  Paths out;
  std::ranges::copy_if(files, std::back_inserter(out), [&](const fs::path& file) {
    return file.extension() == ".xml" && folders[file.parent_path()];
  });
  return out;
}

bool is_json_list(const fs::path& file) {
  const fs::path name = file.filename();
  return (name == "licenses.json" || name == "exceptions.json") &&
         begins_with_word(file, "licenseListVersion");
}

Paths json_files(const Paths& files, const fs::path& root) {
  auto found = std::ranges::find_if(files, is_json_list);
  if (found == files.end()) {
    const bool alone =
        files.size() == 1 && files.front() == root &&
        (begins_with_word(root, "licenseId") || begins_with_word(root, "licenseExceptionId"));
    return alone ? files : Paths{};
  }
  if (*found == root) return {root};
  const fs::path folder = found->parent_path();
  Paths out;
  std::ranges::copy_if(files, std::back_inserter(out), [&](const fs::path& file) {
    const fs::path place = file.parent_path();
    return file.extension() == ".json" &&
           (place == folder || place == folder / "details" || place == folder / "exceptions");
  });
  return out;
}

Paths npm_files(const Paths& files) {
  const auto named = [&](std::string_view name) {
    return std::ranges::find_if(files,
                                [=](const fs::path& file) { return file.filename() == name; });
  };
  if (const auto full = named("spdx-full.json"); full != files.end()) return {*full};
  const auto list = named("spdx.json");
  if (list == files.end()) return {};
  Paths out = {*list};
  std::ranges::copy_if(files, std::back_inserter(out), [&](const fs::path& file) {
    return file.parent_path() == list->parent_path() / "licenses";
  });
  return out;
}

// `read` makes documents of a source.
template <typename Read>
ListFolder read_all(std::string form, const Paths& files, Read read) {
  ListFolder out{std::move(form), files.size(), {}};
  spdx::LicenseListBuilder builder;
  Progress progress(files.size());
  for (const fs::path& path : files) {
    const Result<spdx::SourceText> source = read_file(path.generic_string());
    if (source) {
      builder.add(read(*source.value, path));
    } else {
      builder.add(Result<spdx::LicenseDocuments>::failed(source.errors));
    }
    progress.step();
  }
  out.list = std::move(builder).finish();
  return out;
}

}  // namespace

Result<ListFolder> read_list_folder(const std::string& path) {
  std::error_code problem;
  bool too_many = false;
  const fs::path root(path);
  const Paths files = find_files(root, problem, too_many);
  if (problem) return failure(path, fmt::format("cannot read it: {}", problem.message()));
  if (too_many) {
    return failure(path, fmt::format("more than {} files and folders; name the folder of the list",
                                     kMaxListEntries));
  }
  if (const Paths xml = xml_files(files); !xml.empty()) {
    return {read_all("list XML", xml,
                     [](const spdx::SourceText& source, const fs::path&) {
                       return spdx::read_license_xml(source);
                     }),
            {},
            {}};
  }
  if (const Paths json = json_files(files, root); !json.empty()) {
    return {read_all("list JSON", json,
                     [](const spdx::SourceText& source, const fs::path&) {
                       return spdx::read_license_json(source);
                     }),
            {},
            {}};
  }
  if (const Paths npm = npm_files(files); !npm.empty()) {
    return {read_all("npm package", npm,
                     [](const spdx::SourceText& source, const fs::path& file) {
                       const bool one = file.parent_path().filename() == "licenses";
                       return spdx::read_license_npm(source, one ? file.stem().string() : "");
                     }),
            {},
            {}};
  }
  return failure(path,
                 "no license list in it: neither the XML of SPDX's list (src/*.xml), nor its JSON "
                 "(licenses.json), nor the npm package spdx-license-list (spdx.json)");
}

}  // namespace licet::cli
