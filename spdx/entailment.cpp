// Questions about formulas that only a search can answer: does one imply the other, and can a part
// be left out.
//
// Encoding: Plaisted and Greenbaum, "A structure-preserving clause form translation" (1986): a
// formula that is claimed true needs only the implications downwards, one claimed false only those
// upwards. Formulas are monotone, so no negation ever stands inside.
#include <algorithm>
#include <unordered_map>

#include "spdx/formula.h"
#include "spdx/formula_builder.h"
#include "spdx/sat.h"

namespace licet::spdx {

namespace {

using Op = Expression::Op;

constexpr std::uint64_t kMaxWitnessWork = 100'000'000;

// What an operator says of its operands, when it is claimed true or false.
void define(Sat& solver, Op op, bool claimed, int self, const std::vector<int>& operands) {
  const int sign = claimed ? 1 : -1;
  if ((op == Op::And) == claimed) {
    for (const int operand : operands)
      solver.clause({-sign * self, sign * operand});
    return;
  }
  std::vector<int> clause = {-sign * self};
  for (const int operand : operands)
    clause.push_back(sign * operand);
  solver.clause(clause);
}

// Claims a formula over given variables of its atoms.
void claim(Sat& solver, const Formula& formula, bool claimed, const std::vector<int>& atoms) {
  std::vector<int> literal(formula.nodes.size());
  for (std::size_t i = 0; i < literal.size(); ++i) {
    const Formula::Node& node = formula.nodes[i];
    if (node.op == Op::License) {
      literal[i] = atoms[i];
      continue;
    }
    literal[i] = solver.variable();
    std::vector<int> operands;
    for (std::uint32_t j = 0; j < node.count; ++j)
      operands.push_back(literal[formula.operands[node.first + j]]);
    define(solver, node.op, claimed, literal[i], operands);
  }
  solver.clause({claimed ? literal[formula.root] : -literal[formula.root]});
}

// A formula with every occurrence of a license apart, each part of which can be taken out.
struct Tree {
  struct Node {
    Op op = Op::License;
    std::uint32_t atom = 0;
    std::vector<std::uint32_t> operands;
    bool under_and = false;  ///< its parent is AND, so leaving it out is taking it as given
    bool gone = false;       ///< left out, with all that is in it
  };

  std::vector<Node> nodes;  ///< the root first, operands behind their operator

  explicit Tree(const Formula& formula) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> open;  // node of the formula, of the tree
    nodes.push_back({formula.nodes[formula.root].op, formula.root, {}, false, false});
    open.emplace_back(formula.root, 0);
    while (!open.empty()) {
      const auto [from, to] = open.back();
      open.pop_back();
      const Formula::Node& node = formula.nodes[from];
      for (std::uint32_t j = 0; j < node.count; ++j) {
        const std::uint32_t operand = formula.operands[node.first + j];
        const auto made = static_cast<std::uint32_t>(nodes.size());
        nodes.push_back({formula.nodes[operand].op, operand, {}, node.op == Op::And, false});
        nodes[to].operands.push_back(made);
        if (formula.nodes[operand].op != Op::License) open.emplace_back(operand, made);
      }
    }
  }

  void take_out(std::size_t node) {
    nodes[node].gone = true;
    for (std::size_t i = node; i < nodes.size(); ++i) {
      for (const std::uint32_t operand : nodes[i].operands)
        nodes[operand].gone = nodes[operand].gone || nodes[i].gone;
    }
  }
};

// Finds parts that can be left out one after the other, groups before what is in them. Two copies
// of the tree share the atoms: one is claimed true, one false. A part under AND that is touched
// counts as given in the first copy, one under OR as missing in the second; if no assignment tells
// the copies apart then, the part made no difference and goes for good.
class Pruner {
 public:
  Pruner(Tree& tree, std::size_t atoms)
      : tree_(tree), touched_(tree.nodes.size()), gone_(tree.nodes.size()) {
    for (std::size_t i = 0; i < atoms; ++i)
      atoms_.push_back(solver_.variable());
    for (std::size_t i = 1; i < tree.nodes.size(); ++i) {
      touched_[i] = solver_.variable();
      gone_[i] = solver_.variable();
    }
    claim_copy(true);
    claim_copy(false);
  }

  // True if some part went; nothing if the solver gave up.
  std::optional<bool> run() {
    bool removed = false;
    for (std::size_t i = 1; i < tree_.nodes.size(); ++i) {
      if (tree_.nodes[i].gone) continue;
      for (std::size_t j = 1; j < tree_.nodes.size(); ++j) {
        if (tree_.nodes[j].gone) continue;
        solver_.assume(j == i ? touched_[j] : -touched_[j]);
        solver_.assume(-gone_[j]);
      }
      const auto differs = solver_.solve();
      if (!differs) return std::nullopt;
      if (*differs) continue;
      removed = true;
      tree_.take_out(i);
      solver_.clause({touched_[i]});
      solver_.clause({gone_[i]});
    }
    return removed;
  }

 private:
  // What a part counts as in one copy: itself, unless it is touched or gone.
  int counted(std::size_t i, int self, bool claimed) {
    const int counted = solver_.variable();
    const bool given = tree_.nodes[i].under_and;
    if (claimed && given) {
      solver_.clause({-counted, self, touched_[i]});
    } else if (claimed) {
      solver_.clause({-counted, self});
      solver_.clause({-counted, -gone_[i]});
    } else if (given) {
      solver_.clause({-self, counted});
      solver_.clause({-gone_[i], counted});
    } else {
      solver_.clause({-self, touched_[i], counted});
    }
    return counted;
  }

