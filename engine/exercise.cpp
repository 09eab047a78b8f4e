#include "engine/exercise.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

namespace licet::engine {

namespace {

// A relation over which nothing lives on and no part ships is no link in the chain: the source is
// only named.
bool links(const Model& model, RelationIndex index) {
  const RelationKind& kind = model.catalogue.relations[model.graph.kinds[index]];
  if (kind.part_acts != 0) return true;
  return std::ranges::any_of(kind.carries, [&](const Carry& carry) {
    return model.catalogue.composition[model.catalogue.identity][carry.transfer] !=
               model.catalogue.nothing ||
           !carry.acts.empty();
  });
}

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

void add_made(const Model& model, RelationIndex index, std::vector<Exercise>& out) {
  const spdx::Relation& relation = model.stack.relations[index];
  if (relation.by != spdx::Actor::Self) return;
  const RelationKind& kind = model.catalogue.relations[model.graph.kinds[index]];
  for (const Carry& carry : kind.carries) {
    for (const RelationAct& act : carry.acts) {
      out.push_back({relation.source, relation.result, act.act, true, act.via, act.assumes,
                     part_index(kind.takes)});
    }
  }
}

}  // namespace

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
  std::unordered_set<spdx::WorkIndex> seen = {target};
  std::vector<spdx::WorkIndex> found = {target};
  for (std::size_t next = 0; next < found.size(); ++next) {
    for (const RelationIndex index : model.graph.incoming[found[next]]) {
      const spdx::WorkIndex source = model.stack.relations[index].source;
      if (links(model, index) && seen.insert(source).second) found.push_back(source);
    }
  }
  std::ranges::sort(found);
  return found;
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
  for (const spdx::WorkIndex work : upstream_of(model, target)) {
    for (const RelationIndex index : model.graph.incoming[work])
      add_made(model, index, out);
  }
  std::ranges::stable_sort(out, [](const Exercise& a, const Exercise& b) {
    return std::tuple(a.place, a.made, a.act) < std::tuple(b.place, b.made, b.act);
  });
  return out;
}

}  // namespace licet::engine
