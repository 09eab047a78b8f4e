// Remarks in SPDX 3: Annotation elements with an agent and a CreationInfo of their own, which also
// bear the concluded licenses. What others created keeps their CreationInfo.
#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "spdx/annotate_formats.h"
#include "spdx/characters.h"
#include "spdx/layout_json.h"
#include "spdx/spdx3_graph.h"
#include "spdx/tree_edit.h"
#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

using Patches = Result<std::vector<Patch>>;
using Kind = Value::Kind;

constexpr std::string_view kOwnCreation = "_:licet-creationinfo";
constexpr std::array<std::string_view, 4> kOwnIds = {"licet-agent", "licet-annotation-",
                                                     "licet-license-", "licet-concluded-"};

// `…#licet-annotation-7`.
bool is_own_id(std::string_view id) {
  while (!id.empty() && is_digit(id.back()))
    id.remove_suffix(1);
  return std::ranges::any_of(kOwnIds, [&](std::string_view own) {
    return id.ends_with("#" + std::string(own)) || id.ends_with("-" + std::string(own));
  });
}

bool is_own(const Value& object) {
  const Value* id = object.kind == Kind::Map ? spdx3_id(object) : &object;
  return id != nullptr && id->kind == Kind::String &&
         (id->text == kOwnCreation || is_own_id(id->text));
}

std::string_view text_at(const Value& map, std::string_view key) {
  const Value* member = map.find(key);
  return member == nullptr ? std::string_view() : std::string_view(spdx3_text(*member));
}

std::string_view type_of(const Value& map) {
  const std::string_view type = text_at(map, "type");
  return type.empty() ? text_at(map, "@type") : type;
}

// Calls `use` for every map; recurses as deep as the parser lets a tree be.
template <typename Use>
void for_each_map(const Value& value, const Use& use) {
  if (value.kind == Kind::Map) use(value);
  for (const Value& item : value.items)
    for_each_map(item, use);
}

// The list of the document's objects; null if it is one object alone.
const Value* objects_of(const Value& root) {
  if (root.kind == Kind::List) return &root;
  const Value* graph = root.find("@graph");
  return graph != nullptr && graph->kind == Kind::List ? graph : nullptr;
}

class PutIn {
 public:
  PutIn(const AnnotateJob& job, const Value& root)
      : job_(job), root_(root), edit_(edit_json(job.source, root)), base_(job.document.id) {}

  Patches run() {
    if (job_.remarks.empty()) return {std::vector<Patch>(), {}, {}};
    look_around();
    const std::string made(created_ == nullptr ? "" : text_at(*created_, "created"));
    Result<std::string> time = time_of(job_, made);
    if (!time) return Patches::failed(std::move(time.errors));
    add_creation(*time.value);
    const Value* objects = objects_of(root_);
    if (objects == nullptr) add_text(undo_, "graph", "made");
    for (const PlacedRemark& placed : job_.remarks)
      put(placed);
    list_elements();
    if (objects != nullptr) {
      edit_->add(*objects, new_);
    } else {
      wrap();
    }
    return edit_->take();
  }

 private:
  void look_around() {
    for_each_map(root_, [&](const Value& map) {
      const Value* id = spdx3_id(map);
      if (id != nullptr && base_.empty() && !id->text.view().starts_with("_:")) base_ = id->text;
      const std::string_view type = type_of(map);
      if (type == "SpdxDocument" && document_ == nullptr) document_ = &map;
      if (created_ == nullptr && map.find("created") != nullptr) created_ = &map;
      const std::string_view relation = text_at(map, "relationshipType");
      if (relation.ends_with("hasConcludedLicense")) concluded_.emplace(text_at(map, "from"), &map);
      if (relation.ends_with("hasDeclaredLicense")) declared_.emplace(text_at(map, "from"), &map);
    });
    base_ += base_.find('#') == std::string::npos ? "#" : "-";
  }

  [[nodiscard]] std::string own_id(std::string_view what) const {
    return base_ + "licet-" + std::string(what);
  }

