// License texts that somebody has at hand, as anchors and notes are compared with them. The
// repository holds none.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/license.h"

namespace licet::tests {

/// XML without its tags and comments, each of which parts words as a space does; entities stand for
/// what they mean. Linear.
std::string strip_xml(const std::string& text);

/// Words of a text, as white space parts them.
std::size_t words_in(const std::string& text);

/// Runs of white space, no-break spaces among them, as one space. Linear.
std::string fold_white(const std::string& text);

/// Every run of twelve words: so many in a row are no longer our own. Words are letters and digits,
/// in lower case.
std::vector<std::string> runs_of(const std::string& text);

/// The first run of a note that the source has too; empty if there is none.
std::string taken_from(const std::set<std::string>& source_runs, const std::string& note);

/// A text as people see it, with its runs of words.
struct SeenText {
  std::string words;
  std::set<std::string> runs;

  /// Whether these words stand in the text, white space aside.
  [[nodiscard]] bool holds(const std::string& anchor) const;
};

/// The files of a folder tree by name.
class Texts {
 public:
  explicit Texts(const std::string& folder);

  /// The bytes of the file of this name with this hash; if none has the hash, of any file of this
  /// name; empty without one.
  [[nodiscard]] std::string bytes(const std::string& file, const std::string& sha256) const;

  /// A text as people see it, by its file name; read once. Null if no file is called so.
  [[nodiscard]] const SeenText* seen(const std::string& file) const;

 private:
  std::map<std::string, std::vector<std::string>> paths_;
  mutable std::map<std::string, SeenText> seen_;
};

/// The tags of a list XML do not count, if the file is called so.
SeenText seen_text(const std::string& file, const std::string& bytes);

/// The texts in the folder that LICET_TEXTS names, found once; null, with a message, if it names
/// none.
const Texts* texts_at_hand();

}  // namespace licet::tests
