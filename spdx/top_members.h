// A look at the outermost members of a JSON text without parsing it: enough to tell formats apart.
#pragma once

#include <cstddef>
#include <string_view>

namespace licet::spdx {

/// Walks over the members of the outermost map of a text, minding only quotes and brackets, so that
/// what is inside a member costs a look at each byte. Any text may be given; one that is no JSON
/// map has no members.
class TopMembers {
 public:
  explicit TopMembers(std::string_view text);

  /// Goes to the next member; false at the end, or where the text is cut off before a value.
  bool next();

  /// The key as written between its quotes.
  [[nodiscard]] std::string_view key() const { return key_; }

  /// The text from where the value begins to the end of the input.
  [[nodiscard]] std::string_view value() const { return text_.substr(at_); }

 private:
  void skip_space();
  void skip_text();
  void skip_value();

  std::string_view text_;
  std::size_t at_ = 0;
  std::string_view key_;
  bool in_map_ = false;
  bool at_value_ = false;
};

}  // namespace licet::spdx
