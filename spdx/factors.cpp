#include "spdx/factors.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "spdx/formula_builder.h"

namespace licet::spdx {

namespace {

using Op = Expression::Op;
using NodeId = std::uint32_t;

// Nodes that hold if the given atoms do and no other.
std::vector<bool> values(const Formula& formula, const std::vector<bool>& given) {
  std::vector<bool> value(formula.nodes.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const Formula::Node& node = formula.nodes[i];
    if (node.op == Op::License) {
      value[i] = given[i];
      continue;
    }
    const auto first = formula.operands.begin() + node.first;
    const auto holds = [&](NodeId operand) { return value[operand]; };
    value[i] = node.op == Op::And ? std::all_of(first, first + node.count, holds)
                                  : std::any_of(first, first + node.count, holds);
  }
  return value;
}

// The part of a formula that joins some of its nodes by AND.
class Part {
 public:
  explicit Part(const Formula& formula) : formula_(formula), needed_(formula.nodes.size()) {}

  void add(NodeId node) {
    roots_.push_back(node);
    needed_[node] = true;
  }

  // The atoms below what was added.
  std::vector<std::uint32_t> atoms() {
    for (std::size_t i = needed_.size(); i-- > 0;) {
      const Formula::Node& node = formula_.nodes[i];
      for (std::uint32_t j = 0; needed_[i] && j < node.count; ++j)
        needed_[formula_.operands[node.first + j]] = true;
    }
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < formula_.atoms.size(); ++i) {
      if (needed_[i]) found.push_back(i);
    }
    return found;
  }

  Formula build() {
    const std::vector<std::uint32_t> kept = atoms();
    std::vector<Atom> own;
    std::vector<NodeId> made(formula_.nodes.size());
    for (const std::uint32_t atom : kept) {
      made[atom] = static_cast<NodeId>(own.size());
      own.push_back(formula_.atoms[atom]);
    }
    detail::FormulaBuilder builder(std::move(own), false);
    for (std::size_t i = formula_.atoms.size(); i < formula_.nodes.size(); ++i) {
      const Formula::Node& node = formula_.nodes[i];
      if (needed_[i]) made[i] = builder.join(node.op, mapped(node, made));
    }
    std::vector<NodeId> roots;
    for (const NodeId root : roots_)
      roots.push_back(made[root]);
    const NodeId root = builder.join(Op::And, std::move(roots));
    return std::move(builder).finish(root);
  }

 private:
  [[nodiscard]] std::vector<NodeId> mapped(const Formula::Node& node,
                                           const std::vector<NodeId>& made) const {
    std::vector<NodeId> operands;
    for (std::uint32_t j = 0; j < node.count; ++j)
      operands.push_back(made[formula_.operands[node.first + j]]);
    return operands;
  }

  const Formula& formula_;
  std::vector<bool> needed_;
  std::vector<NodeId> roots_;
};

// Operands that share an atom which is not given have to be decided together.
std::vector<std::vector<NodeId>> clusters(const Formula& formula, const std::vector<NodeId>& open,
                                          const std::vector<bool>& given) {
  std::vector<std::size_t> leader(open.size());
  std::iota(leader.begin(), leader.end(), 0);
  const auto find = [&](std::size_t i) {
    while (leader[i] != i)
      i = leader[i] = leader[leader[i]];
    return i;
  };
  std::map<std::uint32_t, std::size_t> seen;
  for (std::size_t i = 0; i < open.size(); ++i) {
    Part part(formula);
    part.add(open[i]);
    for (const std::uint32_t atom : part.atoms()) {
      if (given[atom]) continue;
      const auto [at, fresh] = seen.try_emplace(atom, i);
      if (!fresh) leader[find(i)] = find(at->second);
    }
  }
  std::map<std::size_t, std::vector<NodeId>> by_first;
  std::map<std::size_t, std::size_t> first;
  for (std::size_t i = 0; i < open.size(); ++i)
    by_first[first.try_emplace(find(i), i).first->second].push_back(open[i]);
  std::vector<std::vector<NodeId>> out;
  for (auto& [at, cluster] : by_first)
    out.push_back(std::move(cluster));
  return out;
}

}  // namespace

std::vector<Formula> factors(const Formula& formula) {
  const Formula::Node& root = formula.nodes[formula.root];
  if (root.op != Op::And) return {formula};
  std::vector<bool> given(formula.atoms.size());
  std::vector<Formula> out;
  for (std::uint32_t j = 0; j < root.count; ++j) {
    const NodeId operand = formula.operands[root.first + j];
    if (formula.nodes[operand].op != Op::License) continue;
    given[operand] = true;
    Part part(formula);
    part.add(operand);
    out.push_back(part.build());
  }
  const std::vector<bool> met = values(formula, given);
  std::vector<NodeId> open;
  for (std::uint32_t j = 0; j < root.count; ++j) {
    const NodeId operand = formula.operands[root.first + j];
    if (!met[operand]) open.push_back(operand);
  }
  for (const std::vector<NodeId>& cluster : clusters(formula, open, given)) {
    Part part(formula);
    for (const NodeId node : cluster)
      part.add(node);
    out.push_back(part.build());
  }
  std::ranges::stable_sort(out, {}, [](const Formula& part) {
    return std::ranges::min(part.atoms, {}, &Atom::term).term;
  });
  return out;
}

}  // namespace licet::spdx