  // `members` are those that not every element has.
  void add_element(const std::string& type, const std::string& id, Value members) {
    Value element = make_map({});
    add_text(element, "type", type);
    add_text(element, "spdxId", id);
    add_text(element, "creationInfo", std::string(kOwnCreation));
    std::ranges::move(members.items, std::back_inserter(element.items));
    new_.push_back(std::move(element));
    ids_.push_back(id);
  }

  void add_creation(const std::string& time) {
    // That which was read: another object with a "created" may state anything.
    std::string version = job_.document.version;
    if (version.empty() && created_ != nullptr) version = text_at(*created_, "specVersion");
    Value creation = make_map({});
    add_text(creation, "type", "CreationInfo");
    add_text(creation, "@id", std::string(kOwnCreation));
    add_text(creation, "specVersion", version);
    add_text(creation, "created", time);
    add_member(creation, "createdBy", make_texts({own_id("agent")}));
    new_.push_back(std::move(creation));
    Value agent = make_map({});
    add_text(agent, "name", job_.options.tool);
    add_element("SoftwareAgent", own_id("agent"), std::move(agent));
  }

  void put(const PlacedRemark& placed) {
    const Remark& remark = *placed.remark;
    const std::string subject = placed.element == nullptr ? document_id() : placed.element->id;
    Value undo = std::exchange(undo_, make_map({}));
    if (placed.element != nullptr && remark.concluded && lacks_conclusion(*placed.element))
      conclude(*placed.element, remark, undo);
    Value members = make_map({});
    add_text(members, "annotationType", "other");
    add_text(members, "subject", subject);
    add_text(members, "comment", remark.sentence);
    add_text(members, "contentType", "application/json");
    add_text(members, "statement", with_undo(remark.payload, std::move(undo)));
    add_element("Annotation", own_id(fmt::format("annotation-{}", ++annotations_)),
                std::move(members));
  }

  // Of what a remark on the document is about.
  [[nodiscard]] std::string document_id() const {
    const Document& document = job_.document;
    if (!document.id.empty()) return document.id;
    if (!document.described.empty()) return document.described.front();
    return document.elements.empty() ? own_id("agent") : document.elements.front().id;
  }

  // There must never be two relationships hasConcludedLicense: one that says NoAssertion gets
  // another `to`.
  void conclude(const Element& element, const Remark& remark, Value& undo) {
    const auto [first, last] = concluded_.equal_range(element.id);
    const bool stated = std::ranges::any_of(element.licenses, [](const LicenseStatement& one) {
      return one.basis == LicenseBasis::Concluded;
    });
    const Value* to = first == last ? nullptr : first->second->find("to");
    if (stated && (to == nullptr || std::next(first) != last)) return;
    const std::string number = std::to_string(++licenses_);
    const std::string id = license_of(element, remark, number);
    if (!stated) {
      Value relationship = make_map({});
      add_text(relationship, "from", element.id);
      add_text(relationship, "relationshipType", "hasConcludedLicense");
      add_member(relationship, "to", make_texts({id}));
      add_element("Relationship", own_id("concluded-" + number), std::move(relationship));
      return;
    }
    std::string is = json_quoted(id);
    if (to->kind == Kind::List) is = "[" + is + "]";
    add_member(undo, "to", replaced(is, std::string(edit_->raw(*to))));
    edit_->replace(*to, std::move(is));
  }

  // The id of the license that is concluded. That of the one declared, if it is the same: it may be
  // the document's own, which an expression would have to name and map to its id once more.
  std::string license_of(const Element& element, const Remark& remark, const std::string& number) {
    const auto [first, last] = declared_.equal_range(element.id);
    if (remark.as_declared && first != last && std::next(first) == last) {
      const Value* to = first->second->find("to");
      if (to != nullptr && to->kind == Kind::List && to->items.size() == 1) to = to->items.data();
      if (to != nullptr && to->kind == Kind::String) return to->text.str();
    }
    std::string id = own_id("license-" + number);
    Value expression = make_map({});
    add_text(expression, "simplelicensing_licenseExpression", *remark.concluded);
    add_element("simplelicensing_LicenseExpression", id, std::move(expression));
    return id;
  }

  // A document that lists its elements lists ours, too.
  void list_elements() {
    const Value* list = document_ == nullptr ? nullptr : document_->find("element");
    if (list == nullptr || list->kind != Kind::List || list->items.empty()) return;
    edit_->add(*list, make_texts(ids_).items);
  }

