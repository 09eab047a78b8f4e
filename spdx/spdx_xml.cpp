// SPDX's XML form: an element `Document` with the members of the JSON form as elements; a list is
// its element several times.
#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "spdx/make_value.h"
#include "spdx/notes.h"
#include "spdx/read_spdx2.h"
#include "spdx/xml_nodes.h"

namespace licet::spdx {

namespace {

using namespace std::string_view_literals;

// The members that are lists in the schemas of 2.2 and 2.3.
constexpr std::array kLists = {
    "annotations"sv,
    "artifactOfs"sv,
    "attributionTexts"sv,
    "checksums"sv,
    "creators"sv,
    "crossRefs"sv,
    "documentDescribes"sv,
    "externalDocumentRefs"sv,
    "externalRefs"sv,
    "fileContributors"sv,
    "fileDependencies"sv,
    "fileTypes"sv,
    "files"sv,
    "hasExtractedLicensingInfos"sv,
    "hasFiles"sv,
    "licenseInfoFromFiles"sv,
    "licenseInfoInFiles"sv,
    "licenseInfoInSnippets"sv,
    "packages"sv,
    "packageVerificationCodeExcludedFiles"sv,
    "ranges"sv,
    "relationships"sv,
    "revieweds"sv,
    "seeAlsos"sv,
    "snippets"sv,
};

// The first element that stands deeper than a tree may be; null if none does.
const XmlNode* too_deep(const XmlNodes& nodes) {
  std::vector<std::uint32_t> past;  // of the elements that are open
  for (const XmlNode& node : nodes) {
    const auto at = static_cast<std::uint32_t>(&node - &nodes.front());
    while (!past.empty() && past.back() <= at)
      past.pop_back();
    past.push_back(node.past);
    if (past.size() > kMaxDepth) return &node;
  }
  return nullptr;
}

// Members are gathered bottom up: when an element ends, everything in it has been read.
class Builder {
 public:
  Builder(const SourceText& source, const XmlNodes& nodes)
      : source_(source), nodes_(nodes), notes_(source) {}

  Result<Value> run() {
    for (std::uint32_t at = 0; at < nodes_.size(); ++at) {
      close_up_to(at);
      open(at);
    }
    close_up_to(static_cast<std::uint32_t>(nodes_.size()));
    return {std::move(root_), {}, std::move(notes_).sorted()};
  }

 private:
  struct Open {
    std::uint32_t node = 0;
    Value value;
    std::size_t children = 0;
    std::unordered_map<std::string_view, std::size_t> members;  // by name, if the children are many
  };

  void open(std::uint32_t at) {
    const XmlNode& node = nodes_[at];
    const bool leaf = node.past == at + 1;
    open_.push_back(
        {at, leaf ? leaf_value(node) : make_map({node.offset, node.end}), nodes_.children(at), {}});
    open_.back().value.items.reserve(open_.back().children);
    if (!leaf && node.text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      notes_.add(node.text_offset,
                 fmt::format("text among the elements of \"{}\" means nothing", node.name));
    }
  }

  // A text stands between the tags of its element.
  [[nodiscard]] Value leaf_value(const XmlNode& node) const {
    if (node.text.empty()) return make_text({}, {node.offset, node.end});
    const std::size_t close = source_.text().rfind("</", node.end - 1);
    return make_text(ValueText::within(source_.text(), node.text), {node.text_offset, close});
  }

  // Ends the elements that do not hold the element `next`.
  void close_up_to(std::uint32_t next) {
    while (!open_.empty() && nodes_[open_.back().node].past <= next) {
      const XmlNode& node = nodes_[open_.back().node];
      Value value = std::move(open_.back().value);
      open_.pop_back();
      if (open_.empty()) {
        root_ = std::move(value);
      } else {
        add(open_.back(), node, std::move(value));
      }
    }
  }

  // The index of the member with a name; behind the last if it is a new one.
  static std::size_t place_of(Open& into, std::string_view name) {
    const std::vector<Value>& members = into.value.items;
    constexpr std::size_t kFew = 24;  // are looked through faster than a map is made
    if (into.children > kFew) return into.members.try_emplace(name, members.size()).first->second;
    const auto found = std::ranges::find(members, name, &Value::key);
    return static_cast<std::size_t>(found - members.begin());
  }

  static void add(Open& into, const XmlNode& node, Value value) {
    const std::size_t at = place_of(into, node.name);
    if (at < into.value.items.size()) return add_to_member(into.value.items[at], std::move(value));
    const bool list = std::ranges::find(kLists, node.name) != kLists.end();
    add_new_member(into.value, node.name, node.offset, std::move(value),
                   list ? Occurs::List : Occurs::Once);
  }

  const SourceText& source_;
  const XmlNodes& nodes_;
  Notes notes_;
  std::vector<Open> open_;
  Value root_;
};

}  // namespace

Result<Value> xml_tree(const SourceText& source) {
  auto nodes = read_xml(source, is_spdx2_member);
  if (!nodes) return Result<Value>::failed(std::move(nodes.errors));
  const XmlNode& root = nodes.value->front();
  if (root.name != "Document") {
    return Result<Value>::failed({source.error(
        root.offset, fmt::format("the root is \"{}\"; SPDX in XML has \"Document\"", root.name))});
  }
  if (const XmlNode* deep = too_deep(*nodes.value)) {
    return Result<Value>::failed({source.error(
        deep->offset,
        fmt::format("nested deeper than {} levels, the most that is read", kMaxDepth))});
  }
  return Builder(source, *nodes.value).run();
}

}  // namespace licet::spdx
