#include "engine/candidate.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include <fmt/format.h>

namespace licet::engine {

namespace {

std::string key_of(const Candidate& c, const Terms& terms) {
  std::string who;
  if (c.term) {
    const Term& term = terms.terms[*c.term];
    who = term.status == TermStatus::Known
              ? fmt::format("{}/{}", term.license, term.exception ? *term.exception + 1 : 0)
              : term.text + "\n" + term.why;
  }
  std::string key =
      fmt::format("{}|{}|{}|{}|{}", c.code, c.target, who, c.declared == Severity::Note, c.missing);
  if (c.lift != nullptr && c.declared != Severity::Obligation) {
    key += fmt::format("|{}|{}", c.lift->section, c.lift->note);
  } else if (c.clause != nullptr) {
    key += fmt::format("|{}|{}|{}|{}|{}", c.clause->section, c.clause->kind, c.clause->text,
                       c.clause->prefix, c.distinct_note ? c.clause->note : "");
  } else if (!c.term) {
    key += fmt::format("|{}", c.place);
  }
  for (const char* distinct : {"field", "other", "outbound", "name", "duty"}) {
    const auto found = c.details.find(distinct);
    if (found != c.details.end()) key += "|" + found->second;
  }
  return key;
}

// Another act met the same arrivals.
bool ends_with(const std::vector<ArrivalRef>& list, const std::vector<ArrivalRef>& end) {
  return list.size() >= end.size() && std::equal(end.rbegin(), end.rend(), list.rbegin());
}

}  // namespace

void add_acts(const std::vector<ActDone>& acts, std::vector<ActDone>& to) {
  for (const ActDone& done : acts) {
    if (std::ranges::find(to, done.act, &ActDone::act) == to.end()) to.push_back(done);
  }
}

bool covers(const Candidate& one, const std::vector<ActDone>& acts_of_one, const Candidate& other,
            const std::vector<ActDone>& acts_of_other) {
  const bool fewer = one.assumes != other.assumes && (one.assumes & ~other.assumes) == 0;
  return fewer && std::ranges::all_of(acts_of_other, [&](const ActDone& done) {
           return std::ranges::find(acts_of_one, done.act, &ActDone::act) != acts_of_one.end();
         });
}

bool better(const Candidate& a, const Candidate& b) {
  const auto rank = [](const Candidate& c) {
    return std::tuple(c.severity != c.declared, std::popcount(c.assumes), c.depth);
  };
  return rank(a) < rank(b);
}

void Candidates::add(Candidate candidate, const Terms& terms) {
  std::sort(candidate.needs.begin(), candidate.needs.end());
  const std::string subject = key_of(candidate, terms);
  std::string key = subject;
  if (candidate.declared == Severity::Conflict) key += fmt::format("|{}", candidate.assumes);
  candidate.subject =
      numbers_.try_emplace(subject, static_cast<std::uint32_t>(numbers_.size())).first->second;
  candidate.group =
      groups_.try_emplace(key, static_cast<std::uint32_t>(groups_.size())).first->second;
  for (const Literal& literal : candidate.needs)
    key += fmt::format("|{}:{}", literal.choice, literal.options);
  const auto [at, fresh] = index_.try_emplace(std::move(key), list_.size());
  if (fresh) {
    list_.push_back(std::move(candidate));
    return;
  }
  Candidate& known = list_[at->second];
  if (better(candidate, known)) std::swap(known, candidate);
  add_acts(candidate.acts, known.acts);
  if (!ends_with(known.arrivals, candidate.arrivals))
    known.arrivals.insert(known.arrivals.end(), candidate.arrivals.begin(),
                          candidate.arrivals.end());
}

std::vector<Candidate> Candidates::take() {
  std::map<std::uint32_t, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < list_.size(); ++i)
    alike[list_[i].subject].push_back(i);
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < list_.size(); ++i) {
    const auto& others = alike[list_[i].subject];
    const bool covered = std::ranges::any_of(others, [&](std::size_t j) {
      return j != i && list_[j].needs == list_[i].needs &&
             covers(list_[j], list_[j].acts, list_[i], list_[i].acts);
    });
    if (!covered) out.push_back(list_[i]);
  }
  return out;
}

void Candidates::hide(AssumptionId assumption, const Clause* clause) {
  hidden_.try_emplace({assumption, clause}, 1);
}

std::map<AssumptionId, std::size_t> Candidates::hidden() const {
  std::map<AssumptionId, std::size_t> counts;
  for (const auto& [key, one] : hidden_)
    counts[key.first] += one;
  return counts;
}

bool conjoin(std::vector<Literal>& needs, const Literal& literal) {
  for (Literal& known : needs) {
    if (known.choice != literal.choice) continue;
    known.options &= literal.options;
    return known.options != 0;
  }
  needs.push_back(literal);
  return true;
}

bool conjoin(std::vector<Literal>& needs, const std::vector<Literal>& more) {
  return std::ranges::all_of(more, [&](const Literal& literal) { return conjoin(needs, literal); });
}

}  // namespace licet::engine
