// Remarks in CycloneDX XML. Its schemas want the children of an element in one order.
#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "spdx/annotate_cyclonedx.h"
#include "spdx/bom_namespaces.h"
#include "spdx/write_value.h"
#include "spdx/xml_edit.h"

namespace licet::spdx {

namespace {

using namespace std::string_view_literals;
using Patches = Result<std::vector<Patch>>;
using Node = std::uint32_t;

// What stands before the properties of a component or service, and of the metadata, and before the
// annotations of the document (bom-1.3.xsd to bom-1.7.xsd).
constexpr std::array kBeforeProperties = {"supplier"sv,
                                          "manufacturer"sv,
                                          "authors"sv,
                                          "author"sv,
                                          "publisher"sv,
                                          "group"sv,
                                          "name"sv,
                                          "version"sv,
                                          "versionRange"sv,
                                          "description"sv,
                                          "scope"sv,
                                          "hashes"sv,
                                          "licenses"sv,
                                          "copyright"sv,
                                          "patentAssertions"sv,
                                          "cpe"sv,
                                          "purl"sv,
                                          "omniborId"sv,
                                          "swhid"sv,
                                          "swid"sv,
                                          "modified"sv,
                                          "pedigree"sv,
                                          "provider"sv,
                                          "endpoints"sv,
                                          "authenticated"sv,
                                          "trustZone"sv,
                                          "externalReferences"sv,
                                          "x-trust-boundary"sv};
constexpr std::array kBeforePropertiesOfMetadata = {
    "timestamp"sv, "lifecycles"sv,   "tools"sv,       "authors"sv, "component"sv,
    "supplier"sv,  "manufacturer"sv, "manufacture"sv, "licenses"sv};
constexpr std::array kBeforeAnnotations = {
    "metadata"sv,     "components"sv,   "services"sv,   "externalReferences"sv,
    "dependencies"sv, "compositions"sv, "properties"sv, "vulnerabilities"sv};

class PutIn {
 public:
  PutIn(const AnnotateJob& job, const XmlNodes& nodes)
      : job_(job),
        places_(places_of(job.document.version)),
        edit_(job.source, nodes, foreign_elements(nodes)),
        metadata_(edit_.child(0, "metadata")),
        bom_(edit_.prefix(0)) {}

  Patches run() {
    if (job_.remarks.empty()) return {std::vector<Patch>(), {}, {}};
    if (auto errors = no_place(job_); !errors.empty()) return Patches::failed(std::move(errors));
    if (places_.annotations) {
      const auto made = metadata_ ? edit_.child_text(*metadata_, "timestamp") : std::string_view();
      Result<std::string> time = time_of(job_, made);
      if (!time) return Patches::failed(std::move(time.errors));
      time_ = *time.value;
    }
    for (Node at = 0; at < edit_.size(); ++at) {
      by_offset_.emplace(edit_.node(at).offset, at);
      if (edit_.node(at).name == "Signature" || edit_.node(at).name == "signature") {
        const XmlNode& whole = edit_.node(edit_.node(at).parent);
        signed_.emplace_back(whole.offset, whole.end);
      }
    }
    plan_document();
    for (const PlacedRemark& placed : job_.remarks)
      placed.element == nullptr ? put_document(*placed.remark) : put(placed);
    write_document();
    return outside_of(signed_, edit_.take(), job_);
  }

 private:
  // An own element's child of a name, if nothing stands in it.
  [[nodiscard]] std::optional<Node> empty_child(Node parent, std::string_view name) const {
    const auto at = edit_.child(parent, name);
    return at && edit_.is_empty(*at) ? at : std::nullopt;
  }

  void keep_raw(Value& undo, std::string_view key, std::optional<Node> at) const {
    if (at) add_text(undo, key, edit_.raw(*at));
  }

