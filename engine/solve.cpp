#include "engine/solve.h"

#include <algorithm>
#include <map>

namespace licet::engine {

namespace {

class Search {
 public:
  Search(const std::vector<Choice>& choices, const std::vector<Candidate>& candidates)
      : choices_(choices) {
    std::map<std::uint32_t, Group> groups;
    for (const Candidate& candidate : candidates)
      groups[candidate.group].push_back(&candidate);
    for (auto& [id, group] : groups) {
      const bool open =
          std::ranges::any_of(group, [](const Candidate* c) { return !c->needs.empty(); });
      if (open) {
        open_.push_back(std::move(group));
      } else {
        ++fixed_[static_cast<std::size_t>(best_of(group, {})->severity)];
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
  /// Candidates that make one finding.
  using Group = std::vector<const Candidate*>;

  // What the report will show of a group under these picks; null if nothing of it stands.
  static const Candidate* best_of(const Group& group, const std::vector<std::uint32_t>& picks) {
    const Candidate* best = nullptr;
    for (const Candidate* candidate : group) {
      if (!stands(*candidate, picks)) continue;
      if (best == nullptr || better(*candidate, *best)) best = candidate;
    }
    return best;
  }

  [[nodiscard]] Cost cost(const std::vector<std::uint32_t>& picks) const {
    Cost total = fixed_;
    for (const Group& group : open_) {
      const Candidate* standing = best_of(group, picks);
      if (standing != nullptr) ++total[static_cast<std::size_t>(standing->severity)];
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
  std::vector<Group> open_;
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
