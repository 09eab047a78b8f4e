#include "spdx/read_cyclonedx.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "spdx/bom_elements.h"
#include "spdx/fields.h"
#include "spdx/name_set.h"
#include "spdx/spelling.h"
#include "spdx/work_remarks.h"

namespace licet::spdx {

namespace {

// What is read as soon as it is whole.
constexpr auto kTaken = name_set({"components", "metadata", "services"});

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
  Reader(const SourceText& source, DocumentFormat format) : source_(source), notes_(source) {
    out_.format = format;
  }

  // A part of the document, which is read at once.
  bool take(std::string_view key, const Value& part) {
    if (!kTaken.contains(key)) return false;
    elements_.gather(part);
    if (key == "metadata") {
      read_metadata(part);
    } else if (key == "components") {
      read_component(part);
    } else {
      read_service(part);
    }
    return true;
  }

  // What is left of the tree.
  Result<Document> finish(Result<Value> tree) {
    notes_.add_first(std::move(tree.notes));
    const Value& root = *tree.value;
    if (root.kind != Value::Kind::Map) {
      return failed(source_.error(
          root.offset, fmt::format("CycloneDX is a map, this is {}", describe(root.kind))));
    }
    Fields bom(root, source_, notes_.list(), "the bill of materials");
    if (auto error = read_header(bom, root)) return failed(std::move(*error));
    elements_.gather(root);
    const std::vector<Value>& formulas = bom.list("formulation");
    read_elements(bom, formulas);
    elements_.complete();
    read_links(bom.list("dependencies"), formulas);
    if (!elements_.errors().empty()) return failed(std::move(elements_.errors().front()));
    return {std::move(out_), {}, std::move(notes_).sorted()};
  }

 private:
  using Index = BomElements::Index;

  static Result<Document> failed(Error error) {
    return Result<Document>::failed({std::move(error)});
  }

  bool check_map(const Value& value, std::string_view where) {
    if (value.kind == Value::Kind::Map) return true;
    notes_.add(value.offset, fmt::format("a map has to stand in \"{}\", this is {}", where,
                                         describe(value.kind)));
    return false;
  }

  std::optional<Error> read_header(Fields& bom, const Value& root) {
    const auto version = bom.text("specVersion");
    const auto& known = cyclonedx_versions();
    if (!version) {
      notes_.add(root.offset, "no \"specVersion\" stands here; it is read as the newest one");
    } else if (version->text == "1.0" || version->text == "1.1") {
      notes_.add(version->offset, fmt::format("CycloneDX {} is old; it is read as {}",
                                              version->text, known.front()));
    } else if (std::ranges::find(known, version->text) == known.end()) {
      return source_.error(version->offset,
                           fmt::format("CycloneDX \"{}\" is not known; read are {}", version->text,
                                       alternatives_text(known)));
    }
    out_.version = version.value_or(Text{}).text;
    const auto serial = bom.text("serialNumber");
    const std::string edition = bom.text("version").value_or(Text{"1", 0}).text;
    if (serial) out_.id = fmt::format("{}/{}", serial->text, edition);
    out_.has_signature = bom.value("signature") != nullptr;
    return std::nullopt;
  }

  void read_elements(Fields& bom, const std::vector<Value>& formulas) {
    if (const Value* metadata = bom.value("metadata"); !is_empty(metadata))
      read_metadata(*metadata);
    read_all(bom, "components", &Reader::read_component);
    read_all(bom, "services", &Reader::read_service);
    for (const Value& formula : formulas) {
      Fields fields(formula, source_, notes_.list(), "a formula");
      read_all(fields, "components", &Reader::read_component);
      read_all(fields, "services", &Reader::read_service);
    }
  }

