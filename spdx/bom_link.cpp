#include "spdx/bom_link.h"

#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

constexpr std::string_view kUuid = "urn:uuid:";

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

void BomReferences::name_document(std::string_view id) {
  if (id.starts_with(kUuid))
    link_ = lowercase(fmt::format("{}{}#", kBomLink, id.substr(kUuid.size())));
}

void BomReferences::gather(const Value& part) {
  open_.assign(1, &part);
  while (!open_.empty()) {
    const Value& value = *open_.back();
    open_.pop_back();
    const bool stated = value.kind != Value::Kind::Null && !value.text.empty();
    if (value.key == "bom-ref" && stated) keep(value.text);
    if (value.text.view().starts_with('#')) like_made_up_.insert(value.text.str());
    for (const Value& item : value.items)
      open_.push_back(&item);
  }
}

void BomReferences::keep(std::string_view ref) {
  gathered_.push_back(is_within(source_.text(), ref) ? ref : copies_.emplace_back(ref));
}

bool BomReferences::contains(std::string_view ref) {
  if (taken_.contains(ref)) return true;
  others_.insert(gathered_.begin(), gathered_.end());
  gathered_.clear();
  return others_.contains(ref);
}

std::string BomReferences::make_up() {
  std::string id;
  do {
    id = fmt::format("#{}", ++made_up_);
  } while (like_made_up_.contains(id));
  return id;
}

std::optional<std::string> BomReferences::find(std::string_view reference) {
  if (contains(reference)) return std::string(reference);
  if (!reference.starts_with(kBomLink)) return std::nullopt;
  // The digits of a UUID may be written with letters of either case (RFC 9562, 4).
  if (link_.empty() || lowercase(reference.substr(0, link_.size())) != link_)
    return std::string(reference);
  const std::string_view written = reference.substr(link_.size());
  std::string ref = percent_decoded(written);
  if (contains(ref)) return ref;
  // Some put the bom-ref in as it is.
  return contains(written) ? std::optional(std::string(written)) : std::nullopt;
}

}  // namespace licet::spdx
