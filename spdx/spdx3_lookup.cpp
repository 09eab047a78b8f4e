// What a graph of SPDX 3 says, once it is whole.
#include <algorithm>

#include "spdx/spdx3_graph.h"

namespace licet::spdx {

namespace {

// What stands in a list or is wrapped in one, in `@list` or in `@set`; null if nothing is.
const Value* list_in(const Value& value) {
  if (value.kind == Value::Kind::List) return &value;
  const Value* wrapped = value.find("@list");
  return wrapped != nullptr ? wrapped : value.find("@set");
}

// As deep as lists are nested, which the parser limits.
void add_values(const Value& value, std::vector<const Value*>& out) {
  if (value.kind == Value::Kind::Null) return;
  const Value* list = list_in(value);
  if (list == nullptr) {
    out.push_back(&value);
  } else if (list->kind != Value::Kind::List) {
    add_values(*list, out);
  } else {
    for (const Value& item : list->items)
      add_values(item, out);
  }
}

// Of the same values the first text.
std::string_view first_text(const Value& value) {
  if (value.kind == Value::Kind::Null) return {};
  const Value* list = list_in(value);
  if (list == nullptr) return spdx3_text(value);
  if (list->kind != Value::Kind::List) return first_text(*list);
  for (const Value& item : list->items) {
    if (const std::string_view text = first_text(item); !text.empty()) return text;
  }
  return {};
}

// Whether looking for a member takes no time to speak of.
bool is_short(const Spdx3Node& node) {
  constexpr std::size_t kFewBytes = 4096;
  const Value& first = *node.parts.front();
  return node.parts.size() == 1 && first.end - first.offset <= kFewBytes;
}

}  // namespace

const Value* spdx3_id(const Value& map) {
  for (const std::string_view key : {"spdxId", "@id", "id"}) {
    const Value* id = map.find(key);
    if (id != nullptr && id->kind == Value::Kind::String && !id->text.empty()) return id;
  }
  return nullptr;
}

std::string_view spdx3_text(const Value& value) {
  if (value.kind == Value::Kind::List)
    return value.items.empty() ? std::string_view() : value.items[0].text.view();
  if (value.kind != Value::Kind::Map) return value.text;
  const Value* literal = value.find("@value");
  const Value* inner = literal != nullptr ? literal : spdx3_id(value);
  return inner == nullptr ? std::string_view() : inner->text.view();
}

std::optional<NodeIndex> Spdx3Graph::index_of(std::string_view id) const {
  const auto expanded = expansion(id);
  const auto found = by_id_.find(expanded ? *expanded : id);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

const Spdx3Node* Spdx3Graph::find(std::string_view id) const {
  const auto index = index_of(id);
  return index ? &nodes_[*index] : nullptr;
}

const Spdx3Node* Spdx3Graph::find(const Value& reference) const {
  if (reference.kind == Value::Kind::Map) {
    const auto object = by_object_.find(&reference);
    if (object != by_object_.end()) return &nodes_[object->second];
  }
  const std::string_view id = spdx3_text(reference);
  return id.empty() ? nullptr : find(id);
}

NodeIndex Spdx3Graph::index_of(const Spdx3Node& node) const {
  return static_cast<NodeIndex>(&node - nodes_.data());
}

std::span<const std::string_view> Spdx3Graph::types(const Spdx3Node& node) const {
  if (!types_.empty()) {
    const auto several = types_.find(index_of(node));
    if (several != types_.end()) return several->second;
  }
  return {&node.type, 1};
}

bool Spdx3Graph::is_a(const Spdx3Node& node, std::string_view type) const {
  const auto all = types(node);
  return std::ranges::find(all, type) != all.end();
}

void Spdx3Graph::gather(const Spdx3Node& node) {
  if (is_short(node)) return;
  Members& members = members_[index_of(node)];
  for (const Value* part : node.parts) {
    for (const Value& value : part->items) {
      Member& member = members[last_part(value.key)];
      add_values(value, member.values);
      if (member.text.empty()) member.text = first_text(value);
    }
  }
}

// Null for a node whose members are looked for one by one.
const Spdx3Graph::Members* Spdx3Graph::gathered(const Spdx3Node& node) const {
  return is_short(node) ? nullptr : &members_.at(index_of(node));
}

std::vector<const Value*> Spdx3Graph::values(const Spdx3Node& node, std::string_view name) const {
  if (const Members* members = gathered(node)) {
    const auto found = members->find(name);
    return found == members->end() ? std::vector<const Value*>() : found->second.values;
  }
  std::vector<const Value*> out;
  for (const Value& member : node.parts.front()->items) {
    if (member.key.view().ends_with(name) && last_part(member.key) == name) add_values(member, out);
  }
  return out;
}

std::string_view Spdx3Graph::text(const Spdx3Node& node, std::string_view name) const {
  if (const Members* members = gathered(node)) {
    const auto found = members->find(name);
    return found == members->end() ? std::string_view() : found->second.text;
  }
  for (const Value& member : node.parts.front()->items) {
    if (!member.key.view().ends_with(name) || last_part(member.key) != name) continue;
    if (const std::string_view text = first_text(member); !text.empty()) return text;
  }
  return {};
}

std::string_view Spdx3Graph::word(const Spdx3Node& node, std::string_view name) const {
  return last_part(text(node, name));
}

// Nothing if it stands for itself.
std::optional<std::string> Spdx3Graph::expansion(std::string_view id) const {
  const std::size_t colon = id.find(':');
  if (colon == std::string_view::npos || prefixes_.empty()) return std::nullopt;
  const auto found = prefixes_.find(std::string(id.substr(0, colon)));
  if (found == prefixes_.end() || id.substr(colon + 1).starts_with("//")) return std::nullopt;
  return found->second + std::string(id.substr(colon + 1));
}

std::string Spdx3Graph::expanded(std::string_view id) const {
  return expansion(id).value_or(std::string(id));
}

std::string Spdx3Graph::reference(const Value& value) const {
  const Spdx3Node* node = find(value);
  return std::string(node != nullptr ? node->id : spdx3_text(value));
}

}  // namespace licet::spdx
