// The look of a page of `licet explain`: a title, lines with labels, headings, items with details.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/style.h"

namespace licet::cli {

/// Puts a page together line by line, wrapped to the style's width. Empty texts print nothing.
class Page {
 public:
  explicit Page(const Style& style) : style_(style) {}

  void title(std::string_view id, std::string_view name);
  void heading(std::string_view text);
  /// A label of up to twelve letters and what stands behind it.
  void line(std::string_view label, std::string_view text);
  /// What a clause is, and what it says.
  void item(std::string_view what, std::string_view text);
  /// A line below an item.
  void detail(std::string_view label, std::string_view text);

  std::string take() { return std::move(out_); }

 private:
  const Style& style_;
  std::string out_;
};

/// `a, b, c`.
template <typename Texts>
std::string joined(const Texts& texts) {
  std::string out;
  for (const auto& text : texts) {
    if (!out.empty()) out += ", ";
    out += text;
  }
  return out;
}

/// The ids of the rows whose bits are in a set.
template <typename Set, typename Row>
std::string names_of(Set set, const std::vector<Row>& rows) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if ((set >> i & 1U) != 0) names.push_back(rows[i].id);
  }
  return joined(names);
}

}  // namespace licet::cli
