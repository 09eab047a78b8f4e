#include "spdx/rdf_graph.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "spdx/value_text.h"
#include "spdx/xml_walk.h"

namespace licet::spdx {

namespace {

using namespace std::string_view_literals;

// Attributes of the syntax itself; every other one is a property with a literal.
constexpr std::array kSyntax = {"about"sv,    "ID"sv,        "nodeID"sv, "resource"sv,
                                "datatype"sv, "parseType"sv, "base"sv,   "lang"sv};

constexpr std::size_t kLongestBase = 1024;

// The part of an IRI behind its `#`, or behind its last `/`.
std::string_view fragment(std::string_view iri) {
  return iri.substr(iri.find_last_of("#/") + 1);
}

std::string_view value_of(const XmlElement& element, std::string_view attribute) {
  const XmlAttribute* found = element.find(attribute);
  return found == nullptr ? std::string_view() : found->value;
}

}  // namespace

const RdfProperty* RdfResource::find(std::string_view name) const {
  const auto found = std::ranges::find(properties, name, &RdfProperty::name);
  return found == properties.end() ? nullptr : &*found;
}

const RdfResource* RdfGraph::target(const RdfProperty& property) const {
  if (!property.is_resource) return nullptr;
  if (property.inside < resources_.size()) return &resources_[property.inside];
  const auto found = by_key_.find(property.value);
  return found == by_key_.end() ? nullptr : &resources_[found->second];
}

// Elements of resources and of properties alternate from the root down.
class RdfGraphBuilder : public XmlVisitor {
 public:
  RdfGraphBuilder(const SourceText& source, bool (*keeps)(std::string_view))
      : text_(source.text()), keeps_(keeps) {}

  XmlVisit enter(const XmlElement& element) override {
    if (open_.empty()) return enter_root(element);
    if (!keeps_(element.name)) return XmlVisit::Skip;
    const Place above = open_.back();
    if (above.role == Role::Resource) return enter_property(element, above);
    const std::uint32_t resource = add_resource(element);
    if (above.resource != kNone) point_to(above.name, above.resource, resource, element);
    return open(Role::Resource, resource, element);
  }

  void leave(Offset end) override {
    const Place& place = open_.back();
    if (place.role == Role::Resource) {
      RdfResource& resource = graph_.resources_[place.resource];
      if (resource.offset == place.offset) resource.end = end;
    }
    open_.pop_back();
  }

