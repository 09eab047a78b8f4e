#include "engine/listed_states.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/statement.h"

namespace licet::engine {

namespace {

using spdx::Value;
using spdx::WorkIndex;

// Works in the order in which a walk from each in turn leaves them.
void leave(WorkIndex start, const std::vector<std::vector<WorkIndex>>& next,
           std::vector<bool>& seen, std::vector<WorkIndex>& left) {
  std::vector<std::pair<WorkIndex, std::size_t>> open = {
      {start, 0}
  };
  seen[start] = true;
  while (!open.empty()) {
    auto& [work, at] = open.back();
    if (at == next[work].size()) {
      left.push_back(work);
      open.pop_back();
    } else if (const WorkIndex to = next[work][at++]; !seen[to]) {
      seen[to] = true;
      open.emplace_back(to, 0);
    }
  }
}

// Whether a relation that takes one part of its source meets this of the source's own terms; it
// meets all of them if none is about that part.
bool meets(const Model& model, TermId term, const std::string& takes, WorkIndex source) {
  const auto fits = [&](TermId id) {
    const std::string& part = model.terms.terms[id].part;
    return part.empty() || part == takes;
  };
  return takes == "any" || fits(term) || std::ranges::none_of(model.terms.of_work[source], fits);
}

class Reader {
 public:
  Reader(const Model& model, WorkIndex target, Flow& flow)
      : model_(model), works_(lineage_of(model, target)), flow_(flow) {
    flow_.at.assign(model.stack.works.size(), {});
    makers_->resize(model.stack.works.size());
    listed_.resize(model.stack.works.size());
  }

  std::optional<Rejection> run(const Value& listed) {
    for (const WorkIndex work : works_)
      read(work, listed);
    for (std::size_t i = 0; i < works_.size() && !rejection_; ++i)
      check_own(works_[i]);
    for (std::size_t i = 0; i < works_.size() && !rejection_; ++i)
      check_steps(works_[i]);
    for (std::size_t i = 0; i < works_.size() && !rejection_; ++i)
      check_made(works_[i]);
    flow_.origins = [at = flow_.at, makers = makers_](std::vector<ArrivalRef> open) {
      std::set<WorkIndex> found;
      std::set<std::pair<WorkIndex, std::uint32_t>> seen;
      while (!open.empty()) {
        const ArrivalRef ref = open.back();
        open.pop_back();
        if (!seen.emplace(ref.work, ref.index).second) continue;
        if (at[ref.work][ref.index].relation == Arrival::kNone) found.insert(ref.work);
        const auto& from = (*makers)[ref.work][ref.index];
        open.insert(open.end(), from.begin(), from.end());
      }
      return std::vector<WorkIndex>(found.begin(), found.end());
    };
    return rejection_;
  }

 private:
  [[nodiscard]] const std::string& id(WorkIndex work) const { return model_.stack.works[work].id; }

  void reject(const Value& value, std::string reason) {
    if (!rejection_) rejection_ = Rejection{value.offset, std::move(reason)};
  }

  const Value& member(const Value& map, std::string_view key) {
    static const Value kNothing;
    const Value* found = member_of(map, key);
    if (found == nullptr) reject(map, fmt::format("\"{}\" is missing", key));
    return found == nullptr ? kNothing : *found;
  }

  // A number below a bound; 0 after a rejection.
  std::uint32_t number(const Value& value, std::size_t bound) {
    std::uint32_t number = 0;
    const char* const end = value.text.data() + value.text.size();
    const auto [rest, problem] = std::from_chars(value.text.data(), end, number);
    if (value.kind == Value::Kind::Number && problem == std::errc() && rest == end &&
        number < bound)
      return number;
    reject(value, fmt::format("a number below {} has to stand here", bound));
    return 0;
  }

  bool flag(const Value& value) {
    if (value.kind != Value::Kind::Boolean) reject(value, "true or false has to stand here");
    return value.text == "true";
  }

