#include "spdx/expression.h"

#include <algorithm>

namespace licet::spdx {

namespace {

using Alternative = std::vector<std::uint32_t>;
using Alternatives = std::vector<Alternative>;

// Each of a with each of b; nothing if that is more than the limit.
std::optional<Alternatives> cross(const Alternatives& a, const Alternatives& b) {
  if (a.size() * b.size() > kMaxAlternatives) return std::nullopt;
  Alternatives out;
  for (const Alternative& left : a) {
    for (const Alternative& right : b) {
      Alternative both;
      std::ranges::set_union(left, right, std::back_inserter(both));
      out.push_back(std::move(both));
    }
  }
  return out;
}

std::optional<Alternatives> either(Alternatives a, const Alternatives& b) {
  for (const Alternative& right : b) {
    if (std::ranges::find(a, right) == a.end()) a.push_back(right);
  }
  if (a.size() > kMaxAlternatives) return std::nullopt;
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
  struct Piece {
    std::string text;
    Expression::Op op;
  };

  std::vector<Piece> stack;
  for (const Expression::Node& node : expression.nodes) {
    if (node.op == Expression::Op::License) {
      stack.push_back({expression.terms[node.term].text(), node.op});
      continue;
    }
    const Piece right = std::move(stack.back());
    stack.pop_back();
    Piece& left = stack.back();
    const bool is_and = node.op == Expression::Op::And;
    if (is_and && left.op == Expression::Op::Or) left.text = "(" + left.text + ")";
    const bool wrap = is_and && right.op == Expression::Op::Or;
    left.text += is_and ? " AND " : " OR ";
    left.text += wrap ? "(" + right.text + ")" : right.text;
    left.op = node.op;
  }
  return stack.empty() ? std::string() : std::move(stack.back().text);
}

std::optional<std::vector<std::vector<std::uint32_t>>> alternatives(const Expression& expression) {
  std::vector<Alternatives> stack;
  for (const Expression::Node& node : expression.nodes) {
    if (node.op == Expression::Op::License) {
      stack.push_back({{node.term}});
      continue;
    }
    const Alternatives right = std::move(stack.back());
    stack.pop_back();
    auto joined = node.op == Expression::Op::And ? cross(stack.back(), right)
                                                 : either(std::move(stack.back()), right);
    if (!joined) return std::nullopt;
    stack.back() = std::move(*joined);
  }
  return stack.empty() ? Alternatives{} : std::move(stack.back());
}

}  // namespace licet::spdx