  void plan_document() {
    const XmlAttribute* edition = edit_.node(0).find_own("version");
    const auto next = next_edition(edition == nullptr ? "1" : std::string_view(edition->value));
    if (next && edition != nullptr) {
      add_member(undo_, "version", replaced(*next, std::string(edition->value)));
      edit_.replace(edition->offset, edition->value.size(), *next);
    } else if (next) {
      add_member(undo_, "version", replaced(*next, std::nullopt));
      const XmlNode& root = edit_.node(0);
      edit_.replace(root.offset + 1 + bom_.size() + root.name.size(), 0,
                    " version=\"" + *next + "\"");
    }
    keep_raw(undo_, "annotations", empty_child(0, "annotations"));
    if (!metadata_) return;
    if (edit_.is_empty(*metadata_)) keep_raw(undo_, "metadata", metadata_);
    keep_raw(undo_, "metadata.properties", empty_child(*metadata_, "properties"));
  }

  void put(const PlacedRemark& placed) {
    const auto found = by_offset_.find(placed.element->offset);
    if (found == by_offset_.end())
      return edit_.fail(placed.element->offset, "no element stands here");
    const Node at = found->second;
    const XmlNode& node = edit_.node(at);
    const bool bears = node.name == "component" || node.name == "service";
    const XmlAttribute* ref = node.find_own("bom-ref");
    // Of two with the same bom-ref a reference means the first, and the reader calls the other
    // `#1`.
    const bool referred = places_.annotations && ref != nullptr && !ref->value.empty() &&
                          ref->value == placed.element->id;
    Value undo = std::exchange(undo_, make_map({}));
    if (bears) keep_raw(undo, "properties", empty_child(at, "properties"));
    const auto concluded = conclude(placed, at, undo);
    CycloneDxNotes notes =
        cyclonedx_notes(*placed.remark, std::move(undo), bears || !referred, referred, concluded);
    if (!notes.annotation.empty()) add_annotation(std::string(ref->value), notes.annotation);
    if (bears) {
      add_properties(at, kBeforeProperties, notes);
    } else {
      keep(std::move(notes));
    }
  }

  void put_document(const Remark& remark) {
    const XmlAttribute* ref = edit_.node(0).find_own("serialNumber");
    const auto component = metadata_ ? edit_.child(*metadata_, "component") : std::nullopt;
    if (ref == nullptr && component) ref = edit_.node(*component).find_own("bom-ref");
    const bool referred = places_.annotations && ref != nullptr && !ref->value.empty();
    CycloneDxNotes notes =
        cyclonedx_notes(remark, std::exchange(undo_, make_map({})), true, referred, std::nullopt);
    if (!notes.annotation.empty()) add_annotation(std::string(ref->value), notes.annotation);
    keep(std::move(notes));
  }

  void keep(CycloneDxNotes notes) {
    std::ranges::move(notes.properties, std::back_inserter(of_document_.properties));
  }

  // The license that has to stand in a property, if any.
  std::optional<std::string> conclude(const PlacedRemark& placed, Node at, Value& undo) {
    const auto& license = placed.remark->concluded;
    if (!license || !lacks_conclusion(*placed.element)) return std::nullopt;
    const auto list = edit_.child(at, "licenses");
    if (!places_.concluded || !list || edit_.is_empty(*list)) return license;
    const std::vector<Node> stated = edit_.children(*list);
    const bool listed = std::ranges::any_of(
        stated, [&](Node one) { return edit_.child_text(one, "id") == *license; });
    const bool id = listed || is_known_id(job_, *license);
    const bool licenses =
        std::ranges::all_of(stated, [&](Node one) { return edit_.node(one).name == "license"; });
    if (!places_.mixed && !(id && licenses)) return license;
    const std::string bom(edit_.prefix(*list));
    NewElement element{bom + (id ? "license" : "expression"), id ? "" : *license};
    element.attributes.emplace_back("acknowledgement", "concluded");
    if (id) element.children.push_back({bom + "id", *license});
    edit_.add(*list, stated.back(), element);
    add_text(undo, "licenses", *license);
    return std::nullopt;
  }

  [[nodiscard]] static std::vector<NewElement> property_elements(const std::string& bom,
                                                                 const CycloneDxNotes& notes) {
    std::vector<NewElement> out;
    for (const auto& [name, value] : notes.properties) {
      out.push_back({bom + "property", value});
      out.back().attributes.emplace_back("name", name);
    }
    return out;
  }

