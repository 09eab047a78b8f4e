#include "spdx/bom_namespaces.h"

namespace licet::spdx {

namespace {

// Namespaces of the standard begin so, and go on with `bom/` or, the extensions, with `ext/`.
constexpr std::string_view kStandard = "http://cyclonedx.org/schema/";

}  // namespace

void BomNamespaces::declare(const XmlNamespace& declared, std::size_t depth) {
  if (declared.name.empty()) return;
  bool& ours = ours_[declared.prefix];
  const bool now = declared.name.starts_with(kStandard);
  if (now == ours) return;
  hidden_.push_back({declared.prefix, ours, depth});
  ours = now;
  latest_.reset();
}

void BomNamespaces::restore() {
  ours_[hidden_.back().prefix] = hidden_.back().ours;
  hidden_.pop_back();
  latest_.reset();
}

bool BomNamespaces::is_ours(std::string_view prefix) {
  if (latest_ == prefix) return true;
  const auto found = ours_.find(prefix);
  if (found == ours_.end() || !found->second) return false;
  latest_ = prefix;
  return true;
}

std::vector<bool> foreign_elements(const XmlNodes& nodes) {
  std::vector<bool> out;
  std::vector<std::size_t> depths;
  BomNamespaces namespaces;
  for (const XmlNode& node : nodes) {
    const std::size_t depth = depths.empty() ? 0 : depths[node.parent] + 1;
    namespaces.leave(depth);  // the element before this one
    namespaces.enter(node, depth);
    out.push_back(!namespaces.is_ours(node.prefix));
    depths.push_back(depth);
  }
  return out;
}

}  // namespace licet::spdx
