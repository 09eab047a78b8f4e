#include "engine/readings.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/judge.h"

namespace licet::engine {

namespace {

// The facts that hang on what ships inside what, of which unclear relations leave some open.
constexpr std::string_view kInside = "work.inside-product";

class Search {
 public:
  Search(const Trigger& trigger, const Model& model, const Flow& flow, spdx::WorkIndex target)
      : trigger_(trigger), model_(model), flow_(flow), target_(target) {}

  OpenWay run() {
    const Exercise& act = trigger_.exercise;
    if (!is_open(act.assumes)) return carried_here();
    return act.made ? used_in_making() : shipped_in();
  }

 private:
  [[nodiscard]] bool is_open(AssumptionSet assumes) const {
    return (assumes & model_.catalogue.unclear) != 0;
  }

  [[nodiscard]] const RelationKind& kind(RelationIndex index) const {
    return model_.catalogue.relations[model_.graph.kinds[index]];
  }

  template <typename Fits>
  [[nodiscard]] OpenWay way(RelationIndex index, bool rest_is_certain, Fits fits) const {
    OpenWay out{index, 0, 0};
    const std::vector<RelationId>& readings = kind(index).readings;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      if (fits(model_.catalogue.relations[readings[i]])) out.readings |= 1U << i;
    }
    if (rest_is_certain && leads_for_sure(index)) out.alone = out.readings;
    return out;
  }

  // Whether nothing but the reading of this relation, which makes the target, is open about the
  // trigger. What else a reading changes must not matter to the clause: whose the target is, and
  // what is inside a product.
  [[nodiscard]] bool leads_for_sure(RelationIndex index) const {
    const auto inside = model_.catalogue.find_fact(kInside);
    const bool reads_inside = inside && (trigger_.read >> *inside & 1U) != 0;
    const bool always_makes = std::ranges::all_of(
        kind(index).readings, [&](RelationId id) { return model_.catalogue.relations[id].makes; });
    return model_.stack.relations[index].result == target_ &&
           model_.graph.outgoing[target_].empty() && always_makes && !reads_inside &&
           trigger_.others.empty() && (trigger_.needs.empty() || trigger_.refs.size() == 1);
  }

  [[nodiscard]] bool came_for_sure() const {
    return !is_open(flow_[trigger_.refs.front()].assumes);
  }

  // The act is one of making a result from the place.
  [[nodiscard]] OpenWay used_in_making() const {
    const Exercise& act = trigger_.exercise;
    if (act.link != Arrival::kNone) {
      return way(act.link, false,
                 [&](const RelationKind& as) { return links(model_.catalogue, as); });
    }
    const auto does = [&](const Carry& carry) {
      return carry.takes == act.takes && std::ranges::any_of(carry.acts, [&](const RelationAct& a) {
               return a.act == act.act && a.via == act.via && (a.assumes & ~act.assumes) == 0;
             });
    };
    return way(act.relation, came_for_sure(),
               [&](const RelationKind& as) { return std::ranges::any_of(as.carries, does); });
  }

  // The license came over an unclear relation; the last one counts.
  [[nodiscard]] OpenWay carried_here() const {
    ArrivalRef at = trigger_.refs.front();
    while (flow_[at].relation != Arrival::kNone && kind(flow_[at].relation).readings.empty())
      at = before(at);
    const Arrival& here = flow_[at];
    if (here.relation == Arrival::kNone) return {};
    const Arrival& from = flow_[before(at)];
    const auto carries = [&](const Carry& carry) { return carries_so(from, here, carry); };
    return way(here.relation, !is_open(from.assumes),
               [&](const RelationKind& as) { return std::ranges::any_of(as.carries, carries); });
  }

  [[nodiscard]] ArrivalRef before(ArrivalRef at) const {
    return {model_.stack.relations[flow_[at].relation].source, flow_[at].previous};
  }

  [[nodiscard]] bool carries_so(const Arrival& from, const Arrival& here,
                                const Carry& carry) const {
    const auto to = step(model_, from, here.relation, carry);
    if (!to) return false;
    Arrival read = *to;
    read.assumes |= model_.catalogue.unclear;
    return read.state() == here.state();
  }

  // The place ships or runs inside something else.
  [[nodiscard]] OpenWay shipped_in() const {
    const Exercise& act = trigger_.exercise;
    OpenWay found;
    for (const RelationIndex index : model_.graph.outgoing[act.place]) {
      const bool theirs = model_.stack.relations[index].by == spdx::Actor::ThirdParty;
      const OpenWay here = way(index, came_for_sure(), [&](const RelationKind& as) {
        // What somebody else runs is not run by the user.
        const Transfer& main = model_.catalogue.transfers[as.carries.front().transfer];
        return (as.part_acts >> act.act & 1U) != 0 && !(theirs && main.binds_maker);
      });
      if (here.readings != 0 && (found.readings == 0 || here.alone != 0)) found = here;
    }
    return found;
  }

