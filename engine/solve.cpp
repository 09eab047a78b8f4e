// The encoding. Each option of a choice is a variable, exactly one of a choice is true. A candidate
// stands if all its literals hold. The candidates of a subject are one item of the report; what it
// costs is decided by the best of those that stand: the ones that are certain before the open ones,
// the worse before the milder. So a class of candidates costs if one of it stands and none of an
// earlier class does.
#include "engine/solve.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "engine/optimum.h"

namespace licet::engine {

namespace {

constexpr std::size_t kLevels = std::tuple_size_v<Cost>;
constexpr std::size_t kDuties = 3;

// Candidates of one subject that cost the same.
struct Class {
  bool open = false;
  Severity severity = Severity::Note;
  std::uint64_t weight = 1;
  std::vector<const Candidate*> candidates;

  [[nodiscard]] bool certain() const {
    return std::ranges::any_of(candidates, [](const Candidate* c) { return c->needs.empty(); });
  }
};

using Subject = std::vector<Class>;  // in the order in which they decide

void add_cost(const Class& one, Cost& cost) {
  const auto level = static_cast<std::size_t>(one.severity);
  if (level < kLevels) cost[level] += level == kDuties ? one.weight : 1;
}

std::vector<Subject> subjects_of(const std::vector<Candidate>& candidates) {
  std::map<std::uint32_t, std::map<std::tuple<bool, Severity, std::uint64_t>, Class>> grouped;
  for (const Candidate& candidate : candidates) {
    const bool open = candidate.severity != candidate.declared;
    Class& one = grouped[candidate.subject][{open, candidate.severity, candidate.weight}];
    one.open = open;
    one.severity = candidate.severity;
    one.weight = candidate.weight;
    one.candidates.push_back(&candidate);
  }
  std::vector<Subject> subjects;
  for (auto& [id, classes] : grouped) {
    Subject subject;
    for (auto& [key, one] : classes) {
      subject.push_back(std::move(one));
      if (subject.back().certain()) break;  // what comes after never decides
    }
    subjects.push_back(std::move(subject));
  }
  return subjects;
}

class Encoding {
 public:
  Encoding(const std::vector<Choice>& choices, const std::vector<Candidate>& candidates)
      : choices_(choices), options_(choices.size()) {
    for (const Subject& subject : subjects_of(candidates)) {
      if (subject.front().certain()) {
        add_cost(subject.front(), fixed_);
      } else {
        encode(subject);
      }
    }
  }

  // Fixed costs and the least of what hangs on choices, level by level.
  std::optional<Cost> minimize_levels(std::size_t levels) {
    Cost cost = fixed_;
    for (std::size_t level = 0; level < levels; ++level) {
      const auto least = minimize(sat_, soft_[level]);
      if (!least) return std::nullopt;
      cost[level] += *least;
    }
    return cost;
  }

  void require(const Literal& literal) { sat_.clause({variable(literal)}); }

  // The first of the picks that are left, in the order of works and options.
  std::optional<std::vector<std::uint32_t>> first_picks() {
    std::vector<std::uint32_t> picks(choices_.size(), 0);
    if (!sat_.solve().value_or(false)) return std::nullopt;
    read(picks);
    for (const std::size_t choice : by_work()) {
      if (!options_[choice].empty() && choices_[choice].any_of.empty() && !settle(choice, picks))
        return std::nullopt;
    }
    return picks;
  }

 private:
  // Choices by the ids of their works, so that the order in a file decides nothing.
  [[nodiscard]] std::vector<std::size_t> by_work() const {
    std::vector<std::size_t> order(choices_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return choices_[i].work; });
    return order;
  }

  // Takes the first option of a choice that is possible; the picks follow.
  bool settle(std::size_t choice, std::vector<std::uint32_t>& picks) {
    for (std::uint32_t option = 0; option < picks[choice]; ++option) {
      sat_.assume(options_[choice][option]);
      const auto possible = sat_.solve();
      if (!possible) return false;
      if (*possible) read(picks);
    }
    sat_.clause({options_[choice][picks[choice]]});
    return true;
  }

  void read(std::vector<std::uint32_t>& picks) {
    for (std::size_t choice = 0; choice < choices_.size(); ++choice) {
      for (std::uint32_t option = 0; option < options_[choice].size(); ++option) {
        if (sat_.is_true(options_[choice][option])) picks[choice] = option;
      }
    }
  }

  const std::vector<int>& options(ChoiceId id) {
    std::vector<int>& variables = options_[id];
    if (!variables.empty()) return variables;
    for (std::size_t i = 0; i < choices_[id].options.size(); ++i)
      variables.push_back(sat_.variable());
    sat_.clause(variables);
    for (std::size_t i = 0; i < variables.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j)
        sat_.clause({-variables[j], -variables[i]});
    }
    sat_.prefer(variables.front());
    const std::vector<int> made = variables;
    if (!choices_[id].any_of.empty()) define_any(made.back(), choices_[id].any_of);
    return options_[id];
  }

