#include "cli/text_folder.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "cli/files.h"
#include "spdx/license_document.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

namespace fs = std::filesystem;
using engine::TextSource;
using spdx::LicenseDocument;
using spdx::Result;
using spdx::SourceText;
using FilesByName = std::map<std::string, std::vector<std::string>>;  // names in lower case

constexpr std::array<std::string_view, 6> kEndings = {".xml",     ".json", ".txt",
                                                      ".license", ".md",   ""};

template <typename T>
Result<T> failure(const std::string& path, std::string message) {
  return Result<T>::failed({
      spdx::Error{{path, 0, 0}, std::move(message)}
  });
}

// The files of a tree that have one of the names, each list in order of their paths.
Result<FilesByName> files_named(const std::string& folder, FilesByName names) {
  std::error_code problem;
  std::size_t entries = 0;
  const auto options = fs::directory_options::skip_permission_denied;
  for (auto at = fs::recursive_directory_iterator(folder, options, problem);
       !problem && at != fs::recursive_directory_iterator(); at.increment(problem)) {
    if (++entries > kMaxTextEntries) {
      return failure<FilesByName>(
          folder, fmt::format("more than {} files and folders; name the one with the texts",
                              kMaxTextEntries));
    }
    const std::string name = at->path().filename().string();
    if (name.front() == '.') {
      at.disable_recursion_pending();
      continue;
    }
    const auto known = names.find(spdx::lowercase(name));
    std::error_code unknown;
    if (known != names.end() && at->is_regular_file(unknown))
      known->second.push_back(at->path().generic_string());
  }
  if (problem) {
    return failure<FilesByName>(folder,
                                fmt::format("cannot read the folder: {}", problem.message()));
  }
  for (auto& [name, paths] : names)
    std::ranges::sort(paths);
  return {std::move(names), {}, {}};
}

// The document of this id, or the only one there is.
const LicenseDocument* document_of(const std::vector<LicenseDocument>& documents,
                                   const std::string& id) {
  for (const LicenseDocument& document : documents) {
    if (document.text && spdx::lowercase(document.id) == spdx::lowercase(id)) return &document;
  }
  return documents.size() == 1 && documents.front().text ? &documents.front() : nullptr;
}

Result<spdx::Outline> outline_of(const std::vector<LicenseDocument>& documents,
                                 const std::string& id, const std::string& path) {
  const LicenseDocument* document = document_of(documents, id);
  if (document == nullptr)
    return failure<spdx::Outline>(path, fmt::format("it has no text of {}", id));
  return {spdx::outline(*document->text), {}, {}};
}

Result<spdx::Outline> read_outline(const SourceText& file, const std::string& id) {
  const std::string ending = spdx::lowercase(fs::path(file.name()).extension().string());
  if (ending == ".xml") {
    auto read = spdx::read_license_xml(file);
    if (!read) return Result<spdx::Outline>::failed(std::move(read.errors));
    return outline_of(*read.value, id, file.name());
  }
  if (ending == ".json") {
    auto read = spdx::read_license_json(file);
    if (!read) {
      // A file that is neither is more likely meant to be the list's own form.
      auto npm = spdx::read_license_npm(file, id);
      if (!npm) return Result<spdx::Outline>::failed(std::move(read.errors));
      read = std::move(npm);
    }
    std::vector<LicenseDocument>& all = read.value->licenses;
    std::ranges::move(read.value->exceptions, std::back_inserter(all));
    return outline_of(all, id, file.name());
  }
  if (auto errors = spdx::check_text(file); !errors.empty())
    return Result<spdx::Outline>::failed(std::move(errors));
  return {spdx::outline(file.text()), {}, {}};
}

class TextSearch {
 public:
  explicit TextSearch(const WantedText& wanted) : wanted_(wanted) {
    ids_.push_back(wanted.id);
    ids_.insert(ids_.end(), wanted.aliases.begin(), wanted.aliases.end());
  }

  Result<std::vector<TextCopy>> run(const std::string& folder) {
    FilesByName names;
    for (const TextSource& source : wanted_.sources)
      names[spdx::lowercase(source.file)];
    for (const std::string& id : ids_) {
      for (const std::string_view ending : kEndings)
        names[spdx::lowercase(id) + std::string(ending)];
    }
    auto files = files_named(folder, std::move(names));
    if (!files) return Result<std::vector<TextCopy>>::failed(std::move(files.errors));
    files_ = std::move(*files.value);
    for (const TextSource& source : wanted_.sources)
      add_source(source);
    const bool first = !copies_.empty() && copies_.front().source == wanted_.sources.front().id;
    if (!first) add_by_name();
    if (copies_.empty() && errors_.empty()) return failure<std::vector<TextCopy>>(folder, none());
    if (copies_.empty()) return Result<std::vector<TextCopy>>::failed(std::move(errors_));
    return {std::move(copies_), {}, std::move(errors_)};
  }

 private:
  // The message that says what was looked for.
  [[nodiscard]] std::string none() const {
    std::string looked;
    for (const TextSource& source : wanted_.sources)
      looked += source.file + ", ";
    for (std::size_t i = 0; i < ids_.size(); ++i)
      looked += (i == 0 ? "" : i + 1 == ids_.size() ? " or " : ", ") + ids_[i];
    return fmt::format(
        "no text of {} in it; looked for {} with .xml, .json, .txt, .LICENSE, .md or nothing "
        "behind",
        wanted_.id, looked);
  }

  void add_source(const TextSource& source) {
    std::optional<SourceText> best;
    for (const std::string& path : files_[spdx::lowercase(source.file)]) {
      auto file = read_file(path);
      std::ranges::move(file.errors, std::back_inserter(errors_));
      if (!file) continue;
      const bool coded = sha256(file.value->text()) == source.sha256;
      if (coded || !best) best = std::move(file.value);
      if (coded) break;
    }
    if (best) add(*best, source.id, sha256(best->text()) == source.sha256);
  }

  void add_by_name() {
    for (const std::string& id : ids_) {
      for (const std::string_view ending : kEndings) {
        if (add_first_of(files_[spdx::lowercase(id) + std::string(ending)])) return;
      }
    }
  }

  bool add_first_of(const std::vector<std::string>& paths) {
    return std::ranges::any_of(paths, [&](const std::string& path) {
      auto file = read_file(path);
      std::ranges::move(file.errors, std::back_inserter(errors_));
      return file && add(*file.value, "", wanted_.sources.empty());
    });
  }

  bool add(const SourceText& file, const std::string& source, bool coded) {
    auto outline = read_outline(file, wanted_.id);
    std::ranges::move(outline.errors, std::back_inserter(errors_));
    if (!outline) return false;
    copies_.push_back({file.name(), source, coded, std::move(*outline.value)});
    return true;
  }

  const WantedText& wanted_;
  std::vector<std::string> ids_;
  FilesByName files_;
  std::vector<TextCopy> copies_;
  std::vector<spdx::Error> errors_;
};

}  // namespace

Result<std::vector<TextCopy>> find_texts(const std::string& folder, const WantedText& wanted) {
  return TextSearch(wanted).run(folder);
}

}  // namespace licet::cli
