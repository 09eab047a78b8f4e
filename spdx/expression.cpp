#include "spdx/expression.h"

#include <limits>

namespace licet::spdx {

namespace {

// Unsigned arithmetic that stops at the largest number.
std::uint64_t add(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  return a > most - b ? most : a + b;
}

std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  return b != 0 && a > most / b ? most : a * b;
}

// A term with its ids as the list spells them, NONE and NOASSERTION in upper case.
void append_term(std::string& out, const Expression& expression, const LicenseTerm& term,
                 const LicenseIndex* ids) {
  if (term.special) {
    out += term.id.length == 4 ? "NONE" : "NOASSERTION";
    return;
  }
  const auto word = [&](const Span& span, ListIndex index) {
    return ids != nullptr && index != kUnlisted ? (*ids)[index].id : expression.at(span);
  };
  out += word(term.id, term.license);
  if (term.or_later) out += '+';
  if (term.addition.length == 0) return;
  out += " WITH ";
  out += word(term.addition, term.exception);
}

}  // namespace

std::string_view Expression::id(const LicenseTerm& term) const {
  const std::string_view all = at(term.id);
  const std::size_t colon = all.find(':');
  return colon == std::string_view::npos ? all : all.substr(colon + 1);
}

std::string_view Expression::document(const LicenseTerm& term) const {
  const std::string_view all = at(term.id);
  const std::size_t colon = all.find(':');
  return colon == std::string_view::npos ? std::string_view{} : all.substr(0, colon);
}

std::string Expression::words(const LicenseTerm& term) const {
  std::string out;
  append_term(out, *this, term, nullptr);
  return out;
}

std::vector<std::size_t> tree_sizes(const Expression& expression) {
  std::vector<std::size_t> size(expression.nodes.size(), 1);
  for (std::size_t i = 0; i < size.size(); ++i) {
    if (expression.nodes[i].op == Expression::Op::License) continue;
    size[i] += size[i - 1] + size[i - 1 - size[i - 1]];
  }
  return size;
}

std::string to_string(const Expression& expression, const LicenseIndex* ids) {
  const std::vector<Expression::Node>& nodes = expression.nodes;
  if (nodes.empty()) return {};
  const std::vector<std::size_t> size = tree_sizes(expression);
  constexpr std::size_t kNoNode = static_cast<std::size_t>(-1);

  struct Piece {
    std::string_view word;  // written if there is no node
    std::size_t node;
  };

  std::string out;
  std::vector<Piece> open = {
      {"", nodes.size() - 1}
  };
  const auto push_operand = [&](std::size_t node, bool in_and) {
    const bool wrap = in_and && nodes[node].op == Expression::Op::Or;
    if (wrap) open.push_back({")", kNoNode});
    open.push_back({"", node});
    if (wrap) open.push_back({"(", kNoNode});
  };
  while (!open.empty()) {
    const auto [word, node] = open.back();
    open.pop_back();
    if (node == kNoNode) {
      out += word;
    } else if (nodes[node].op == Expression::Op::License) {
      append_term(out, expression, expression.terms[nodes[node].term], ids);
    } else {
      const bool is_and = nodes[node].op == Expression::Op::And;
      push_operand(node - 1, is_and);
      open.push_back({is_and ? " AND " : " OR ", kNoNode});
      push_operand(node - 1 - size[node - 1], is_and);
    }
  }
  return out;
}

bool evaluate(const Expression& expression, const std::function<bool(const LicenseTerm&)>& holds) {
  std::vector<bool> stack;
  for (const Expression::Node& node : expression.nodes) {
    if (node.op == Expression::Op::License) {
      stack.push_back(holds(expression.terms[node.term]));
      continue;
    }
    const bool right = stack.back();
    stack.pop_back();
    stack.back() = node.op == Expression::Op::And ? stack.back() && right : stack.back() || right;
  }
  return !stack.empty() && stack.back();
}

std::uint64_t combinations(const Expression& expression) {
  std::vector<std::uint64_t> stack;
  for (const Expression::Node& node : expression.nodes) {
    if (node.op == Expression::Op::License) {
      stack.push_back(1);
      continue;
    }
    const std::uint64_t right = stack.back();
    stack.pop_back();
    stack.back() =
        node.op == Expression::Op::And ? multiply(stack.back(), right) : add(stack.back(), right);
  }
  return stack.empty() ? 0 : stack.back();
}

}  // namespace licet::spdx
