// Remarks in CycloneDX JSON.
#include <algorithm>
#include <memory>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "spdx/annotate_cyclonedx.h"
#include "spdx/tree_edit.h"
#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

using Patches = Result<std::vector<Patch>>;
using Kind = Value::Kind;

std::string text_at(const Value* map, std::string_view key) {
  const Value* member = map == nullptr ? nullptr : map->find(key);
  return member == nullptr ? std::string() : member->text.str();
}

// A map of the document, and the key of the member or list that it stands in.
struct Located {
  const Value* map = nullptr;
  std::string_view key;
};

// Calls `use` for every map; recurses as deep as the parser lets a tree be.
template <typename Use>
void for_each_map(const Value& value, std::string_view key, const Use& use) {
  if (!value.key.empty()) key = value.key;
  if (value.kind == Kind::Map) use(Located{&value, key});
  for (const Value& item : value.items)
    for_each_map(item, key, use);
}

class PutIn {
 public:
  PutIn(const AnnotateJob& job, const Value& root)
      : job_(job),
        root_(root),
        metadata_(root.find("metadata")),
        places_(places_of(job.document.version)),
        edit_(edit_json(job.source, root)) {}

  Patches run() {
    if (job_.remarks.empty()) return {std::vector<Patch>(), {}, {}};
    if (auto errors = no_place(job_); !errors.empty()) return Patches::failed(std::move(errors));
    if (places_.annotations) {
      Result<std::string> time = time_of(job_, text_at(metadata_, "timestamp"));
      if (!time) return Patches::failed(std::move(time.errors));
      time_ = *time.value;
    }
    for_each_map(root_, "", [&](const Located& located) {
      maps_.emplace(located.map->offset, located);
      if (located.map->find("signature") != nullptr)
        signed_.emplace_back(located.map->offset, located.map->end);
    });
    plan_document();
    for (const PlacedRemark& placed : job_.remarks)
      placed.element == nullptr ? put_document(*placed.remark) : put(placed);
    write_document();
    return outside_of(signed_, edit_->take(), job_);
  }

 private:
  // What is changed for the document as a whole; the first remark says how to undo it.
  void plan_document() {
    const Value* edition = root_.find("version");
    const auto next = next_edition(edition == nullptr ? "1" : edition->text.view());
    if (next && (edition == nullptr || edition->kind == Kind::Number)) {
      if (edition == nullptr) {
        add_member(new_members_, "version", make_number(*next));
        add_member(undo_, "version", replaced(*next, std::nullopt));
      } else {
        add_member(undo_, "version", replaced(*next, std::string(edit_->raw(*edition))));
        edit_->replace(*edition, *next);
      }
    }
    const Value* list = root_.find("annotations");
    check_kind(list, Kind::List);
    check_kind(metadata_, Kind::Map);
    if (list != nullptr && list->items.empty())
      add_text(undo_, "annotations", std::string(edit_->raw(*list)));
    if (metadata_ == nullptr) return;
    if (metadata_->items.empty()) add_text(undo_, "metadata", std::string(edit_->raw(*metadata_)));
    list = metadata_->find("properties");
    check_kind(list, Kind::List);
    if (list != nullptr && list->items.empty())
      add_text(undo_, "metadata.properties", std::string(edit_->raw(*list)));
  }

  void check_kind(const Value* value, Kind kind) {
    if (value == nullptr || value->kind == kind) return;
    edit_->fail(value->offset, fmt::format("\"{}\" has to be {}, this is {}", value->key,
                                           describe(kind), describe(value->kind)));
  }

  void put(const PlacedRemark& placed) {
    const auto found = maps_.find(placed.element->offset);
    if (found == maps_.end()) return edit_->fail(placed.element->offset, "no map stands here");
    const Value& map = *found->second.map;
    // Data described in place has no properties; some documents have them as what is no list.
    const Value* properties = map.find("properties");
    const bool bears = found->second.key != "data" && found->second.key != "datasets" &&
                       (properties == nullptr || properties->kind == Kind::List);
    const std::string ref = text_at(&map, "bom-ref");
    // Of two with the same bom-ref a reference means the first, and the reader calls the other
    // `#1`.
    const bool referred = places_.annotations && !ref.empty() && ref == placed.element->id;
    Value undo = std::exchange(undo_, make_map({}));
    if (bears && properties != nullptr && properties->items.empty())
      add_text(undo, "properties", std::string(edit_->raw(*properties)));
    const auto concluded = conclude(placed, map, undo);
    CycloneDxNotes notes =
        cyclonedx_notes(*placed.remark, std::move(undo), bears || !referred, referred, concluded);
    if (!notes.annotation.empty()) add_annotation(ref, notes.annotation);
    if (bears) {
      add_properties(map, notes);
    } else {
      for (auto& property : notes.properties)
        of_document_.properties.push_back(std::move(property));
    }
  }

