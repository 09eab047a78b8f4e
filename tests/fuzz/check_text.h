// What must hold of every license text that was read, whatever it was read from.
#pragma once

#include <cstdlib>

#include "spdx/license_document.h"

namespace licet::fuzz {

inline void require(bool condition) {
  if (!condition) std::abort();
}

/// Parts end inside the parts they stand in, leaves hold nothing, and the text prints.
inline void check_text(const spdx::LicenseText& text) {
  using Kind = spdx::TextNode::Kind;
  std::vector<std::uint32_t> ends = {static_cast<std::uint32_t>(text.nodes.size())};
  for (std::uint32_t at = 0; at < text.nodes.size(); ++at) {
    while (ends.back() <= at)
      ends.pop_back();
    const spdx::TextNode& node = text.nodes[at];
    require(node.end > at && node.end <= ends.back());
    require(node.kind != Kind::Text || (node.end == at + 1 && !node.text.empty()));
    require((node.kind == Kind::Alternative) == !node.match.empty());
    require(ends.size() <= spdx::kMaxDepth + 1);
    ends.push_back(node.end);
  }
  const std::string all = plain_text(text);
  require(plain_text(text, false).size() <= all.size() + 2 * text.nodes.size());
  require(all.empty() || (all.front() != '\n' && all.back() != '\n' && all.back() != ' '));
}

inline void check_document(const spdx::LicenseDocument& document) {
  require(!document.id.empty() && !document.name.empty() && document.place.line > 0);
  if (document.text) check_text(*document.text);
  if (document.header) check_text(*document.header);
}

template <typename T>
void check_result(const spdx::Result<T>& result) {
  require(result.value.has_value() == result.errors.empty());
  for (const spdx::Error& error : result.errors)
    require(!error.message.empty());
}

}  // namespace licet::fuzz
