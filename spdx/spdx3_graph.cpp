#include "spdx/spdx3_graph.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "spdx/characters.h"

namespace licet::spdx {

namespace {

constexpr std::string_view kVocabulary = "://spdx.org/rdf/3";

// What stands before names in compact JSON-LD (`software_Package`), in other spellings of it, and
// in paths of the vocabulary (`spdx:Software/Package`).
constexpr std::array<std::string_view, 14> kProfiles = {"core",
                                                        "software",
                                                        "ai",
                                                        "dataset",
                                                        "simplelicensing",
                                                        "expandedlicensing",
                                                        "security",
                                                        "build",
                                                        "extension",
                                                        "licensing",
                                                        "lite",
                                                        "spdx",
                                                        "spdx3",
                                                        "hardware"};

char lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

// Behind an underscore stands a name only if what is before it is written as SPDX does: BUILD_TOOL
// is a word of its own.
bool is_profile(std::string_view word, char mark) {
  return std::ranges::any_of(kProfiles, [&](std::string_view profile) {
    return std::ranges::equal(word, profile,
                              [&](char a, char b) { return (mark == '_' ? a : lower(a)) == b; });
  });
}

bool is_reference_only(const Value& map) {
  return map.items.size() == 1 && spdx3_id(map) != nullptr;
}

// As deep as lists are nested, which the parser limits.
void add_values(const Value& value, std::vector<const Value*>& out) {
  if (value.kind == Value::Kind::Null) return;
  const Value* wrapped = value.find("@list");
  if (wrapped == nullptr) wrapped = value.find("@set");
  if (wrapped != nullptr) {
    add_values(*wrapped, out);
  } else if (value.kind != Value::Kind::List) {
    out.push_back(&value);
  } else {
    for (const Value& item : value.items)
      add_values(item, out);
  }
}

}  // namespace

std::string_view spdx3_artifact(std::string_view type) {
  static constexpr std::array<std::string_view, 7> kArtifacts = {
      "software_Package", "software_File",          "software_Snippet",
      "ai_AIPackage",     "dataset_DatasetPackage", "software_SoftwareArtifact",
      "Artifact"};
  for (const std::string_view name : kArtifacts) {
    if (type == name.substr(name.find('_') + 1)) return name;  // npos + 1 is 0
  }
  return {};
}

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

Spdx3Graph::Spdx3Graph(const Value& root, Notes& notes) {
  read_context(root);
  const Value* list = root.find("@graph");
  by_id_.reserve(list == nullptr ? root.items.size() : list->items.size());
  by_object_.reserve(by_id_.bucket_count());
  nodes_.reserve(by_id_.bucket_count());
  if (root.kind == Value::Kind::List) {
    for (const Value& item : root.items)
      walk(item, true, notes);
  } else if (const Value* graph = root.find("@graph")) {
    for (const Value& item : root.items)
      walk(item, &item == graph, notes);
    if (root.find("type") != nullptr || root.find("@type") != nullptr) add(root, false, notes);
  } else {
    walk(root, true, notes);
  }
}

// Contexts may stand on the objects of a bare list, too.
void Spdx3Graph::read_context(const Value& root) {
  if (root.kind == Value::Kind::List) {
    for (const Value& item : root.items) {
      if (item.kind == Value::Kind::Map) read_context(item);
    }
  } else if (const Value* context = root.find("@context")) {
    read_prefixes(*context);
  }
}

void Spdx3Graph::read_prefixes(const Value& context) {
  if (context.kind == Value::Kind::List) {
    for (const Value& item : context.items) {
      if (item.kind != Value::Kind::List) read_prefixes(item);
    }
  } else if (context.kind == Value::Kind::Map) {
    for (const Value& item : context.items) {
      const Value* id = item.find("@id");
      const ValueText& iri = id != nullptr ? id->text : item.text;
      if (!item.key.view().starts_with('@') && !iri.empty())
        prefixes_.try_emplace(item.key.str(), iri.view());
    }
  } else if (const std::size_t at = context.text.view().find(kVocabulary);
             at != std::string::npos && context_version_.empty()) {
    const std::size_t begin = at + kVocabulary.size() - 1;
    const std::string_view behind = context.text.view().substr(begin);
    context_version_ = behind.substr(0, behind.find('/'));
  }
}

void Spdx3Graph::walk(const Value& value, bool in_graph, Notes& notes) {
  if (value.key == "@context") return;
  if (value.kind == Value::Kind::Map) add(value, in_graph, notes);
  for (const Value& item : value.items)
    walk(item, in_graph && value.kind == Value::Kind::List, notes);
}

std::string_view Spdx3Graph::type_of(const Value& map) const {
  const Value* type = map.find("type");
  if (type == nullptr) type = map.find("@type");
  if (type == nullptr) return {};
  if (type->kind != Value::Kind::List) return last_part(spdx3_text(*type));
  // Of several types the artifact's is the one that matters.
  std::string_view first;
  for (const Value& item : type->items) {
    const std::string_view name = last_part(spdx3_text(item));
    if (!spdx3_artifact(name).empty()) return name;
    if (first.empty()) first = name;
  }
  return first;
}

void Spdx3Graph::add(const Value& map, bool in_graph, Notes& notes) {
  if (is_reference_only(map) || map.find("@value") != nullptr) return;
  const std::string_view type = type_of(map);
  const Value* id = spdx3_id(map);
  if (type.empty() && in_graph && !map.items.empty())
    notes.add(map.offset, "this object has no type and is passed over");
  if (id == nullptr && type.empty()) return;
  note_bare(map, type, notes);
  if (id != nullptr) {
    if (const auto known = index_of(id->text)) {
      by_object_.emplace(&map, *known);
      join(nodes_[*known], map, notes);
      return;
    }
  }
  const auto index = static_cast<NodeIndex>(nodes_.size());
  by_object_.emplace(&map, index);
  Spdx3Node node{"", type, {&map}};
  if (id != nullptr) {
    node.id = id->text;
    auto expanded = expansion(node.id);
    by_id_.emplace(expanded ? made_.emplace_back(std::move(*expanded)) : node.id, index);
  } else if (const std::string_view artifact = spdx3_artifact(type); !artifact.empty()) {
    node.id = made_.emplace_back(fmt::format("#{}", ++made_up_));
    notes.add(map.offset,
              fmt::format("this {} has no spdxId; it is called \"{}\" here", artifact, node.id));
  }
  nodes_.push_back(std::move(node));
}

// What is said of one id in two places is one node, as in RDF; of agents this is usual.
void Spdx3Graph::join(Spdx3Node& node, const Value& map, Notes& notes) {
  const std::string_view type = type_of(map);
  if (!type.empty() && !node.type.empty() && !spdx3_artifact(type).empty()) {
    notes.add(map.offset,
              fmt::format("\"{}\" stands here again; what is said in both places is taken together",
                          node.id));
  }
  if (node.type.empty()) node.type = type;
  node.parts.push_back(&map);
}

void Spdx3Graph::note_bare(const Value& map, std::string_view type, Notes& notes) {
  const std::string_view artifact = spdx3_artifact(type);
  if (bare_noted_ || artifact.empty() || artifact == type) return;
  const Value* written = map.find("type");
  if (written == nullptr) written = map.find("@type");
  if (written->text != type) return;
  bare_noted_ = true;
  notes.add(written->offset,
            fmt::format("\"{}\" is read as \"{}\"; so are other names without their prefix", type,
                        artifact));
}

std::string_view Spdx3Graph::last_part(std::string_view name) const {
  const std::size_t mark = name.find_first_of("_:/#");
  if (mark == std::string_view::npos) return name;
  const std::size_t slash = name.find_last_of("/#");
  const std::size_t last = slash == std::string_view::npos ? name.find_last_of("_:") : slash;
  const std::string_view prefix = name.substr(0, mark);
  if (is_profile(prefix, name[mark]) || name.find(kVocabulary) != std::string_view::npos)
    return name.substr(last + 1);
  const auto found = prefixes_.find(std::string(prefix));
  if (found != prefixes_.end() && found->second.find(kVocabulary) != std::string::npos)
    return name.substr(last + 1);
  return name;
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

std::vector<const Value*> Spdx3Graph::values(const Spdx3Node& node, std::string_view name) const {
  std::vector<const Value*> out;
  for (const Value* part : node.parts) {
    for (const Value& member : part->items) {
      if (member.key.view().ends_with(name) && last_part(member.key) == name)
        add_values(member, out);
    }
  }
  return out;
}

std::string Spdx3Graph::text(const Spdx3Node& node, std::string_view name) const {
  for (const Value* value : values(node, name)) {
    if (const std::string_view text = spdx3_text(*value); !text.empty()) return std::string(text);
  }
  return {};
}

std::string Spdx3Graph::word(const Spdx3Node& node, std::string_view name) const {
  return std::string(last_part(text(node, name)));
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