  // An object alone becomes the first of a graph; its context stays where it is.
  void wrap() {
    const auto context = std::ranges::find(root_.items, std::string_view("@context"), &Value::key);
    const bool first = context == root_.items.begin();
    const std::size_t from = first ? 1 : 0;
    if ((!first && context != root_.items.end()) || root_.items.size() == from) {
      edit_->fail(root_.offset,
                  "one object stands alone here, and its @context is not its first "
                  "member; put it into a list \"@graph\"");
      return;
    }
    edit_->insert(root_.items[from].key_offset, "\"@graph\":[{");
    std::string rest = "}";
    for (const Value& object : new_)
      rest += "," + json_piece(object);
    edit_->insert(root_.items.back().end, rest + "]");
  }

  const AnnotateJob& job_;
  const Value& root_;
  std::unique_ptr<TreeEdit> edit_;
  std::string base_;  // what own ids begin with
  const Value* document_ = nullptr;
  const Value* created_ = nullptr;                                     // a CreationInfo
  std::unordered_multimap<std::string_view, const Value*> concluded_;  // by `from`
  std::unordered_multimap<std::string_view, const Value*> declared_;   // by `from`
  Value undo_ = make_map({});  // of what is changed for the document, until a remark takes it
  std::vector<Value> new_;
  std::vector<std::string> ids_;  // of the new elements
  std::size_t annotations_ = 0;
  std::size_t licenses_ = 0;
};

class TakeOut {
 public:
  TakeOut(const SourceText& source, const Value& root)
      : root_(root), edit_(edit_json(source, root)) {}

  Patches run() {
    const Value* objects = objects_of(root_);
    if (objects == nullptr) return edit_->take();
    read_undo(*objects);
    for_each_map(root_, [&](const Value& map) { take_out_of(map); });
    const Value* first = made_graph_ && root_.kind == Kind::Map ? &objects->items.front() : nullptr;
    if (first != nullptr && first->kind == Kind::Map && !first->items.empty()) {
      edit_->erase(objects->key_offset, first->items.front().key_offset);
      edit_->erase(first->items.back().end, objects->end);
    } else {
      remove_own(*objects);
    }
    return edit_->take();
  }

 private:
  void read_undo(const Value& objects) {
    for (const Value& object : objects.items) {
      if (!is_own(object) || type_of(object) != "Annotation") continue;
      const auto own = own_remark(text_at(object, "statement"));
      if (!own) continue;
      made_graph_ = made_graph_ || own->text("graph") != nullptr;
      const Value* to = own->undo.find("to");
      const Value* is = to == nullptr ? nullptr : to->find("is");
      const Value* was = to == nullptr ? nullptr : to->find("was");
      if (is != nullptr && was != nullptr) was_.emplace(is->text, was->text);
    }
  }

  void remove_own(const Value& list) {
    std::vector<bool> gone;
    for (const Value& item : list.items)
      gone.push_back(is_own(item));
    if (std::ranges::find(gone, false) != gone.end()) edit_->remove(list, gone);
  }

  void take_out_of(const Value& map) {
    const Value* elements = map.find("element");
    if (elements != nullptr && elements->kind == Kind::List && type_of(map) == "SpdxDocument")
      remove_own(*elements);
    const Value* to = map.find("to");
    if (to == nullptr || was_.empty() || is_own(map)) return;
    const auto before = was_.find(std::string(edit_->raw(*to)));
    if (before != was_.end()) edit_->replace(*to, before->second);
  }

  const Value& root_;
  std::unique_ptr<TreeEdit> edit_;
  bool made_graph_ = false;
  std::unordered_map<std::string, std::string> was_;  // bytes of a `to` by those that are there now
};

}  // namespace

Annotator spdx3_annotator() {
  return {[](const AnnotateJob& job) {
            const Result<Value> root = read_json(job.source);
            return root ? PutIn(job, *root.value).run() : Patches::failed(root.errors);
          },
          [](const SourceText& source) {
            const Result<Value> root = read_json(source);
            return root ? TakeOut(source, *root.value).run() : Patches::failed(root.errors);
          }};
}

}  // namespace licet::spdx
