// RDF/XML (W3C, RDF 1.1 XML Syntax) as resources with their properties, as far as SPDX 2.x uses it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "spdx/xml_nodes.h"

namespace licet::spdx {

/// A property of a resource: a literal, or another resource.
struct RdfProperty {
  std::string_view name;  ///< without its namespace
  std::string value;      ///< the literal, or the key of the resource
  bool is_resource = false;
  std::size_t offset = 0;  ///< of the value
  std::size_t end = 0;
};

/// A resource with all that is said of it anywhere.
struct RdfResource {
  std::string key;         ///< its IRI; `_:x` by rdf:nodeID; `_: 1` without any name
  std::string type;        ///< its class without namespace; empty if no place tells it
  std::size_t offset = 0;  ///< of the element that tells its type, else of the first
  std::size_t end = 0;
  std::vector<RdfProperty> properties;  ///< in document order

  /// Whether nothing can refer to it.
  [[nodiscard]] bool is_anonymous() const { return key.starts_with("_: "); }

  /// The first property of this name, or null. O(properties).
  [[nodiscard]] const RdfProperty* find(std::string_view name) const;
};

/// All resources that are described, in the order of their first description. Relative IRIs are
/// resolved against the xml:base of the root.
class RdfGraph {
 public:
  /// Linear. Namespaces are not told apart; a text or element where RDF/XML has none is passed
  /// over.
  explicit RdfGraph(const XmlNodes& nodes);

  [[nodiscard]] const std::vector<RdfResource>& resources() const { return resources_; }

  /// The resource of this key, or null if nothing is said of it.
  [[nodiscard]] const RdfResource* find(const std::string& key) const;

 private:
  friend class RdfGraphBuilder;

  std::vector<RdfResource> resources_;
  std::unordered_map<std::string, std::uint32_t> by_key_;
};

}  // namespace licet::spdx
