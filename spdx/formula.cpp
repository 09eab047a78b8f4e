#include "spdx/formula.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "spdx/formula_builder.h"
#include "spdx/modern_term.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

using detail::FormulaBuilder;
using detail::NodeId;
using Op = Expression::Op;

// The atoms of an expression, sorted, and the atom of each term.
struct Atoms {
  std::vector<Atom> all;
  std::vector<std::uint32_t> of_term;
};

Atoms find_atoms(const Expression& expression, const LicenseIndex* ids) {
  Atoms atoms;
  std::unordered_map<std::string, std::uint32_t> known;       // by text as written
  std::unordered_map<std::string, std::uint32_t> known_keys;  // by key
  for (std::uint32_t i = 0; i < expression.terms.size(); ++i) {
    const LicenseTerm& term = expression.terms[i];
    const auto [seen, fresh] = known.try_emplace(std::string(expression.at(term.whole)), 0);
    if (fresh) {
      Atom atom;
      atom.text = ids != nullptr ? modern_text(expression, term, *ids) : expression.words(term);
      atom.key = lowercase(atom.text);
      atom.term = i;
      const auto [at, new_key] =
          known_keys.try_emplace(atom.key, static_cast<std::uint32_t>(atoms.all.size()));
      seen->second = at->second;
      if (new_key) atoms.all.push_back(std::move(atom));
    }
    atoms.of_term.push_back(seen->second);
  }
  std::vector<std::uint32_t> order(atoms.all.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return std::string_view(atoms.all[i].key); });
  std::vector<std::uint32_t> rank(order.size());
  std::vector<Atom> sorted;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    sorted.push_back(std::move(atoms.all[order[i]]));
  }
  atoms.all = std::move(sorted);
  for (std::uint32_t& atom : atoms.of_term)
    atom = rank[atom];
  return atoms;
}

// Operators of one kind that follow one another, as one group.
struct Group {
  Op op = Op::License;
  std::vector<std::uint32_t> terms;
  std::vector<std::uint32_t> groups;
};

// Groups of the postfix tree, each before the groups inside it. Linear.
std::vector<Group> groups_of(const Expression& expression) {
  const auto& nodes = expression.nodes;
  const std::vector<std::size_t> size = tree_sizes(expression);
  std::vector<Group> groups(1);
  groups.front().op = nodes.back().op;
  std::vector<std::pair<std::size_t, std::uint32_t>> open = {
      {nodes.size() - 1, 0}
  };
  while (!open.empty()) {
    auto [node, group] = open.back();
    open.pop_back();
    if (nodes[node].op == Op::License) {
      groups[group].terms.push_back(nodes[node].term);
      continue;
    }
    if (nodes[node].op != groups[group].op) {
      const auto inner = static_cast<std::uint32_t>(groups.size());
      groups[group].groups.push_back(inner);
      groups.push_back({nodes[node].op, {}, {}});
      group = inner;
    }
    open.emplace_back(node - 1 - size[node - 1], group);
    open.emplace_back(node - 1, group);
  }
  return groups;
}

}  // namespace

std::uint64_t Formula::leaves() const {
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  std::vector<std::uint64_t> count(nodes.size(), 1);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].op == Op::License) continue;
    count[i] = 0;
    for (std::uint32_t j = 0; j < nodes[i].count; ++j) {
      const std::uint64_t more = count[operands[nodes[i].first + j]];
      count[i] = count[i] > most - more ? most : count[i] + more;
    }
  }
  return nodes.empty() ? 0 : count[root];
}

Formula normalize(const Expression& expression, const LicenseIndex* ids) {
  Atoms atoms = find_atoms(expression, ids);
  const std::vector<Group> groups = groups_of(expression);
  FormulaBuilder builder(std::move(atoms.all), false);
  std::vector<NodeId> made(groups.size());
  for (std::size_t i = groups.size(); i-- > 0;) {
    std::vector<NodeId> operands;
    for (const std::uint32_t term : groups[i].terms)
      operands.push_back(FormulaBuilder::leaf(atoms.of_term[term]));
    for (const std::uint32_t group : groups[i].groups)
      operands.push_back(made[group]);
    made[i] = builder.join(groups[i].op, std::move(operands));
  }
  return std::move(builder).finish(made.front());
}

namespace {

// A part of an expression still to be printed.
struct Piece {
  std::string_view word;  // printed if it is not empty
  NodeId node;
};

// Puts the operands of a group on the stack, the first on top.
void open_group(const Formula& formula, const Formula::Node& node, std::vector<Piece>& open) {
  for (std::uint32_t j = node.count; j-- > 0;) {
    const NodeId operand = formula.operands[node.first + j];
    const bool wrap = node.op == Op::And && formula.nodes[operand].op == Op::Or;
    if (wrap) open.push_back({")", 0});
    open.push_back({"", operand});
    if (wrap) open.push_back({"(", 0});
    if (j > 0) open.push_back({node.op == Op::And ? " AND " : " OR ", 0});
  }
}

}  // namespace

std::string to_string(const Formula& formula) {
  std::string out;
  std::vector<Piece> open = {
      {"", formula.root}
  };
  while (!open.empty()) {
    const Piece piece = open.back();
    open.pop_back();
    const Formula::Node& node = formula.nodes[piece.node];
    if (!piece.word.empty()) {
      out += piece.word;
    } else if (node.op == Op::License) {
      out += formula.atoms[piece.node].text;
    } else {
      open_group(formula, node, open);
    }
  }
  return out;
}

}  // namespace licet::spdx
