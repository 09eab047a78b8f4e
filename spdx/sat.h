// The one door to the SAT solver (CaDiCaL), which answers whether clauses can be satisfied.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <vector>

namespace licet::spdx {

/// Clauses over variables. A literal is a variable's number, from 1, or its negative: "not".
/// Clauses may be added between answers; what was learned is kept.
class Sat {
 public:
  Sat();
  ~Sat();
  Sat(const Sat&) = delete;
  Sat& operator=(const Sat&) = delete;

  /// A new variable.
  int variable();

  /// Adds a clause: one of the literals holds. An empty one makes everything unsatisfiable.
  void clause(std::initializer_list<int> literals);
  void clause(const std::vector<int>& literals);

  /// A literal taken as given by the next `solve` alone.
  void assume(int literal);

  /// Tries this literal first where nothing else decides.
  void prefer(int literal);

  /// Whether the clauses can be satisfied under the assumptions; nothing if the search gave up
  /// after a million conflicts. The search is the same every time.
  std::optional<bool> solve();

  /// After an answer of yes: whether a variable is true.
  bool is_true(int variable);

  /// After an answer of no: whether this assumption was needed for it.
  bool failed(int literal);

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace licet::spdx
