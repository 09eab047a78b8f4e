// A user's own copies of license texts: which file of a folder tree is which text.
#pragma once

#include <string>
#include <vector>

#include "engine/license.h"
#include "spdx/result.h"
#include "spdx/sections.h"

namespace licet::cli {

/// Most files and folders looked at in search of a text.
inline constexpr std::size_t kMaxTextEntries = 200'000;

/// The license whose text is wanted.
struct WantedText {
  std::string id;
  std::vector<std::string> aliases;
  std::vector<engine::TextSource> sources;  ///< what its coding was read from, if it is coded
};

/// A copy of a text, read.
struct TextCopy {
  std::string path;
  std::string source;  ///< id of the source it is a copy of; empty: of the license, by its name
  bool coded = true;   ///< it has the hash of the text that was coded
  spdx::Outline outline;
};

/// The copies of a license's texts in a folder tree; hidden folders are passed over. For each
/// source the file of that name, in any letter case, and of several the one with the source's hash;
/// else the first by path. If there is none of the first source, a file named after the id or an
/// alias: .xml, .json (the list's details or the npm package), .txt, .LICENSE, .md or nothing
/// behind it, in this order. Errors: the folder cannot be read or has more than kMaxTextEntries, no
/// copy (with the names looked for), and those of reading one.
spdx::Result<std::vector<TextCopy>> find_texts(const std::string& folder, const WantedText& wanted);

}  // namespace licet::cli
