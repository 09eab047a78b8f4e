#include "engine/refutation.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace licet::engine {

namespace {

using Domains = std::vector<std::uint64_t>;  // by choice: the options that may still be taken

// The literals of which one has to be so: those a derived choice stands for, else the one itself.
std::vector<Literal> ways_of(const Literal& literal, const std::vector<Choice>& choices) {
  const std::vector<Literal>& any = choices[literal.choice].any_of;
  return any.empty() ? std::vector<Literal>{literal} : any;
}

class Search {
 public:
  Search(const std::vector<const Candidate*>& conflicts, const std::vector<Choice>& choices)
      : conflicts_(conflicts), choices_(choices) {}

  // Whether every conflict can be avoided within the domains; false also beyond the limit.
  bool run(const Domains& domains) {
    if (++steps_ > kMostSteps) return false;
    std::optional<std::vector<Domains>> fewest;
    for (const Candidate* conflict : conflicts_) {
      const auto ways = ways_out(*conflict, domains);
      if (ways && (!fewest || ways->size() < fewest->size())) fewest = ways;
    }
    return !fewest || std::ranges::any_of(*fewest, [&](const Domains& d) { return run(d); });
  }

  [[nodiscard]] bool gave_up() const { return steps_ > kMostSteps; }

 private:
  // What is left of the domains for each need of the conflict that can be denied; nothing if one
  // already is.
  [[nodiscard]] std::optional<std::vector<Domains>> ways_out(const Candidate& conflict,
                                                             const Domains& domains) const {
    std::vector<Domains> ways;
    for (const Literal& need : conflict.needs) {
      Domains left = domains;
      bool possible = true;
      for (const Literal& way : ways_of(need, choices_)) {
        left[way.choice] &= ~way.options;
        possible = possible && left[way.choice] != 0;
      }
      if (left == domains) return std::nullopt;
      if (possible) ways.push_back(std::move(left));
    }
    return ways;
  }

  const std::vector<const Candidate*>& conflicts_;
  const std::vector<Choice>& choices_;
  std::size_t steps_ = 0;
};

using Count = std::array<std::uint64_t, 4>;  // conflicts, unknowns, reviews, weight of duties

// Of a subject what is certain goes before what is open, then the worse before the milder.
Count count(const std::vector<Candidate>& candidates, const std::vector<Choice>& choices,
            const Picks& picks) {
  std::map<std::uint32_t, std::tuple<bool, Severity, std::uint64_t>> deciding;
  for (const Candidate& c : candidates) {
    if (!hold(c.needs, choices, picks)) continue;
    const std::tuple one(c.severity != c.declared, c.severity, std::uint64_t{c.weight});
    const auto [at, fresh] = deciding.try_emplace(c.subject, one);
    at->second = std::min(at->second, one);
  }
  Count sum = {};
  for (const auto& [subject, decides] : deciding) {
    const auto& [open, severity, weight] = decides;
    const auto level = static_cast<std::size_t>(severity);
    if (level < sum.size()) sum[level] += severity == Severity::Obligation ? weight : 1;
  }
  return sum;
}

}  // namespace

bool hold(const std::vector<Literal>& needs, const std::vector<Choice>& choices,
          const Picks& picks) {
  return std::ranges::all_of(needs, [&](const Literal& need) {
    return std::ranges::any_of(ways_of(need, choices), [&](const Literal& way) {
      return (way.options >> picks[way.choice] & 1U) != 0;
    });
  });
}

std::optional<bool> avoidable(const std::vector<const Candidate*>& conflicts,
                              const std::vector<Choice>& choices,
                              const std::vector<Literal>& given) {
  Domains domains;
  for (const Choice& choice : choices)
    domains.push_back(~std::uint64_t{0} >> (64 - choice.options.size()));
  for (const Literal& literal : given)
    domains[literal.choice] &= literal.options;
  Search search(conflicts, choices);
  const bool found = search.run(domains);
  return search.gave_up() ? std::nullopt : std::optional(found);
}

std::optional<std::vector<const Candidate*>> refutation(std::vector<const Candidate*> conflicts,
                                                        const std::vector<Choice>& choices) {
  const auto free = std::ranges::find_if(conflicts, [](auto* c) { return c->needs.empty(); });
  if (free != conflicts.end()) return std::vector{*free};
  for (std::size_t i = conflicts.size(); i-- > 0;) {
    std::vector<const Candidate*> rest = conflicts;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    const auto found = avoidable(rest, choices, {});
    if (!found) return std::nullopt;
    if (!*found) conflicts = std::move(rest);
  }
  return conflicts;
}

std::vector<ChoiceId> relevant_choices(const std::vector<Candidate>& candidates,
                                       const std::vector<Choice>& choices) {
  std::set<ChoiceId> ids;
  for (const Candidate& candidate : candidates) {
    for (const Literal& need : candidate.needs) {
      for (const Literal& way : ways_of(need, choices))
        ids.insert(way.choice);
    }
  }
  return {ids.begin(), ids.end()};
}

std::optional<bool> best(const std::vector<Candidate>& candidates,
                         const std::vector<Choice>& choices, const Picks& picks) {
  std::vector<ChoiceId> order = relevant_choices(candidates, choices);
  std::ranges::stable_sort(order, {}, [&](ChoiceId id) { return choices[id].work; });
  std::size_t combinations = 1;
  for (const ChoiceId id : order) {
    combinations *= choices[id].options.size();
    if (combinations > kMostCompared) return std::nullopt;
  }
  const Count taken = count(candidates, choices, picks);
  bool before = true;  // the combinations up to the one taken come first
  Picks other = picks;
  for (std::size_t number = 0; number < combinations; ++number) {
    std::size_t rest = number;
    for (std::size_t i = order.size(); i-- > 0; rest /= choices[order[i]].options.size())
      other[order[i]] = static_cast<std::uint32_t>(rest % choices[order[i]].options.size());
    if (other == picks) {
      before = false;
      continue;
    }
    const Count cost = count(candidates, choices, other);
    if (cost < taken || (before && cost == taken)) return false;
  }
  return true;
}

}  // namespace licet::engine
