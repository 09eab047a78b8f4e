// The only place that touches the disk and the terminal's input.
#pragma once

#include <list>
#include <string>
#include <vector>

#include "engine/data_set.h"
#include "spdx/read_cards.h"
#include "spdx/result.h"
#include "spdx/source.h"

namespace licet::cli {

/// The text of a file, or of standard input for `-`. Errors: not there, not readable, a folder,
/// larger than spdx::kMaxInputBytes.
spdx::Result<spdx::SourceText> read_file(const std::string& path);

/// Writes a file whole or not at all (to a temporary beside it, then renamed); `-` or empty is
/// standard output. False with a message on failure.
spdx::Result<bool> write_file(const std::string& path, const std::string& text);

/// The repositories of a folder tree: every folder with a README.md, ordered by path; folders whose
/// name begins with a dot are passed over. The folder itself may be one. Errors: the folder cannot
/// be read, more than spdx::kMaxRepositories. Cards that cannot be read are notes.
spdx::Result<std::vector<spdx::Repository>> read_repositories(const std::string& folder);

/// Owns the texts of a data folder laid over the embedded data.
class DataFolder {
 public:
  /// The embedded data with the JSON files of `folder` in place of, or beside, those of the same
  /// name; empty: the embedded data alone.
  static spdx::Result<DataFolder> open(const std::string& folder);

  [[nodiscard]] const engine::DataSet& data() const { return data_; }

 private:
  std::list<std::string> texts_;  ///< a list, so that views of them never move
  engine::DataSet data_;
};

/// SHA-256 in hexadecimal.
std::string sha256(std::string_view bytes);

}  // namespace licet::cli