  // The last child that has to stand before a new one.
  [[nodiscard]] std::optional<Node> last_of(Node parent,
                                            std::span<const std::string_view> names) const {
    std::optional<Node> out;
    for (const Node at : edit_.children(parent)) {
      const bool ours = !edit_.is_foreign(at);
      const bool data = edit_.node(at).name == "data" && edit_.node(parent).name == "service";
      if (ours && (data || std::ranges::find(names, edit_.node(at).name) != names.end())) out = at;
    }
    return out;
  }

  // Adds to a list that may be missing or empty.
  void add_all(Node parent, std::string_view name, std::span<const std::string_view> before,
               std::vector<NewElement> elements) {
    if (elements.empty()) return;
    const auto list = edit_.child(parent, name);
    if (list && !edit_.is_empty(*list)) {
      const Node last = edit_.children(*list).back();
      for (const NewElement& element : elements)
        edit_.add(*list, last, element);
      return;
    }
    const NewElement whole{std::string(edit_.prefix(parent)) + std::string(name), "",
                           std::move(elements)};
    if (list) {
      edit_.replace(*list, edit_.written(*list, whole));
    } else {
      edit_.add(parent, last_of(parent, before), whole);
    }
  }

  void add_properties(Node at, std::span<const std::string_view> before,
                      const CycloneDxNotes& notes) {
    add_all(at, "properties", before, property_elements(std::string(edit_.prefix(at)), notes));
  }

  void add_annotation(const std::string& ref, const std::string& text) {
    const auto [name, version] = tool_of(job_.options);
    NewElement component{bom_ + "component"};
    component.attributes.emplace_back("type", "application");
    component.children.push_back({bom_ + "name", name});
    if (!version.empty()) component.children.push_back({bom_ + "version", version});
    NewElement annotator{bom_ + "annotator"};
    annotator.children.push_back(std::move(component));
    NewElement subject{bom_ + "subject"};
    subject.attributes.emplace_back("ref", ref);
    NewElement subjects{bom_ + "subjects"};
    subjects.children.push_back(std::move(subject));
    NewElement out{bom_ + "annotation"};
    out.children.push_back(std::move(subjects));
    out.children.push_back(std::move(annotator));
    out.children.push_back({bom_ + "timestamp", time_});
    out.children.push_back({bom_ + "text", text});
    annotations_.push_back(std::move(out));
  }

  void write_document() {
    const NewElement properties{bom_ + "properties", "", property_elements(bom_, of_document_)};
    NewElement metadata{bom_ + "metadata"};
    metadata.children.push_back(properties);
    if (metadata_ && !edit_.is_empty(*metadata_)) {
      add_properties(*metadata_, kBeforePropertiesOfMetadata, of_document_);
    } else if (metadata_ && !properties.children.empty()) {
      edit_.replace(*metadata_, edit_.written(*metadata_, metadata));
    } else if (!properties.children.empty()) {
      edit_.add(0, std::nullopt, metadata);
    }
    add_all(0, "annotations", kBeforeAnnotations, std::move(annotations_));
  }

  const AnnotateJob& job_;
  CycloneDxPlaces places_;
  XmlEdit edit_;
  std::optional<Node> metadata_;
  std::string bom_;  // prefix of the root
  std::string time_;
  std::unordered_map<std::size_t, Node> by_offset_;
  std::vector<std::pair<std::size_t, std::size_t>> signed_;
  Value undo_ = make_map({});  // of what is changed for the document, until a remark takes it
  CycloneDxNotes of_document_;
  std::vector<NewElement> annotations_;
};

class TakeOut {
 public:
  TakeOut(const SourceText& source, const XmlNodes& nodes)
      : edit_(source, nodes, foreign_elements(nodes)) {}

  Patches run() {
    metadata_ = edit_.child(0, "metadata");
    for (Node at = 1; at < edit_.size(); ++at)
      keep_undo(at);
    for (Node at = 1; at < edit_.size(); ++at) {
      if (edit_.node(at).name == "properties") take_out_properties(at);
    }
    if (const auto list = edit_.child(0, "annotations")) {
      take_out_list(*list, was("annotations"), [&](Node at) { return is_own_annotation(at); });
    }
    take_out_edition();
    return edit_.take();
  }

 private:
  [[nodiscard]] bool is_own_property(Node at) const {
    const XmlAttribute* name = edit_.node(at).find_own("name");
    return edit_.node(at).name == "property" && name != nullptr &&
           spdx::is_own_property(name->value);
  }

