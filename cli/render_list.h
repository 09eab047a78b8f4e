// A license list from a folder as text or JSON, and how it differs from the built-in one.
#pragma once

#include <string>
#include <vector>

#include "cli/list_folder.h"
#include "spdx/license_list.h"

namespace licet::cli {

/// What a list has otherwise than the built-in one. Ids in the order of their list, licenses before
/// exceptions.
struct ListChanges {
  std::vector<std::string> added;       ///< the built-in list does not have them
  std::vector<std::string> deprecated;  ///< deprecated here only
  std::vector<std::string> missing;     ///< on the built-in list only
};

/// Compares by id. Where a list has no exceptions at all (the npm package), they are not missed.
ListChanges compare_lists(const spdx::LicenseDocuments& list, const spdx::LicenseList& built_in);

/// Licenses and exceptions whose id or name holds `query`, letter case aside; all for an empty one.
spdx::LicenseDocuments matching(const spdx::LicenseDocuments& list, const std::string& query);

/// One line an entry, then the counts of the whole list, then what differs from the built-in one.
std::string render_list_text(const ListFolder& folder, const spdx::LicenseDocuments& shown,
                             const spdx::LicenseList& built_in);

/// The same for programs: facts only, neither texts nor comments.
std::string render_list_json(const ListFolder& folder, const spdx::LicenseDocuments& shown,
                             const spdx::LicenseList& built_in);

}  // namespace licet::cli
