#include "spdx/allow_list.h"

#include <algorithm>
#include <unordered_map>

#include "spdx/modern_term.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

using Op = Expression::Op;

// What it takes to satisfy a tree: licenses that are not accepted, then licenses in all.
struct Cost {
  std::uint64_t missing = 0;
  std::uint64_t licenses = 0;
  std::size_t size = 1;    // nodes of the tree
  bool take_left = false;  // Or: the cheaper side
};

bool cheaper(const Cost& a, const Cost& b) {
  return a.missing != b.missing ? a.missing < b.missing : a.licenses < b.licenses;
}

Cost join(Op op, const Cost& left, const Cost& right) {
  if (op == Op::And) {
    return {left.missing + right.missing, left.licenses + right.licenses,
            left.size + right.size + 1, false};
  }
  const bool take_left = !cheaper(right, left);
  Cost cost = take_left ? left : right;
  cost.size = left.size + right.size + 1;
  cost.take_left = take_left;
  return cost;
}

// The terms of the cheapest alternative, in order.
std::vector<std::uint32_t> cheapest(const Expression& expression, const std::vector<Cost>& costs) {
  std::vector<std::uint32_t> terms;
  std::vector<std::size_t> open = {expression.nodes.size() - 1};
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    if (expression.nodes[node].op == Op::License) {
      terms.push_back(expression.nodes[node].term);
      continue;
    }
    const std::size_t right = node - 1;
    const std::size_t left = right - costs[right].size;
    const bool both = expression.nodes[node].op == Op::And;
    if (both || !costs[node].take_left) open.push_back(right);
    if (both || costs[node].take_left) open.push_back(left);
  }
  return terms;
}

}  // namespace

AllowList::Entry AllowList::entry_of(const Expression& expression, const LicenseTerm& term) const {
  ExpressionError ignored;
  const std::string modern = modern_text(expression, term, ids_);
  const auto parsed = parse_expression(modern, ignored, {SpdxVersion::Spdx31, &ids_});
  Entry entry;
  if (!parsed) {  // an id that no list has: compared as written
    entry.license = lowercase(expression.at(term.id));
    entry.addition = lowercase(expression.at(term.addition));
    return entry;
  }
  const LicenseTerm& now = parsed->terms.front();
  entry.license = lowercase(parsed->at(now.id));
  entry.addition = lowercase(parsed->at(now.addition));
  entry.listed = now.license;
  entry.or_later = now.or_later || (now.license != kUnlisted && ids_[now.license].version.or_later);
  entry.droppable = now.exception != kUnlisted && ids_[now.exception].only_permits;
  return entry;
}

bool AllowList::add(std::string_view entry, ExpressionError& error) {
  const auto parsed = parse_expression(entry, error, {SpdxVersion::Spdx31, &ids_});
  if (!parsed) return false;
  if (parsed->terms.size() != 1) {
    error = {parsed->terms[1].whole.offset, "an entry of the list is one license", ""};
    return false;
  }
  entries_.push_back(entry_of(*parsed, parsed->terms.front()));
  return true;
}

bool AllowList::meets(const Entry& accepted, const Entry& offered) const {
  if (accepted.addition != offered.addition && !(accepted.addition.empty() && offered.droppable))
    return false;
  if (accepted.license == offered.license) return true;
  if (accepted.listed == kUnlisted || offered.listed == kUnlisted) return false;
  const ListedVersion& a = ids_[accepted.listed].version;
  const ListedVersion& b = ids_[offered.listed].version;
  if (a.family == 0 || a.family != b.family) return false;
  // Two ranges of versions, each one version or open upwards, have a version in common.
  if (a.rank == b.rank) return true;
  return a.rank < b.rank ? accepted.or_later : offered.or_later;
}

bool AllowList::accepts(const Expression& expression, const LicenseTerm& term) const {
  const Entry offered = entry_of(expression, term);
  return std::ranges::any_of(entries_,
                             [&](const Entry& accepted) { return meets(accepted, offered); });
}

Satisfaction satisfies(const Expression& expression, const AllowList& allowed) {
  std::unordered_map<std::string_view, bool> accepted;
  std::vector<Cost> costs(expression.nodes.size());
  for (std::size_t i = 0; i < costs.size(); ++i) {
    const Expression::Node& node = expression.nodes[i];
    if (node.op != Op::License) {
      const Cost& right = costs[i - 1];
      costs[i] = join(node.op, costs[i - 1 - right.size], right);
      continue;
    }
    const LicenseTerm& term = expression.terms[node.term];
    const auto [at, fresh] = accepted.try_emplace(expression.at(term.whole), false);
    if (fresh) at->second = allowed.accepts(expression, term);
    costs[i] = {at->second ? 0U : 1U, 1, 1, false};
  }
  Satisfaction out;
  out.satisfied = costs.back().missing == 0;
  out.terms = cheapest(expression, costs);
  if (!out.satisfied) {
    std::erase_if(out.terms, [&](std::uint32_t term) {
      return accepted.at(expression.at(expression.terms[term].whole));
    });
  }
  return out;
}

}  // namespace licet::spdx