  const Trigger& trigger_;
  const Model& model_;
  const Flow& flow_;
  spdx::WorkIndex target_;
};

// How bad it is what prohibitions say of a clause, and on which acts: by the license that holds the
// clause and the work acted on, and by license and unclear relation.
class SaidOfClauses {
 public:
  explicit SaidOfClauses(const Model& model) : model_(model) {}

  void note(const Candidate& c) {
    if (!prohibits(c)) return;
    for (const Subject& subject : subjects(c)) {
      ActSet& acts = said_[subject][c.severity];
      acts = static_cast<ActSet>(acts | acts_in(c));
    }
  }

  // Whether something worse was noted of all acts of a finding that rests on a reading.
  bool worse(const Candidate& c) {
    if (!prohibits(c) || (c.assumes & model_.catalogue.unclear) == 0) return false;
    const auto says_more = [&](const auto& other) {
      return other.first < c.severity && (acts_in(c) & ~other.second) == 0;
    };
    return std::ranges::any_of(subjects(c), [&](const Subject& subject) {
      return std::ranges::any_of(said_[subject], says_more);
    });
  }

 private:
  using Subject = std::tuple<const Clause*, LicenseId, std::uint32_t, bool>;

  static bool prohibits(const Candidate& c) {
    return c.clause != nullptr && c.declared == Severity::Conflict;
  }

  static ActSet acts_in(const Candidate& c) {
    ActSet acts = 0;
    for (const ActDone& done : c.acts)
      acts = static_cast<ActSet>(acts | 1U << done.act);
    return acts;
  }

  [[nodiscard]] std::vector<Subject> subjects(const Candidate& c) const {
    const LicenseId license = c.term ? model_.terms.terms[*c.term].license : LicenseId{0};
    std::vector<Subject> out = {
        {c.clause, license, c.place, false}
    };
    for (const OpenWay& way : c.open)
      out.emplace_back(c.clause, license, way.relation, true);
    return out;
  }

  const Model& model_;
  std::map<Subject, std::map<Severity, ActSet>> said_;
};

}  // namespace

std::vector<OpenWay> open_ways(const Trigger& trigger, const Model& model, const Flow& flow,
                               spdx::WorkIndex target) {
  if ((trigger.assumes & model.catalogue.unclear) == 0 || trigger.refs.empty()) return {};
  const OpenWay way = Search(trigger, model, flow, target).run();
  return way.readings == 0 ? std::vector<OpenWay>{} : std::vector<OpenWay>{way};
}

bool in_every_reading(const std::vector<OpenWay>& ways, const Model& model) {
  return std::ranges::any_of(ways, [&](const OpenWay& way) {
    const std::size_t all =
        model.catalogue.relations[model.graph.kinds[way.relation]].readings.size();
    return way.alone == (std::uint32_t{1} << all) - 1;
  });
}

std::vector<std::string_view> readings_of(const OpenWay& way, const Model& model) {
  const Catalogue& catalogue = model.catalogue;
  std::vector<std::string_view> ids;
  const std::vector<RelationId>& readings =
      catalogue.relations[model.graph.kinds[way.relation]].readings;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if ((way.readings >> i & 1U) != 0) ids.push_back(catalogue.relations[readings[i]].id);
  }
  return ids;
}

void decide_by_all_readings(Candidates& candidates, const Model& model) {
  const Catalogue& catalogue = model.catalogue;
  const auto decided = [&](const Candidate& c) {
    return c.code == catalogue.engine_codes.relation_unclear && c.severity == Severity::Unknown &&
           in_every_reading(c.open, model);
  };
  if (std::ranges::none_of(candidates.list(), decided)) return;
  candidates.change_each(
      [&](Candidate& c) {
        if (!decided(c)) return;
        c.code = *catalogue.find_code(c.details.extract("duty").mapped());
        c.severity = c.declared;
        c.assumes &= ~catalogue.unclear;
      },
      model.terms);
}

void drop_weaker_readings(std::vector<Candidate>& candidates, const Model& model) {
  SaidOfClauses said(model);
  for (const Candidate& candidate : candidates)
    said.note(candidate);
  std::erase_if(candidates, [&](const Candidate& candidate) { return said.worse(candidate); });
}

}  // namespace licet::engine
