#include "engine/cores.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/ablation.h"
#include "engine/explain.h"
#include "engine/minimal_sets.h"

namespace licet::engine {

namespace {

// Relations of a way that is worth a test of its own.
constexpr std::size_t kLongChain = 16;

// Relations that lead from a work to the target, one way; none if it is the target.
std::vector<RelationIndex> way_to_target(const Case& use_case, spdx::WorkIndex from) {
  const Graph& graph = use_case.model.graph;
  const std::vector<spdx::Relation>& relations = use_case.model.stack.relations;
  std::vector<std::optional<RelationIndex>> next(graph.incoming.size());
  std::vector<spdx::WorkIndex> open = {use_case.target};
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (const RelationIndex index : graph.incoming[open[i]]) {
      const spdx::WorkIndex source = relations[index].source;
      if (next[source] || source == use_case.target) continue;
      next[source] = index;
      open.push_back(source);
    }
  }
  std::vector<RelationIndex> way;
  for (spdx::WorkIndex at = from; at != use_case.target && next[at];) {
    way.push_back(*next[at]);
    at = relations[way.back()].result;
  }
  return way;
}

class Search {
 public:
  Search(const Analysis& analysis, std::size_t use, Ablation& ablation, std::size_t most)
      : analysis_(analysis), use_case_(analysis.use_case(use)), ablation_(ablation), most_(most) {}

  CoreSearch first(const Decided& decided) {
    for (const Candidate& candidate : decided.standing) {
      if (candidate.severity != Severity::Conflict) continue;
      const ConflictKey key = conflict_key(candidate, analysis_.model);
      if (auto parts = shrunk(candidate, key)) return {key, std::move(*parts), spent_};
    }
    return {{}, {}, spent_};
  }

  std::map<ConflictKey, Members> each(const std::vector<Candidate>& standing) {
    std::map<ConflictKey, Members> cores;
    for (const Candidate& candidate : standing) {
      if (candidate.severity != Severity::Conflict) continue;
      const ConflictKey key = conflict_key(candidate, analysis_.model);
      if (cores.contains(key)) continue;
      const Members own = named(candidate);
      const auto size = static_cast<std::size_t>(std::ranges::count(own, true));
      if (needs(key)(own)) {
        cores[key] = size > most_ ? own : *shrink(own, needs(key));
      } else {
        cores[key] = shrunk(candidate, key).value_or(Members(own.size(), true));
      }
    }
    return cores;
  }

  Cores run(const Decided& decided) {
    for (const Candidate& candidate : decided.standing) {
      if (candidate.severity != Severity::Conflict) continue;
      const ConflictKey key = conflict_key(candidate, analysis_.model);
      if (done_.insert(key).second) explain(candidate, key);
    }
    std::ranges::stable_sort(found_, {}, [](const Found& found) { return found.size; });
    Cores cores{{}, complete_};
    std::set<ConflictKey> told;
    for (const Found& found : found_) {
      const bool first = told.insert(found.key).second;
      if (!first && cores.cores.size() >= most_) {
        cores.complete = false;
        continue;
      }
      cores.cores.push_back(say(found));
    }
    return cores;
  }

 private:
  struct Found {
    ConflictKey key;
    Members parts;
    std::size_t size = 0;
  };

  // All cores of one conflict, as far as they are wanted and may be searched for.
  void explain(const Candidate& candidate, const ConflictKey& key) {
    const auto first = shrunk(candidate, key);
    if (!first) return;  // another choice of alternatives avoids this conflict for another one
    const auto size = static_cast<std::size_t>(std::ranges::count(*first, true));
    if (spent_ + size * (kTrialCost + analysis_.model.stack.relations.size()) > kMostSpent) {
      complete_ = false;
      add(key, *first);
      return;
    }
    MinimalSets sets(*first, needs(key));
    std::size_t count = 0;
    bool cut = false;
    while (!cut) {
      const auto next = sets.next();
      if (!next) break;
      add(key, *next);
      cut = ++count >= most_ || spent_ > kMostSpent;
    }
    complete_ = complete_ && !cut;
  }

  [[nodiscard]] Enough needs(const ConflictKey& key) {
    return [this, key](const Members& kept) { return conflicts(kept).contains(key); };
  }

  // A minimal core of one conflict, out of what leads it to the target if that is enough.
  std::optional<Members> shrunk(const Candidate& candidate, const ConflictKey& key) {
    const Members close = near(candidate);
    if (auto core = shrink(close, needs(key), chain(candidate, close, key))) return core;
    return shrink(Members(ablation_.parts().size(), true), needs(key));
  }

  // The relations among these parts if they are one long way from the license to the target and the
  // first cannot be left out: no later one can, as that leaves fewer works before the target. Else
  // none.
  Members chain(const Candidate& candidate, Members parts, const ConflictKey& key) {
    Members relations(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i)
      relations[i] = parts[i] && ablation_.parts()[i].kind == Part::Kind::Relation;
    const auto count = static_cast<std::size_t>(std::ranges::count(relations, true));
    if (count < kLongChain || candidate.arrivals.empty() || !candidate.others.empty()) return {};
    const ArrivalRef here = candidate.arrivals.front();
    std::vector<RelationIndex> way = path_of(analysis_.flow, analysis_.model.stack, here);
    std::ranges::copy(way_to_target(use_case_, here.work), std::back_inserter(way));
    if (way.size() != count) return {};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (relations[i] && ablation_.parts()[i].relation == way.front()) parts[i] = false;
    }
    return needs(key)(parts) ? Members() : relations;
  }

