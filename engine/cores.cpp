#include "engine/cores.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/ablation.h"
#include "engine/explain.h"
#include "engine/minimal_sets.h"

namespace licet::engine {

namespace {

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
    if (spent_ > kMostSpent) {
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
    if (auto core = shrink(near(candidate), needs(key))) return core;
    return shrink(Members(ablation_.parts().size(), true), needs(key));
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

  // Each set is tried once for all conflicts.
  const std::set<ConflictKey>& conflicts(const Members& kept) {
    const auto [at, fresh] = tried_.try_emplace(kept);
    if (fresh) {
      spent_ += kTrialCost;
      for (std::size_t i = 0; i < kept.size(); ++i)
        spent_ += kept[i] && ablation_.parts()[i].kind == Part::Kind::Relation ? 1U : 0U;
      at->second = ablation_.conflicts(kept);
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

CoreSearch first_core(const Analysis& analysis, const Decided& decided, std::size_t use,
                      Ablation& ablation) {
  return Search(analysis, use, ablation, 1).first(decided);
}

Cores cores_of(const Analysis& analysis, const Decided& decided, const Request& request,
               std::size_t use, std::size_t most) {
  Ablation ablation(analysis.model.stack, analysis.model.catalogue, request, analysis.questions,
                    use);
  return Search(analysis, use, ablation, most).run(decided);
}

}  // namespace licet::engine
