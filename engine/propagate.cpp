// Propagation. The state of an arrival is small and finite (term, transfer, who, part,
// assumptions), and stepping over a relation is a look-up in the composition table, so a chain of
// ten thousand works under one license holds a few states a work. Each fact stores the step that
// made it; explaining walks back and never derives anything anew.
#include <algorithm>
#include <deque>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/flow.h"

namespace licet::engine {

namespace {

std::uint64_t hash_of(const Arrival& a) {
  std::uint64_t h = a.term;
  h = h << 8 | a.transfer;
  h = h << 8 | static_cast<std::uint64_t>(a.part << 3 | (a.joined ? 4 : 0) |
                                          (a.third_party ? 2 : 0) | (a.modified ? 1 : 0));
  h ^= a.assumes * 0x9E3779B97F4A7C15U;
  return h * 0xBF58476D1CE4E5B9U >> 32U;  // each bit of `h` has its say there
}

// The arrivals of one work by their state: a hash table with open addressing (Knuth, TAOCP 6.4,
// algorithm L) of their indices. Where works have choices, it is asked more than anything else.
class StateTable {
 public:
  // The index of the arrival in `all` that has this state, and whether it was put there just now.
  std::pair<std::uint32_t, bool> find_or_add(std::vector<Arrival>& all, const Arrival& arrival) {
    if (2 * (all.size() + 1) > slots_.size()) grow(all);
    std::uint32_t& slot = slots_[slot_of(all, arrival)];
    if (slot != kEmpty) return {slot, false};
    slot = static_cast<std::uint32_t>(all.size());
    all.push_back(arrival);
    return {slot, true};
  }

 private:
  static constexpr std::uint32_t kEmpty = Arrival::kNone;
  static constexpr std::size_t kFirst = 16;  // slots; always a power of two

  [[nodiscard]] std::size_t slot_of(const std::vector<Arrival>& all, const Arrival& arrival) const {
    std::size_t at = hash_of(arrival) % slots_.size();
    while (slots_[at] != kEmpty && all[slots_[at]].state() != arrival.state())
      at = (at + 1) % slots_.size();
    return at;
  }

  void grow(const std::vector<Arrival>& all) {
    slots_.assign(std::max(kFirst, 2 * slots_.size()), kEmpty);
    for (std::uint32_t i = 0; i < all.size(); ++i)
      slots_[slot_of(all, all[i])] = i;
  }

  std::vector<std::uint32_t> slots_;
};

class Propagation {
 public:
  Propagation(const Model& model, std::size_t most) : model_(model), most_(most) {
    flow_.at.resize(model.stack.works.size());
    seen_.resize(model.stack.works.size());
  }

  Flow run() {
    for (const auto& group : model_.graph.groups) {
      for (const spdx::WorkIndex work : group)
        own_terms(work);
      if (group.size() == 1 && !model_.graph.loops[group.front()]) {
        pull(group.front());
      } else {
        settle(group);
      }
      for (const spdx::WorkIndex work : group)
        seen_[work] = {};
    }
    return std::move(flow_);
  }

 private:
  void own_terms(spdx::WorkIndex work) {
    for (const TermId term : model_.terms.of_work[work])
      add(work, own_term(model_, work, term));
  }

  // Returns whether the state is new, or begins at more works than was known. Within finished
  // sources a shorter way replaces a longer one.
  bool add(spdx::WorkIndex work, const Arrival& arrival) {
    const auto [index, fresh] = seen_[work].find_or_add(flow_.at[work], arrival);
    if (fresh) {
      flow_.complete = flow_.complete && ++count_ <= most_;
      return true;
    }
    Arrival& known = flow_.at[work][index];
    const std::uint32_t before = known.origin;
    const std::uint32_t origin = before == arrival.origin ? before : Arrival::kNone;
    if (!in_ring_ && arrival.depth < known.depth) known = arrival;
    known.origin = origin;
    return origin != before;
  }

  bool pull_over(RelationIndex index) {
    const spdx::Relation& relation = model_.stack.relations[index];
    const RelationKind& kind = model_.catalogue.relations[model_.graph.kinds[index]];
    bool grew = false;
    for (const Carry& carry : kind.carries) {
      for (std::uint32_t i = 0; i < flow_.at[relation.source].size() && flow_.complete; ++i) {
        auto arrival = step(model_, flow_.at[relation.source][i], index, carry);
        if (!arrival) continue;
        arrival->previous = i;
        grew = add(relation.result, *arrival) || grew;
      }
    }
    return grew;
  }

  bool pull(spdx::WorkIndex work) {
    bool grew = false;
    for (const RelationIndex index : model_.graph.incoming[work])
      grew = pull_over(index) || grew;
    return grew;
  }

