#include "spdx/read_cyclonedx.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "spdx/bom_link.h"
#include "spdx/fields.h"
#include "spdx/spelling.h"
#include "spdx/work_remarks.h"

namespace licet::spdx {

namespace {

// XML writes nothing where JSON writes an empty map.
bool is_empty(const Value* value) {
  return value == nullptr || (value->kind == Value::Kind::String && value->text.empty());
}

std::string text_of(Fields& fields, std::string_view key) {
  return fields.text(key).value_or(Text{}).text;
}

// How many links dependencies make: they are most of a large document's.
std::size_t count_links(const std::vector<Value>& dependencies) {
  std::size_t count = 0;
  for (const Value& dependency : dependencies) {
    for (const Value& member : dependency.items)
      count += member.items.size();
  }
  return count;
}

class Reader {
 public:
  Reader(const SourceText& source, DocumentFormat format, std::vector<Error> notes)
      : source_(source), notes_(source, std::move(notes)) {
    out_.format = format;
  }

  Result<Document> run(const Value& root) {
    if (root.kind != Value::Kind::Map) {
      return Result<Document>::failed({source_.error(
          root.offset, fmt::format("CycloneDX is a map, this is {}", describe(root.kind)))});
    }
    Fields bom(root, source_, notes_.list(), "the bill of materials");
    read_header(bom, root);
    if (!errors_.empty()) return Result<Document>::failed(std::move(errors_));
    read_parts(bom);
    if (!errors_.empty()) return Result<Document>::failed(std::move(errors_));
    return Result<Document>{std::move(out_), {}, std::move(notes_).sorted()};
  }

 private:
  bool check_map(const Value& value, std::string_view where) {
    if (value.kind == Value::Kind::Map) return true;
    notes_.add(value.offset, fmt::format("a map has to stand in \"{}\", this is {}", where,
                                         describe(value.kind)));
    return false;
  }

  void read_header(Fields& bom, const Value& root) {
    const auto version = bom.text("specVersion");
    const auto& known = cyclonedx_versions();
    if (!version) {
      notes_.add(root.offset, "no \"specVersion\" stands here; it is read as the newest one");
    } else if (version->text == "1.0" || version->text == "1.1") {
      notes_.add(version->offset, fmt::format("CycloneDX {} is old; it is read as {}",
                                              version->text, known.front()));
    } else if (std::ranges::find(known, version->text) == known.end()) {
      errors_.push_back(
          source_.error(version->offset, fmt::format("CycloneDX \"{}\" is not known; read are {}",
                                                     version->text, alternatives_text(known))));
      return;
    }
    out_.version = version.value_or(Text{}).text;
    const auto serial = bom.text("serialNumber");
    const std::string edition = bom.text("version").value_or(Text{"1", 0}).text;
    if (serial) out_.id = fmt::format("{}/{}", serial->text, edition);
    out_.has_signature = bom.value("signature") != nullptr;
    references_.emplace(root, out_.id);
    // A vector that grows by itself takes up to three times its room.
    out_.elements.reserve(std::min(references_->size(), kMaxElements));
  }

  void read_parts(Fields& bom) {
    if (const Value* metadata = bom.value("metadata"); !is_empty(metadata)) {
      Fields fields(*metadata, source_, notes_.list(), "\"metadata\"");
      const Value* component = fields.value("component");
      if (component != nullptr && check_map(*component, "metadata"))
        out_.described.push_back(read_component(*component));
    }
    read_all(bom, "components", &Reader::read_component);
    read_all(bom, "services", &Reader::read_service);
    for (const Value& formula : bom.list("formulation")) {
      Fields fields(formula, source_, notes_.list(), "a formula");
      read_all(fields, "components", &Reader::read_component);
      read_all(fields, "services", &Reader::read_service);
      for (const Value& workflow : fields.list("workflows"))
        read_workflow(workflow);
    }
    all_elements_ = true;
    const std::vector<Value>& dependencies = bom.list("dependencies");
    out_.links.reserve(std::min(out_.links.size() + count_links(dependencies), kMaxElements));
    for (const Value& dependency : dependencies)
      read_dependency(dependency);
  }

  using ReadElement = std::string (Reader::*)(const Value&);

  // The elements of a list; with a type of link, each is linked with the element it stands in:
  // `from` is that element.
  void read_all(Fields& fields, std::string_view key, ReadElement read, std::string_view link = "",
                const std::string& from = "") {
    for (const Value& value : fields.list(key)) {
      if (!check_map(value, key)) continue;
      const std::string id = (this->*read)(value);
      if (!link.empty()) add_link(link, from, id, value.offset);
    }
  }

