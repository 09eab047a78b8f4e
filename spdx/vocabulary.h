// The words a stack file may use. They come from the catalogue's data, so that a new relation, act
// or fact is a row there and no change here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace licet::spdx {

/// A fact a work or a use may state.
struct FactWord {
  std::string id;    ///< `use.commercial`, `licensee.mau`, `work.multimodal`
  std::string type;  ///< boolean, number, string, date, list
};

/// All words, in the order of the data files.
struct Vocabulary {
  std::vector<std::string> relations;
  std::vector<std::string> acts;
  std::vector<std::string> fields;
  std::vector<FactWord> facts;
  std::vector<std::string> kinds = {"model", "dataset", "software", "content", "service"};
  std::vector<std::string> parts = {"code", "weights", "data", "docs"};
};

/// Views of the words, for `Fields::one_of` and spelling hints.
std::vector<std::string_view> views(const std::vector<std::string>& words);

}  // namespace licet::spdx