  [[nodiscard]] bool is_own_annotation(Node at) const {
    const auto annotator = edit_.child(at, "annotator");
    const auto component = annotator ? edit_.child(*annotator, "component") : std::nullopt;
    return component && edit_.child_text(*component, "name") == "licet";
  }

  // How to undo what was changed for the document stands in one of the remarks.
  void keep_undo(Node at) {
    const bool said = edit_.node(at).name == "text" && is_own_annotation(edit_.node(at).parent);
    if (!said && !is_own_property(at)) return;
    const auto own = own_remark(edit_.node(at).text);
    if (!own) return;
    for (const Value& member : own->undo.items) {
      if (member.key != "properties" && member.key != "licenses") undo_.items.push_back(member);
    }
  }

  [[nodiscard]] const ValueText* was(std::string_view key) const {
    const Value* found = undo_.find(key);
    return found == nullptr ? nullptr : &found->text;
  }

  // Takes the own items out, and with the last of them the list, unless it was there `before`.
  template <typename IsOwn>
  void take_out_list(Node list, const ValueText* before, IsOwn is_own) {
    const std::vector<Node> items = edit_.children(list);
    const bool all = !items.empty() && std::ranges::all_of(items, is_own);
    if (all && before != nullptr) return edit_.replace(list, before->str());
    if (all) return take_out_whole(list);
    for (const Node at : items) {
      if (is_own(at)) edit_.remove(at);
    }
  }

  void take_out_whole(Node list) {
    const Node parent = edit_.node(list).parent;
    const bool alone = metadata_ && parent == *metadata_ && edit_.children(parent).size() == 1;
    if (!alone) {
      edit_.remove(list);
    } else if (const ValueText* before = was("metadata")) {
      edit_.replace(parent, before->str());
    } else {
      edit_.remove(parent);
    }
  }

  void take_out_properties(Node list) {
    const Node parent = edit_.node(list).parent;
    std::optional<OwnRemark> own;
    for (const Node at : edit_.children(list)) {
      const XmlAttribute* name = edit_.node(at).find_own("name");
      if (name != nullptr && name->value == kReportProperty) own = own_remark(edit_.node(at).text);
    }
    if (!own) return;
    const bool of_document = metadata_ && parent == *metadata_;
    const ValueText* before = of_document ? was("metadata.properties") : own->text("properties");
    take_out_list(list, before, [&](Node at) { return is_own_property(at); });
    const ValueText* license = own->text("licenses");
    const auto licenses = edit_.child(parent, "licenses");
    if (license == nullptr || !licenses) return;
    for (const Node at : edit_.children(*licenses)) {
      const XmlAttribute* said = edit_.node(at).find_own("acknowledgement");
      const bool same = edit_.node(at).text == *license || edit_.child_text(at, "id") == *license;
      if (said != nullptr && said->value == "concluded" && same) edit_.remove(at);
    }
  }

  void take_out_edition() {
    const Value* undo = undo_.find("version");
    const XmlAttribute* edition = edit_.node(0).find_own("version");
    if (undo == nullptr || edition == nullptr) return;
    const Value* is = undo->find("is");
    if (is == nullptr || is->text != edition->value) return;
    if (const Value* before = undo->find("was")) {
      edit_.replace(edition->offset, edition->value.size(), before->text.str());
    } else {
      constexpr std::string_view kBegin = " version=\"";
      edit_.replace(edition->offset - kBegin.size(), kBegin.size() + edition->value.size() + 1, "");
    }
  }

  XmlEdit edit_;
  std::optional<Node> metadata_;
  Value undo_;  // members of all remarks' `undo` that concern the document
};

}  // namespace

Annotator cyclonedx_xml_annotator() {
  return {[](const AnnotateJob& job) {
            const Result<XmlNodes> nodes = read_xml(job.source);
            return nodes ? PutIn(job, *nodes.value).run() : Patches::failed(nodes.errors);
          },
          [](const SourceText& source) {
            const Result<XmlNodes> nodes = read_xml(source);
            return nodes ? TakeOut(source, *nodes.value).run() : Patches::failed(nodes.errors);
          }};
}

}  // namespace licet::spdx
