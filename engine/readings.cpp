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
    return way(here.relation, !is_open(from.assumes), [&](const RelationKind& as) {
      return std::ranges::any_of(as.carries, carries);
    });
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
  const Catalogue& catalogue = model.catalogue;
  // The worst that is said of a clause, by the license that holds it and the work acted on.
  // Likewise by the unclear relation that it hangs on.
  using Subject = std::tuple<const Clause*, std::uint32_t, spdx::WorkIndex, bool>;
  std::map<Subject, Severity> worst;
  const auto subjects = [&](const Candidate& c) {
    const LicenseId license = c.term ? model.terms.terms[*c.term].license : LicenseId{0};
    std::vector<Subject> out = {
        {c.clause, license, c.place, false}
    };
    for (const OpenWay& way : c.open)
      out.emplace_back(c.clause, license, way.relation, true);
    return out;
  };
  const auto prohibits = [](const Candidate& c) {
    return c.clause != nullptr && c.declared == Severity::Conflict;
  };
  for (const Candidate& c : candidates) {
    if (!prohibits(c)) continue;
    for (const Subject& subject : subjects(c)) {
      const auto [at, fresh] = worst.try_emplace(subject, c.severity);
      if (!fresh) at->second = std::min(at->second, c.severity);
    }
  }
  std::erase_if(candidates, [&](const Candidate& c) {
    if (!prohibits(c) || (c.assumes & catalogue.unclear) == 0) return false;
    return std::ranges::any_of(subjects(c),
                               [&](const Subject& s) { return c.severity > worst[s]; });
  });
}

}  // namespace licet::engine
