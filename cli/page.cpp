#include "cli/page.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/html.h"
#include "cli/markdown.h"

namespace licet::cli {

namespace {

using Section = Page::Section;

// Labels of all details under a heading, as they first appear: the columns of its table.
std::vector<std::string> columns_of(const Section& section) {
  std::vector<std::string> labels;
  for (const Page::Item& item : section.items) {
    for (const Page::Line& detail : item.details) {
      if (std::ranges::find(labels, detail.label) == labels.end()) labels.push_back(detail.label);
    }
  }
  return labels;
}

std::vector<std::string> head_of(const Section& section) {
  std::vector<std::string> cells = {"section", "what", "says"};
  std::ranges::copy(columns_of(section), std::back_inserter(cells));
  return cells;
}

std::vector<std::string> row_of(const Page::Item& item, const Section& section) {
  std::vector<std::string> cells = {item.where, item.what, item.text};
  for (const std::string& label : columns_of(section)) {
    std::string cell;
    for (const Page::Line& detail : item.details) {
      if (detail.label == label) cell += (cell.empty() ? "" : "; ") + detail.text;
    }
    cells.push_back(std::move(cell));
  }
  return cells;
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
    out += " " + markdown_text(cell) + " |";
  return out + "\n";
}

std::string html_row(const std::vector<std::string>& cells, std::string_view tag) {
  std::string out = "<tr>";
  for (const std::string& cell : cells)
    out += fmt::format("<{0}>{1}</{0}>", tag, html_text(cell));
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
    if (!section.lines.empty()) body += "<dl>\n";
    for (const Page::Line& line : section.lines) {
      if (!line.label.empty()) body += fmt::format("<dt>{}</dt>", html_text(line.label));
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
