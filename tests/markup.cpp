#include "tests/markup.h"

#include <sstream>
#include <stdexcept>

#include <pugixml.hpp>

namespace licet::tests {

namespace {

// Only the body is XML as well: the head has `meta` without an end.
std::string body_of(const std::string& page) {
  const std::size_t from = page.find("<body>");
  const std::size_t to = page.find("</body>");
  if (from == std::string::npos || to == std::string::npos || page.find("<body>", from + 1) < to)
    throw std::runtime_error("not one body");
  return page.substr(from, to - from) + "</body>";
}

pugi::xml_document parsed(const std::string& page) {
  pugi::xml_document document;
  const auto result = document.load_string(body_of(page).c_str());
  if (!result) throw std::runtime_error(result.description());
  return document;
}

std::string text_of(const pugi::xml_node& node) {
  std::string out = node.value();
  for (const pugi::xml_node& child : node.children())
    out += " " + text_of(child);
  return out;
}

bool ends_line(const std::string& text, std::size_t at) {
  return text.compare(at, 2, "\r\n") == 0;
}

// One field from `at`, which is moved behind it.
std::string csv_field(const std::string& text, std::size_t& at) {
  const auto fail = [&] { throw std::runtime_error("CSV breaks at byte " + std::to_string(at)); };
  std::string out;
  if (text[at] != '"') {
    for (; at < text.size() && text[at] != ',' && !ends_line(text, at); ++at) {
      if (text[at] == '"' || text[at] == '\r' || text[at] == '\n') fail();
      out += text[at];
    }
    return out;
  }
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"' && (at + 1 == text.size() || text[at + 1] != '"')) break;
    if (text[at] == '"') ++at;
    out += text[at];
  }
  if (at++ >= text.size()) fail();
  return out;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '|') {
      cells.push_back(unwrapped(cell));
      cell.clear();
    } else {
      if (line[i] == '\\' && i + 1 < line.size()) ++i;
      cell += line[i];
    }
  }
  if (!cell.empty()) cells.push_back("behind the last bar: " + cell);
  return cells;
}

}  // namespace

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string unwrapped(const std::string& text) {
  std::istringstream in(text);
  std::string out;
  for (std::string word; in >> word;)
    out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string body_problem(const std::string& page) {
  try {
    parsed(page);
    return "";
  } catch (const std::runtime_error& problem) {
    return problem.what();
  }
}

std::string body_text(const std::string& page) {
  return unwrapped(text_of(parsed(page)));
}

std::vector<std::string> texts_at(const std::string& page, const char* path) {
  const pugi::xml_document document = parsed(page);
  std::vector<std::string> out;
  for (const pugi::xpath_node& found : document.select_nodes(path))
    out.push_back(unwrapped(text_of(found.node()) + found.attribute().value()));
  return out;
}

std::string markdown_seen(const std::string& page) {
  std::string out;
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (page[i] == '\\' && i + 1 < page.size()) ++i;
    out += page[i];
  }
  return unwrapped(out);
}

std::vector<std::vector<std::vector<std::string>>> markdown_tables(const std::string& page) {
  std::vector<std::vector<std::vector<std::string>>> tables;
  std::istringstream in(page);
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    const bool row = line.starts_with('|');
    if (row && !inside) tables.emplace_back();
    if (row) tables.back().push_back(cells_of(line));
    inside = row;
  }
  return tables;
}

std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1);
  std::size_t at = 0;
  while (at < text.size()) {
    rows.back().push_back(csv_field(text, at));
    if (at < text.size() && text[at] == ',') {
      ++at;
    } else if (ends_line(text, at)) {
      at += 2;
      if (at < text.size()) rows.emplace_back();
    } else {
      throw std::runtime_error("CSV breaks at byte " + std::to_string(at));
    }
  }
  return rows;
}

}  // namespace licet::tests