  // self = one of the literals holds
  void define_any(int self, const std::vector<Literal>& literals) {
    std::vector<int> some = {-self};
    for (const Literal& literal : literals) {
      const int one = variable(literal);
      sat_.clause({-one, self});
      some.push_back(one);
    }
    sat_.clause(some);
  }

  int variable(const Literal& literal) {
    const auto known = literals_.find(literal);
    if (known != literals_.end()) return known->second;
    const std::vector<int> all = options(literal.choice);
    std::vector<int> some;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if ((literal.options >> i & 1U) != 0) some.push_back(all[i]);
    }
    int self = some.empty() ? 0 : some.front();
    if (some.size() != 1) self = any_of(some);
    literals_.emplace(literal, self);
    return self;
  }

  int any_of(const std::vector<int>& some) {
    const int self = sat_.variable();
    std::vector<int> clause = {-self};
    for (const int one : some) {
      sat_.clause({-one, self});
      clause.push_back(one);
    }
    sat_.clause(clause);
    return self;
  }

  // A variable that is true if the candidate stands; one for all that need the same.
  int stands_variable(const Candidate& candidate) {
    if (candidate.needs.size() == 1) return variable(candidate.needs.front());
    const auto known = conjunctions_.find(candidate.needs);
    if (known != conjunctions_.end()) return known->second;
    const int self = sat_.variable();
    std::vector<int> all = {self};
    for (const Literal& literal : candidate.needs) {
      const int one = variable(literal);
      sat_.clause({-self, one});
      all.push_back(-one);
    }
    sat_.clause(all);
    conjunctions_.emplace(candidate.needs, self);
    return self;
  }

  void encode(const Subject& subject) {
    std::vector<int> earlier;
    for (const Class& one : subject) {
      std::set<int> some;
      if (!one.certain()) {
        for (const Candidate* candidate : one.candidates)
          some.insert(stands_variable(*candidate));
      }
      const auto level = static_cast<std::size_t>(one.severity);
      const std::vector<int> members(some.begin(), some.end());
      const int any = members.empty() ? 0 : members.size() == 1 ? members.front() : any_of(members);
      if (level < kLevels) charge(any, earlier, level, level == kDuties ? one.weight : 1);
      earlier.push_back(any);
    }
  }

  // Costs if `any` is true (always, if it is 0) and none of the earlier ones is.
  void charge(int any, const std::vector<int>& earlier, std::size_t level, std::uint64_t weight) {
    if (earlier.empty()) {
      soft_[level].push_back({-any, weight});
      return;
    }
    const int cost = sat_.variable();
    std::vector<int> clause = {cost};
    if (any != 0) clause.push_back(-any);
    clause.insert(clause.end(), earlier.begin(), earlier.end());
    sat_.clause(clause);
    soft_[level].push_back({-cost, weight});
  }

  const std::vector<Choice>& choices_;
  spdx::Sat sat_;
  std::vector<std::vector<int>> options_;  // by choice, those that something hangs on
  std::map<Literal, int> literals_;
  std::map<std::vector<Literal>, int> conjunctions_;
  std::array<std::vector<Soft>, kLevels> soft_;
  Cost fixed_ = {};
};

bool any_needs(const std::vector<Candidate>& candidates) {
  return std::ranges::any_of(candidates, [](const Candidate& c) { return !c.needs.empty(); });
}

bool any_stands(const Class& one, const std::vector<std::uint32_t>& picks) {
  return std::ranges::any_of(one.candidates, [&](const Candidate* c) { return stands(*c, picks); });
}

}  // namespace

Cost cost_of(const std::vector<Candidate>& candidates, const std::vector<std::uint32_t>& picks) {
  Cost cost = {};
  for (const Subject& subject : subjects_of(candidates)) {
    const auto decides =
        std::ranges::find_if(subject, [&](const Class& one) { return any_stands(one, picks); });
    if (decides != subject.end()) add_cost(*decides, cost);
  }
  return cost;
}

Solution solve(const std::vector<Choice>& choices, const std::vector<Candidate>& candidates) {
  Solution solution;
  solution.picks.assign(choices.size(), 0);
  if (!any_needs(candidates)) {
    solution.cost = cost_of(candidates, solution.picks);
    return solution;
  }
  Encoding encoding(choices, candidates);
  const auto cost = encoding.minimize_levels(kLevels);
  const auto picks = cost ? encoding.first_picks() : std::nullopt;
  solution.proven = picks.has_value();
  if (picks) solution.picks = *picks;
  follow(choices, solution.picks);
  solution.cost = picks ? *cost : cost_of(candidates, solution.picks);
  return solution;
}

std::uint64_t fewest_conflicts(const std::vector<Choice>& choices,
                               const std::vector<Candidate>& candidates,
                               const std::vector<Literal>& given) {
  Encoding encoding(choices, candidates);
  for (const Literal& literal : given)
    encoding.require(literal);
  const auto cost = encoding.minimize_levels(1);
  return cost ? cost->front() : candidates.size();
}

}  // namespace licet::engine