  void put_document(const Remark& remark) {
    std::string ref = text_at(&root_, "serialNumber");
    if (ref.empty() && metadata_ != nullptr) ref = text_at(metadata_->find("component"), "bom-ref");
    const bool referred = places_.annotations && !ref.empty();
    CycloneDxNotes notes =
        cyclonedx_notes(remark, std::exchange(undo_, make_map({})), true, referred, std::nullopt);
    if (!notes.annotation.empty()) add_annotation(ref, notes.annotation);
    for (auto& property : notes.properties)
      of_document_.properties.push_back(std::move(property));
  }

  // The license that has to stand in a property, if any.
  std::optional<std::string> conclude(const PlacedRemark& placed, const Value& map, Value& undo) {
    const auto& license = placed.remark->concluded;
    if (!license || !lacks_conclusion(*placed.element)) return std::nullopt;
    const Value* list = map.find("licenses");
    if (!places_.concluded || list == nullptr || list->kind != Kind::List || list->items.empty())
      return license;
    const bool listed = std::ranges::any_of(list->items, [&](const Value& item) {
      return text_at(item.find("license"), "id") == *license;
    });
    const bool id = listed || is_known_id(job_, *license);
    const bool licenses = std::ranges::all_of(
        list->items, [](const Value& item) { return item.find("license") != nullptr; });
    if (!places_.mixed && !(id && licenses)) return license;
    Value stated = make_map({
        {id ? "id" : "expression", make_text(*license)   },
        {"acknowledgement",        make_text("concluded")}
    });
    if (id) {
      stated = make_map({
          {"license", std::move(stated)}
      });
    }
    edit_->add(*list, {std::move(stated)});
    add_text(undo, "licenses", *license);
    return std::nullopt;
  }

  static std::vector<Value> property_values(const CycloneDxNotes& notes) {
    std::vector<Value> out;
    for (const auto& [name, value] : notes.properties) {
      out.push_back(make_map({
          {"name",  make_text(name) },
          {"value", make_text(value)}
      }));
    }
    return out;
  }

  void add_properties(const Value& map, const CycloneDxNotes& notes) {
    std::vector<Value> values = property_values(notes);
    if (values.empty()) return;
    if (const Value* list = map.find("properties")) {
      edit_->add(*list, values);
    } else {
      Value member = make_list(std::move(values));
      member.key = "properties";
      edit_->add(map, {std::move(member)});
    }
  }

  void add_annotation(const std::string& ref, const std::string& text) {
    const auto [name, version] = tool_of(job_.options);
    Value component = make_map({
        {"type", make_text("application")},
        {"name", make_text(name)         }
    });
    add_text(component, "version", version);
    Value annotator = make_map({
        {"component", std::move(component)}
    });
    annotations_.push_back(make_map({
        {"subjects",  make_texts({ref})   },
        {"annotator", std::move(annotator)},
        {"timestamp", make_text(time_)    },
        {"text",      make_text(text)     }
    }));
  }

  void write_document() {
    if (metadata_ != nullptr) {
      add_properties(*metadata_, of_document_);
    } else if (!of_document_.properties.empty()) {
      Value properties = make_list(property_values(of_document_));
      add_member(new_members_, "metadata",
                 make_map({
                     {"properties", std::move(properties)}
      }));
    }
    const Value* list = root_.find("annotations");
    if (!annotations_.empty() && list != nullptr) edit_->add(*list, annotations_);
    if (!annotations_.empty() && list == nullptr)
      add_member(new_members_, "annotations", make_list(std::move(annotations_)));
    if (!new_members_.items.empty()) edit_->add(root_, new_members_.items);
  }

  const AnnotateJob& job_;
  const Value& root_;
  const Value* metadata_;
  CycloneDxPlaces places_;
  std::unique_ptr<TreeEdit> edit_;
  std::string time_;
  std::unordered_map<std::size_t, Located> maps_;  // by offset
  std::vector<std::pair<std::size_t, std::size_t>> signed_;
  Value undo_ = make_map({});  // of what is changed for the document, until a remark takes it
  CycloneDxNotes of_document_;
  std::vector<Value> annotations_;
  Value new_members_ = make_map({});  // of the root
};

