// `licet explain LICENSE --texts DIR`: the numbered parts of a license text, or one of them, from
// the user's own copy. licet has no license texts itself.
#pragma once

#include <string>

namespace licet::cli {

/// Prints the part that `section` cites, what it stands in, and what the catalogue says about it;
/// with an empty `section` the outline of the text. `license` is an id, a name the catalogue knows,
/// or the id of any other license; `texts` a folder (text_folder.h); `data` as elsewhere. Notes go
/// to standard error. kBadInput: no such text, or no such section in it.
int run_section(const std::string& license, const std::string& section, const std::string& texts,
                const std::string& data);

}  // namespace licet::cli