  Arrival state(const Value& value) {
    Arrival arrival;
    arrival.term = number(member(value, "term"), model_.terms.terms.size());
    const Value& transfer = member(value, "transfer");
    const auto& transfers = model_.catalogue.transfers;
    const auto moved = std::ranges::find(transfers, transfer.text, &Transfer::id);
    if (moved == transfers.end()) reject(transfer, "this is no transfer");
    arrival.transfer = static_cast<TransferId>(moved - transfers.begin());
    arrival.modified = flag(member(value, "modified"));
    arrival.joined = flag(member(value, "joined"));
    arrival.third_party = flag(member(value, "third-party"));
    const Value& part = member(value, "part");
    const auto* const stands = std::ranges::find(kParts, part.text);
    if (stands == kParts.end()) reject(part, "this is no part of a work");
    arrival.part = static_cast<std::uint8_t>(stands - kParts.begin());
    for (const Value& one : member(value, "assumptions").items) {
      const auto assumption = model_.catalogue.find_assumption(one.text);
      if (!assumption) reject(one, "this is no assumption of the catalogue");
      if (assumption) arrival.assumes |= AssumptionSet{1} << *assumption;
    }
    arrival.depth = number(member(value, "depth"), Arrival::kNone);
    const Value& relation = member(value, "relation");
    if (relation.kind == Value::Kind::Null) return arrival;
    arrival.relation = number(relation, model_.stack.relations.size());
    arrival.previous = number(member(value, "previous"), Arrival::kNone);
    return arrival;
  }

  void read(WorkIndex work, const Value& listed) {
    listed_[work] = &member(listed, id(work));
    auto& states = flow_.at[work];
    for (const Value& one : listed_[work]->items) {
      states.push_back(state(one));
      if (states.size() > 1 && !listed_before(states[states.size() - 2], states.back()))
        reject(one, "the states of a work stand in order, and none twice");
    }
    (*makers_)[work].resize(states.size());
  }

  void check_own(WorkIndex work) {
    const auto& own = model_.terms.of_work[work];
    for (const TermId term : own) {
      Arrival state;
      state.term = term;
      state.transfer = model_.catalogue.identity;
      const auto found = find(work, state);
      if (!found || flow_.at[work][*found].relation != Arrival::kNone ||
          flow_.at[work][*found].depth != 0)
        reject(*listed_[work], fmt::format("own term {} of {} is missing", term, id(work)));
    }
    const auto& states = flow_.at[work];
    if (std::ranges::count(states, Arrival::kNone, &Arrival::relation) !=
        static_cast<std::ptrdiff_t>(own.size()))
      reject(*listed_[work], fmt::format("{} lists own terms that it does not have", id(work)));
  }

  [[nodiscard]] std::optional<std::uint32_t> find(WorkIndex work, const Arrival& state) const {
    const auto& states = flow_.at[work];
    const auto found = std::ranges::lower_bound(states, state, listed_before);
    if (found == states.end() || !found->same_state(state)) return std::nullopt;
    return static_cast<std::uint32_t>(found - states.begin());
  }

  void check_steps(WorkIndex work) {
    for (const RelationIndex index : model_.graph.outgoing[work]) {
      const WorkIndex result = model_.stack.relations[index].result;
      if (!std::ranges::binary_search(works_, result)) continue;
      for (std::uint32_t i = 0; i < flow_.at[work].size(); ++i) {
        for (const Arrival& next : steps_over(model_, flow_.at[work][i], index))
          check_step({work, i}, next, result);
      }
    }
  }

  void check_step(ArrivalRef from, const Arrival& next, WorkIndex result) {
    const Value& value = listed_[from.work]->items[from.index];
    const auto at = find(result, next);
    if (!at) {
      reject(value, fmt::format("what this state becomes over relation {} is not listed for {}",
                                next.relation, id(result)));
      return;
    }
    const Arrival& to = flow_.at[result][*at];
    (*makers_)[result][*at].push_back(from);
    const std::tuple way(next.depth, next.relation, from.index);
    if (to.relation != Arrival::kNone && way < std::tuple(to.depth, to.relation, to.previous))
      reject(listed_[result]->items[*at], "a way that comes before this one leads here too");
    if (way == std::tuple(to.depth, to.relation, to.previous)) made_.emplace(result, *at);
  }

  void check_made(WorkIndex work) {
    for (std::uint32_t i = 0; i < flow_.at[work].size(); ++i) {
      if (flow_.at[work][i].relation != Arrival::kNone && !made_.contains({work, i}))
        reject(listed_[work]->items[i], "its relation does not make this of its previous state");
    }
  }