  void add(const ConflictKey& key, const Members& parts) {
    found_.push_back({key, parts, static_cast<std::size_t>(std::ranges::count(parts, true))});
  }

  // All parts but the relations that do not lead this conflict to the target.
  [[nodiscard]] Members near(const Candidate& candidate) const {
    std::set<RelationIndex> ways;
    const auto add_way = [&](const std::vector<RelationIndex>& way) {
      ways.insert(way.begin(), way.end());
    };
    for (const auto& arrivals : {candidate.arrivals, candidate.others}) {
      if (arrivals.empty()) continue;
      add_way(path_of(analysis_.flow, analysis_.model.stack, arrivals.front()));
      add_way(way_to_target(use_case_, arrivals.front().work));
    }
    add_way(way_to_target(use_case_, candidate.result));
    Members kept;
    for (const Part& part : ablation_.parts())
      kept.push_back(part.kind != Part::Kind::Relation || ways.contains(part.relation));
    return kept;
  }

  // What a conflict names: of what leads it to the target the acts, the facts that were read, the
  // labels of the works it is about, and the sections of licenses beside which it was found.
  [[nodiscard]] Members named(const Candidate& candidate) const {
    const Catalogue& catalogue = analysis_.model.catalogue;
    const std::vector<Part>& parts = ablation_.parts();
    const auto read = [&](const std::string& id) {
      const auto fact = catalogue.find_fact(id);
      return fact && (candidate.read >> *fact & 1U) != 0;
    };
    const std::set<LicenseId> licenses = licenses_of(candidate);
    Members kept = near(candidate);
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const Part& part = parts[i];
      const bool read_of_work =
          part.of_work && (read("work." + part.name) || read("result." + part.name));
      if (part.kind == Part::Kind::Fact)
        kept[i] = read_of_work || (!part.of_work && (read(part.name) || !part.value.empty()));
      if (part.kind == Part::Kind::Label)
        kept[i] = part.work == candidate.place || part.work == candidate.result;
      if (part.kind == Part::Kind::Clause) kept[i] = licenses.contains(part.license);
    }
    return kept;
  }

  // The license of a finding, and those of works that reached the place of the act.
  [[nodiscard]] std::set<LicenseId> licenses_of(const Candidate& candidate) const {
    std::set<LicenseId> licenses;
    for (const auto& arrivals : {candidate.arrivals, candidate.others}) {
      for (const ArrivalRef ref : arrivals)
        licenses.insert(analysis_.model.terms.terms[analysis_.flow[ref].term].license);
    }
    const auto named = candidate.details.find("license");
    if (named == candidate.details.end()) return licenses;
    if (const auto label = analysis_.model.catalogue.find_license(named->second))
      licenses.insert(*label);
    return licenses;
  }

  // Each set is tried once for all conflicts.
  const std::set<ConflictKey>& conflicts(const Members& kept) {
    const auto [at, fresh] = tried_.try_emplace(kept);
    if (fresh) {
      spent_ += kTrialCost;
      for (std::size_t i = 0; i < kept.size(); ++i)
        spent_ += kept[i] && ablation_.parts()[i].kind == Part::Kind::Relation ? 1U : 0U;
      at->second = conflicts_of(ablation_, kept);
    }
    return at->second;
  }

  [[nodiscard]] Core say(const Found& found) const {
    Core core{found.key.code,
              found.key.license + found.key.exception,
              license_called(found.key.license, analysis_.model.catalogue) + found.key.exception,
              found.key.section,
              found.key.other,
              {}};
    for (std::size_t i = 0; i < found.parts.size(); ++i) {
      if (found.parts[i]) core.parts.push_back(ablation_.say(ablation_.parts()[i]));
    }
    return core;
  }

  const Analysis& analysis_;
  const Case use_case_;
  Ablation& ablation_;
  std::size_t most_;
  std::map<Members, std::set<ConflictKey>> tried_;
  std::set<ConflictKey> done_;
  std::vector<Found> found_;
  std::size_t spent_ = 0;
  bool complete_ = true;
};

}  // namespace

std::set<ConflictKey> conflicts_of(Ablation& ablation, const Members& kept) {
  std::optional<Remains> left = ablation.remains(kept);
  if (!left) return {};
  const Analysis analysis(left->stack, ablation.catalogue(), std::move(left->questions));
  Judgement judged = judge(analysis.use_case(0));
  const std::vector<Candidate> candidates = judged.candidates.take();
  std::set<ConflictKey> keys = conflicts_among(candidates, analysis.model);
  if (!keys.empty() && fewest_conflicts(judged.choices, candidates, {}) == 0) return {};
  return keys;
}

CoreSearch first_core(const Analysis& analysis, const Decided& decided, std::size_t use,
                      Ablation& ablation) {
  return Search(analysis, use, ablation, 1).first(decided);
}

std::map<ConflictKey, Members> core_of_each(const Analysis& analysis,
                                            const std::vector<Candidate>& standing, std::size_t use,
                                            Ablation& ablation, std::size_t most) {
  return Search(analysis, use, ablation, most).each(standing);
}

Cores cores_of(const Analysis& analysis, const Decided& decided, const Request& request,
               std::size_t use, std::size_t most) {
  Ablation ablation(analysis.model.stack, analysis.model.catalogue, request, analysis.questions,
                    use);
  return Search(analysis, use, ablation, most).run(decided);
}

}  // namespace licet::engine