  // Once all elements have an id.
  void read_links(const std::vector<Value>& dependencies, const std::vector<Value>& formulas) {
    if (!elements_.errors().empty()) return;
    if (described_) out_.described.push_back(elements_.id(*described_));
    std::ranges::move(targets_, std::back_inserter(out_.described));
    for (const Value& formula : formulas) {
      if (formula.kind != Value::Kind::Map) continue;
      for (const Value& workflow :
           Fields(formula, source_, notes_.list(), "a formula").list("workflows"))
        read_workflow(workflow);
    }
    elements_.reserve_links(count_links(dependencies));
    for (const Value& dependency : dependencies)
      read_dependency(dependency);
  }

  void read_metadata(const Value& metadata) {
    Fields fields(metadata, source_, notes_.list(), "\"metadata\"");
    const Value* component = fields.value("component");
    if (component != nullptr && check_map(*component, "metadata"))
      described_ = read_component(*component);
    // A document of licet's that is about several.
    if (const Value* properties = fields.value("properties")) {
      for (Property& remark : read_remarks(*properties)) {
        if (remark.name == "target") targets_.push_back(std::move(remark.value));
      }
    }
  }

  using ReadElement = Index (Reader::*)(const Value&);

  // The elements of a list; with a type of link, each is linked with the element it stands in:
  // `from` is that element.
  void read_all(Fields& fields, std::string_view key, ReadElement read, std::string_view link = "",
                Index from = 0) {
    for (const Value& value : fields.list(key)) {
      if (!check_map(value, key)) continue;
      const Index element = (this->*read)(value);
      if (!link.empty()) elements_.link(link, from, element, value.offset);
    }
  }

  Index read_component(const Value& value) {
    Fields fields(value, source_, notes_.list(), "a component");
    Element element = read_common(fields, value);
    element.type = fields.needed_text("type").text;
    if (element.name.empty()) notes_.add(value.offset, "this component has no name");
    for (const std::string_view who : {"supplier", "manufacturer", "publisher", "author"})
      read_supplier(fields.value(who), element);
    for (const Value& author : fields.list("authors"))
      read_supplier(&author, element);
    element.purl = text_of(fields, "purl");
    element.scope = text_of(fields, "scope");
    if (const Value* evidence = fields.value("evidence"); !is_empty(evidence)) {
      Fields found(*evidence, source_, notes_.list(), "\"evidence\"");
      if (const Value* licenses = found.value("licenses"))
        licenses_.read(*licenses, true, element.licenses);
    }
    const Index index = add(std::move(element), fields);
    read_all(fields, "components", &Reader::read_component, ":nested", index);
    read_pedigree(fields.value("pedigree"), index);
    read_all(fields, "data", &Reader::read_data, ":data", index);
    read_datasets(fields.value("modelCard"), index);
    return index;
  }

  Index read_service(const Value& value) {
    Fields fields(value, source_, notes_.list(), "a service");
    Element element = read_common(fields, value);
    element.type = "service";
    if (element.name.empty()) notes_.add(value.offset, "this service has no name");
    read_supplier(fields.value("provider"), element);
    const Index index = add(std::move(element), fields);
    read_all(fields, "services", &Reader::read_service, ":nested", index);
    return index;
  }

  // A dataset, configuration … that is described where it is used.
  Index read_data(const Value& value) {
    Fields fields(value, source_, notes_.list(), "a piece of data");
    Element element = read_common(fields, value);
    element.type = text_of(fields, "type");
    if (element.type.empty()) element.type = "data";
    return add(std::move(element), fields);
  }

