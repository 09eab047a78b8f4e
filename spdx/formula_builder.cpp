#include "spdx/formula_builder.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace licet::spdx::detail {

namespace {

using Op = Expression::Op;

Op opposite(Op op) {
  return op == Op::And ? Op::Or : Op::And;
}

std::uint64_t mix(std::uint64_t h, std::uint64_t value) {
  h = (h ^ value) * 0x9E3779B97F4A7C15U;
  return h ^ h >> 31U;
}

std::uint64_t add(std::uint64_t a, std::uint64_t b) {
  return a > std::numeric_limits<std::uint64_t>::max() - b
             ? std::numeric_limits<std::uint64_t>::max()
             : a + b;
}

}  // namespace

FormulaBuilder::FormulaBuilder(std::vector<Atom> atoms, bool simplify)
    : atoms_(std::move(atoms)), simplify_(simplify) {
  for (std::uint32_t i = 0; i < atoms_.size(); ++i) {
    Node leaf;
    leaf.lowest = i;
    leaf.digest = mix(1, i);
    nodes_.push_back(std::move(leaf));
  }
}

// Licenses first, by their letters; then groups by their first license, then the smaller one. The
// digest breaks ties, so that the order never depends on how the expression was written.
bool FormulaBuilder::before(NodeId a, NodeId b) const {
  const auto key = [&](NodeId id) {
    const Node& node = nodes_[id];
    return std::tuple(node.op != Op::License, node.lowest, node.leaves, node.digest);
  };
  return key(a) < key(b);
}

void FormulaBuilder::arrange(Op op, std::vector<NodeId>& operands) const {
  std::vector<NodeId> flat;
  for (const NodeId id : operands) {
    if (nodes_[id].op == op) {
      flat.insert(flat.end(), nodes_[id].operands.begin(), nodes_[id].operands.end());
    } else {
      flat.push_back(id);
    }
  }
  std::ranges::sort(flat, [&](NodeId a, NodeId b) { return before(a, b); });
  flat.erase(std::unique(flat.begin(), flat.end()), flat.end());
  operands = std::move(flat);
}

bool FormulaBuilder::holds(NodeId node, NodeId operand) const {
  const auto& all = nodes_[node].operands;
  return std::ranges::binary_search(all, operand, [&](NodeId a, NodeId b) { return before(a, b); });
}

// Drops every group of which another operand is a part: `A` in `A OR (A AND B)`, and `A AND B` in
// `A AND B OR A AND B AND C`.
void FormulaBuilder::absorb(Op op, std::vector<NodeId>& operands) const {
  const auto implied_by = [&](NodeId group, NodeId other) {
    if (group == other || nodes_[group].op != opposite(op)) return false;
    if (holds(group, other)) return true;
    const auto& parts = nodes_[other].operands;
    return nodes_[other].op == opposite(op) && parts.size() < nodes_[group].operands.size() &&
           std::ranges::all_of(parts, [&](NodeId part) { return holds(group, part); });
  };
  std::erase_if(operands, [&, all = operands](NodeId group) {
    return std::ranges::any_of(all, [&](NodeId other) { return implied_by(group, other); });
  });
}

// Takes the operand that most groups share out of them: `(A OR B) AND (A OR C)` is
// `A OR (B AND C)`. False if no two groups share one.
bool FormulaBuilder::factor(Op op, std::vector<NodeId>& operands) {
  std::map<NodeId, std::uint32_t> count;
  for (const NodeId group : operands) {
    if (nodes_[group].op != opposite(op)) continue;
    for (const NodeId part : nodes_[group].operands)
      ++count[part];
  }
  NodeId shared = 0;
  std::uint32_t most = 1;
  for (const auto& [part, times] : count) {
    if (times > most || (times == most && most > 1 && before(part, shared))) {
      shared = part;
      most = times;
    }
  }
  if (most < 2) return false;
  std::vector<NodeId> rests;
  std::vector<NodeId> kept;
  for (const NodeId group : operands) {
    if (nodes_[group].op != opposite(op) || !holds(group, shared)) {
      kept.push_back(group);
      continue;
    }
    std::vector<NodeId> rest = nodes_[group].operands;
    std::erase(rest, shared);
    rests.push_back(join(opposite(op), std::move(rest)));
  }
  kept.push_back(join(opposite(op), {shared, join(op, std::move(rests))}));
  operands = std::move(kept);
  return true;
}

NodeId FormulaBuilder::intern(Node node) {
  std::vector<NodeId>& same = known_[node.digest];
  for (const NodeId id : same) {
    if (nodes_[id].op == node.op && nodes_[id].operands == node.operands) return id;
  }
  const auto id = static_cast<NodeId>(nodes_.size());
  same.push_back(id);
  nodes_.push_back(std::move(node));
  return id;
}

NodeId FormulaBuilder::join(Op op, std::vector<NodeId> operands) {
  if (operands.size() == 1) return operands.front();
  arrange(op, operands);
  if (simplify_) {
    do {
      arrange(op, operands);
      absorb(op, operands);
    } while (operands.size() > 1 && factor(op, operands));
  }
  if (operands.size() == 1) return operands.front();
  Node node;
  node.op = op;
  node.lowest = nodes_[operands.front()].lowest;
  node.leaves = 0;
  node.digest = mix(2, static_cast<std::uint64_t>(op));
  for (const NodeId id : operands) {
    node.lowest = std::min(node.lowest, nodes_[id].lowest);
    node.leaves = add(node.leaves, nodes_[id].leaves);
    node.digest = mix(node.digest, nodes_[id].digest);
  }
  node.operands = std::move(operands);
  return intern(std::move(node));
}

Formula FormulaBuilder::finish(NodeId root) && {
  // Operands are made before the nodes that hold them, so one pass from the root down finds all
  // that are needed, and one upwards numbers them.
  std::vector<bool> needed(nodes_.size());
  needed[root] = true;
  for (NodeId id = root + 1; id-- > 0;) {
    if (!needed[id]) continue;
    for (const NodeId operand : nodes_[id].operands)
      needed[operand] = true;
  }
  Formula out;
  std::vector<NodeId> number(nodes_.size());
  for (NodeId id = 0; id <= root; ++id) {
    if (!needed[id]) continue;
    number[id] = static_cast<NodeId>(out.nodes.size());
    if (id < atoms_.size()) out.atoms.push_back(std::move(atoms_[id]));
    const Node& node = nodes_[id];
    out.nodes.push_back({node.op, static_cast<std::uint32_t>(out.operands.size()),
                         static_cast<std::uint32_t>(node.operands.size())});
    for (const NodeId operand : node.operands)
      out.operands.push_back(number[operand]);
  }
  out.root = number[root];
  return out;
}

}  // namespace licet::spdx::detail
