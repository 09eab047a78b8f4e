// A page of `licet explain`: what stands on it, and how it looks as text, Markdown and HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/style.h"

namespace licet::cli {

/// What a page says, in order. Empty texts are left out.
class Page {
 public:
  /// A label and what stands behind it.
  struct Line {
    std::string label;
    std::string text;
  };

  /// A clause or the like: where it stands, what it is, what it says, and more.
  struct Item {
    std::string where;
    std::string what;
    std::string text;
    std::vector<Line> details;
  };

  /// What stands under one heading; the first section of a page has none.
  struct Section {
    std::string heading;
    std::string text;
    std::vector<Line> lines;
    std::vector<Item> items;
  };

  void title(std::string_view id, std::string_view name);
  void heading(std::string_view text);
  /// A paragraph.
  void text(std::string_view text);
  /// A label of up to twelve letters, or none, and what stands behind it.
  void line(std::string_view label, std::string_view text);
  void item(std::string_view where, std::string_view what, std::string_view text);
  /// A line that belongs to the last item.
  void detail(std::string_view label, std::string_view text);

  [[nodiscard]] const std::string& id() const { return id_; }

  [[nodiscard]] const std::string& name() const { return name_; }

  [[nodiscard]] const std::vector<Section>& sections() const { return sections_; }

 private:
  std::string id_;
  std::string name_;
  std::vector<Section> sections_ = std::vector<Section>(1);
};

std::string page_text(const Page& page, const Style& style);
/// Items become tables, one row each.
std::string page_markdown(const Page& page, const Style& style);
/// One file without scripts; prints on paper as a sheet.
std::string page_html(const Page& page, const Style& style);

/// A format of `licet explain`.
struct PageRenderer {
  std::string_view name;
  std::string (*render)(const Page& page, const Style& style);
};

/// All formats; the first is the default.
const std::vector<PageRenderer>& page_renderers();

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
