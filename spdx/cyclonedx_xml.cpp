// CycloneDX XML to the tree that its JSON would be: attributes become members, wrappers become
// lists. Only what the reader asks for is taken over. What recurses here is bounded by kMaxDepth.
#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "spdx/name_set.h"
#include "spdx/read_cyclonedx.h"
#include "spdx/read_documents.h"
#include "spdx/spelling.h"
#include "spdx/xml_nodes.h"

namespace licet::spdx {

namespace {

using Kind = Value::Kind;

// Namespaces of the standard are this and a version; those of the extensions to 1.0 and 1.1 that
// later versions took in begin alike.
constexpr std::string_view kBom = "http://cyclonedx.org/schema/bom/";
constexpr std::string_view kStandard = "http://cyclonedx.org/schema/";

// A root tag stands within so many bytes, behind declarations and comments.
constexpr std::size_t kRootWithin = std::size_t{64} << 10U;

// Elements that only hold the items of a list.
constexpr auto kLists = name_set({"ancestors", "authors", "components", "datasets", "dependencies",
                                  "descendants", "formulation", "inputs", "licenses", "outputs",
                                  "properties", "services", "tasks", "variants", "workflows"});

// Elements that are repeated where JSON has a list, by the names of JSON.
constexpr auto kRepeated = std::to_array<std::string_view>({"data", "expressionDetails"});

// Elements whose text is a member beside their attributes, and its key.
constexpr auto kTextMembers = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"expression", "expression"},
    {"property",   "value"     },
    {"text",       "content"   },
});

