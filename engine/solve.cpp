#include "engine/solve.h"

#include <algorithm>
#include <map>
#include <set>

namespace licet::engine {

namespace {

// Candidates that make one finding.
using Group = std::vector<const Candidate*>;

// What the report will show of a group under some picks.
struct Shown {
  const Candidate* best = nullptr;
  std::vector<ActDone> acts;
};

Shown shown_of(const Group& group, const std::vector<std::uint32_t>& picks) {
  Shown shown;
  for (const Candidate* candidate : group) {
    if (!stands(*candidate, picks)) continue;
    add_acts(candidate->acts, shown.acts);
    if (shown.best == nullptr || better(*candidate, *shown.best)) shown.best = candidate;
  }
  return shown;
}

class Search {
 public:
  Search(const std::vector<Choice>& choices, const std::vector<Candidate>& candidates)
      : choices_(choices) {
    std::map<std::uint32_t, std::map<std::uint32_t, Group>> subjects;
    std::set<std::uint32_t> open;
    for (const Candidate& candidate : candidates) {
      subjects[candidate.subject][candidate.group].push_back(&candidate);
      if (!candidate.needs.empty()) open.insert(candidate.subject);
      for (const Literal& literal : candidate.needs)
        asked_.insert(literal.choice);
    }
    for (auto& [id, groups] : subjects) {
      Subject subject;
      for (auto& [number, group] : groups)
        subject.push_back(std::move(group));
      if (open.contains(id)) {
        open_.push_back(std::move(subject));
      } else {
        add_cost(subject, {}, fixed_);
      }
    }
  }

  Solution run() {
    Solution best;
    best.picks.assign(choices_.size(), 0);
    for (const ChoiceId choice : asked_) {
      if (best.combinations <= kMaxCombinations)
        best.combinations *= choices_[choice].options.size();
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
  /// Groups of which one may cover another.
  using Subject = std::vector<Group>;

  // A finding that another one covers is not shown, so it costs nothing.
  static void add_cost(const Subject& subject, const std::vector<std::uint32_t>& picks,
                       Cost& total) {
    std::vector<Shown> all;
    for (const Group& group : subject) {
      Shown shown = shown_of(group, picks);
      if (shown.best != nullptr) all.push_back(std::move(shown));
    }
    for (const Shown& shown : all) {
      const bool covered = std::ranges::any_of(all, [&](const Shown& other) {
        return other.best != shown.best && covers(*other.best, other.acts, *shown.best, shown.acts);
      });
      if (!covered) ++total[static_cast<std::size_t>(shown.best->severity)];
    }
  }

  [[nodiscard]] Cost cost(const std::vector<std::uint32_t>& picks) const {
    Cost total = fixed_;
    for (const Subject& subject : open_)
      add_cost(subject, picks, total);
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
    for (auto choice = asked_.rbegin(); choice != asked_.rend(); ++choice) {
      if (++picks[*choice] < choices_[*choice].options.size()) return true;
      picks[*choice] = 0;
    }
    return false;
  }

  void improve(Solution& best) const {
    for (bool better = true; better;) {
      better = false;
      for (const ChoiceId choice : asked_)
        better = improve_one(best, choice) || better;
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
  std::set<ChoiceId> asked_;  // on which some finding hangs; the others stay at their first option
  std::vector<Subject> open_;
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
