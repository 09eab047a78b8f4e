// What an expression says of licenses, whatever its order, repetitions and letter case: a monotone
// Boolean function. Everything that compares or rewrites expressions works on this form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "spdx/expression.h"

namespace licet::spdx {

/// One different license of an expression.
struct Atom {
  std::string text;        ///< as it is printed: `GPL-2.0-only WITH Classpath-exception-2.0`
  std::string key;         ///< what makes it the same license: the text in lower case
  std::uint32_t term = 0;  ///< first term of the expression that stands for it
};

/// A directed acyclic graph. An operator has two or more operands, none of its own kind and none
/// twice; equal operands are one node. Licenses come first (node `i` is atom `i`, in order of
/// their keys), every operator behind its operands, the root last.
struct Formula {
  struct Node {
    Expression::Op op = Expression::Op::License;
    std::uint32_t first = 0;  ///< operands[first, first + count)
    std::uint32_t count = 0;
  };

  std::vector<Atom> atoms;
  std::vector<Node> nodes;
  std::vector<std::uint32_t> operands;
  std::uint32_t root = 0;

  /// Occurrences of licenses in the printed form; the largest number if there are more.
  [[nodiscard]] std::uint64_t leaves() const;
};

/// The normal form: nested operators of one kind made one, repetitions dropped, operands in order
/// (licenses by their letters, then groups). With `ids`, deprecated ids become their modern form
/// and ids are spelled as the list does. Two expressions with one normal form mean the same; the
/// reverse is for `equivalent`. O(n log n).
Formula normalize(const Expression& expression, const LicenseIndex* ids = nullptr);

/// The formula as an expression. Linear in what it prints.
std::string to_string(const Formula& formula);

/// Most occurrences of licenses that `minimize` takes on and that `implies` compares.
inline constexpr std::uint64_t kMaxMinimized = 4096;
inline constexpr std::uint64_t kMaxCompared = 1'000'000;

/// An equivalent formula in which no license and no group can be left out, and what several
/// operands share stands once (`(A OR B) AND (A OR C)` is `A OR B AND C`). Shortest of all is not
/// promised: that problem is complete for the second level of the polynomial hierarchy. Nothing if
/// the formula has more than kMaxMinimized licenses to it, or the search gives up.
std::optional<Formula> minimize(const Formula& formula);

/// Whether one formula implies another, and if not, what shows it.
struct Implication {
  bool holds = false;
  /// Atoms of the first formula that satisfy it, but not the second. None can be left out, unless
  /// the formula is so large that finding out would take long.
  std::vector<std::uint32_t> witness;
};

/// Whether every choice of licenses that satisfies `a` satisfies `b` as well. Licenses are the same
/// if their keys are. Decided by a SAT solver (CaDiCaL); nothing if it gives up after a million
/// conflicts, or one of them has more than kMaxCompared licenses.
std::optional<Implication> implication(const Formula& a, const Formula& b);

/// The answer alone.
std::optional<bool> implies(const Formula& a, const Formula& b);

/// Each implies the other.
std::optional<bool> equivalent(const Formula& a, const Formula& b);

}  // namespace licet::spdx
