// A license list as it lies on the disk, in any of the forms in which SPDX's is published.
#pragma once

#include <string>

#include "spdx/load_license_list.h"

namespace licet::cli {

/// Most files and folders looked at in search of a list.
inline constexpr std::size_t kMaxListEntries = 200'000;

/// A list and how it was found.
struct ListFolder {
  std::string form;       ///< `list XML`, `list JSON` or `npm package`
  std::size_t files = 0;  ///< how many were read
  spdx::LoadedList list;  ///< with what was wrong with single files
};

/// The license list in a folder or below it; folders whose name begins with a dot are passed over.
/// The first of these forms that is there:
/// list XML (every .xml in the folders where one is an SPDXLicenseCollection);
/// list JSON (licenses.json or exceptions.json with every .json beside it, and in `details` and
/// `exceptions` below it);
/// the npm package (spdx-full.json, or spdx.json with `licenses/*.json`).
/// A single file of one of them will do too. Files are read in order of their paths; progress goes
/// to standard error if that is a terminal. Errors: the folder cannot be read, it holds no list,
/// more than kMaxListEntries.
spdx::Result<ListFolder> read_list_folder(const std::string& path);

}  // namespace licet::cli
