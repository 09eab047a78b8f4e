// CycloneDX XML to the tree that its JSON would be: attributes become members, wrappers become
// lists. Only what the reader asks for is taken over.
#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "spdx/bom_namespaces.h"
#include "spdx/make_value.h"
#include "spdx/name_set.h"
#include "spdx/read_cyclonedx.h"
#include "spdx/read_documents.h"
#include "spdx/work_remarks.h"
#include "spdx/xml_root.h"
#include "spdx/xml_walk.h"

namespace licet::spdx {

namespace {

// Namespaces of the standard are this and a version.
constexpr std::string_view kBom = "http://cyclonedx.org/schema/bom/";

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

// Those of CycloneDX have no prefix; `xsi:type` and the like are about the XML.
bool has_own_attribute(const XmlElement& element) {
  return std::ranges::any_of(element.attributes,
                             [](const XmlAttribute& one) { return !one.has_prefix; });
}

// What JSON calls an element or attribute.
std::string_view json_name(std::string_view name) {
  if (name == "details") return "expressionDetails";
  return name == "license-identifier" ? "licenseIdentifier" : name;
}

// Builds the tree bottom up: when an element ends, everything in it has been seen.
class Converter : public XmlVisitor {
 public:
  Converter(const SourceText& source, const TakeItem& take) : source_(source), take_(take) {}

  XmlVisit enter(const XmlElement& element) override {
    const std::size_t depth = depth_;
    namespaces_.enter(element, depth);
    const XmlVisit visit = enter_known(element);
    if (visit != XmlVisit::Enter) namespaces_.leave(depth);
    return visit;
  }

  void leave(Offset end) override {
    Level& level = levels_[--depth_];
    namespaces_.leave(depth_);
    level.value.end = end;
    if (level.role.holds == Holds::References) {
      level.provides.end = end;
      Value& dependency = dependencies()[level.at];
      dependency.end = end;
      add(dependency, "dependsOn", taken(level.value));
      add(dependency, "provides", taken(level.provides));
    } else if (depth_ == 0) {
      root_ = taken(level.value);
    } else if (!is_given_away(level)) {
      place(taken(level.value), level.role.as, levels_[depth_ - 1].value);
    }
  }

  // The tree, once all has been seen.
  Result<Value> tree() {
    if (!errors_.empty()) return Result<Value>::failed(std::move(errors_));
    return {std::move(root_), {}, std::move(notes_).sorted()};
  }

 private:
  // What the elements in an element are.
  enum class Holds : std::uint8_t {
    Members,
    Items,
    Dependencies,
    References  // what a dependency depends on or provides
  };

  // What becomes of a value when its element ends.
  enum class As : std::uint8_t {
    Member,
    Rest,  // more items of a member that is a list
    Item,
    ItemOfMember,  // of a list that XML does not have
    MemberOfItem   // of a map that XML does not have
  };

  struct Role {
    Holds holds = Holds::Members;
    As as = As::Member;
    std::string_view key;     // what JSON calls the member or list it stands in
    std::size_t nesting = 0;  // of the tree, down to here
  };

  // An element that was entered.
  struct Level {
    Role role;
    Value value;         // as far as it has been seen
    Value provides;      // of a dependency, whose `value` is what it depends on
    std::size_t at = 0;  // of a dependency: its place among all
  };

  // A part of a start tag.
  [[nodiscard]] Value text_of(const XmlElement& element, std::string_view part) const {
    const std::string_view source = source_.text();
    if (!is_within(source, part)) return make_text(ValueText(part), {element.offset, 0});
    const auto begin = static_cast<std::size_t>(part.data() - source.data());
    return make_text(ValueText::borrowed(part), {begin, begin + part.size()});
  }

  // The text of an element, without the space around it.
  [[nodiscard]] Value text_of(const XmlElement& element) const {
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = element.text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return make_text({}, {element.offset, element.end});
    const std::string_view text =
        element.text.substr(first, element.text.find_last_not_of(kSpace) - first + 1);
    return make_text(ValueText::within(source_.text(), text),
                     {element.text_offset + first, element.end});
  }

  [[nodiscard]] Value text_of(const XmlAttribute& attribute) const {
    return make_text(ValueText::within(source_.text(), attribute.value), {attribute.offset, 0});
  }

  static void add(Value& map, std::string_view key, Value value, std::size_t key_offset = 0) {
    value.key = ValueText::borrowed(key);
    value.key_offset = key_offset;
    map.items.push_back(std::move(value));
  }