  // States only grow and are finitely many, and an origin changes once, so this ends. A work is
  // pulled again only when a source grew.
  void settle(const std::vector<spdx::WorkIndex>& group) {
    in_ring_ = true;
    std::deque<spdx::WorkIndex> waiting(group.begin(), group.end());
    std::unordered_set<spdx::WorkIndex> queued(group.begin(), group.end());
    const std::unordered_set<spdx::WorkIndex> members = queued;
    std::unordered_set<spdx::WorkIndex> unsettled = queued;
    while (!waiting.empty()) {
      const spdx::WorkIndex work = waiting.front();
      waiting.pop_front();
      queued.erase(work);
      const bool first = unsettled.erase(work) > 0;
      if (!pull(work) && !first) continue;
      for (const RelationIndex index : model_.graph.outgoing[work]) {
        const spdx::WorkIndex next = model_.stack.relations[index].result;
        if (members.contains(next) && queued.insert(next).second) waiting.push_back(next);
      }
    }
    in_ring_ = false;
  }

  const Model& model_;
  std::size_t most_;       // arrivals
  std::size_t count_ = 0;  // of them so far
  Flow flow_;
  bool in_ring_ = false;
  std::vector<StateTable> seen_;
};

}  // namespace

std::optional<Arrival> step(const Model& model, const Arrival& from, RelationIndex index,
                            const Carry& carry) {
  const spdx::Relation& relation = model.stack.relations[index];
  if (from.relation == Arrival::kNone &&
      !meets_part(model.terms, from.term, relation.source, kParts[carry.takes]))
    return std::nullopt;
  const TransferId transfer = model.catalogue.composition[from.transfer][carry.transfer];
  if (transfer == model.catalogue.nothing) return std::nullopt;
  const Transfer& moved = model.catalogue.transfers[carry.transfer];
  Arrival to = from;
  to.transfer = transfer;
  to.third_party =
      from.third_party || (relation.by == spdx::Actor::ThirdParty && moved.binds_maker);
  to.modified = from.modified || moved.changes;
  to.joined = from.joined || carry.joins;
  to.part = carry.takes;
  to.assumes = from.assumes | carry.assumes;
  to.relation = index;
  to.depth = from.depth + 1;
  return to;
}

Flow propagate(const Model& model) {
  return propagate_at_most(model, kMaxArrivals);
}

Flow propagate_at_most(const Model& model, std::size_t most) {
  return Propagation(model, most).run();
}

std::vector<RelationIndex> path_of(const Flow& flow, const spdx::Stack& stack, ArrivalRef arrival) {
  std::vector<RelationIndex> path;
  while (flow[arrival].relation != Arrival::kNone) {
    const Arrival& at = flow[arrival];
    path.push_back(at.relation);
    arrival = {stack.relations[at.relation].source, at.previous};
  }
  std::ranges::reverse(path);
  return path;
}

spdx::WorkIndex origin_of(const Flow& flow, const spdx::Stack& stack, ArrivalRef arrival) {
  while (flow[arrival].relation != Arrival::kNone) {
    const Arrival& at = flow[arrival];
    arrival = {stack.relations[at.relation].source, at.previous};
  }
  return arrival.work;
}

Origins::Origins(const Model& model, const Flow& flow) : model_(model), flow_(flow) {
  first_.reserve(flow.at.size());
  std::size_t count = 0;
  for (const auto& here : flow.at) {
    first_.push_back(count);
    count += here.size();
  }
  seen_.resize(count);
}

std::vector<spdx::WorkIndex> Origins::of(const std::vector<ArrivalRef>& arrivals) {
  if (walk_ > 0 && arrivals == asked_) return found_;
  ++walk_;
  for (const ArrivalRef ref : arrivals)
    visit(ref);
  std::vector<spdx::WorkIndex> found;
  while (!open_.empty()) {
    const ArrivalRef ref = open_.back();
    open_.pop_back();
    const Arrival& arrival = flow_[ref];
    if (arrival.origin != Arrival::kNone) {
      found.push_back(arrival.origin);
      continue;
    }
    if (arrival.relation == Arrival::kNone) found.push_back(ref.work);
    for (const RelationIndex index : model_.graph.incoming[ref.work])
      back_over(index, arrival);
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  asked_ = arrivals;
  found_ = found;
  return found;
}

void Origins::visit(ArrivalRef ref) {
  std::uint32_t& last = seen_[first_[ref.work] + ref.index];
  if (last == walk_) return;
  last = walk_;
  open_.push_back(ref);
}

void Origins::back_over(RelationIndex index, const Arrival& arrival) {
  const spdx::WorkIndex source = model_.stack.relations[index].source;
  for (std::uint32_t i = 0; i < flow_.at[source].size(); ++i) {
    if (makes(flow_.at[source][i], index, arrival)) visit({source, i});
  }
}

bool Origins::makes(const Arrival& from, RelationIndex index, const Arrival& to) const {
  if (from.term != to.term) return false;
  const RelationKind& kind = model_.catalogue.relations[model_.graph.kinds[index]];
  return std::ranges::any_of(kind.carries, [&](const Carry& carry) {
    const auto reached = step(model_, from, index, carry);
    return reached && reached->state() == to.state();
  });
}

std::vector<spdx::WorkIndex> origins_of(const Model& model, const Flow& flow,
                                        const std::vector<ArrivalRef>& arrivals) {
  return Origins(model, flow).of(arrivals);
}

}  // namespace licet::engine
