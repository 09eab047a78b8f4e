// RDF/XML (W3C, RDF 1.1 XML Syntax) as resources with their properties, as far as SPDX 2.x uses it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "spdx/source.h"
#include "spdx/value.h"

namespace licet::spdx {

/// A property of a resource: a literal, or another resource.
struct RdfProperty {
  std::string_view name;   ///< without its namespace
  std::string_view value;  ///< the literal, or the key of the resource
  bool is_resource = false;
  Offset offset;  ///< of the value
  /// Index of a resource that stands in it; RdfGraph::target finds any.
  std::uint32_t inside = ~std::uint32_t{0};
};

/// A resource with all that is said of it anywhere.
struct RdfResource {
  std::string_view key;   ///< its IRI; `_:x` by rdf:nodeID; `_: ` without any name
  std::string_view type;  ///< its class without namespace; empty if no place tells it
  Offset offset;          ///< of the element that tells its type, else of the first
  Offset end;
  std::span<const RdfProperty> properties;  ///< in document order; they live in the graph

  /// Whether nothing can refer to it.
  [[nodiscard]] bool is_anonymous() const { return key.starts_with("_: "); }

  /// The first property of this name, or null. O(properties).
  [[nodiscard]] const RdfProperty* find(std::string_view name) const;
};

/// All resources that are described, in the order of their first description. Relative IRIs are
/// resolved against the xml:base of the root. Refers to the text it was read from.
class RdfGraph {
 public:
  RdfGraph() = default;
  RdfGraph(RdfGraph&&) = default;
  RdfGraph& operator=(RdfGraph&&) = default;
  RdfGraph(const RdfGraph&) = delete;
  RdfGraph& operator=(const RdfGraph&) = delete;
  ~RdfGraph() = default;

  [[nodiscard]] const std::vector<RdfResource>& resources() const { return resources_; }

  /// The resource that is the value of a property; null for a literal, and if nothing is said of
  /// it.
  [[nodiscard]] const RdfResource* target(const RdfProperty& property) const;

 private:
  friend class RdfGraphBuilder;

  std::vector<RdfResource> resources_;
  std::vector<RdfProperty> properties_;  ///< those of a resource stand together
  std::unordered_map<std::string_view, std::uint32_t> by_key_;  ///< those with a name
  std::deque<std::string> made_;  ///< keys that do not stand so in the text
};

/// Reads an RDF/XML text, which has to outlive the graph. Elements that `keeps` declines by their
/// name are left out with all that is in them. Namespaces are not told apart; a text or element
/// where RDF/XML has none is passed over. Errors: those of walk_xml. Linear.
Result<RdfGraph> read_rdf(const SourceText& source, bool (*keeps)(std::string_view name));

}  // namespace licet::spdx