  // An element, by what it stands in.
  XmlVisit enter_known(const XmlElement& element) {
    if (depth_ == 0) return enter_root(element);
    Level& around = levels_[depth_ - 1];
    if (depth_ == 1 && element.name == "Signature") {  // of XML-DSig, in its own namespace
      add(around.value, "signature", make_map({element.offset, element.end}));
      return XmlVisit::Keep;
    }
    if (!namespaces_.is_ours(element.prefix)) return XmlVisit::Skip;
    switch (around.role.holds) {
      case Holds::Members:
        return enter_member(around, element, json_name(element.name));
      case Holds::Items:
        return enter_item(around, element);
      case Holds::Dependencies:
        return enter_dependency(around, element);
      case Holds::References:
        return enter_reference(around, element);
    }
    return XmlVisit::Skip;
  }

  XmlVisit fail(const XmlElement& element, std::string message) {
    if (errors_.empty()) errors_.push_back(source_.error(element.offset, std::move(message)));
    return XmlVisit::Skip;
  }

  // Begins an element whose elements are looked at, too.
  XmlVisit open(const XmlElement& element, const Role& role) {
    if (role.nesting > kMaxDepth) {
      return fail(element,
                  fmt::format("nested deeper than {} levels, the most that is read", kMaxDepth));
    }
    if (depth_ == levels_.size()) levels_.emplace_back();
    Level& level = levels_[depth_++];
    level.role = role;
    begin(level.value, role.holds == Holds::Members ? Value::Kind::Map : Value::Kind::List,
          element);
    begin(level.provides, Value::Kind::List, element);
    level.value.key = ValueText::borrowed(role.as == As::Item ? std::string_view() : role.key);
    level.value.key_offset = element.offset;
    return XmlVisit::Enter;
  }

  static void begin(Value& value, Value::Kind kind, const XmlElement& element) {
    value.kind = kind;
    value.offset = element.offset;
  }

  XmlVisit enter_root(const XmlElement& element) {
    const auto space =
        std::ranges::find(element.declarations, element.prefix, &XmlNamespace::prefix);
    const bool known = space != element.declarations.end() && space->name.starts_with(kBom);
    if (element.name != "bom" || !known) {
      return fail(
          element,
          fmt::format("the root is no \"bom\" in a namespace that begins with \"{}\"", kBom));
    }
    const XmlVisit visit = open_map(element, As::Member, "", 1);
    add(levels_[0].value, "specVersion", text_of(element, space->name.substr(kBom.size())));
    return visit;
  }

  // An element with its attributes and what is in it.
  XmlVisit open_map(const XmlElement& element, As as, std::string_view key, std::size_t nesting) {
    const XmlVisit visit = open(element, {Holds::Members, as, key, nesting});
    if (visit != XmlVisit::Enter) return visit;
    Value& map = levels_[depth_ - 1].value;
    for (const XmlAttribute& attribute : element.attributes) {
      const std::string_view member = json_name(attribute.name);
      if (attribute.has_prefix || kLists.contains(member)) continue;
      if (is_cyclonedx_member(key, member) && is_new(map, member, attribute.offset))
        add(map, member, text_of(attribute), attribute.offset);
    }
    if (const std::string_view member = text_member(element.name); !member.empty()) {
      Value text = text_of(element);
      if (member == "content")  // a license text, to the letter
        text.text = ValueText::within(source_.text(), element.text);
      add(map, member, std::move(text), element.offset);
    }
    return visit;
  }

  XmlVisit enter_member(Level& around, const XmlElement& element, std::string_view name) {
    if (!is_cyclonedx_member(around.role.key, name)) return XmlVisit::Skip;
    const std::size_t nesting = around.role.nesting + 1;
    if (contains(kRepeated, name)) return open_map(element, As::ItemOfMember, name, nesting);
    if (kLists.contains(name)) return open_list(around, element, name);
    if (!is_new(around.value, name, element.offset)) return XmlVisit::Skip;
    if (has_own_attribute(element) || !element.is_leaf || !text_member(name).empty())
      return open_map(element, As::Member, name, nesting);
    add(around.value, name, text_of(element), element.offset);
    return XmlVisit::Keep;
  }

  // A list that stands twice goes on: what is in it would be missed.
  XmlVisit open_list(const Level& around, const XmlElement& element, std::string_view name) {
    const bool goes_on = around.value.find(name) != nullptr;
    if (goes_on)
      notes_.add(element.offset, fmt::format("\"{}\" stands here twice; both are read", name));
    const Holds holds = name == "dependencies" ? Holds::Dependencies : Holds::Items;
    return open(element, {holds, goes_on ? As::Rest : As::Member, name, around.role.nesting + 1});
  }

