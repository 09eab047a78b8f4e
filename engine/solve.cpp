#include "engine/solve.h"

#include <algorithm>

namespace licet::engine {

namespace {

class Search {
 public:
  Search(const std::vector<Choice>& choices, const std::vector<Candidate>& candidates)
      : choices_(choices) {
    for (const Candidate& candidate : candidates) {
      if (!candidate.needs.empty()) {
        open_.push_back(&candidate);
      } else {
        ++fixed_[static_cast<std::size_t>(candidate.severity)];
      }
    }
  }

  Solution run() {
    Solution best;
    best.picks.assign(choices_.size(), 0);
    for (const Choice& choice : choices_) {
      if (best.combinations <= kMaxCombinations) best.combinations *= choice.options.size();
    }
    best.proven = best.combinations <= kMaxCombinations;
    best.cost = cost(best.picks);
    if (best.proven) {
      try_all(best);
    } else {
      improve(best);
    }
    return best;
  }

 private:
  [[nodiscard]] Cost cost(const std::vector<std::uint32_t>& picks) const {
    Cost total = fixed_;
    for (const Candidate* candidate : open_) {
      if (stands(*candidate, picks)) ++total[static_cast<std::size_t>(candidate->severity)];
    }
    return total;
  }

  // Counts through all picks like an odometer.
  void try_all(Solution& best) const {
    std::vector<std::uint32_t> picks = best.picks;
    while (advance(picks)) {
      const Cost now = cost(picks);
      if (now < best.cost) {
        best.cost = now;
        best.picks = picks;
      }
    }
  }

  bool advance(std::vector<std::uint32_t>& picks) const {
    for (std::size_t i = picks.size(); i-- > 0;) {
      if (++picks[i] < choices_[i].options.size()) return true;
      picks[i] = 0;
    }
    return false;
  }

  void improve(Solution& best) const {
    for (bool better = true; better;) {
      better = false;
      for (std::size_t i = 0; i < choices_.size(); ++i)
        better = improve_one(best, i) || better;
    }
  }

  bool improve_one(Solution& best, std::size_t choice) const {
    bool better = false;
    std::vector<std::uint32_t> picks = best.picks;
    for (std::uint32_t option = 0; option < choices_[choice].options.size(); ++option) {
      picks[choice] = option;
      const Cost now = cost(picks);
      if (!(now < best.cost)) continue;
      best.cost = now;
      best.picks = picks;
      better = true;
    }
    return better;
  }

  const std::vector<Choice>& choices_;
  std::vector<const Candidate*> open_;
  Cost fixed_ = {};
};

}  // namespace

bool stands(const Candidate& candidate, const std::vector<std::uint32_t>& picks) {
  return std::ranges::all_of(candidate.needs, [&](const Literal& literal) {
    return (literal.options >> picks[literal.choice] & 1U) != 0;
  });
}

Solution solve(const std::vector<Choice>& choices, const std::vector<Candidate>& candidates) {
  return Search(choices, candidates).run();
}

}  // namespace licet::engine
