#include "engine/exercise.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace licet::engine {

namespace {

// Whether it does however it is read.
bool links_for_sure(const Catalogue& catalogue, const RelationKind& kind) {
  return std::ranges::all_of(
      kind.readings, [&](RelationId id) { return links(catalogue, catalogue.relations[id]); });
}

// The works upstream of the target, each with the unclear relation it is upstream by; kNone for
// those that are for certain.
class Upstream {
 public:
  explicit Upstream(const Model& model, spdx::WorkIndex target) : model_(model) {
    links_[target] = Arrival::kNone;
    works_ = {target};
    follow(true);
    if (met_open_) follow(false);
  }

  [[nodiscard]] const std::vector<spdx::WorkIndex>& works() const { return works_; }

  [[nodiscard]] std::uint32_t link(spdx::WorkIndex work) const { return links_.at(work); }

 private:
  void follow(bool certain) {
    for (std::size_t next = 0; next < works_.size(); ++next) {
      const spdx::WorkIndex work = works_[next];
      for (const RelationIndex index : model_.graph.incoming[work]) {
        const RelationKind& kind = model_.catalogue.relations[model_.graph.kinds[index]];
        if (!links(model_.catalogue, kind)) continue;
        const bool open = !links_for_sure(model_.catalogue, kind);
        met_open_ = met_open_ || open;
        if (certain && open) continue;
        const std::uint32_t link = open && links_[work] == Arrival::kNone ? index : links_[work];
        const spdx::WorkIndex source = model_.stack.relations[index].source;
        if (links_.try_emplace(source, link).second) works_.push_back(source);
      }
    }
  }

  const Model& model_;
  std::unordered_map<spdx::WorkIndex, std::uint32_t> links_;
  std::vector<spdx::WorkIndex> works_;
  bool met_open_ = false;
};

// Acts that reach a work: for certain, and if an unclear relation is read so that they do.
struct Reached {
  ActSet certain = 0;
  ActSet open = 0;
};

// What goes on from a work to a source that ships or runs inside it.
Reached inside(const Reached& here, const RelationKind& kind) {
  const auto certain = static_cast<ActSet>(here.certain & kind.sure_part_acts);
  const auto all = static_cast<ActSet>((here.certain | here.open) & kind.part_acts);
  return {certain, static_cast<ActSet>(all & ~certain)};
}

// Returns whether something is new.
bool join(Reached& known, const Reached& more) {
  const Reached before = known;
  known.certain = static_cast<ActSet>(known.certain | more.certain);
  known.open = static_cast<ActSet>((known.open | more.open) & ~known.certain);
  return before.certain != known.certain || (known.open & ~before.open) != 0;
}

// The target and the parts that ship or run inside it, each with the acts that reach it.
std::map<spdx::WorkIndex, Reached> parts_of(const Model& model, spdx::WorkIndex target,
                                            ActSet acts) {
  std::map<spdx::WorkIndex, Reached> reached = {
      {target, {acts, 0}}
  };
  std::vector<spdx::WorkIndex> open = {target};
  while (!open.empty()) {
    const spdx::WorkIndex work = open.back();
    open.pop_back();
    const Reached here = reached[work];
    for (const RelationIndex index : model.graph.incoming[work]) {
      const spdx::Relation& relation = model.stack.relations[index];
      const RelationKind& kind = model.catalogue.relations[model.graph.kinds[index]];
      // What somebody else runs is not run by the user.
      if (relation.by == spdx::Actor::ThirdParty &&
          model.catalogue.transfers[kind.carries.front().transfer].binds_maker)
        continue;
      if (join(reached[relation.source], inside(here, kind))) open.push_back(relation.source);
    }
  }
  return reached;
}

void add_made(const Model& model, RelationIndex index, std::uint32_t link,
              std::vector<Exercise>& out) {
  const spdx::Relation& relation = model.stack.relations[index];
  if (relation.by != spdx::Actor::Self) return;
  const RelationKind& kind = model.catalogue.relations[model.graph.kinds[index]];
  for (const Carry& carry : kind.carries) {
    for (const RelationAct& act : carry.acts) {
      const AssumptionSet open = link == Arrival::kNone ? 0 : model.catalogue.unclear;
      out.push_back({relation.source, relation.result, act.act, true, act.via, act.assumes | open,
                     carry.takes, index, link});
    }
  }
}

}  // namespace

bool links(const Catalogue& catalogue, const RelationKind& kind) {
  if (kind.part_acts != 0) return true;
  return std::ranges::any_of(kind.carries, [&](const Carry& carry) {
    return catalogue.composition[catalogue.identity][carry.transfer] != catalogue.nothing ||
           !carry.acts.empty();
  });
}

ActSet acts_of(const spdx::Use& use, const Catalogue& catalogue) {
  ActSet acts = 0;
  for (const std::string& act : use.acts) {
    if (const auto id = catalogue.find_act(act))
      acts = static_cast<ActSet>(acts | 1U << *id | catalogue.acts[*id].implies);
  }
  return acts;
}

std::optional<Arrival> met_by(const Exercise& exercise, const Arrival& state, const Model& model) {
  // A relation that takes the weights does not meet the license of the code.
  if (state.relation == Arrival::kNone &&
      !meets_part(model.terms, state.term, exercise.place, kParts[exercise.takes]))
    return std::nullopt;
  Arrival met = state;
  met.assumes |= exercise.assumes;
  if (exercise.via) met.transfer = model.catalogue.composition[state.transfer][*exercise.via];
  if (met.transfer == model.catalogue.nothing) return std::nullopt;
  return met;
}

std::vector<spdx::WorkIndex> upstream_of(const Model& model, spdx::WorkIndex target) {
  std::vector<spdx::WorkIndex> works = Upstream(model, target).works();
  std::ranges::sort(works);
  return works;
}

std::vector<Exercise> exercises_of(const Model& model, spdx::WorkIndex target, ActSet acts) {
  std::vector<Exercise> out;
  for (const auto& [work, here] : parts_of(model, target, acts)) {
    for (std::size_t act = 0; act < model.catalogue.acts.size(); ++act) {
      const bool certain = (here.certain >> act & 1U) != 0;
      if (!certain && (here.open >> act & 1U) == 0) continue;
      out.push_back({work, work, static_cast<ActId>(act), false, std::nullopt,
                     certain ? 0 : model.catalogue.unclear, 0});
    }
  }
  const Upstream upstream(model, target);
  for (const spdx::WorkIndex work : upstream.works()) {
    for (const RelationIndex index : model.graph.incoming[work])
      add_made(model, index, upstream.link(work), out);
  }
  std::ranges::stable_sort(out, [](const Exercise& a, const Exercise& b) {
    return std::tie(a.place, a.made, a.act, a.result) < std::tie(b.place, b.made, b.act, b.result);
  });
  return out;
}

}  // namespace licet::engine