  // Whether there is no such member yet. A map has at most those the reader asks for, so that this
  // is quick.
  bool is_new(const Value& map, std::string_view name, std::size_t offset) {
    if (map.find(name) == nullptr) return true;
    if (name != "url")  // an organization may have several
      notes_.add(offset, fmt::format("\"{}\" stands here twice; the first counts", name));
    return false;
  }

  // Tools give components many properties.
  [[nodiscard]] bool is_unread_property(const XmlElement& element) const {
    const std::string_view list = levels_[depth_ - 1].role.key;
    if (!holds_remarks(levels_[depth_ - 2].role.key, list)) return false;
    const XmlAttribute* const name = element.find_own("name");
    return name == nullptr || !name->value.starts_with(kRemark);
  }

  // JSON puts a license and a reference into a map of its own.
  XmlVisit enter_item(Level& around, const XmlElement& element) {
    if (is_unread_property(element)) return XmlVisit::Skip;
    const std::size_t nesting = around.role.nesting + 1;
    if (around.role.key == "licenses" && element.name == "license")
      return open_map(element, As::MemberOfItem, "license", nesting + 1);
    if (around.role.key != "datasets" || element.name != "ref")
      return open_map(element, As::Item, around.role.key, nesting);
    Value map = make_map({element.offset, element.end});
    add(map, "ref", text_of(element), element.offset);
    around.value.items.push_back(std::move(map));
    return XmlVisit::Keep;
  }

  // What stands in the document itself, or in a list of it, may be given away. A member leaves an
  // empty one, so that a second one is seen to be that.
  bool is_given_away(Level& level) {
    const bool item = level.role.as == As::Item;
    const bool part = level.role.holds == Holds::Members && depth_ == (item ? 2 : 1);
    if (!part || !take_(level.role.key, level.value)) return false;
    level.value.items.clear();
    return item;
  }

  static void place(Value value, As as, Value& around) {
    if (as == As::MemberOfItem) {
      Value map = make_map({value.offset, value.end});
      map.items.push_back(std::move(value));
      around.items.push_back(std::move(map));
    } else if (as == As::Rest) {
      Value& list = *std::ranges::find(around.items, value.key, &Value::key);
      std::ranges::move(value.items, std::back_inserter(list.items));
    } else if (as == As::ItemOfMember) {
      const std::string_view key = std::exchange(value.key, {});
      const std::size_t offset = value.offset;
      add_member(around, key, offset, std::move(value), Occurs::List);
    } else {
      around.items.push_back(std::move(value));
    }
  }

  // {ref, dependsOn, provides}; what depends on something where it is depended on follows.
  XmlVisit enter_dependency(Level& around, const XmlElement& element) {
    const std::size_t nesting = around.role.nesting + 1;
    const XmlVisit visit = open(element, {Holds::References, As::Item, around.role.key, nesting});
    if (visit != XmlVisit::Enter) return visit;
    Value map = make_map({element.offset, element.end});
    if (const XmlAttribute* ref = element.find_own("ref")) add(map, "ref", text_of(*ref));
    if (around.role.holds == Holds::Dependencies) dependencies_ = depth_ - 2;
    levels_[depth_ - 1].at = dependencies().size();
    dependencies().push_back(std::move(map));
    return visit;
  }

  XmlVisit enter_reference(Level& around, const XmlElement& element) {
    if (const XmlAttribute* ref = element.find_own("ref"))
      (element.name == "provides" ? around.provides : around.value).items.push_back(text_of(*ref));
    // What stands alone is not told of as a dependency, but may nest no deeper than one.
    const bool alone = element.is_leaf && around.role.nesting < kMaxDepth;
    return alone ? XmlVisit::Keep : enter_dependency(around, element);
  }

  // All of them, those that stand in others, too.
  std::vector<Value>& dependencies() { return levels_[dependencies_].value.items; }

  const SourceText& source_;
  const TakeItem& take_;
  std::vector<Error> errors_;
  Notes notes_{source_};
  BomNamespaces namespaces_;
  std::deque<Level> levels_;
  std::size_t depth_ = 0;         // how many of them are open
  std::size_t dependencies_ = 0;  // the level of their list
  Value root_;
};

}  // namespace

bool is_cyclonedx_xml(std::string_view text) {
  const auto root = xml_root(text);
  return root && root->name == "bom" && root->name_space.starts_with(kBom);
}

Result<Document> read_cyclonedx_xml(const SourceText& source) {
  return read_cyclonedx(source, DocumentFormat::CycloneDxXml, [&](const TakeItem& take) {
    Converter converter(source, take);
    if (auto errors = walk_xml(source, converter); !errors.empty())
      return Result<Value>::failed(std::move(errors));
    return converter.tree();
  });
}

}  // namespace licet::spdx