  void claim_copy(bool claimed) {
    std::vector<int> literal(tree_.nodes.size());
    for (std::size_t i = literal.size(); i-- > 0;) {
      const Tree::Node& node = tree_.nodes[i];
      int self = 0;
      if (node.op == Op::License) {
        self = atoms_[node.atom];
      } else {
        self = solver_.variable();
        std::vector<int> operands;
        for (const std::uint32_t operand : node.operands)
          operands.push_back(literal[operand]);
        define(solver_, node.op, claimed, self, operands);
      }
      literal[i] = i == 0 ? self : counted(i, self, claimed);
    }
    solver_.clause({claimed ? literal.front() : -literal.front()});
  }

  Tree& tree_;
  Sat solver_;
  std::vector<int> atoms_;
  std::vector<int> touched_;
  std::vector<int> gone_;
};

// The formula of what is left of a tree. A group is never left without operands: it would have gone
// itself.
Formula rebuild(const Tree& tree, std::vector<Atom> atoms) {
  detail::FormulaBuilder builder(std::move(atoms), true);
  std::vector<detail::NodeId> made(tree.nodes.size());
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    const Tree::Node& node = tree.nodes[i];
    if (node.gone) continue;
    if (node.op == Op::License) {
      made[i] = detail::FormulaBuilder::leaf(node.atom);
      continue;
    }
    std::vector<detail::NodeId> operands;
    for (const std::uint32_t operand : node.operands) {
      if (!tree.nodes[operand].gone) operands.push_back(made[operand]);
    }
    made[i] = builder.join(node.op, std::move(operands));
  }
  return std::move(builder).finish(made.front());
}

bool holds(const Formula& formula, const std::vector<bool>& used) {
  std::vector<bool> value(formula.nodes.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const Formula::Node& node = formula.nodes[i];
    if (node.op == Op::License) {
      value[i] = used[i];
      continue;
    }
    // AND holds unless one does not, OR if one does.
    bool answer = node.op == Op::And;
    for (std::uint32_t j = 0; j < node.count; ++j) {
      if (value[formula.operands[node.first + j]] != (node.op == Op::And))
        answer = node.op != Op::And;
    }
    value[i] = answer;
  }
  return value[formula.root];
}

// The atoms that are used, less those that are not needed. With fewer licenses nothing comes to
// hold that did not.
std::vector<std::uint32_t> smallest(const Formula& formula, std::vector<bool> used) {
  std::vector<std::uint32_t> left;
  const auto taken = static_cast<std::uint64_t>(std::ranges::count(used, true));
  const bool large = taken * formula.nodes.size() > kMaxWitnessWork;
  for (std::size_t i = used.size(); i-- > 0;) {
    if (!used[i]) continue;
    if (large) {
      left.push_back(static_cast<std::uint32_t>(i));
      continue;
    }
    used[i] = false;
    if (holds(formula, used)) continue;
    used[i] = true;
    left.push_back(static_cast<std::uint32_t>(i));
  }
  std::ranges::reverse(left);
  return left;
}

}  // namespace

std::optional<Implication> implication(const Formula& a, const Formula& b) {
  if (a.leaves() > kMaxCompared || b.leaves() > kMaxCompared) return std::nullopt;
  Sat solver;
  std::unordered_map<std::string_view, int> variables;
  const auto atoms_of = [&](const Formula& formula) {
    std::vector<int> atoms;
    for (const Atom& atom : formula.atoms) {
      const auto [at, fresh] = variables.try_emplace(atom.key, 0);
      if (fresh) at->second = solver.variable();
      atoms.push_back(at->second);
    }
    return atoms;
  };
  const std::vector<int> of_a = atoms_of(a);
  const std::vector<int> of_b = atoms_of(b);
  claim(solver, a, true, of_a);
  claim(solver, b, false, of_b);
  const auto differs = solver.solve();
  if (!differs) return std::nullopt;
  if (!*differs) return Implication{true, {}};
  std::vector<bool> used(of_a.size());
  for (std::size_t i = 0; i < of_a.size(); ++i)
    used[i] = solver.is_true(of_a[i]);
  return Implication{false, smallest(a, std::move(used))};
}

std::optional<bool> implies(const Formula& a, const Formula& b) {
  const auto answer = implication(a, b);
  return answer ? std::optional(answer->holds) : std::nullopt;
}

std::optional<bool> equivalent(const Formula& a, const Formula& b) {
  const auto forth = implies(a, b);
  if (!forth || !*forth) return forth;
  return implies(b, a);
}

std::optional<Formula> minimize(const Formula& formula) {
  if (formula.leaves() > kMaxMinimized) return std::nullopt;
  Formula best = rebuild(Tree(formula), formula.atoms);
  while (best.nodes.size() > 1) {
    Tree tree(best);
    const auto removed = Pruner(tree, best.atoms.size()).run();
    if (!removed) return std::nullopt;
    if (!*removed) break;
    best = rebuild(tree, best.atoms);
  }
  return best;
}

}  // namespace licet::spdx
