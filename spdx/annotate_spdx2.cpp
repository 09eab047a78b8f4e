// Remarks in SPDX 2 JSON and YAML: annotations nested in the element (clause 12), a license comment
// (7.16, 8.7) and a concluded license (7.13, 8.5).
#include <array>
#include <memory>
#include <unordered_map>

#include "spdx/annotate_formats.h"
#include "spdx/layout_json.h"
#include "spdx/tree_edit.h"
#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

using Patches = Result<std::vector<Patch>>;
using MakeEdit = std::unique_ptr<TreeEdit> (*)(const SourceText& source, const Value& root);
using Kind = Value::Kind;

constexpr std::array<std::string_view, 3> kElements = {"packages", "files", "snippets"};

// Calls `use` for each map that may bear annotations, the document's first.
template <typename Use>
void for_each_bearer(const Value& root, Use use) {
  use(root);
  for (const std::string_view key : kElements) {
    const Value* list = root.find(key);
    if (list == nullptr || list->kind != Kind::List) continue;
    for (const Value& element : list->items) {
      if (element.kind == Kind::Map) use(element);
    }
  }
}

std::string_view text_at(const Value& map, std::string_view key) {
  const Value* member = map.find(key);
  return member == nullptr ? std::string_view() : std::string_view(member->text);
}

class PutIn {
 public:
  PutIn(const AnnotateJob& job, TreeEdit& edit, std::string time)
      : job_(job), edit_(edit), time_(std::move(time)) {}

  Patches run(const Value& root) {
    std::unordered_map<std::size_t, const Value*> bearers;
    for_each_bearer(root, [&](const Value& map) { bearers.emplace(map.offset, &map); });
    for (const PlacedRemark& placed : job_.remarks) {
      const auto found = bearers.find(placed.element == nullptr ? std::size_t{root.offset}
                                                                : placed.element->offset);
      if (found == bearers.end()) {
        edit_.fail(placed.element->offset, "there is no map here to put a remark into");
      } else {
        put(placed, *found->second);
      }
    }
    return edit_.take();
  }

 private:
  void put(const PlacedRemark& placed, const Value& map) {
    const Remark& remark = *placed.remark;
    Value members = make_map({});
    Value undo = make_map({});
    if (placed.element != nullptr && map.find("licenseComments") == nullptr)
      add_text(members, "licenseComments", remark.sentence);
    if (placed.element != nullptr && remark.concluded && lacks_conclusion(*placed.element))
      conclude(map, *remark.concluded, members, undo);
    const Value* list = map.find("annotations");
    if (list != nullptr && list->kind != Kind::List)
      return edit_.fail(list->offset, "\"annotations\" has to be a list");
    if (list != nullptr && list->items.empty())
      add_text(undo, "annotations", std::string(edit_.raw(*list)));
    Value annotation = annotation_of(remark, std::move(undo));
    if (list == nullptr) {
      add_member(members, "annotations", make_list({std::move(annotation)}));
    } else {
      edit_.add(*list, {std::move(annotation)});
    }
    if (!members.items.empty()) edit_.add(map, members.items);
  }

  void conclude(const Value& map, const std::string& license, Value& members, Value& undo) {
    const Value* member = map.find("licenseConcluded");
    if (member == nullptr) {
      add_text(members, "licenseConcluded", license);
      add_member(undo, "licenseConcluded", replaced(license, std::nullopt));
    } else if (member->kind == Kind::String) {
      add_member(undo, "licenseConcluded", replaced(license, std::string(edit_.raw(*member))));
      edit_.replace(*member, json_quoted(license));
    }
  }

  [[nodiscard]] Value annotation_of(const Remark& remark, Value undo) const {
    const std::string payload = with_undo(remark.payload, std::move(undo));
    Value out = make_map({});
    add_text(out, "annotationDate", time_);
    add_text(out, "annotationType", "OTHER");
    add_text(out, "annotator", "Tool: " + job_.options.tool);
    add_text(out, "comment", comment_of(remark, payload));
    return out;
  }

  const AnnotateJob& job_;
  TreeEdit& edit_;
  std::string time_;
};

std::optional<OwnRemark> own_annotation(const Value& annotation) {
  if (!is_own_annotator(text_at(annotation, "annotator"))) return std::nullopt;
  return own_remark(text_at(annotation, "comment"));
}

void take_out_conclusion(TreeEdit& edit, const Value& map, const OwnRemark& own,
                         std::vector<bool>& gone) {
  const Value* undo = own.undo.find("licenseConcluded");
  const Value* member = map.find("licenseConcluded");
  if (undo == nullptr || member == nullptr || member->text != text_at(*undo, "is")) return;
  if (const Value* was = undo->find("was")) {
    edit.replace(*member, was->text.str());
  } else {
    gone[static_cast<std::size_t>(member - map.items.data())] = true;
  }
}

void take_out_of(TreeEdit& edit, const Value& map) {
  const Value* list = map.find("annotations");
  if (list == nullptr) return;
  std::optional<OwnRemark> own;
  for (const Value& annotation : list->items) {
    if (!own) own = own_annotation(annotation);
  }
  if (!own) return;
  std::vector<bool> gone(map.items.size(), false);
  const auto is_own = [](const Value& item) { return own_annotation(item).has_value(); };
  remove_items(edit, map, {"annotations", is_own, own->text("annotations")}, gone);
  const Value* comment = map.find("licenseComments");
  if (comment != nullptr && comment->text == own->sentence && !own->sentence.empty())
    gone[static_cast<std::size_t>(comment - map.items.data())] = true;
  take_out_conclusion(edit, map, *own, gone);
  remove_members(edit, map, gone);
}

using Read = Result<Value> (*)(const SourceText& source);

Patches put_in_tree(const AnnotateJob& job, Read read, MakeEdit make) {
  const Result<Value> root = read(job.source);
  if (!root) return Patches::failed(root.errors);
  const Value* created = root.value->find("creationInfo");
  if (created != nullptr) created = created->find("created");
  Result<std::string> time = time_of(job, created == nullptr ? "" : created->text.view());
  if (!time) return Patches::failed(std::move(time.errors));
  return PutIn(job, *make(job.source, *root.value), *time.value).run(*root.value);
}

Patches take_out_of_tree(const SourceText& source, Read read, MakeEdit make) {
  const Result<Value> root = read(source);
  if (!root) return Patches::failed(root.errors);
  const std::unique_ptr<TreeEdit> edit = make(source, *root.value);
  for_each_bearer(*root.value, [&](const Value& map) { take_out_of(*edit, map); });
  return edit->take();
}

}  // namespace

Annotator spdx_json_annotator() {
  return {[](const AnnotateJob& job) { return put_in_tree(job, read_json, edit_json); },
          [](const SourceText& source) { return take_out_of_tree(source, read_json, edit_json); }};
}

Annotator spdx_yaml_annotator() {
  return {[](const AnnotateJob& job) { return put_in_tree(job, read_yaml, edit_yaml); },
          [](const SourceText& source) { return take_out_of_tree(source, read_yaml, edit_yaml); }};
}

}  // namespace licet::spdx
