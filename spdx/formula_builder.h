// Makes formulas from the leaves up. For normalizing and minimizing only.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "spdx/formula.h"

namespace licet::spdx::detail {

using NodeId = std::uint32_t;

/// Nodes in the order they are made; equal nodes are made once.
class FormulaBuilder {
 public:
  /// `simplify`: joining also absorbs (`A OR A AND B` is `A`) and takes out what operands share.
  FormulaBuilder(std::vector<Atom> atoms, bool simplify);

  /// The node of an atom.
  static NodeId leaf(std::uint32_t atom) { return atom; }

  /// The node that joins these; operands of the same operator are spliced, repetitions dropped. One
  /// operand left is the result itself. `operands` must not be empty.
  NodeId join(Expression::Op op, std::vector<NodeId> operands);

  /// What was built, with only the nodes the root needs.
  Formula finish(NodeId root) &&;

 private:
  struct Node {
    Expression::Op op = Expression::Op::License;
    std::vector<NodeId> operands;
    std::uint32_t lowest = 0;  ///< smallest atom in it
    std::uint64_t leaves = 1;  ///< occurrences of licenses
    std::uint64_t digest = 0;  ///< tells nodes apart whatever order they were made in
  };

  [[nodiscard]] bool before(NodeId a, NodeId b) const;
  void arrange(Expression::Op op, std::vector<NodeId>& operands) const;
  void absorb(Expression::Op op, std::vector<NodeId>& operands) const;
  bool factor(Expression::Op op, std::vector<NodeId>& operands);
  NodeId intern(Node node);
  [[nodiscard]] bool holds(NodeId node, NodeId operand) const;

  std::vector<Atom> atoms_;
  std::vector<Node> nodes_;
  std::unordered_map<std::uint64_t, std::vector<NodeId>> known_;  ///< by digest; never iterated
  bool simplify_;
};

}  // namespace licet::spdx::detail