template <typename Names>
bool contains(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// The key under which an element's text stands beside its attributes; empty: they have no text.
std::string_view text_member(std::string_view name) {
  const auto* const found =
      std::ranges::find(kTextMembers, name, [](const auto& row) { return row.first; });
  return found == kTextMembers.end() ? std::string_view() : found->second;
}

// What JSON calls an element or attribute.
std::string_view json_name(std::string_view name) {
  if (name == "details") return "expressionDetails";
  return name == "license-identifier" ? "licenseIdentifier" : name;
}

// A declaration of a namespace; the default one has no prefix.
struct Declaration {
  std::string_view prefix;
  std::string_view name;
};

// The next declaration in a text from `at` on, which is moved behind it; nothing if there is none.
std::optional<Declaration> next_declaration(std::string_view text, std::size_t& at) {
  constexpr std::string_view kWord = "xmlns";
  constexpr std::string_view kSpace = " \t\r\n";
  while ((at = text.find(kWord, at)) < text.size()) {
    at += kWord.size();
    const bool prefixed = text.substr(at).starts_with(':');
    const std::size_t end = std::min(text.find_first_of(" \t\r\n=<>", at), text.size());
    const std::size_t equals = std::min(text.find_first_not_of(kSpace, end), text.size());
    if ((end > at && !prefixed) || !text.substr(equals).starts_with('=')) continue;
    const std::size_t quote = std::min(text.find_first_not_of(kSpace, equals + 1), text.size());
    if (quote == text.size() || (text[quote] != '"' && text[quote] != '\'')) continue;
    const std::string_view prefix = prefixed ? text.substr(at + 1, end - at - 1) : "";
    at = std::min(text.find(text[quote], quote + 1), text.size());
    return Declaration{prefix, text.substr(quote + 1, at - quote - 1)};
  }
  return std::nullopt;
}

// The namespace that a tag declares for a prefix; empty if it does not.
std::string_view declared_namespace(std::string_view tag, std::string_view prefix) {
  std::size_t at = 0;
  while (const auto declaration = next_declaration(tag, at)) {
    if (declaration->prefix == prefix) return declaration->name;
  }
  return {};
}

// The root's start tag, or as much of it as stands in the text; empty if none begins.
std::string_view root_tag(std::string_view text) {
  text = text.substr(0, kRootWithin);
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while ((at = text.find_first_not_of(" \t\r\n", at)) != std::string_view::npos) {
    const std::string_view rest = text.substr(at);
    if (!rest.starts_with('<')) return {};
    std::string_view close;
    if (rest.starts_with("<?")) close = "?>";
    if (rest.starts_with("<!")) close = rest.starts_with("<!--") ? "-->" : ">";
    if (close.empty()) return rest.substr(0, rest.find('>'));
    const std::size_t end = rest.find(close);
    if (end == std::string_view::npos) return {};
    at += end + close.size();
  }
  return {};
}

// The namespace of a root called `bom`, else empty.
std::string_view bom_namespace(std::string_view text) {
  std::string_view tag = root_tag(text);
  if (tag.empty()) return {};
  tag.remove_prefix(1);
  const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
  const std::size_t colon = name.find(':');
  const bool prefixed = colon != std::string_view::npos;
  if (name.substr(prefixed ? colon + 1 : 0) != "bom") return {};
  return declared_namespace(tag, prefixed ? name.substr(0, colon) : std::string_view());
}

// Whether anything asks for an element, by its name and that of the one around it.
bool may_matter(std::string_view parent, std::string_view name) {
  return kLists.contains(parent) || parent == "dependency" ||
         (parent == "bom" && name == "Signature") || is_cyclonedx_member(parent, json_name(name));
}

// The same where the text may hold remarks of licet's.
bool may_matter_with_remarks(std::string_view parent, std::string_view name) {
  return may_matter(parent, name) ||
         (name == "properties" && (parent == "component" || parent == "service"));
}

class Converter {
 public:
  Converter(const SourceText& source, const XmlNodes& nodes)
      : source_(source), nodes_(nodes), is_member_(cyclonedx_members(source.text())) {
    std::unordered_set<std::string_view> seen;  // the first one of a prefix counts
    std::size_t at = nodes.front().offset;
    while (const auto declaration = next_declaration(source.text(), at)) {
      if (seen.insert(declaration->prefix).second && declaration->name.starts_with(kStandard))
        ours_.insert(declaration->prefix);
    }
  }

  Result<Value> run() {
    Value root = map_of(0, "", 1);
    const std::string_view name = bom_namespace(source_.text());
    add(root, "specVersion", text_at(name.substr(kBom.size())));
    for (std::uint32_t child = 1; child < nodes_.size(); child = nodes_[child].past) {
      if (nodes_[child].name == "Signature")  // of XML-DSig, in its own namespace
        add(root, "signature", made(Kind::Map, nodes_[child]));
    }
    if (!errors_.empty()) return Result<Value>::failed(std::move(errors_));
    return {std::move(root), {}, std::move(notes_).sorted()};
  }

 private:
  static Value made(Kind kind, const XmlNode& node) {
    Value value;
    value.kind = kind;
    value.offset = node.offset;
    value.end = node.end;
    return value;
  }

  // A piece of the source.
  [[nodiscard]] Value text_at(std::string_view text) const {
    Value value;
    value.kind = Kind::String;
    value.text = ValueText::borrowed(text);
    value.offset = static_cast<std::size_t>(text.data() - source_.text().data());
    value.end = value.offset + text.size();
    return value;
  }

  // The text of an element, without the space around it.
  [[nodiscard]] Value text_of(const XmlNode& node) const {
    constexpr std::string_view kSpace = " \t\r\n";
    Value value = made(Kind::String, node);
    const std::size_t first = node.text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return value;
    value.text = ValueText::within(
        source_.text(), node.text.substr(first, node.text.find_last_not_of(kSpace) - first + 1));
    value.offset = node.text_offset + first;
    return value;
  }

  [[nodiscard]] Value text_of(const XmlAttribute& attribute) const {
    Value value;
    value.kind = Kind::String;
    value.text = ValueText::within(source_.text(), attribute.value);
    value.offset = attribute.offset;
    return value;
  }

  static void add(Value& map, std::string_view key, Value value, std::size_t key_offset = 0) {
    value.key = ValueText::borrowed(key);
    value.key_offset = key_offset;
    map.items.push_back(std::move(value));
  }

  // An element of the standard, whatever prefix it has.
  [[nodiscard]] bool is_ours(const XmlNode& node) const {
    const std::string_view text = source_.text();
    const char* const begin = text.data() + node.offset + 1;
    const auto length = static_cast<std::size_t>(node.name.data() - begin);
    const std::string_view prefix(begin, length == 0 ? 0 : length - 1);
    if (prefix.empty()) {  // the default namespace may be another one here
      const std::string_view tag =
          text.substr(node.offset, text.find('>', node.offset) - node.offset);
      const std::string_view name = declared_namespace(tag, "");
      if (!name.empty()) return name.starts_with(kStandard);
    }
    return ours_.contains(prefix);
  }

  // Calls `use` for each child that belongs to the standard.
  template <typename Use>
  void for_each_child(std::uint32_t at, Use use) {
    for (std::uint32_t child = at + 1; child < nodes_[at].past; child = nodes_[child].past) {
      if (is_ours(nodes_[child])) use(child);
    }
  }

  bool too_deep(std::uint32_t at, std::size_t depth) {
    if (depth <= kMaxDepth) return false;
    if (errors_.empty()) {
      errors_.push_back(source_.error(
          nodes_[at].offset,
          fmt::format("nested deeper than {} levels, the most that is read", kMaxDepth)));
    }
    return true;
  }

  // An element with its attributes and what is in it; `key` is what JSON calls the member or list
  // it stands in.
  Value map_of(std::uint32_t at, std::string_view key, std::size_t depth) {
    const XmlNode& node = nodes_[at];
    Value map = made(Kind::Map, node);
    if (too_deep(at, depth)) return map;
    map.items.reserve(node.attributes().size() + nodes_.children(at));
    for (const XmlAttribute& attribute : node.attributes()) {
      const std::string_view name = json_name(attribute.name);
      if (is_member_(key, name) && is_new(map, name, attribute.offset))
        add(map, name, text_of(attribute), attribute.offset);
    }
    for_each_child(at, [&](std::uint32_t child) {
      const std::string_view name = json_name(nodes_[child].name);
      if (is_member_(key, name)) add_member(map, name, child, depth);
    });
    if (const std::string_view member = text_member(node.name); !member.empty()) {
      Value text = text_of(node);
      if (member == "content")
        text.text = ValueText::within(source_.text(), node.text);  // a license text, to the letter
      add(map, member, std::move(text), node.offset);
    }
    return map;
  }

  void add_member(Value& map, std::string_view name, std::uint32_t at, std::size_t depth) {
    const auto found = std::ranges::find(map.items, name, &Value::key);
    if (contains(kRepeated, name)) {
      if (found != map.items.end()) {
        found->items.push_back(map_of(at, name, depth + 1));
      } else {
        Value list = made(Kind::List, nodes_[at]);
        list.items.push_back(map_of(at, name, depth + 1));
        add(map, name, std::move(list), nodes_[at].offset);
      }
    } else if (is_new(map, name, nodes_[at].offset)) {
      add(map, name, value_of(at, name, depth + 1), nodes_[at].offset);
    }
  }

  // Whether a map lacks a member. It has at most those the reader asks for, so that this is quick.
  bool is_new(const Value& map, std::string_view name, std::size_t offset) {
    if (map.find(name) == nullptr) return true;
    if (name != "url")  // an organization may have several
      notes_.add(offset, fmt::format("\"{}\" stands here twice; the first counts", name));
    return false;
  }

  Value value_of(std::uint32_t at, std::string_view name, std::size_t depth) {
    const XmlNode& node = nodes_[at];
    if (kLists.contains(name)) return list_of(at, name, depth);
    const bool leaf = node.attributes().empty() && node.past == at + 1;
    return leaf && text_member(name).empty() ? text_of(node) : map_of(at, name, depth);
  }

  Value list_of(std::uint32_t at, std::string_view name, std::size_t depth) {
    Value list = made(Kind::List, nodes_[at]);
    if (too_deep(at, depth)) return list;
    list.items.reserve(nodes_.children(at));
    for_each_child(at, [&](std::uint32_t child) {
      if (name == "dependencies") {
        add_dependency(list, child, depth + 1);
      } else {
        list.items.push_back(item_of(child, name, depth + 1));
      }
    });
    return list;
  }

  // JSON puts a license and a reference into a map of its own.
  Value item_of(std::uint32_t at, std::string_view list, std::size_t depth) {
    const XmlNode& node = nodes_[at];
    const bool license = list == "licenses" && node.name == "license";
    const bool reference = list == "datasets" && node.name == "ref";
    if (!license && !reference) return map_of(at, list, depth);
    Value map = made(Kind::Map, node);
    add(map, node.name, license ? map_of(at, node.name, depth + 1) : text_of(node), node.offset);
    return map;
  }

  // {ref, dependsOn, provides}; what depends on something where it is depended on follows.
  void add_dependency(Value& list, std::uint32_t at, std::size_t depth) {
    if (too_deep(at, depth)) return;
    Value map = made(Kind::Map, nodes_[at]);
    if (const XmlAttribute* ref = nodes_[at].find("ref")) add(map, "ref", text_of(*ref));
    std::array<Value, 2> lists = {made(Kind::List, nodes_[at]), made(Kind::List, nodes_[at])};
    for_each_child(at, [&](std::uint32_t child) {
      const XmlAttribute* ref = nodes_[child].find("ref");
      if (ref == nullptr) return;
      lists.at(nodes_[child].name == "provides" ? 1 : 0).items.push_back(text_of(*ref));
    });
    add(map, "dependsOn", std::move(lists[0]));
    add(map, "provides", std::move(lists[1]));
    list.items.push_back(std::move(map));
    for_each_child(at, [&](std::uint32_t child) {
      if (!too_deep(child, depth + 1) && nodes_[child].past > child + 1)
        add_dependency(list, child, depth + 1);
    });
  }

  const SourceText& source_;
  const XmlNodes& nodes_;
  IsMember is_member_;
  std::vector<Error> errors_;
  Notes notes_{source_};
  std::unordered_set<std::string_view> ours_;  ///< prefixes of the standard
};

}  // namespace

bool is_cyclonedx_xml(std::string_view text) {
  return bom_namespace(text).starts_with(kBom);
}

Result<Document> read_cyclonedx_xml(const SourceText& source) {
  const bool remarks = source.text().find("licet:") != std::string_view::npos;
  auto nodes = read_xml(source, remarks ? may_matter_with_remarks : may_matter);
  if (!nodes) return Result<Document>::failed(std::move(nodes.errors));
  if (!is_cyclonedx_xml(source.text())) {
    return Result<Document>::failed({source.error(
        nodes.value->front().offset,
        fmt::format("the root is no \"bom\" in a namespace that begins with \"{}\"", kBom))});
  }
  Result<Value> tree = Converter(source, *nodes.value).run();
  if (!tree) return Result<Document>::failed(std::move(tree.errors));
  return read_cyclonedx(*tree.value, source, DocumentFormat::CycloneDxXml, std::move(tree.notes));
}

}  // namespace licet::spdx