  // What components, services and data have in common; all but the type and the id.
  Element read_common(Fields& fields, const Value& value) {
    Element element;
    element.offset = value.offset;
    element.end = value.end;
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

  Index add(Element&& element, Fields& fields) {
    notes_.trim();  // what Fields appended
    return elements_.add(std::move(element), fields.view("bom-ref").value_or(TextView{}));
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

  void read_pedigree(const Value* pedigree, Index element) {
    if (is_empty(pedigree)) return;
    Fields fields(*pedigree, source_, notes_.list(), "\"pedigree\"");
    read_all(fields, "ancestors", &Reader::read_component, ":ancestor", element);
    read_all(fields, "descendants", &Reader::read_component, ":descendant", element);
    read_all(fields, "variants", &Reader::read_component, ":variant", element);
  }

  void read_datasets(const Value* card, Index model) {
    if (is_empty(card)) return;
    const Value* parameters =
        Fields(*card, source_, notes_.list(), "\"modelCard\"").value("modelParameters");
    if (is_empty(parameters)) return;
    Fields fields(*parameters, source_, notes_.list(), "\"modelParameters\"");
    for (const Value& dataset : fields.list("datasets")) {
      if (!check_map(dataset, "datasets")) continue;
      const auto ref = Fields(dataset, source_, notes_.list(), "a dataset").view("ref");
      if (ref) {
        elements_.link_to(":dataset", model, *ref, dataset.offset);
      } else {
        elements_.link(":dataset", model, read_data(dataset), dataset.offset);
      }
    }
  }

  // What a workflow or one of its tasks puts out is made from what it takes in.
  void read_workflow(const Value& workflow) {
    Fields fields(workflow, source_, notes_.list(), "a workflow or task");
    const std::vector<Text> inputs = resources(fields, "inputs", "source");
    const std::vector<Text> outputs = resources(fields, "outputs", "target");
    for (const Text& output : outputs) {
      for (const Text& input : inputs) {
        if (!elements_.errors().empty()) return;
        elements_.link_ids(":made-from", output.text, input.text, output.offset);
      }
    }
    for (const Value& task : fields.list("tasks"))
      read_workflow(task);
  }

  // What the inputs or outputs refer to: the resource, or else where it comes from or goes to; a
  // resource may be an external one.
  std::vector<Text> resources(Fields& workflow, std::string_view key, std::string_view otherwise) {
    std::vector<Text> out;
    for (const Value& value : workflow.list(key)) {
      Fields fields(value, source_, notes_.list(), "an input or output");
      auto ref = reference(fields.value("resource"));
      if (!ref) ref = reference(fields.value(otherwise));
      if (!ref) continue;
      if (ref->text.empty()) {
        notes_.add(ref->offset, "this reference is empty and means nothing");
      } else {
        out.push_back({elements_.refer(*ref), ref->offset});
      }
    }
    return out;
  }

  std::optional<TextView> reference(const Value* resource) {
    if (is_empty(resource)) return std::nullopt;
    return Fields(*resource, source_, notes_.list(), "a resource").view("ref");
  }

  void read_dependency(const Value& dependency) {
    Fields fields(dependency, source_, notes_.list(), "a dependency");
    const TextView ref = fields.needed_view("ref");
    if (ref.text.empty()) return;
    const std::string from = elements_.refer(ref);
    for (const std::string_view type : {"dependsOn", "provides"}) {
      fields.each_text(type, [&](TextView to) {
        elements_.link_ids(type, from, elements_.refer(to), to.offset);
      });
    }
  }

  const SourceText& source_;
  Document out_;
  Notes notes_;
  CycloneDxLicenses licenses_{source_, notes_, out_.custom_licenses};
  BomElements elements_{source_, notes_, out_};
  std::optional<Index> described_;
  std::vector<std::string> targets_;
};

}  // namespace

const std::vector<std::string_view>& cyclonedx_versions() {
  static const std::vector<std::string_view> kVersions = {"1.2", "1.3", "1.4", "1.5", "1.6", "1.7"};
  return kVersions;
}

Result<Document> read_cyclonedx(const SourceText& source, DocumentFormat format,
                                const MakeTree& make) {
  Reader reader(source, format);
  Result<Value> tree =
      make([&](std::string_view key, const Value& part) { return reader.take(key, part); });
  if (!tree) return Result<Document>::failed(std::move(tree.errors));
  return reader.finish(std::move(tree));
}

}  // namespace licet::spdx
