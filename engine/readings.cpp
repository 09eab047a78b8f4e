#include "engine/readings.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace licet::engine {

namespace {

class Search {
 public:
  Search(const Candidate& candidate, const Case& use_case) : c_(candidate), case_(use_case) {}

  std::optional<OpenReading> run() {
    if (auto used = used_in_making()) return used;
    if (auto carried = carried_here()) return carried;
    return shipped_in();
  }

 private:
  [[nodiscard]] const Catalogue& catalogue() const { return case_.model.catalogue; }

  [[nodiscard]] const RelationKind& kind(RelationIndex index) const {
    return catalogue().relations[case_.model.graph.kinds[index]];
  }

  template <typename Fits>
  [[nodiscard]] std::optional<OpenReading> reading(RelationIndex index, Fits fits) const {
    OpenReading out{index, {}};
    for (const RelationId id : kind(index).readings) {
      if (fits(catalogue().relations[id])) out.readings.push_back(catalogue().relations[id].id);
    }
    return out.readings.empty() ? std::nullopt : std::optional(std::move(out));
  }

  [[nodiscard]] bool done(ActId act) const {
    return std::ranges::any_of(c_.acts, [&](const ActDone& one) { return one.act == act; });
  }

  // Whether one of the acts is done by making a result so.
  [[nodiscard]] bool acts_in(const RelationKind& as) const {
    return std::ranges::any_of(as.carries, [&](const Carry& carry) {
      return std::ranges::any_of(carry.acts, [&](const RelationAct& a) { return done(a.act); });
    });
  }

  // Whether one of the acts on a result is an act on its source as well.
  [[nodiscard]] bool ships_in(const RelationKind& as) const {
    return std::ranges::any_of(
        c_.acts, [&](const ActDone& one) { return (as.part_acts >> one.act & 1U) != 0; });
  }

  // The act is one of making the result from the place.
  [[nodiscard]] std::optional<OpenReading> used_in_making() const {
    if (c_.result == c_.place) return std::nullopt;
    for (const RelationIndex index : case_.model.graph.incoming[c_.result]) {
      if (case_.model.stack.relations[index].source != c_.place) continue;
      if (auto found = reading(index, [&](const RelationKind& as) { return acts_in(as); }))
        return found;
    }
    return std::nullopt;
  }

  // The license came over the relation.
  [[nodiscard]] std::optional<OpenReading> carried_here() const {
    if (c_.arrivals.empty()) return std::nullopt;
    ArrivalRef at = c_.arrivals.front();
    while (case_.flow[at].relation != Arrival::kNone) {
      const Arrival& here = case_.flow[at];
      const ArrivalRef from = {case_.model.stack.relations[here.relation].source, here.previous};
      const TransferId before = case_.flow[from].transfer;
      const auto makes = [&](const Carry& carry) {
        return catalogue().composition[before][carry.transfer] == here.transfer;
      };
      auto found = reading(here.relation, [&](const RelationKind& as) {
        return std::ranges::any_of(as.carries, makes);
      });
      if (found) return found;
      at = from;
    }
    return std::nullopt;
  }

  // The place ships or runs inside something else.
  [[nodiscard]] std::optional<OpenReading> shipped_in() const {
    for (const RelationIndex index : case_.model.graph.outgoing[c_.place]) {
      if (auto found = reading(index, [&](const RelationKind& as) { return ships_in(as); }))
        return found;
    }
    return std::nullopt;
  }

  const Candidate& c_;
  const Case& case_;
};

}  // namespace

void drop_weaker_readings(std::vector<Candidate>& candidates, const Model& model) {
  const Catalogue& catalogue = model.catalogue;
  // The worst that is said of a clause, by the license that holds it and the work acted on.
  using Subject = std::tuple<const Clause*, std::uint32_t, spdx::WorkIndex>;
  std::map<Subject, Severity> worst;
  const auto subject = [&](const Candidate& c) {
    return Subject{c.clause, c.term ? model.terms.terms[*c.term].license : 0, c.place};
  };
  const auto prohibits = [](const Candidate& c) {
    return c.clause != nullptr && c.declared == Severity::Conflict;
  };
  for (const Candidate& c : candidates) {
    if (!prohibits(c)) continue;
    const auto [at, fresh] = worst.try_emplace(subject(c), c.severity);
    if (!fresh) at->second = std::min(at->second, c.severity);
  }
  std::erase_if(candidates, [&](const Candidate& c) {
    return prohibits(c) && (c.assumes & catalogue.unclear) != 0 && c.severity > worst[subject(c)];
  });
}

std::optional<OpenReading> open_reading(const Candidate& candidate, const Case& use_case) {
  if ((candidate.assumes & use_case.model.catalogue.unclear) == 0) return std::nullopt;
  return Search(candidate, use_case).run();
}

}  // namespace licet::engine
