#include "spdx/rdf_graph.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

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

std::string_view value_of(const XmlNode& node, std::string_view attribute) {
  const XmlAttribute* found = node.find(attribute);
  return found == nullptr ? std::string_view() : found->value;
}

}  // namespace

const RdfProperty* RdfResource::find(std::string_view name) const {
  const auto found = std::ranges::find(properties, name, &RdfProperty::name);
  return found == properties.end() ? nullptr : &*found;
}

const RdfResource* RdfGraph::find(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &resources_[found->second];
}

// Elements of resources and of properties alternate from the root down.
class RdfGraphBuilder {
 public:
  RdfGraphBuilder(const XmlNodes& nodes, RdfGraph& graph) : nodes_(nodes), graph_(graph) {
    base_ = value_of(nodes.front(), "base");
    base_ = base_.substr(0, base_.find('#'));
    // Each relative IRI gets it: a long one would make a large graph of a small text.
    if (base_.size() > kLongestBase) base_ = {};
  }

  void run() {
    roles_.assign(nodes_.size(), {});
    std::uint32_t at = 0;
    if (nodes_.front().name == "RDF") {
      roles_[at++] = {Role::Property, kNone};
    } else {
      roles_[at++] = {Role::Resource, add_resource(nodes_.front())};
    }
    while (at < nodes_.size()) {
      const Place above = roles_[nodes_[at].parent];
      if (above.role == Role::Resource) {
        at = add_property(at, above.resource);
      } else {
        const std::uint32_t resource = add_resource(nodes_[at]);
        if (above.resource != kNone)
          point_to(nodes_[nodes_[at].parent], above.resource, resource, nodes_[at]);
        roles_[at++] = {Role::Resource, resource};
      }
    }
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
  };

  std::string_view keep(std::string key) { return graph_.made_.emplace_back(std::move(key)); }

  std::string_view resolved(std::string_view iri) {
    if (base_.empty() || (!iri.empty() && iri.front() != '#')) return iri;
    return keep(std::string(base_) + std::string(iri));
  }

  std::string_view of_blank(std::string_view id) { return keep("_:" + std::string(id)); }

  std::string_view made_up() { return keep(fmt::format("_: {}", ++anonymous_)); }

  // The key an element names its resource by; a new one if it names none.
  std::string_view key_of(const XmlNode& node) {
    if (const auto* about = node.find("about")) return resolved(about->value);
    if (const auto* id = node.find("ID")) return resolved(keep("#" + std::string(id->value)));
    if (const auto* blank = node.find("nodeID")) return of_blank(blank->value);
    return made_up();
  }

  std::uint32_t resource(std::string_view key, const XmlNode& node) {
    const auto next = static_cast<std::uint32_t>(graph_.resources_.size());
    const auto [at, fresh] = graph_.by_key_.try_emplace(key, next);
    if (fresh) graph_.resources_.push_back({key, {}, node.offset, node.end, {}});
    return at->second;
  }

  void set_type(RdfResource& resource, std::string_view type, const XmlNode& node) {
    if (!resource.type.empty()) return;
    resource.type = type;
    resource.offset = node.offset;
    resource.end = node.end;
  }

  std::uint32_t add_resource(const XmlNode& node) {
    const std::uint32_t index = resource(key_of(node), node);
    RdfResource& added = graph_.resources_[index];
    if (node.name != "Description") set_type(added, node.name, node);
    for (const XmlAttribute& attribute : node.attributes()) {
      if (attribute.name == "type") {
        set_type(added, fragment(attribute.value), node);
      } else if (std::ranges::find(kSyntax, attribute.name) == kSyntax.end()) {
        added.properties.push_back({attribute.name, attribute.value, false, attribute.offset, 0});
      }
    }
    return index;
  }

  // Returns the element to go on with.
  std::uint32_t add_property(std::uint32_t at, std::uint32_t of) {
    const XmlNode& node = nodes_[at];
    const std::string_view parse = value_of(node, "parseType");
    roles_[at] = {Role::Property, of};
    if (parse == "Literal") {
      add_literal(node, of);
      return node.past;
    }
    if (parse == "Resource") {
      const std::uint32_t inside = resource(made_up(), node);
      point_to(node, of, inside, node);
      roles_[at] = {Role::Resource, inside};
    } else if (const auto* iri = node.find("resource")) {
      add_reference(node, of, resolved(iri->value), *iri);
    } else if (const auto* blank = node.find("nodeID")) {
      add_reference(node, of, of_blank(blank->value), *blank);
    } else if (node.past == at + 1) {
      add_literal(node, of);
    }
    return at + 1;
  }

  void add_literal(const XmlNode& node, std::uint32_t of) {
    const bool empty = node.text.empty();
    graph_.resources_[of].properties.push_back({node.name, node.text, false,
                                                empty ? node.offset : node.text_offset,
                                                empty ? node.end : Offset()});
  }

  void add_reference(const XmlNode& node, std::uint32_t of, std::string_view key,
                     const XmlAttribute& attribute) {
    RdfResource& subject = graph_.resources_[of];
    if (node.name == "type") {
      const XmlNode& element = nodes_[node.parent];
      set_type(subject, fragment(key), element);
    }
    subject.properties.push_back({node.name, key, true, attribute.offset, 0});
  }

  void point_to(const XmlNode& property, std::uint32_t of, std::uint32_t to, const XmlNode& at) {
    graph_.resources_[of].properties.push_back(
        {property.name, graph_.resources_[to].key, true, at.offset, at.end});
  }

  const XmlNodes& nodes_;
  RdfGraph& graph_;
  std::string_view base_;
  std::vector<Place> roles_;  // of each element
  std::size_t anonymous_ = 0;
};

RdfGraph::RdfGraph(const XmlNodes& nodes) {
  RdfGraphBuilder(nodes, *this).run();
}

}  // namespace licet::spdx
