#include "engine/candidate.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <tuple>
#include <utility>

namespace licet::engine {

namespace {

// Adds a number or a text to a key, so that no two keys of different parts are the same.
void append(std::string& key, std::uint64_t number) {
  std::array<char, sizeof number> bytes = {};
  std::memcpy(bytes.data(), &number, sizeof number);
  key.append(bytes.data(), bytes.size());
}

void append(std::string& key, const std::string& text) {
  append(key, text.size());
  key += text;
}

// Another act met the same arrivals.
bool ends_with(const std::vector<ArrivalRef>& list, const std::vector<ArrivalRef>& end) {
  return list.size() >= end.size() && std::equal(end.rbegin(), end.rend(), list.rbegin());
}

}  // namespace

std::string license_of(const Candidate& candidate, const Model& model) {
  const auto named = candidate.details.find("license");
  if (named != candidate.details.end()) return named->second;
  if (!candidate.term) return {};
  const Term& term = model.terms.terms[*candidate.term];
  return term.status == TermStatus::Known ? model.catalogue.licenses[term.license].id : term.text;
}

std::string exception_of(const Candidate& candidate, const Model& model) {
  if (!candidate.term || candidate.details.contains("license")) return {};
  const auto& exception = model.terms.terms[*candidate.term].exception;
  return exception ? " WITH " + model.catalogue.exceptions[*exception].id : std::string();
}

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

void add_ways(const std::vector<OpenWay>& ways, std::vector<OpenWay>& to) {
  for (const OpenWay& way : ways) {
    const auto known = std::ranges::find(to, way.relation, &OpenWay::relation);
    if (known == to.end()) {
      to.push_back(way);
    } else {
      known->readings |= way.readings;
      known->alone |= way.alone;
    }
  }
}

bool better(const Candidate& a, const Candidate& b) {
  const auto rank = [](const Candidate& c) {
    return std::tuple(c.severity != c.declared, std::popcount(c.assumes), c.depth);
  };
  return rank(a) < rank(b);
}

std::uint32_t Candidates::number_of(const Clause& clause, bool with_note) {
  const auto [at, fresh] = clauses_.try_emplace({&clause, with_note}, 0);
  if (fresh) {
    std::string key;
    for (const std::string* part : {&clause.section, &clause.text, &clause.prefix})
      append(key, *part);
    append(key, clause.kind);
    append(key, with_note ? clause.note : std::string());
    at->second =
        texts_.try_emplace(std::move(key), static_cast<std::uint32_t>(texts_.size())).first->second;
  }
  return at->second;
}

std::string Candidates::key_of(const Candidate& c, const Terms& terms) {
  std::string key;
  append(key, c.code);
  append(key, c.target);
  append(key, c.missing);
  key += c.declared == Severity::Note ? 'n' : 'f';
  if (c.term) {
    key += 't';
    const Term& term = terms.terms[*c.term];
    const bool known = term.status == TermStatus::Known;
    append(key, known ? 1 + term.license : 0);
    append(key, known && term.exception ? *term.exception + 1U : 0U);
    if (!known) append(key, term.text + "\n" + term.why);
  }
  if (c.lift != nullptr && c.declared != Severity::Obligation) {
    key += 'l';
    append(key, c.lift->section);
    append(key, c.lift->note);
  } else if (c.clause != nullptr) {
    key += 'c';
    append(key, number_of(*c.clause, c.distinct_note));
  } else if (!c.term) {
    key += 'p';
    append(key, c.place);
  }
  for (const char* distinct : {"field", "other", "outbound", "name", "duty", "license"}) {
    const auto found = c.details.find(distinct);
    if (found == c.details.end()) continue;
    key += *distinct;
    append(key, found->second);
  }
  // What the target goes out under is another question than what some part of it does, even where
  // both are under the same license.
  if (c.details.contains("outbound")) key += c.place == c.target ? 't' : 'w';
  return key;
}

void Candidates::add(Candidate candidate, const Terms& terms) {
  std::sort(candidate.needs.begin(), candidate.needs.end());
  const auto next = [](const auto& map) { return static_cast<std::uint32_t>(map.size()); };
  candidate.subject = numbers_.try_emplace(key_of(candidate, terms), next(numbers_)).first->second;
  const auto assumes = candidate.declared == Severity::Conflict
                           ? std::optional<AssumptionSet>(candidate.assumes)
                           : std::nullopt;
  candidate.group = groups_.try_emplace({candidate.subject, assumes}, next(groups_)).first->second;
  const auto [at, fresh] = index_.try_emplace({candidate.group, candidate.needs}, list_.size());
  if (fresh) {
    list_.push_back(std::move(candidate));
    return;
  }
  Candidate& known = list_[at->second];
  if (better(candidate, known)) std::swap(known, candidate);
  add_acts(candidate.acts, known.acts);
  add_ways(candidate.open, known.open);
  if (!ends_with(known.arrivals, candidate.arrivals)) {
    known.arrivals.insert(known.arrivals.end(), candidate.arrivals.begin(),
                          candidate.arrivals.end());
  }
}

void Candidates::change_each(const std::function<void(Candidate&)>& change, const Terms& terms) {
  std::vector<Candidate> list = std::exchange(list_, {});
  index_.clear();
  for (Candidate& candidate : list) {
    change(candidate);
    add(std::move(candidate), terms);
  }
}

std::vector<Candidate> Candidates::take() {
  // Very many may have the same subject, each with a need of its own.
  std::map<std::pair<std::uint32_t, std::vector<Literal>>, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < list_.size(); ++i)
    alike[{list_[i].subject, list_[i].needs}].push_back(i);
  std::vector<Candidate> out;
  for (const Candidate& candidate : list_) {
    const auto& others = alike.at({candidate.subject, candidate.needs});
    const bool covered = std::ranges::any_of(others, [&](std::size_t other) {
      return covers(list_[other], list_[other].acts, candidate, candidate.acts);
    });
    if (!covered) out.push_back(candidate);
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

Severity worst_of(const std::vector<Candidate>& findings) {
  Severity worst = Severity::Clear;
  for (const Candidate& finding : findings)
    worst = std::min(worst, finding.severity);
  return worst;
}

bool tells(const Candidate& finding, const Clause& clause, ActId act) {
  const Clause* own = finding.clause;
  const auto words = [](const Clause& c) { return std::tie(c.kind, c.section, c.text, c.prefix); };
  const bool lifted = finding.lift != nullptr && (finding.lift->kinds >> clause.kind & 1U) != 0;
  return ((own != nullptr && words(*own) == words(clause)) || lifted) &&
         std::ranges::find(finding.acts, act, &ActDone::act) != finding.acts.end();
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
