#include "cli/page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "cli/html.h"
#include "cli/markdown.h"

namespace licet::cli {

namespace {

using Section = Page::Section;

// Details that have a column of their own where they occur; the others stand below what is said.
constexpr std::array<std::string_view, 3> kColumns = {"acts", "on", "when"};

bool has_column(const std::string& label) {
  return std::ranges::find(kColumns, label) != kColumns.end();
}

std::vector<std::string> columns_of(const Section& section) {
  std::vector<std::string> labels;
  for (const std::string_view column : kColumns) {
    const bool used = std::ranges::any_of(section.items, [&](const Page::Item& item) {
      return std::ranges::find(item.details, column, &Page::Line::label) != item.details.end();
    });
    if (used) labels.emplace_back(column);
  }
  return labels;
}

std::vector<std::string> head_of(const Section& section) {
  std::vector<std::string> cells = {"section", "what", "says"};
  std::ranges::copy(columns_of(section), std::back_inserter(cells));
  return cells;
}

std::string on_one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

// The cells of an item; a line end parts what stands in one cell.
std::vector<std::string> row_of(const Page::Item& item, const Section& section) {
  std::vector<std::string> cells = {item.where, item.what, on_one_line(item.text)};
  for (const Page::Line& detail : item.details) {
    if (!has_column(detail.label))
      cells[2] += fmt::format("\n{}: {}", detail.label, on_one_line(detail.text));
  }
  for (const std::string& label : columns_of(section)) {
    const auto detail = std::ranges::find(item.details, label, &Page::Line::label);
    cells.push_back(detail == item.details.end() ? "" : detail->text);
  }
  return cells;
}

// A cell whose lines are written by `write`, with `<br>` between them.
std::string cell_of(std::string_view text, std::string (*write)(std::string_view)) {
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (at > 0) out += "<br/>";
    out += write(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string labelled(std::string_view label, std::size_t width, std::string_view text,
                     std::string_view indent, const Style& style) {
  const std::string gap(label.size() < width ? width - label.size() : 0, ' ');
  return wrap(fmt::format("{}{}{} ", indent, style.dim(label), gap), text, style.width);
}

std::string item_text(const Page::Item& item, const Style& style) {
  const std::string what = item.what.empty() ? "" : " " + item.what;
  std::string out =
      wrap(fmt::format("  {}{}: ", style.bold(item.where), what), item.text, style.width);
  for (const Page::Line& detail : item.details)
    out += labelled(detail.label, 8, detail.text, "      ", style);
  return out;
}

std::string table_row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& cell : cells)
    out += fmt::format(" {} |", cell_of(cell, markdown_text));
  return out + "\n";
}

std::string html_row(const std::vector<std::string>& cells, std::string_view tag) {
  std::string out = "<tr>";
  for (const std::string& cell : cells)
    out += fmt::format("<{0}>{1}</{0}>", tag, cell_of(cell, html_text));
  return out + "</tr>\n";
}

}  // namespace

void Page::title(std::string_view id, std::string_view name) {
  id_ = id;
  name_ = name;
}

void Page::heading(std::string_view text) {
  sections_.push_back({std::string(text), "", {}, {}});
}

void Page::text(std::string_view text) {
  sections_.back().text = text;
}

void Page::line(std::string_view label, std::string_view text) {
  if (!text.empty()) sections_.back().lines.push_back({std::string(label), std::string(text)});
}

void Page::item(std::string_view where, std::string_view what, std::string_view text) {
  sections_.back().items.push_back({std::string(where), std::string(what), std::string(text), {}});
}

void Page::detail(std::string_view label, std::string_view text) {
  if (!text.empty())
    sections_.back().items.back().details.push_back({std::string(label), std::string(text)});
}

const std::vector<PageRenderer>& page_renderers() {
  static const std::vector<PageRenderer> kRenderers = {
      {"text",     page_text    },
      {"markdown", page_markdown},
      {"html",     page_html    }
  };
  return kRenderers;
}

std::string page_text(const Page& page, const Style& style) {
  std::string out = fmt::format("{}\n{}\n", style.bold(page.id()), page.name());
  for (const Section& section : page.sections()) {
    if (section.heading.empty() && section.text.empty() && section.lines.empty() &&
        section.items.empty())
      continue;
    out += "\n";
    if (!section.heading.empty()) out += style.bold(section.heading) + "\n";
    if (!section.text.empty()) out += wrap("  ", section.text, style.width);
    for (const Page::Line& line : section.lines) {
      out += line.label.empty() ? wrap("  - ", line.text, style.width)
                                : labelled(line.label, 12, line.text, "  ", style);
    }
    for (const Page::Item& item : section.items)
      out += item_text(item, style);
  }
  return out;
}

std::string page_markdown(const Page& page, const Style& /*style*/) {
  std::string out =
      fmt::format("# {}\n\n{}\n", markdown_text(page.id()), markdown_text(page.name()));
  for (const Section& section : page.sections()) {
    if (!section.heading.empty()) out += fmt::format("\n## {}\n", markdown_text(section.heading));
    if (!section.text.empty()) out += "\n" + markdown_text(section.text) + "\n";
    if (!section.lines.empty()) out += "\n";
    for (const Page::Line& line : section.lines) {
      out += fmt::format("- {}{}\n",
                         line.label.empty() ? "" : "**" + markdown_text(line.label) + "** ",
                         markdown_text(line.text));
    }
    if (section.items.empty()) continue;
    const std::vector<std::string> head = head_of(section);
    out += "\n" + table_row(head) + "|";
    for (std::size_t i = 0; i < head.size(); ++i)
      out += "---|";
    out += "\n";
    for (const Page::Item& item : section.items)
      out += table_row(row_of(item, section));
  }
  return out;
}

std::string page_html(const Page& page, const Style& /*style*/) {
  std::string body =
      fmt::format("<h1>{}</h1>\n<p>{}</p>\n", html_text(page.id()), html_text(page.name()));
  for (const Section& section : page.sections()) {
    if (!section.heading.empty()) body += fmt::format("<h2>{}</h2>\n", html_text(section.heading));
    if (!section.text.empty()) body += fmt::format("<p>{}</p>\n", html_text(section.text));
    if (!section.lines.empty()) body += "<dl class=\"head\">\n";
    for (const Page::Line& line : section.lines) {
      body += fmt::format("<dt>{}</dt>", html_text(line.label));
      body += fmt::format("<dd>{}</dd>\n", html_text(line.text));
    }
    if (!section.lines.empty()) body += "</dl>\n";
    if (section.items.empty()) continue;
    body += "<div class=\"wide\"><table>\n" + html_row(head_of(section), "th");
    for (const Page::Item& item : section.items)
      body += html_row(row_of(item, section), "td");
    body += "</table></div>\n";
  }
  return html_page(page.id(), body);
}

}  // namespace licet::cli
