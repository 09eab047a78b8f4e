// The nodes of an SPDX 3 document: JSON-LD as real tools write it, without the general algorithms
// of JSON-LD. Names of types and members are known by their last part, whatever stands before it:
// `software_Package`, `software:Package`, `Package` and the full IRI are one name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "spdx/made_up_ids.h"
#include "spdx/notes.h"
#include "spdx/value.h"

namespace licet::spdx {

/// Index of a node in Spdx3Graph::nodes.
using NodeIndex = std::uint32_t;

/// A node: what the document says of one id, in one object or in several.
struct Spdx3Node {
  std::string_view id;  ///< as written; if it has none: made up (`#1`) for an artifact, else empty
  /// Last part of its type: `Package`, `Relationship` …; or empty. Of several types an artifact's,
  /// then any other, then one that says little (`Element`, `Agent`), each the first of its sort.
  std::string_view type;
  /// Its objects, at least one: that which gives the type, then the others in document order but
  /// for those that repeat the first.
  std::vector<const Value*> parts;
};

/// The nodes of a document, wherever they stand: in `@graph`, in a bare list, alone, or inside a
/// member where a reference could stand. Refers to the tree, which has to outlive it.
class Spdx3Graph {
 public:
  /// The tree of a text, which has to live as long as this is built. Notes: an object of `@graph`
  /// without a type, an artifact without an id, or whose id stands at several objects, an id that
  /// stands for things of different types, names without the prefix of their profile (once). Linear
  /// in the text.
  Spdx3Graph(const Value& root, std::string_view text, Notes& notes);
  Spdx3Graph(const Spdx3Graph&) = delete;
  Spdx3Graph& operator=(const Spdx3Graph&) = delete;
  Spdx3Graph(Spdx3Graph&&) = delete;
  Spdx3Graph& operator=(Spdx3Graph&&) = delete;
  ~Spdx3Graph() = default;

  /// Each relationship is a node of its own, since tools give one id to several.
  [[nodiscard]] const std::vector<Spdx3Node>& nodes() const { return nodes_; }

  /// All types of one of these nodes, its `type` first. Constant time.
  [[nodiscard]] std::span<const std::string_view> types(const Spdx3Node& node) const;
  /// Whether one of them is `type`.
  [[nodiscard]] bool is_a(const Spdx3Node& node, std::string_view type) const;

  /// The node that a value stands for: an id, an object that only names one (`{"@id": …}`), or the
  /// node's own object. Null if there is none.
  [[nodiscard]] const Spdx3Node* find(const Value& reference) const;
  /// The node with an id, as written or with its prefix expanded. Of nodes with one id the one that
  /// is no relationship, else the first.
  [[nodiscard]] const Spdx3Node* find(std::string_view id) const;

  /// All values of a member (its last part: `packageVersion`), lists taken apart. Linear in them.
  [[nodiscard]] std::vector<const Value*> values(const Spdx3Node& node,
                                                 std::string_view name) const;
  /// The first of them that has a text, as text, or empty: a scalar, or what `@value`, `@id` hold.
  /// Constant time, however much the document says of the node. Lives as long as the tree.
  [[nodiscard]] std::string_view text(const Spdx3Node& node, std::string_view name) const;
  /// The same without what stands before the last part of a name: `trainedOn`, `model`.
  [[nodiscard]] std::string_view word(const Spdx3Node& node, std::string_view name) const;

  /// An id with the prefix that `@context` gives it expanded.
  [[nodiscard]] std::string expanded(std::string_view id) const;
  /// What a value says if it is a reference: the id as written. A node's own object gives its id.
  [[nodiscard]] std::string reference(const Value& value) const;

  /// The version of the vocabulary that `@context` names (`3.0.1`), or empty.
  [[nodiscard]] const std::string& context_version() const { return context_version_; }

 private:
  /// What a node says with one member.
  struct Member {
    std::vector<const Value*> values;
    std::string_view text;  ///< the first that there is
  };

  using Members = std::unordered_map<std::string_view, Member>;  ///< by last part of their names

  void read_context(const Value& root);
  void read_prefixes(const Value& context);
  void walk(const Value& value, bool in_graph, Notes& notes);
  bool add(const Value& map, bool in_graph, Notes& notes);
  void add_node(const Value& map, const Value* id, std::string_view type, bool in_graph,
                Notes& notes);
  bool join(NodeIndex index, const Value& map, std::string_view type, Notes& notes);
  void add_types(NodeIndex index, const Value& written);
  void add_type(NodeIndex index, std::string_view type);
  void gather(const Spdx3Node& node);
  [[nodiscard]] const Members* gathered(const Spdx3Node& node) const;
  [[nodiscard]] NodeIndex index_of(const Spdx3Node& node) const;
  [[nodiscard]] std::string_view type_of(const Value* written) const;
  [[nodiscard]] std::optional<std::string> expansion(std::string_view id) const;
  [[nodiscard]] std::optional<NodeIndex> index_of(std::string_view id) const;
  [[nodiscard]] std::string_view last_part(std::string_view name) const;
  void note_bare(const Value* written, std::string_view type, Notes& notes);

  std::vector<Spdx3Node> nodes_;
  std::unordered_map<std::string_view, NodeIndex> by_id_;  ///< expanded ids
  std::deque<std::string> made_;                           ///< ids that are not in the tree
  std::unordered_map<const Value*, NodeIndex> by_object_;  ///< inner objects without an id
  std::unordered_map<NodeIndex, std::vector<std::string_view>> types_;  ///< of nodes with several
  std::unordered_map<NodeIndex, Members> members_;  ///< of nodes that take long to look through
  std::unordered_map<std::string, std::string> prefixes_;
  std::string context_version_;
  MadeUpIds made_up_;
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
