// The only file with CaDiCaL.
#include "spdx/sat.h"

#include <cadical.hpp>

namespace licet::spdx {

namespace {

constexpr int kMaxConflicts = 1'000'000;
constexpr int kSatisfiable = 10;
constexpr int kUnsatisfiable = 20;

}  // namespace

struct Sat::Solver {
  CaDiCaL::Solver cadical;
  int variables = 0;
};

Sat::Sat() : solver_(std::make_unique<Solver>()) {
  solver_->cadical.set("quiet", 1);
}

Sat::~Sat() = default;

int Sat::variable() {
  return ++solver_->variables;
}

void Sat::clause(std::initializer_list<int> literals) {
  for (const int literal : literals)
    solver_->cadical.add(literal);
  solver_->cadical.add(0);
}

void Sat::clause(const std::vector<int>& literals) {
  for (const int literal : literals)
    solver_->cadical.add(literal);
  solver_->cadical.add(0);
}

void Sat::assume(int literal) {
  solver_->cadical.assume(literal);
}

void Sat::prefer(int literal) {
  solver_->cadical.phase(literal);
}

std::optional<bool> Sat::solve() {
  solver_->cadical.limit("conflicts", kMaxConflicts);
  const int answer = solver_->cadical.solve();
  if (answer == kSatisfiable) return true;
  if (answer == kUnsatisfiable) return false;
  return std::nullopt;
}

bool Sat::is_true(int variable) {
  return solver_->cadical.val(variable) > 0;
}

bool Sat::failed(int literal) {
  return solver_->cadical.failed(literal);
}

}  // namespace licet::spdx
