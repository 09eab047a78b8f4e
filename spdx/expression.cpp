#include "spdx/expression.h"

#include <algorithm>
#include <iterator>

namespace licet::spdx {

namespace {

using Alternative = std::vector<std::uint32_t>;
using Alternatives = std::vector<Alternative>;

// Each of a with each of b; nothing if that is more than the limit. The terms of a tree all stand
// before those of the tree behind it, so sorted lists are joined by putting one behind the other.
std::optional<Alternatives> cross(Alternatives a, const Alternatives& b) {
  if (a.size() * b.size() > kMaxAlternatives) return std::nullopt;
  if (b.size() == 1) {  // long chains of AND in linear time
    for (Alternative& left : a)
      left.insert(left.end(), b.front().begin(), b.front().end());
    return a;
  }
  Alternatives out;
  for (const Alternative& left : a) {
    for (const Alternative& right : b) {
      Alternative both = left;
      both.insert(both.end(), right.begin(), right.end());
      out.push_back(std::move(both));
    }
  }
  return out;
}

std::optional<Alternatives> either(Alternatives a, Alternatives b) {
  if (a.size() + b.size() > kMaxAlternatives) return std::nullopt;
  std::ranges::move(b, std::back_inserter(a));
  return a;
}

}  // namespace

std::string LicenseTerm::text() const {
  std::string out = document.empty() ? id : document + ":" + id;
  if (or_later) out += "+";
  if (!exception.empty()) out += " WITH " + exception;
  return out;
}

std::string to_string(const Expression& expression) {
  const std::vector<Expression::Node>& nodes = expression.nodes;
  if (nodes.empty()) return {};
  // Where each node's left operand ends: the right one stands just before the node.
  std::vector<std::size_t> size(nodes.size(), 1);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].op == Expression::Op::License) continue;
    size[i] += size[i - 1] + size[i - 1 - size[i - 1]];
  }
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
      out += expression.terms[nodes[node].term].text();
    } else {
      const bool is_and = nodes[node].op == Expression::Op::And;
      push_operand(node - 1, is_and);
      open.push_back({is_and ? " AND " : " OR ", kNoNode});
      push_operand(node - 1 - size[node - 1], is_and);
    }
  }
  return out;
}

std::optional<std::vector<std::vector<std::uint32_t>>> alternatives(const Expression& expression) {
  std::vector<Alternatives> stack;
  for (const Expression::Node& node : expression.nodes) {
    if (node.op == Expression::Op::License) {
      stack.push_back({{node.term}});
      continue;
    }
    Alternatives right = std::move(stack.back());
    stack.pop_back();
    auto joined = node.op == Expression::Op::And
                      ? cross(std::move(stack.back()), right)
                      : either(std::move(stack.back()), std::move(right));
    if (!joined) return std::nullopt;
    stack.back() = std::move(*joined);
  }
  return stack.empty() ? Alternatives{} : std::move(stack.back());
}

}  // namespace licet::spdx