bool is_own(const Value& property) {
  return is_own_property(text_at(&property, "name"));
}

bool is_own_annotation(const Value& annotation) {
  const Value* annotator = annotation.find("annotator");
  return annotator != nullptr && text_at(annotator->find("component"), "name") == "licet";
}

// What the own report among the properties of a map says.
std::optional<OwnRemark> report_of(const Value& map) {
  const Value* list = map.find("properties");
  if (list == nullptr) return std::nullopt;
  for (const Value& property : list->items) {
    if (text_at(&property, "name") != kReportProperty) continue;
    if (auto own = own_remark(text_at(&property, "value"))) return own;
  }
  return std::nullopt;
}

class TakeOut {
 public:
  TakeOut(const SourceText& source, const Value& root)
      : root_(root), metadata_(root.find("metadata")), edit_(edit_json(source, root)) {}

  Patches run() {
    find_undo();
    for_each_map(root_, "", [&](const Located& located) {
      if (located.map != &root_ && located.map != metadata_) take_out_of(*located.map);
    });
    take_out_of_document();
    return edit_->take();
  }

 private:
  // How to undo what was changed for the document stands in one of the remarks.
  void find_undo() {
    for_each_map(root_, "", [&](const Located& located) {
      if (located.key != "properties" || !is_own(*located.map)) return;
      if (const auto own = own_remark(text_at(located.map, "value"))) keep_undo(*own);
    });
    const Value* list = root_.find("annotations");
    if (list == nullptr) return;
    for (const Value& annotation : list->items) {
      if (!is_own_annotation(annotation)) continue;
      if (const auto own = own_remark(text_at(&annotation, "text"))) keep_undo(*own);
    }
  }

  void keep_undo(const OwnRemark& own) {
    for (const Value& member : own.undo.items) {
      if (member.key != "properties" && member.key != "licenses") undo_.items.push_back(member);
    }
  }

  [[nodiscard]] const ValueText* was(std::string_view key) const {
    const Value* found = undo_.find(key);
    return found == nullptr ? nullptr : &found->text;
  }

  void take_out_of(const Value& map) {
    const auto own = report_of(map);
    if (!own) return;
    std::vector<bool> gone(map.items.size(), false);
    remove_items(*edit_, map, {"properties", is_own, own->text("properties")}, gone);
    if (const ValueText* license = own->text("licenses")) {
      const auto is_own = [&](const Value& item) { return is_conclusion(item, *license); };
      remove_items(*edit_, map, {"licenses", is_own, nullptr}, gone);
    }
    remove_members(*edit_, map, gone);
  }

  static bool is_conclusion(const Value& item, std::string_view license) {
    const Value* stated = item.find("license");
    if (stated == nullptr) stated = &item;
    return text_at(stated, "acknowledgement") == "concluded" &&
           (text_at(stated, "id") == license || text_at(stated, "expression") == license);
  }

  void take_out_of_document() {
    std::vector<bool> gone(root_.items.size(), false);
    remove_items(*edit_, root_, {"annotations", is_own_annotation, was("annotations")}, gone);
    if (metadata_ != nullptr) take_out_of_metadata(gone);
    const Value* undo = undo_.find("version");
    const Value* edition = root_.find("version");
    if (undo != nullptr && edition != nullptr && edition->text == text_at(undo, "is")) {
      if (const Value* before = undo->find("was")) {
        edit_->replace(*edition, before->text.str());
      } else {
        gone[static_cast<std::size_t>(edition - root_.items.data())] = true;
      }
    }
    remove_members(*edit_, root_, gone);
  }

  void take_out_of_metadata(std::vector<bool>& gone_of_root) {
    std::vector<bool> gone(metadata_->items.size(), false);
    remove_items(*edit_, *metadata_, {"properties", is_own, was("metadata.properties")}, gone);
    if (gone != std::vector<bool>{true}) return remove_members(*edit_, *metadata_, gone);
    if (const ValueText* text = was("metadata")) {
      edit_->replace(*metadata_, text->str());
    } else {
      gone_of_root[static_cast<std::size_t>(metadata_ - root_.items.data())] = true;
    }
  }

  const Value& root_;
  const Value* metadata_;
  std::unique_ptr<TreeEdit> edit_;
  Value undo_;  // members of all remarks' `undo` that concern the document
};

}  // namespace

Annotator cyclonedx_json_annotator() {
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