  // Gives each resource its properties, which may stand at several places of the text.
  RdfGraph take() {
    std::vector<std::size_t> ends(graph_.resources_.size());
    for (const auto& [of, property] : properties_)
      ++ends[of];
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<RdfProperty>& sorted = graph_.properties_;
    sorted.resize(properties_.size());
    std::vector<std::size_t> next(ends.size());
    for (std::size_t i = 1; i < next.size(); ++i)
      next[i] = ends[i - 1];
    for (std::size_t i = 0; i < next.size(); ++i)
      graph_.resources_[i].properties = {sorted.data() + next[i], ends[i] - next[i]};
    for (const auto& [of, property] : properties_)
      sorted[next[of]++] = property;
    return std::move(graph_);
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  enum class Role : std::uint8_t {
    Resource,
    Property
  };

  // What an XML element is, and the resource it is or belongs to.
  struct Place {
    Role role = Role::Property;
    std::uint32_t resource = kNone;
    std::string_view name;
    Offset offset;
  };

  XmlVisit open(Role role, std::uint32_t resource, const XmlElement& element) {
    open_.push_back({role, resource, element.name, element.offset});
    return XmlVisit::Enter;
  }

  XmlVisit enter_root(const XmlElement& root) {
    base_ = value_of(root, "base");
    base_ = base_.substr(0, base_.find('#'));
    // Each relative IRI gets it: a long one would make a large graph of a small text.
    base_ = base_.size() > kLongestBase ? std::string_view() : lasting(base_);
    if (root.name == "RDF") return open(Role::Property, kNone, root);
    return open(Role::Resource, add_resource(root), root);
  }

  std::string_view keep(std::string key) { return graph_.made_.emplace_back(std::move(key)); }

  // A text that an element has, for as long as the graph lives.
  std::string_view lasting(std::string_view text) {
    return text.empty() || is_within(text_, text) ? text : keep(std::string(text));
  }

  std::string_view resolved(std::string_view iri) {
    if (base_.empty() || (!iri.empty() && iri.front() != '#')) return lasting(iri);
    return keep(std::string(base_) + std::string(iri));
  }

  std::string_view of_blank(std::string_view id) { return keep("_:" + std::string(id)); }

  // The resource that an element names; a new one if it names none.
  std::uint32_t resource_of(const XmlElement& element) {
    if (const auto* about = element.find("about")) return named(resolved(about->value), element);
    if (const auto* id = element.find("ID"))
      return named(resolved(keep("#" + std::string(id->value))), element);
    if (const auto* blank = element.find("nodeID")) return named(of_blank(blank->value), element);
    return anonymous(element);
  }

  void add(std::uint32_t of, const RdfProperty& property) {
    properties_.emplace_back(of, property);
  }

  std::uint32_t anonymous(const XmlElement& element) {
    graph_.resources_.push_back({"_: ", {}, element.offset, {}, {}});
    return static_cast<std::uint32_t>(graph_.resources_.size() - 1);
  }

  std::uint32_t named(std::string_view key, const XmlElement& element) {
    const auto next = static_cast<std::uint32_t>(graph_.resources_.size());
    const auto [at, fresh] = graph_.by_key_.try_emplace(key, next);
    if (fresh) graph_.resources_.push_back({key, {}, element.offset, {}, {}});
    return at->second;
  }

  template <typename Element>
  static void set_type(RdfResource& resource, std::string_view type, const Element& element) {
    if (!resource.type.empty()) return;
    resource.type = type;
    resource.offset = element.offset;
  }

  std::uint32_t add_resource(const XmlElement& element) {
    const std::uint32_t index = resource_of(element);
    RdfResource& added = graph_.resources_[index];
    if (element.name != "Description") set_type(added, element.name, element);
    for (const XmlAttribute& attribute : element.attributes) {
      if (attribute.name == "type") {
        set_type(added, lasting(fragment(attribute.value)), element);
      } else if (std::ranges::find(kSyntax, attribute.name) == kSyntax.end()) {
        add(index, {attribute.name, lasting(attribute.value), false, attribute.offset});
      }
    }
    return index;
  }

  XmlVisit enter_property(const XmlElement& element, const Place& subject) {
    const std::uint32_t of = subject.resource;
    const std::string_view parse = value_of(element, "parseType");
    if (parse == "Literal") return add_literal(element, of);
    if (parse == "Resource") {
      const std::uint32_t inside = anonymous(element);
      point_to(element.name, of, inside, element);
      return open(Role::Resource, inside, element);
    }
    if (const auto* iri = element.find("resource")) {
      add_reference(element, subject, resolved(iri->value), *iri);
    } else if (const auto* blank = element.find("nodeID")) {
      add_reference(element, subject, of_blank(blank->value), *blank);
    } else if (element.is_leaf) {
      return add_literal(element, of);
    }
    return open(Role::Property, of, element);
  }

  XmlVisit add_literal(const XmlElement& element, std::uint32_t of) {
    const std::string_view text = element.words();
    add(of,
        {element.name, lasting(text), false, text.empty() ? element.offset : element.text_offset});
    return XmlVisit::Keep;
  }

  void add_reference(const XmlElement& element, const Place& subject, std::string_view key,
                     const XmlAttribute& attribute) {
    RdfResource& resource = graph_.resources_[subject.resource];
    if (element.name == "type") set_type(resource, fragment(key), subject);
    add(subject.resource, {element.name, key, true, attribute.offset});
  }

  void point_to(std::string_view property, std::uint32_t of, std::uint32_t to,
                const XmlElement& at) {
    add(of, {property, graph_.resources_[to].key, true, at.offset, to});
  }

  std::string_view text_;
  bool (*keeps_)(std::string_view name);
  RdfGraph graph_;
  std::deque<std::pair<std::uint32_t, RdfProperty>> properties_;  // of which resource
  std::string_view base_;
  std::vector<Place> open_;
};

Result<RdfGraph> read_rdf(const SourceText& source, bool (*keeps)(std::string_view name)) {
  RdfGraphBuilder builder(source, keeps);
  if (auto errors = walk_xml(source, builder); !errors.empty())
    return Result<RdfGraph>::failed(std::move(errors));
  return {builder.take(), {}, {}};
}

}  // namespace licet::spdx
