// SPDX's XML form: an element `Document` with the members of the JSON form as elements; a list is
// its element several times.
#include <algorithm>
#include <deque>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "spdx/make_value.h"
#include "spdx/name_set.h"
#include "spdx/notes.h"
#include "spdx/read_spdx2.h"
#include "spdx/spdx2_members.h"
#include "spdx/xml_walk.h"

namespace licet::spdx {

namespace {

// The members that are lists in the schemas of 2.2 and 2.3.
constexpr auto kLists = name_set({"annotations",
                                  "artifactOfs",
                                  "attributionTexts",
                                  "checksums",
                                  "creators",
                                  "crossRefs",
                                  "documentDescribes",
                                  "externalDocumentRefs",
                                  "externalRefs",
                                  "fileContributors",
                                  "fileDependencies",
                                  "fileTypes",
                                  "files",
                                  "hasExtractedLicensingInfos",
                                  "hasFiles",
                                  "licenseInfoFromFiles",
                                  "licenseInfoInFiles",
                                  "licenseInfoInSnippets",
                                  "packages",
                                  "packageVerificationCodeExcludedFiles",
                                  "ranges",
                                  "relationships",
                                  "revieweds",
                                  "seeAlsos",
                                  "snippets"});

// Members are gathered bottom up: when an element ends, everything in it has been read.
class Builder : public XmlVisitor {
 public:
  Builder(const SourceText& source, const TakeItem& take)
      : source_(source), take_(take), notes_(source) {}

  XmlVisit enter(const XmlElement& element) override {
    if (depth_ == 0 && element.name != "Document") {
      return fail(element,
                  fmt::format("the root is \"{}\"; SPDX in XML has \"Document\"", element.name));
    }
    if (depth_ > 0 && !is_spdx2_member(levels_[depth_ - 1].name, element.name))
      return XmlVisit::Skip;
    if (depth_ == kMaxDepth) {
      return fail(element,
                  fmt::format("nested deeper than {} levels, the most that is read", kMaxDepth));
    }
    if (element.is_leaf && depth_ > 0) {
      add(levels_[depth_ - 1], element.name, element.offset, leaf_value(element));
      return XmlVisit::Keep;
    }
    if (depth_ == levels_.size()) levels_.emplace_back();
    Level& level = levels_[depth_++];
    level.name = element.name;
    level.begin = element.offset;
    level.value.kind = Value::Kind::Map;
    level.value.offset = element.offset;
    level.members.clear();
    level.has_text = false;
    text(element.text, element.text_offset);
    return XmlVisit::Enter;
  }

  [[nodiscard]] bool wants_text() const override { return true; }

  void text(std::string_view stretch, Offset offset) override {
    Level& level = levels_[depth_ - 1];
    if (level.has_text || is_xml_space(stretch)) return;
    level.has_text = true;
    notes_.add(offset, fmt::format("text among the elements of \"{}\" means nothing", level.name));
  }

  void leave(Offset end) override {
    Level& level = levels_[--depth_];
    level.value.end = end;
    Value value = taken(level.value);
    if (depth_ == 0) {
      root_ = std::move(value);
    } else {
      add(levels_[depth_ - 1], level.name, level.begin, std::move(value));
    }
  }

  // The tree, once all has been seen.
  Result<Value> take() {
    if (!errors_.empty()) return Result<Value>::failed(std::move(errors_));
    return {std::move(root_), {}, std::move(notes_).sorted()};
  }

 private:
  // An element that was entered.
  struct Level {
    std::string_view name;
    std::size_t begin = 0;
    Value value;                                                // as far as it has been seen
    std::unordered_map<std::string_view, std::size_t> members;  // by name, if they are many
    bool has_text = false;
  };

  // The first one is told.
  XmlVisit fail(const XmlElement& element, std::string message) {
    if (errors_.empty()) errors_.push_back(source_.error(element.offset, std::move(message)));
    return XmlVisit::Skip;
  }

  // A text stands between the tags of its element.
  [[nodiscard]] Value leaf_value(const XmlElement& element) const {
    if (element.words().empty()) return make_text({}, {element.offset, element.end});
    const std::size_t close = source_.text().rfind("</", element.end - 1);
    return make_text(ValueText::within(source_.text(), element.text), {element.text_offset, close});
  }

  // The index of the member with a name; behind the last if it is a new one.
  static std::size_t place_of(Level& into, std::string_view name) {
    const std::vector<Value>& members = into.value.items;
    constexpr std::size_t kFew = 24;  // are looked through faster than a map is made
    if (members.size() < kFew) {
      const auto found = std::ranges::find(members, name, &Value::key);
      return static_cast<std::size_t>(found - members.begin());
    }
    for (std::size_t at = into.members.size(); at < members.size(); ++at)
      into.members.emplace(members[at].key, at);
    const auto found = into.members.find(name);
    return found == into.members.end() ? members.size() : found->second;
  }

  void add(Level& into, std::string_view name, std::size_t offset, Value value) {
    if (depth_ == 1 && take_(name, value)) return;
    const std::size_t at = place_of(into, name);
    if (at < into.value.items.size()) return add_to_member(into.value.items[at], std::move(value));
    const bool list = kLists.contains(name);
    add_new_member(into.value, name, offset, std::move(value), list ? Occurs::List : Occurs::Once);
  }

  const SourceText& source_;
  const TakeItem& take_;
  std::vector<Error> errors_;
  Notes notes_;
  std::deque<Level> levels_;
  std::size_t depth_ = 0;  // how many of them are open
  Value root_;
};

}  // namespace

Result<Value> xml_tree(const SourceText& source, const TakeItem& take) {
  Builder builder(source, take);
  if (auto errors = walk_xml(source, builder); !errors.empty())
    return Result<Value>::failed(std::move(errors));
  return builder.take();
}

}  // namespace licet::spdx
