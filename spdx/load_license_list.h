// Puts a license list together out of the files that publish it. Reads no file itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "spdx/license_document.h"

namespace licet::spdx {

/// A list and everything that was wrong with its files. What could be read is there even if there
/// are problems.
struct LoadedList {
  LicenseDocuments documents;
  std::vector<Error> problems;  ///< in the order of the files
};

/// Takes files in any order. The same files in the same order give the same list.
class LicenseListBuilder {
 public:
  /// What was read from one file. Its errors become problems of the list.
  void add(Result<LicenseDocuments> file);
  void add(Result<std::vector<LicenseDocument>> file);

  /// The list. An entry with text completes one of the same id without (a file of `details/` and
  /// the row in `licenses.json`). Problems: an id that two files hold otherwise (the first stays),
  /// and files of different list versions. Where no file tells the version it is the highest that
  /// an entry was added or deprecated in. O(n log n).
  LoadedList finish() &&;

 private:
  LoadedList list_;
};

/// Whether version `a` of the list is older than `b`, number by number (`3.9` before `3.10`), and
/// `2.0rc2` before `2.0`.
bool older_version(std::string_view a, std::string_view b);

}  // namespace licet::spdx
