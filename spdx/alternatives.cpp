// Backtracking over "this license is used / is not used". A branch is cut as soon as the formula
// cannot be satisfied any more, or a license already taken can no longer make a difference.
#include "spdx/alternatives.h"

#include <algorithm>
#include <numeric>

namespace licet::spdx {

using Op = Expression::Op;

Alternatives::Alternatives(const Formula& formula)
    : formula_(formula),
      order_(formula.atoms.size()),
      marks_(formula.atoms.size(), Mark::Open),
      values_(formula.nodes.size()),
      reached_(formula.nodes.size()) {
  std::iota(order_.begin(), order_.end(), 0U);
  std::ranges::sort(order_, {}, [&](std::uint32_t atom) { return formula.atoms[atom].term; });
}

// The root's value, with that of every node: known as soon as the undecided ones cannot change it.
Alternatives::Mark Alternatives::value() {
  for (std::size_t i = 0; i < formula_.nodes.size(); ++i) {
    const Formula::Node& node = formula_.nodes[i];
    if (node.op == Op::License) {
      values_[i] = marks_[i];
      continue;
    }
    // AND takes the lowest of its operands, OR the highest: No < Open < Yes.
    Mark mark = node.op == Op::And ? Mark::Yes : Mark::No;
    for (std::uint32_t j = 0; j < node.count; ++j) {
      const Mark operand = values_[formula_.operands[node.first + j]];
      mark = node.op == Op::And ? std::min(mark, operand) : std::max(mark, operand);
    }
    values_[i] = mark;
  }
  return values_[formula_.root];
}

// Marks the open nodes below an open root; call behind value().
void Alternatives::mark_open() {
  std::fill(reached_.begin(), reached_.end(), false);
  reached_[formula_.root] = values_[formula_.root] == Mark::Open;
  for (std::size_t i = formula_.nodes.size(); i-- > 0;) {
    if (!reached_[i]) continue;
    const Formula::Node& node = formula_.nodes[i];
    for (std::uint32_t j = 0; j < node.count; ++j) {
      const std::uint32_t operand = formula_.operands[node.first + j];
      if (values_[operand] == Mark::Open) reached_[operand] = true;
    }
  }
}

// Whether the root may still hang on this license, were it undecided.
bool Alternatives::still_open(std::uint32_t atom) {
  const Mark before = std::exchange(marks_[atom], Mark::Open);
  value();
  mark_open();
  marks_[atom] = before;
  return reached_[atom];
}

// Whether the licenses taken would do without this one. Undecided ones are not taken.
bool Alternatives::dispensable(std::uint32_t atom) {
  const Mark before = std::exchange(marks_[atom], Mark::Open);
  const bool holds = value() == Mark::Yes;
  marks_[atom] = before;
  return holds;
}

// Whether an alternative may follow from the marks: the formula can still hold, and every license
// taken can still make a difference.
bool Alternatives::promising() {
  if (value() == Mark::No) return false;
  return std::ranges::all_of(
      path_, [&](std::uint32_t atom) { return marks_[atom] == Mark::No || still_open(atom); });
}

// Turns the last "used" into "not used" where that can lead anywhere; false at the end.
bool Alternatives::back() {
  while (!path_.empty()) {
    Mark& mark = marks_[path_.back()];
    if (mark == Mark::Yes) {
      mark = Mark::No;
      if (promising()) return true;
    }
    mark = Mark::Open;
    path_.pop_back();
  }
  return false;
}

// Takes the first license that the root's value hangs on.
void Alternatives::take_one() {
  mark_open();
  const auto pick = std::ranges::find_if(
      order_, [&](std::uint32_t atom) { return marks_[atom] == Mark::Open && reached_[atom]; });
  marks_[*pick] = Mark::Yes;
  path_.push_back(*pick);
}

// The licenses taken, if none of them can be left out.
std::optional<std::vector<std::uint32_t>> Alternatives::taken() {
  std::vector<std::uint32_t> used;
  std::ranges::copy_if(order_, std::back_inserter(used),
                       [&](std::uint32_t atom) { return marks_[atom] == Mark::Yes; });
  const bool smallest =
      std::ranges::none_of(used, [&](std::uint32_t atom) { return dispensable(atom); });
  return smallest ? std::optional(std::move(used)) : std::nullopt;
}

std::optional<std::vector<std::uint32_t>> Alternatives::next() {
  if (!std::exchange(fresh_, false) && !back()) return std::nullopt;
  while (true) {
    const Mark now = value();
    if (now == Mark::Open) {
      take_one();
      continue;
    }
    if (now == Mark::Yes) {
      if (auto set = taken()) return set;
    }
    if (!back()) return std::nullopt;
  }
}

std::optional<std::vector<std::vector<std::uint32_t>>> alternatives(const Formula& formula,
                                                                    std::size_t limit) {
  std::vector<std::vector<std::uint32_t>> all;
  Alternatives cursor(formula);
  while (auto one = cursor.next()) {
    if (all.size() == limit) return std::nullopt;
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace licet::spdx
