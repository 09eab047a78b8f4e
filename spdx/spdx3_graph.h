// The nodes of an SPDX 3 document: JSON-LD as real tools write it, without the general algorithms
// of JSON-LD. Names of types and members are known by their last part, whatever stands before it:
// `software_Package`, `software:Package`, `Package` and the full IRI are one name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "spdx/notes.h"
#include "spdx/value.h"

namespace licet::spdx {

/// Index of a node in Spdx3Graph::nodes.
using NodeIndex = std::uint32_t;

/// A node: what the document says of one id, in one object or in several.
struct Spdx3Node {
  std::string_view id;  ///< as written; if it has none: made up (`#1`) for an artifact, else empty
  std::string_view type;  ///< last part of its type: `Package`, `Relationship` …; or empty
  std::vector<const Value*> parts;  ///< its objects, in document order; at least one
};

/// The nodes of a document, wherever they stand: in `@graph`, in a bare list, alone, or inside a
/// member where a reference could stand. Refers to the tree, which has to outlive it.
class Spdx3Graph {
 public:
  /// Notes: an object of `@graph` without a type, an artifact without an id, or whose id stands at
  /// several objects, names without the prefix of their profile (once). Linear in the tree.
  Spdx3Graph(const Value& root, Notes& notes);
  Spdx3Graph(const Spdx3Graph&) = delete;
  Spdx3Graph& operator=(const Spdx3Graph&) = delete;
  Spdx3Graph(Spdx3Graph&&) = delete;
  Spdx3Graph& operator=(Spdx3Graph&&) = delete;
  ~Spdx3Graph() = default;

  [[nodiscard]] const std::vector<Spdx3Node>& nodes() const { return nodes_; }

  /// The node that a value stands for: an id, an object that only names one (`{"@id": …}`), or the
  /// node's own object. Null if there is none.
  [[nodiscard]] const Spdx3Node* find(const Value& reference) const;
  /// The node with an id, as written or with its prefix expanded.
  [[nodiscard]] const Spdx3Node* find(std::string_view id) const;

  /// All values of a member (its last part: `packageVersion`), lists taken apart.
  [[nodiscard]] std::vector<const Value*> values(const Spdx3Node& node,
                                                 std::string_view name) const;
  /// The first of them as text, or empty: a scalar, or what `@value`, `@id` hold.
  [[nodiscard]] std::string text(const Spdx3Node& node, std::string_view name) const;
  /// The same without what stands before the last part of a name: `trainedOn`, `model`.
  [[nodiscard]] std::string word(const Spdx3Node& node, std::string_view name) const;

  /// An id with the prefix that `@context` gives it expanded.
  [[nodiscard]] std::string expanded(std::string_view id) const;
  /// What a value says if it is a reference: the id as written. A node's own object gives its id.
  [[nodiscard]] std::string reference(const Value& value) const;

  /// The version of the vocabulary that `@context` names (`3.0.1`), or empty.
  [[nodiscard]] const std::string& context_version() const { return context_version_; }

 private:
  void read_context(const Value& root);
  void read_prefixes(const Value& context);
  void walk(const Value& value, bool in_graph, Notes& notes);
  void add(const Value& map, bool in_graph, Notes& notes);
  void join(Spdx3Node& node, const Value& map, Notes& notes);
  [[nodiscard]] std::string_view type_of(const Value& map) const;
  [[nodiscard]] std::optional<std::string> expansion(std::string_view id) const;
  [[nodiscard]] std::optional<NodeIndex> index_of(std::string_view id) const;
  [[nodiscard]] std::string_view last_part(std::string_view name) const;
  void note_bare(const Value& map, std::string_view type, Notes& notes);

  std::vector<Spdx3Node> nodes_;
  std::unordered_map<std::string_view, NodeIndex> by_id_;  ///< expanded ids
  std::deque<std::string> made_;                           ///< ids that are not in the tree
  std::unordered_map<const Value*, NodeIndex> by_object_;
  std::unordered_map<std::string, std::string> prefixes_;
  std::string context_version_;
  std::size_t made_up_ = 0;
  bool bare_noted_ = false;
};

/// How compact JSON-LD spells a type (given by its last part) if it is a class of artifacts that
/// may bear a license: `software_Package`, `ai_AIPackage` …; empty if it is none.
std::string_view spdx3_artifact(std::string_view type);

/// The text of a scalar, or of what `@value`, `@id` or an object's id holds; empty for all else.
std::string_view spdx3_text(const Value& value);

/// `spdxId`, `@id` or `id` of an object, or null.
const Value* spdx3_id(const Value& map);

}  // namespace licet::spdx
