// The files of data/, wherever they come from: embedded in the program, or read from a folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/license_names.h"

namespace licet::engine {

/// One file: its path below data/ (`licenses/MIT.json`) and its text.
struct DataFile {
  std::string_view name;
  std::string_view text;
};

/// A name of a license (lower case) and the file that defines it.
struct DataName {
  std::string_view name;
  std::uint32_t file = 0;
};

/// Views only: the texts must outlive it. `names` is sorted by name, so that a license's file is
/// found without parsing the others.
struct DataSet {
  std::vector<DataFile> files;
  std::vector<DataName> names;
  spdx::LicenseList list;         ///< the SPDX list, always the one compiled in
  spdx::NameTable written_names;  ///< names people write for licenses, likewise

  /// The file with this name, or null. O(files).
  [[nodiscard]] const DataFile* find(std::string_view name) const;
};

/// The data compiled into this program.
DataSet embedded_data();

}  // namespace licet::engine
