// Ids for what a document gives none.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace licet::spdx {

/// Makes up ids that a document does not speak of.
class MadeUpIds {
 public:
  /// Of a document with this text, which has to live as long.
  explicit MadeUpIds(std::string_view text) : text_(text) {}

  /// `#1`, `#2` …, without those that stand in the text, wherever that is. The first call is linear
  /// in the text.
  std::string next();

 private:
  std::string_view text_;
  std::optional<std::unordered_set<std::string_view>> spoken_of_;  ///< their digits
  std::size_t last_ = 0;
};

}  // namespace licet::spdx
