#include "spdx/bom_link.h"

#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace licet::spdx {

namespace {

constexpr std::string_view kUuid = "urn:uuid:";
constexpr std::string_view kBomLink = "urn:cdx:";

// The byte that a text which begins with `%` and two digits stands for (RFC 3986, 2.1).
std::optional<char> octet_of(std::string_view text) {
  if (text.size() < 3 || text.front() != '%') return std::nullopt;
  unsigned char byte = 0;
  const char* const end = text.data() + 3;
  if (std::from_chars(text.data() + 1, end, byte, 16).ptr != end) return std::nullopt;
  return static_cast<char>(byte);
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto octet = octet_of(text);
    out += octet.value_or(text.front());
    text.remove_prefix(octet ? 3 : 1);
  }
  return out;
}

}  // namespace

BomReferences::BomReferences(const Value& root, std::string_view id) {
  if (id.starts_with(kUuid)) link_ = fmt::format("{}{}#", kBomLink, id.substr(kUuid.size()));
  gather(root);
}

void BomReferences::gather(const Value& root) {
  std::vector<const Value*> open = {&root};
  while (!open.empty()) {
    const Value& value = *open.back();
    open.pop_back();
    if (value.key == "bom-ref" && !value.text.empty()) refs_.emplace(value.text, false);
    for (const Value& item : value.items)
      open.push_back(&item);
  }
}

bool BomReferences::take(std::string_view ref) {
  const auto found = refs_.find(ref);
  return found == refs_.end() || !std::exchange(found->second, true);
}

std::string BomReferences::make_up() {
  std::string id;
  do {
    id = fmt::format("#{}", ++made_up_);
  } while (refs_.contains(id));
  return id;
}

std::optional<std::string> BomReferences::find(std::string_view reference) const {
  if (refs_.contains(reference)) return std::string(reference);
  if (!reference.starts_with(kBomLink)) return std::nullopt;
  if (link_.empty() || !reference.starts_with(link_)) return std::string(reference);
  std::string ref = percent_decoded(reference.substr(link_.size()));
  return refs_.contains(ref) ? std::optional(std::move(ref)) : std::nullopt;
}

}  // namespace licet::spdx