  std::string read_component(const Value& value) {
    Fields fields(value, source_, notes_.list(), "a component");
    Element element = read_common(fields, value);
    element.type = fields.needed_text("type").text;
    if (element.name.empty()) notes_.add(value.offset, "this component has no name");
    for (const std::string_view who : {"supplier", "manufacturer", "publisher", "author"})
      read_supplier(fields.value(who), element);
    for (const Value& author : fields.list("authors"))
      read_supplier(&author, element);
    element.purl = text_of(fields, "purl");
    if (const Value* evidence = fields.value("evidence"); !is_empty(evidence)) {
      Fields found(*evidence, source_, notes_.list(), "\"evidence\"");
      if (const Value* licenses = found.value("licenses"))
        licenses_.read(*licenses, true, element.licenses);
    }
    std::string id = add(std::move(element));
    read_all(fields, "components", &Reader::read_component, ":nested", id);
    read_pedigree(fields.value("pedigree"), id);
    read_all(fields, "data", &Reader::read_data, ":data", id);
    read_datasets(fields.value("modelCard"), id);
    return id;
  }

  std::string read_service(const Value& value) {
    Fields fields(value, source_, notes_.list(), "a service");
    Element element = read_common(fields, value);
    element.type = "service";
    if (element.name.empty()) notes_.add(value.offset, "this service has no name");
    read_supplier(fields.value("provider"), element);
    std::string id = add(std::move(element));
    read_all(fields, "services", &Reader::read_service, ":nested", id);
    return id;
  }

  // A dataset, configuration … that is described where it is used.
  std::string read_data(const Value& value) {
    Fields fields(value, source_, notes_.list(), "a piece of data");
    Element element = read_common(fields, value);
    element.type = text_of(fields, "type");
    if (element.type.empty()) element.type = "data";
    return add(std::move(element));
  }

  // What components, services and data have in common; all but the type.
  Element read_common(Fields& fields, const Value& value) {
    Element element;
    element.offset = value.offset;
    element.end = value.end;
    element.id = read_id(fields);
    element.name = text_of(fields, "name");
    const std::string group = text_of(fields, "group");
    if (!group.empty()) element.name = fmt::format("{}/{}", group, element.name);
    element.version = text_of(fields, "version");
    if (const Value* licenses = fields.value("licenses"); !is_empty(licenses))
      licenses_.read(*licenses, false, element.licenses);
    if (const Value* properties = fields.value("properties"))
      element.remarks = read_remarks(*properties);
    return element;
  }

  std::string read_id(Fields& fields) {
    const auto stated = fields.text("bom-ref");
    if (!stated || stated->text.empty()) return references_->make_up();
    if (references_->take(stated->text)) return stated->text;
    std::string id = references_->make_up();
    notes_.add(stated->offset, fmt::format("the bom-ref \"{}\" stands here for the second time; a "
                                           "reference to it means the first",
                                           stated->text));
    return id;
  }

  // The first of them that has a name counts.
  void read_supplier(const Value* who, Element& element) {
    if (is_empty(who) || !element.supplier.empty()) return;
    if (who->kind == Value::Kind::String) {  // `publisher`, and `author` before 1.6
      element.supplier = who->text;
    } else {
      Fields fields(*who, source_, notes_.list(), "a supplier or author");
      element.supplier = fields.text("name").value_or(Text{}).text;
    }
  }

  void read_pedigree(const Value* pedigree, const std::string& id) {
    if (is_empty(pedigree)) return;
    Fields fields(*pedigree, source_, notes_.list(), "\"pedigree\"");
    read_all(fields, "ancestors", &Reader::read_component, ":ancestor", id);
    read_all(fields, "descendants", &Reader::read_component, ":descendant", id);
    read_all(fields, "variants", &Reader::read_component, ":variant", id);
  }

  void read_datasets(const Value* card, const std::string& id) {
    if (is_empty(card)) return;
    const Value* parameters =
        Fields(*card, source_, notes_.list(), "\"modelCard\"").value("modelParameters");
    if (is_empty(parameters)) return;
    Fields fields(*parameters, source_, notes_.list(), "\"modelParameters\"");
    for (const Value& dataset : fields.list("datasets")) {
      if (!check_map(dataset, "datasets")) continue;
      const auto ref = Fields(dataset, source_, notes_.list(), "a dataset").view("ref");
      const std::string to = ref ? refer(*ref) : read_data(dataset);
      add_link(":dataset", id, to, dataset.offset);
    }
  }

