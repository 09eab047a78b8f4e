// Any bytes as a license text, plain or as a template, and its first line as a citation: sections
// nest, stand in order and in bounds, have labels of their own and are found by them; what a
// citation finds is in the text. In a template, bytes below 16 open and close elements.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "spdx/sections.h"

namespace spdx = licet::spdx;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Node = spdx::TextNode;

void require(bool condition) {
  if (!condition) std::abort();
}

spdx::LicenseText template_of(const std::string& bytes) {
  spdx::LicenseText out;
  std::vector<std::size_t> open;
  const auto close = [&] {
    out.nodes[open.back()].end = static_cast<std::uint32_t>(out.nodes.size());
    open.pop_back();
  };
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0 || byte == '\n') {
      if (!open.empty()) close();
    } else if (byte < 11) {
      open.push_back(out.nodes.size());
      Node node;
      node.kind = static_cast<Node::Kind>(byte);
      out.nodes.push_back(node);
      if (node.kind == Node::Kind::Break) close();
    } else if (!out.nodes.empty() && out.nodes.back().kind == Node::Kind::Text &&
               out.nodes.back().end == out.nodes.size()) {
      out.nodes.back().text += c;
    } else {
      Node node;
      node.end = static_cast<std::uint32_t>(out.nodes.size() + 1);
      node.text = c;
      out.nodes.push_back(node);
    }
  }
  while (!open.empty())
    close();
  return out;
}

void check(const spdx::Outline& outline) {
  std::size_t at = 0;
  for (const spdx::TextBlock& block : outline.blocks) {
    require(block.begin >= at && block.begin < block.end && block.end <= outline.text.size());
    require(block.bullet <= block.end - block.begin);
    at = block.end;
  }
  std::set<std::string> labels;
  for (std::uint32_t i = 0; i < outline.sections.size(); ++i) {
    const spdx::Section& section = outline.sections[i];
    require(section.begin < section.end && section.end <= outline.text.size());
    require(i == 0 || outline.sections[i - 1].begin <= section.begin);
    require(section.depth < 2 * spdx::kMaxSectionDepth);
    require(section.heading.size() <= spdx::kMaxHeading);
    require(!section.label.empty() && labels.insert(section.label).second);
    if (section.parent == spdx::kNoSection) continue;
    require(section.parent < i);
    const spdx::Section& around = outline.sections[section.parent];
    require(around.begin <= section.begin && section.end <= around.end);
    require(section.depth == around.depth + 1);
  }
}

void look_up(const spdx::Outline& outline, const std::string& citation) {
  require(spdx::similar_sections(outline, citation, 3).size() <= 3);
  const auto found = spdx::find_section(outline, citation);
  if (!found) return;
  require(found->begin <= found->end && found->end <= outline.text.size());
  require(found->section == spdx::kNoSection || found->section < outline.sections.size());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const bool plain = text.empty() || (static_cast<unsigned char>(text.front()) >= 16);
  const spdx::Outline outline =
      plain ? spdx::outline(std::string_view(text)) : spdx::outline(template_of(text));
  check(outline);
  look_up(outline, text.substr(0, std::min<std::size_t>(text.find('\n'), 200)));
  if (outline.sections.empty()) return 0;
  const std::size_t some = size % outline.sections.size();
  const auto found = spdx::find_section(outline, outline.sections[some].label);
  require(found && found->section == some && found->whole);
  return 0;
}
