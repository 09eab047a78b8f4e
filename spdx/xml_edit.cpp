#include "spdx/xml_edit.h"

#include <algorithm>

#include <fmt/format.h>

namespace licet::spdx {

namespace {

constexpr std::string_view kSpace = " \t\r\n";

// `line` is the line break and indentation of the element; empty: all stands on one line.
void write(const NewElement& element, const std::string& line, std::string_view indent,
           std::string& out) {
  out += "<" + element.name;
  for (const auto& [name, value] : element.attributes)
    out += fmt::format(" {}=\"{}\"", name, xml_escaped(value));
  if (element.text.empty() && element.children.empty()) {
    out += "/>";
    return;
  }
  out += ">" + xml_escaped(element.text);
  const std::string inside = line.empty() ? line : line + std::string(indent);
  for (const NewElement& child : element.children) {
    out += inside;
    write(child, inside, indent, out);
  }
  if (!element.children.empty()) out += line;
  out += "</" + element.name + ">";
}

// From the last line break of white space on; empty if there is none.
std::string last_line(std::string_view space) {
  const std::size_t line = space.rfind('\n');
  if (line == std::string_view::npos) return {};
  return std::string(space.substr(line > 0 && space[line - 1] == '\r' ? line - 1 : line));
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::optional<std::string> declared_prefix(const XmlNode& root, std::string_view name_space) {
  const auto found = std::ranges::find(root.declarations, name_space, &XmlNamespace::name);
  if (found == root.declarations.end()) return std::nullopt;
  return found->prefix.empty() ? std::string() : fmt::format("{}:", found->prefix);
}

XmlEdit::XmlEdit(const SourceText& source, const XmlNodes& nodes, std::vector<bool> foreign)
    : source_(source), nodes_(nodes), foreign_(std::move(foreign)), indent_("  ") {
  if (nodes.size() < 2) return;
  const std::string_view lead = space_before(nodes[1].offset);
  const std::size_t line = lead.rfind('\n');
  if (line != std::string_view::npos && line + 1 < lead.size()) indent_ = lead.substr(line + 1);
}

std::vector<std::uint32_t> XmlEdit::children(std::uint32_t parent) const {
  std::vector<std::uint32_t> out;
  for (std::uint32_t at = parent + 1; at < nodes_[parent].past; at = nodes_[at].past)
    out.push_back(at);
  return out;
}

std::optional<std::uint32_t> XmlEdit::child(std::uint32_t parent, std::string_view name) const {
  for (std::uint32_t at = parent + 1; at < nodes_[parent].past; at = nodes_[at].past) {
    if (nodes_[at].name == name && !is_foreign(at)) return at;
  }
  return std::nullopt;
}

std::string_view XmlEdit::child_text(std::uint32_t parent, std::string_view name) const {
  const auto at = child(parent, name);
  return at ? std::string_view(nodes_[*at].text) : std::string_view();
}

std::string_view XmlEdit::raw(std::uint32_t at) const {
  return source_.text().substr(nodes_[at].offset, nodes_[at].end - nodes_[at].offset);
}

std::string_view XmlEdit::prefix(std::uint32_t at) const {
  const std::size_t begin = nodes_[at].offset + 1;
  const std::size_t length = nodes_[at].prefix.size();
  return source_.text().substr(begin, length == 0 ? 0 : length + 1);
}

std::string_view XmlEdit::space_before(std::size_t at) const {
  const std::string_view before = source_.text().substr(0, at);
  const std::size_t last = before.find_last_not_of(kSpace);
  return before.substr(last == std::string_view::npos ? 0 : last + 1);
}

void XmlEdit::add(std::uint32_t parent, std::optional<std::uint32_t> after,
                  const NewElement& element) {
  const XmlNode& into = nodes_[parent];
  if (into.inside == into.end) {
    fail(into.offset, fmt::format("nothing can be put into an empty \"{}\"", into.name));
    return;
  }
  const std::string lead(is_empty(parent) ? "" : space_before(nodes_[parent + 1].offset));
  std::string text = lead;
  write(element, last_line(lead), indent_, text);
  patches_.push_back({after ? nodes_[*after].end : into.inside, 0, std::move(text)});
}

std::string XmlEdit::written(std::uint32_t at, const NewElement& element) const {
  std::string out;
  write(element, last_line(space_before(nodes_[at].offset)), indent_, out);
  return out;
}

void XmlEdit::remove(std::uint32_t at) {
  const std::size_t begin = nodes_[at].offset - space_before(nodes_[at].offset).size();
  patches_.push_back({begin, nodes_[at].end - begin, {}});
}

void XmlEdit::replace(std::uint32_t at, std::string text) {
  replace(nodes_[at].offset, nodes_[at].end - nodes_[at].offset, std::move(text));
}

void XmlEdit::replace(std::size_t offset, std::size_t length, std::string text) {
  patches_.push_back({offset, length, std::move(text)});
}

void XmlEdit::fail(std::size_t offset, std::string message) {
  errors_.push_back(source_.error(offset, std::move(message)));
}

Result<std::vector<Patch>> XmlEdit::take() {
  return finish(std::move(patches_), std::move(errors_));
}

}  // namespace licet::spdx
