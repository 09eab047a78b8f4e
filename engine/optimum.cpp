#include "engine/optimum.h"

#include <algorithm>
#include <map>

namespace licet::engine {

namespace {

class Minimizer {
 public:
  explicit Minimizer(spdx::Sat& sat) : sat_(sat) {}

  std::optional<std::uint64_t> run(const std::vector<Soft>& soft) {
    for (const Soft& one : soft)
      add(one.literal, one.weight);
    while (true) {
      const auto holds = solve(all());
      if (!holds) return std::nullopt;
      if (*holds) break;
      if (core_.empty()) return std::nullopt;
      if (!shrink()) return std::nullopt;
      pay();
    }
    for (const auto& [literal, weight] : weights_)
      sat_.clause({literal});
    return cost_;
  }

 private:
  // Whoever counts how many of a core are broken: `at_least[i]` is true if more than i are.
  struct Count {
    std::size_t totalizer = 0;
    std::size_t bound = 0;
  };

  // A soft literal and its negation cannot both be free of cost.
  void add(int literal, std::uint64_t weight) {
    const auto opposite = weights_.find(-literal);
    if (opposite == weights_.end()) {
      weights_[literal] += weight;
      return;
    }
    const std::uint64_t paid = std::min(weight, opposite->second);
    cost_ += paid;
    if ((opposite->second -= paid) == 0) weights_.erase(opposite);
    if (weight > paid) weights_[literal] += weight - paid;
  }

  [[nodiscard]] std::vector<int> all() const {
    std::vector<int> literals;
    for (const auto& [literal, weight] : weights_)
      literals.push_back(literal);
    return literals;
  }

  std::optional<bool> solve(const std::vector<int>& assumed) {
    for (const int literal : assumed)
      sat_.assume(literal);
    const auto answer = sat_.solve();
    core_.clear();
    if (answer && !*answer) {
      for (const int literal : assumed) {
        if (sat_.failed(literal)) core_.push_back(literal);
      }
    }
    return answer;
  }

  // Asks again with the core alone, as long as that makes it smaller.
  bool shrink() {
    constexpr int kRounds = 4;
    for (int round = 0; round < kRounds && core_.size() > 1; ++round) {
      const std::vector<int> before = core_;
      const auto answer = solve(before);
      if (!answer) return false;
      if (core_.size() == before.size()) break;
    }
    return true;
  }

  void pay() {
    std::uint64_t least = weights_[core_.front()];
    for (const int literal : core_)
      least = std::min(least, weights_[literal]);
    cost_ += least;
    std::vector<int> broken;
    for (const int literal : core_) {
      const auto found = weights_.find(literal);
      if ((found->second -= least) == 0) weights_.erase(found);
      broken.push_back(-literal);
      allow_next(literal, least);
    }
    sat_.clause(broken);
    if (broken.size() == 1) return;
    totalizers_.push_back(count(broken));
    soften({totalizers_.size() - 1, 1}, least);
  }

  // The literal says that no more than some number of a core are broken; now one more may be.
  void allow_next(int literal, std::uint64_t weight) {
    const auto found = counts_.find(literal);
    if (found == counts_.end()) return;
    const Count next{found->second.totalizer, found->second.bound + 1};
    if (next.bound < totalizers_[next.totalizer].size()) soften(next, weight);
  }

  void soften(const Count& count, std::uint64_t weight) {
    const int literal = -totalizers_[count.totalizer][count.bound];
    counts_[literal] = count;
    add(literal, weight);
  }

  // Outputs of a totalizer (Bailleux and Boufkhad 2003): the i-th is true if more than i inputs
  // are.
  std::vector<int> count(const std::vector<int>& inputs) {
    if (inputs.size() == 1) return inputs;
    const auto half = inputs.begin() + static_cast<std::ptrdiff_t>(inputs.size() / 2);
    const std::vector<int> left = count({inputs.begin(), half});
    const std::vector<int> right = count({half, inputs.end()});
    std::vector<int> out;
    for (std::size_t i = 0; i < inputs.size(); ++i)
      out.push_back(sat_.variable());
    for (std::size_t i = 0; i <= left.size(); ++i) {
      for (std::size_t j = 0; j <= right.size(); ++j) {
        if (i + j == 0) continue;
        std::vector<int> clause = {out[i + j - 1]};
        if (i > 0) clause.push_back(-left[i - 1]);
        if (j > 0) clause.push_back(-right[j - 1]);
        sat_.clause(clause);
      }
    }
    return out;
  }

  spdx::Sat& sat_;
  std::map<int, std::uint64_t> weights_;  // of the softs that are still to hold
  std::map<int, Count> counts_;
  std::vector<std::vector<int>> totalizers_;
  std::vector<int> core_;
  std::uint64_t cost_ = 0;
};

}  // namespace

std::optional<std::uint64_t> minimize(spdx::Sat& sat, const std::vector<Soft>& soft) {
  return Minimizer(sat).run(soft);
}

}  // namespace licet::engine