  // What a workflow or one of its tasks puts out is made from what it takes in.
  void read_workflow(const Value& workflow) {
    Fields fields(workflow, source_, notes_.list(), "a workflow or task");
    const std::vector<Text> inputs = resources(fields, "inputs", "source");
    const std::vector<Text> outputs = resources(fields, "outputs", "target");
    for (const Text& output : outputs) {
      for (const Text& input : inputs) {
        if (!errors_.empty()) return;
        add_link(":made-from", output.text, input.text, output.offset);
      }
    }
    for (const Value& task : fields.list("tasks"))
      read_workflow(task);
  }

  // What the inputs or outputs refer to: the resource, or else where it comes from or goes to.
  std::vector<Text> resources(Fields& workflow, std::string_view key, std::string_view otherwise) {
    std::vector<Text> out;
    for (const Value& value : workflow.list(key)) {
      Fields fields(value, source_, notes_.list(), "an input or output");
      const Value* resource = fields.value("resource");
      if (resource == nullptr) resource = fields.value(otherwise);
      if (is_empty(resource)) continue;
      const auto ref = Fields(*resource, source_, notes_.list(), "a resource").view("ref");
      if (ref) out.push_back({refer(*ref), ref->offset});
    }
    return out;
  }

  void read_dependency(const Value& dependency) {
    Fields fields(dependency, source_, notes_.list(), "a dependency");
    const TextView ref = fields.needed_view("ref");
    if (ref.text.empty()) return;
    const std::string from = refer(ref);
    for (const std::string_view type : {"dependsOn", "provides"}) {
      fields.each_text(type, [&](TextView to) { add_link(type, from, refer(to), to.offset); });
    }
  }

  // The id of the element that a reference means; unchanged if there is none.
  std::string refer(TextView reference) {
    if (auto id = references_->find(reference.text)) return std::move(*id);
    const Element* element = all_elements_ ? by_purl(reference.text) : nullptr;
    notes_.add(reference.offset,
               fmt::format("nothing has the bom-ref \"{}\"{}", reference.text,
                           element == nullptr ? "" : "; what has it as its purl is meant"));
    return element == nullptr ? std::string(reference.text) : element->id;
  }

  // The first element with this purl.
  const Element* by_purl(std::string_view purl) {
    if (purls_.empty()) {
      for (const Element& element : out_.elements)
        purls_.emplace(element.purl, &element);
    }
    const auto found = purls_.find(purl);
    return found == purls_.end() || purl.empty() ? nullptr : found->second;
  }

  std::string add(Element element) {
    notes_.trim();  // what Fields appended
    licenses_seen_ += element.licenses.size();
    if (out_.elements.size() == kMaxElements || licenses_seen_ > kMaxElements)
      return too_many(element.offset, "components or licenses");
    out_.elements.push_back(std::move(element));
    return out_.elements.back().id;
  }

  void add_link(std::string_view type, const std::string& from, std::string to,
                std::size_t offset) {
    if (out_.links.size() == kMaxElements) {
      too_many(offset, "links between components");
    } else {
      out_.links.push_back({std::string(type), from, std::move(to), "", offset});
    }
  }

  std::string too_many(std::size_t offset, std::string_view what) {
    if (errors_.empty()) {
      errors_.push_back(source_.error(
          offset, fmt::format("more than {} {}, the most that is read; split the document",
                              kMaxElements, what)));
    }
    return {};
  }

  const SourceText& source_;
  Document out_;
  std::vector<Error> errors_;
  Notes notes_;
  CycloneDxLicenses licenses_{source_, notes_, out_.custom_licenses};
  std::optional<BomReferences> references_;  ///< once the header is read
  std::size_t licenses_seen_ = 0;
  bool all_elements_ = false;  ///< every element is read
  std::unordered_map<std::string_view, const Element*> purls_;
};

}  // namespace

const std::vector<std::string_view>& cyclonedx_versions() {
  static const std::vector<std::string_view> kVersions = {"1.2", "1.3", "1.4", "1.5", "1.6", "1.7"};
  return kVersions;
}

Result<Document> read_cyclonedx(const Value& root, const SourceText& source, DocumentFormat format,
                                std::vector<Error> notes) {
  return Reader(source, format, std::move(notes)).run(root);
}

}  // namespace licet::spdx
