// Branch and bound. A node says of each choice which options may still be taken; what these leave
// open, a finding or a choice that nobody makes, is Unset.
#include "engine/refutation.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>

namespace licet::engine {

namespace {

using Domains = std::vector<std::uint64_t>;  // by choice: the options that may still be taken
// Conflicts, unknowns, reviews, the weight of duties; then what is taken, in the order of works.
using Cost = std::vector<std::uint64_t>;
constexpr std::size_t kLevels = 4;

Truth truth_of(const Literal& literal, const Domains& domains) {
  const std::uint64_t open = domains[literal.choice];
  if ((open & literal.options) == 0) return Truth::False;
  return (open & ~literal.options) == 0 ? Truth::True : Truth::Unset;
}

Truth standing_of(const Candidate& candidate, const Domains& domains) {
  Truth all = Truth::True;
  for (const Literal& need : candidate.needs)
    all = std::min(all, truth_of(need, domains));
  return all;
}

class Search {
 public:
  Search(std::vector<Candidate> candidates, const std::vector<Choice>& choices)
      : candidates_(std::move(candidates)), choices_(choices) {
    // Of a subject what is certain goes before what is open, then the worse before the milder.
    std::ranges::stable_sort(candidates_, {}, [](const Candidate& c) {
      return std::tuple(c.subject, c.severity != c.declared, c.severity, c.weight);
    });
    for (ChoiceId id = 0; id < choices.size(); ++id) {
      all_.push_back(~std::uint64_t{0} >> (64 - choices[id].options.size()));
      if (choices[id].any_of.empty()) by_work_.push_back(id);
    }
    std::ranges::stable_sort(by_work_, {}, [&](ChoiceId id) { return choices_[id].work; });
  }

  [[nodiscard]] const Domains& all() const { return all_; }

  // Whether some picks within the domains cost less than this; nothing beyond the limit.
  std::optional<bool> run(Domains domains, const Cost& cost) {
    if (++steps_ > kMostSteps) return std::nullopt;
    settle(domains);
    if (least(domains) >= cost) return false;
    const auto open = undecided(domains);
    if (!open) return true;  // some cost just this
    Domains denied = domains;
    denied[open->choice] &= ~open->options;
    domains[open->choice] &= open->options;
    const auto found = run(std::move(denied), cost);
    return found == false ? run(std::move(domains), cost) : found;
  }

  // No picks within the domains cost less. Each subject is decided by the first of its findings
  // that stands, and may be by any before one that stands for certain.
  [[nodiscard]] Cost least(const Domains& domains) const {
    Cost sum(kLevels);
    for (std::size_t i = 0; i < candidates_.size();) {
      const std::uint32_t subject = candidates_[i].subject;
      std::pair mildest(Severity::Conflict, std::numeric_limits<std::int64_t>::min());
      Truth decided = Truth::False;
      for (; i < candidates_.size() && candidates_[i].subject == subject; ++i) {
        const Candidate& one = candidates_[i];
        const Truth stands = standing_of(one, domains);
        if (decided == Truth::True || stands == Truth::False) continue;
        mildest = std::max(mildest, {one.severity, -std::int64_t{one.weight}});
        decided = stands;
      }
      const auto level = static_cast<std::size_t>(mildest.first);
      const bool duty = mildest.first == Severity::Obligation;
      if (decided == Truth::True && level < kLevels)
        sum[level] += duty ? static_cast<std::uint64_t>(-mildest.second) : 1;
    }
    for (const ChoiceId id : by_work_)
      sum.push_back(static_cast<std::uint64_t>(std::countr_zero(domains[id])));
    return sum;
  }

  // What nobody chooses follows; it is made of earlier choices.
  void settle(Domains& domains) const {
    for (std::size_t id = 0; id < choices_.size(); ++id) {
      if (choices_[id].any_of.empty()) continue;
      Truth any = Truth::False;
      for (const Literal& literal : choices_[id].any_of)
        any = std::max(any, truth_of(literal, domains));
      domains[id] = any == Truth::Unset ? 0b11 : any == Truth::True ? 0b10 : 0b01;
    }
  }

 private:
  // A literal to decide next, of the worst finding that is open.
  [[nodiscard]] std::optional<Literal> undecided(const Domains& domains) const {
    const auto open = [&](const Literal& one) { return truth_of(one, domains) == Truth::Unset; };
    const Candidate* worst = nullptr;
    for (const Candidate& one : candidates_) {
      const bool worse = worst == nullptr || one.severity < worst->severity;
      if (worse && standing_of(one, domains) == Truth::Unset) worst = &one;
    }
    if (worst == nullptr) return std::nullopt;
    Literal literal = *std::ranges::find_if(worst->needs, open);
    while (!choices_[literal.choice].any_of.empty())
      literal = *std::ranges::find_if(choices_[literal.choice].any_of, open);
    return literal;
  }

  std::vector<Candidate> candidates_;
  const std::vector<Choice>& choices_;
  Domains all_;
  std::vector<ChoiceId> by_work_;  // those that somebody makes
  std::size_t steps_ = 0;
};

}  // namespace

std::optional<bool> avoidable(std::vector<Candidate> candidates, const std::vector<Choice>& choices,
                              const std::vector<Literal>& given) {
  std::erase_if(candidates, [](const Candidate& c) { return c.severity != Severity::Conflict; });
  Search search(std::move(candidates), choices);
  Domains domains = search.all();
  for (const Literal& literal : given)
    domains[literal.choice] &= literal.options;
  return search.run(std::move(domains), {1});
}

std::optional<bool> surpassed(const Picks& picks, const std::vector<Candidate>& candidates,
                              const std::vector<Choice>& choices) {
  Search search(candidates, choices);
  Domains taken;
  for (const std::uint32_t option : picks)
    taken.push_back(std::uint64_t{1} << option);
  return search.run(search.all(), search.least(taken));
}

}  // namespace licet::engine