  const Model& model_;
  std::vector<WorkIndex> works_;
  Flow& flow_;
  std::vector<const Value*> listed_;
  std::optional<Rejection> rejection_;
  std::set<std::pair<WorkIndex, std::uint32_t>> made_;
  std::shared_ptr<std::vector<std::vector<std::vector<ArrivalRef>>>> makers_ =
      std::make_shared<std::vector<std::vector<std::vector<ArrivalRef>>>>();
};

}  // namespace

Graph links_of(const spdx::Stack& stack, const Catalogue& catalogue) {
  const std::size_t works = stack.works.size();
  Graph graph;
  graph.incoming.resize(works);
  graph.outgoing.resize(works);
  graph.loops.resize(works);
  std::vector<std::vector<WorkIndex>> sources(works);
  std::vector<std::vector<WorkIndex>> results(works);
  for (RelationIndex i = 0; i < stack.relations.size(); ++i) {
    const spdx::Relation& relation = stack.relations[i];
    graph.kinds.push_back(catalogue.find_relation(relation.kind).value_or(0));
    graph.incoming[relation.result].push_back(i);
    graph.outgoing[relation.source].push_back(i);
    const Carry& carry = catalogue.relations[graph.kinds[i]].carries.front();
    if (catalogue.composition[catalogue.identity][carry.transfer] == catalogue.nothing) continue;
    sources[relation.result].push_back(relation.source);
    results[relation.source].push_back(relation.result);
    if (relation.source == relation.result) graph.loops[relation.result] = true;
  }
  std::vector<WorkIndex> left;
  std::vector<bool> seen(works);
  for (WorkIndex work = 0; work < works; ++work) {
    if (!seen[work]) leave(work, sources, seen, left);
  }
  seen.assign(works, false);
  for (; !left.empty(); left.pop_back()) {
    std::vector<WorkIndex> group;
    if (!seen[left.back()]) leave(left.back(), results, seen, group);
    std::ranges::sort(group);
    if (group.size() > 1 || (group.size() == 1 && graph.loops[group.front()]))
      graph.rings.push_back(group);
  }
  return graph;
}

std::vector<WorkIndex> lineage_of(const Model& model, WorkIndex target) {
  std::set<WorkIndex> found = {target};
  for (std::vector<WorkIndex> open = {target}; !open.empty();) {
    const WorkIndex work = open.back();
    open.pop_back();
    for (const RelationIndex index : model.graph.incoming[work]) {
      const WorkIndex source = model.stack.relations[index].source;
      if (found.insert(source).second) open.push_back(source);
    }
  }
  return {found.begin(), found.end()};
}

std::vector<Arrival> steps_over(const Model& model, const Arrival& from, RelationIndex index) {
  const spdx::Relation& relation = model.stack.relations[index];
  const RelationKind& kind = model.catalogue.relations[model.graph.kinds[index]];
  std::vector<Arrival> states;
  const bool own = from.relation == Arrival::kNone;
  if (own && !meets(model, from.term, kind.takes, relation.source)) return states;
  const auto* const part = std::ranges::find(kParts, kind.takes);
  for (const Carry& carry : kind.carries) {
    const Transfer& moved = model.catalogue.transfers[carry.transfer];
    Arrival to = from;
    to.transfer = model.catalogue.composition[from.transfer][carry.transfer];
    if (to.transfer == model.catalogue.nothing) continue;
    if (relation.by == spdx::Actor::ThirdParty && moved.binds_maker) to.third_party = true;
    if (moved.changes) to.modified = true;
    if (kind.joins) to.joined = true;
    to.part = static_cast<std::uint8_t>(part == kParts.end() ? 0 : part - kParts.begin());
    to.assumes |= carry.assumes;
    to.relation = index;
    to.depth = from.depth + 1;
    states.push_back(to);
  }
  return states;
}

bool listed_before(const Arrival& a, const Arrival& b) {
  const auto key = [](const Arrival& s) {
    return std::tuple(s.term, s.transfer, s.third_party, s.modified, s.joined, s.part, s.assumes);
  };
  return key(a) < key(b);
}

std::optional<Rejection> read_states(const Value& listed, const Model& model, WorkIndex target,
                                     Flow& flow) {
  return Reader(model, target, flow).run(listed);
}

}  // namespace licet::engine
