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

bool is_relationship(std::string_view type) {
  return type.ends_with("Relationship");
}

// Classes that are written where one only refers to something, for whatever it is.
bool says_little(std::string_view type) {
  static constexpr std::array<std::string_view, 8> kGeneral = {
      "Element", "Artifact",       "SoftwareArtifact",  "Agent",
      "License", "AnyLicenseInfo", "ExtendableLicense", "LicenseInfo"};
  return std::ranges::find(kGeneral, type) != kGeneral.end();
}

// Of several types of one node the least comes first.
int rank_of(std::string_view type) {
  return (spdx3_artifact(type).empty() ? 2 : 0) + (says_little(type) ? 1 : 0);
}

// The same value in two places, members in the same order, as programs write them.
bool same(const Value& a, const Value& b) {
  return a.kind == b.kind && a.key == b.key && a.text == b.text &&
         std::ranges::equal(a.items, b.items, same);
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

Spdx3Graph::Spdx3Graph(const Value& root, std::string_view text, Notes& notes) : made_up_(text) {
  read_context(root);
  const Value* list = root.find("@graph");
  by_id_.reserve(list == nullptr ? root.items.size() : list->items.size());
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
  for (const Spdx3Node& node : nodes_)
    gather(node);
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
        prefixes_.insert_or_assign(item.key.str(), iri.view());  // JSON-LD 1.1, 4.1
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
  if (value.kind == Value::Kind::Map && !add(value, in_graph, notes)) return;
  for (const Value& item : value.items)
    walk(item, in_graph && value.kind == Value::Kind::List, notes);
}

std::string_view Spdx3Graph::type_of(const Value* written) const {
  if (written == nullptr) return {};
  if (written->kind != Value::Kind::List) return last_part(spdx3_text(*written));
  std::string_view out;
  for (const Value& item : written->items) {
    const std::string_view type = last_part(spdx3_text(item));
    if (out.empty() || rank_of(type) < rank_of(out)) out = type;
  }
  return out;
}

// Whether what is inside may say something new.
bool Spdx3Graph::add(const Value& map, bool in_graph, Notes& notes) {
  if (is_reference_only(map) || map.find("@value") != nullptr) return true;
  const Value* written = map.find("type");
  if (written == nullptr) written = map.find("@type");
  const std::string_view type = type_of(written);
  const Value* id = spdx3_id(map);
  if (type.empty() && in_graph && !map.items.empty())
    notes.add(map.offset, "this object has no type and is passed over");
  if (id == nullptr && type.empty()) return true;
  note_bare(written, type, notes);
  const auto made = static_cast<NodeIndex>(nodes_.size());
  const NodeIndex known = id == nullptr ? made : index_of(id->text).value_or(made);
  const std::string_view other = known == made ? std::string_view() : nodes_[known].type;
  const bool apart = is_relationship(type) || (is_relationship(other) && !type.empty());
  if (!other.empty() && is_relationship(other) != is_relationship(type) && !type.empty()) {
    notes.add(
        map.offset,
        fmt::format(
            "\"{}\" is of the class {} here and of the class {} elsewhere; they are read as two",
            id->text, type, other));
  }
  const bool joins = known != made && !apart;
  const bool is_new = !joins || join(known, map, type, notes);
  if (!joins) add_node(map, id, type, in_graph, notes);
  if (written != nullptr && written->items.size() > 1) add_types(joins ? known : made, *written);
  return is_new;
}

void Spdx3Graph::add_node(const Value& map, const Value* id, std::string_view type, bool in_graph,
                          Notes& notes) {
  const auto index = static_cast<NodeIndex>(nodes_.size());
  Spdx3Node node{"", type, {&map}};
  if (id != nullptr) {
    node.id = id->text;
    auto expanded = expansion(node.id);
    const std::string_view key =
        expanded ? std::string_view(made_.emplace_back(std::move(*expanded))) : node.id;
    if (is_relationship(type)) {
      by_id_.emplace(key, index);
    } else {
      by_id_.insert_or_assign(key, index);
    }
  } else {
    // What stands in the graph itself is no member's value.
    if (!in_graph) by_object_.emplace(&map, index);
    if (const std::string_view artifact = spdx3_artifact(type); !artifact.empty()) {
      node.id = made_.emplace_back(made_up_.next());
      notes.add(map.offset,
                fmt::format("this {} has no spdxId; it is called \"{}\" here", artifact, node.id));
    }
  }
  nodes_.push_back(std::move(node));
}

// What is said of one id in two places is one node, as in RDF; of agents this is usual. False if it
// is the same that is said.
bool Spdx3Graph::join(NodeIndex index, const Value& map, std::string_view type, Notes& notes) {
  Spdx3Node& node = nodes_[index];
  const bool both = !type.empty() && !node.type.empty();
  if (both && !spdx3_artifact(type).empty() && !spdx3_artifact(node.type).empty()) {
    notes.add(map.offset,
              fmt::format("\"{}\" stands here again; what is said in both places is taken together",
                          node.id));
  } else if (both && !is_a(node, type) && !says_little(type) && !says_little(node.type)) {
    notes.add(map.offset,
              fmt::format("\"{}\" is of the class {} here and of the class {} elsewhere; what is "
                          "said in both places is taken together",
                          node.id, type, node.type));
  }
  if (std::ranges::equal(map.items, node.parts.front()->items, same)) return false;
  const std::string_view before = node.type;
  add_type(index, type);
  node.parts.insert(node.type == before ? node.parts.end() : node.parts.begin(), &map);
  return true;
}

void Spdx3Graph::add_types(NodeIndex index, const Value& written) {
  for (const Value& item : written.items)
    add_type(index, last_part(spdx3_text(item)));
}

void Spdx3Graph::add_type(NodeIndex index, std::string_view type) {
  constexpr std::size_t kMostTypes = 64;  // of one node: no fewer than there are classes to be read
  Spdx3Node& node = nodes_[index];
  if (node.type.empty()) node.type = type;
  if (type.empty() || type == node.type) return;
  std::vector<std::string_view>& types = types_[index];
  if (types.empty()) types.push_back(node.type);
  if (std::ranges::find(types, type) != types.end()) return;
  types.insert(std::ranges::upper_bound(types, rank_of(type), {}, rank_of), type);
  if (types.size() > kMostTypes) types.pop_back();
  node.type = types.front();
}

void Spdx3Graph::note_bare(const Value* written, std::string_view type, Notes& notes) {
  const std::string_view artifact = spdx3_artifact(type);
  if (bare_noted_ || artifact.empty() || artifact == type || written->text != type) return;
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

}  // namespace licet::spdx
