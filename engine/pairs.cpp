// What two licenses on one work do to each other: demands that exclude each other, and terms that
// one brings though the other forbids adding any.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/additions.h"
#include "engine/labels.h"
#include "engine/lifts.h"

namespace licet::engine {

namespace {

std::vector<std::string> accepted_by(const Trigger& trigger, const Collector& collector) {
  std::vector<std::string> ids = trigger.clause->accepts;
  const std::vector<std::string>& through = collector.term_of(trigger).through;
  ids.insert(ids.end(), through.begin(), through.end());
  return ids;
}

// Emits a finding of the first trigger that also hangs on the second one's assumptions and
// alternatives.
struct Outcome {
  CodeId code;
  Details details;
};

void emit_pair(const Trigger& first, const Trigger& second, AssumptionSet second_assumes,
               Outcome outcome, Collector& collector) {
  Trigger both = first;
  if (both.lift == nullptr) both.lift = second.lift;
  both.assumes |= second_assumes;
  both.truth = std::min(first.truth, second.truth);
  both.read |= second.read;
  both.missing |= second.missing;
  both.others = second.refs;
  outcome.details["other"] = collector.license_of(second).id;
  collector.emit(both, outcome.code, std::move(outcome.details), second.needs);
}

// That one of two licenses is there from another work than one that may bring both.
struct Elsewhere {
  bool never = false;          // no other work brings either
  std::vector<Literal> needs;  // else what it hangs on
};

// Works, and what of each has to be chosen for its license to be there.
using Sources = std::set<std::pair<std::uint32_t, std::optional<Literal>>>;

// All pairs on the place of one exercise.
class Pairs {
 public:
  Pairs(const std::vector<Trigger>& held, const std::vector<Trigger>& met, Collector& collector)
      : held_(held), met_(met), collector_(collector) {}

  void run() {
    for (std::size_t i = 0; i < held_.size(); ++i) {
      const auto& code = rule_of(held_[i]).together;
      for (std::size_t j = i + 1; code && j < held_.size(); ++j)
        check_clash(held_[i], held_[j], *code);
    }
    for (const Trigger& first : held_) {
      const Rule& rule = rule_of(first);
      if (rule.test != Test::NothingAdded || !rule.violated) continue;
      for (const Trigger& second : met_)
        check_added(first, second, *rule.violated);
    }
    const bool labelled = !met_.empty() && collector_.terms().mine[met_.front().exercise.place];
    if (labelled && collector_.catalogue().acts[met_.front().exercise.act].needs_outbound)
      check_labels();
  }

 private:
  [[nodiscard]] const Rule& rule_of(const Trigger& trigger) const {
    return *collector_.catalogue().rules[trigger.clause->kind];
  }

  [[nodiscard]] LicenseId license(const Trigger& trigger) const {
    return collector_.term_of(trigger).license;
  }

  // The works whose own license it may be that a trigger speaks of, and on what each hangs: as a
  // number that is the same for triggers that have these in common.
  std::size_t sources_of(const Trigger& trigger) {
    const Flow& flow = collector_.use_case().flow;
    Sources sources;
    for (const ArrivalRef ref : trigger.refs)
      sources.emplace(flow[ref].origin, collector_.terms().terms[flow[ref].term].literal);
    const auto [at, fresh] = sources_.try_emplace(std::move(sources), sources_.size());
    if (fresh) listed_.push_back(&at->first);
    return at->second;
  }

  // For each work that may bring both of two licenses, on what it hangs that one of them is there
  // from another work; not for those where one always is.
  const std::vector<Elsewhere>& elsewhere_of(const Trigger& a, const Trigger& b) {
    const auto key = std::pair(sources_of(a), sources_of(b));
    const auto [at, fresh] = elsewhere_.try_emplace(key);
    if (!fresh) return at->second;
    const Sources& left = *listed_[key.first];
    const Sources& right = *listed_[key.second];
    for (const std::uint32_t origin : common_origins(left, right)) {
      const auto literals = others_than(origin, left, right);
      Elsewhere elsewhere{literals.empty(), collector_.any_of(literals)};
      if (elsewhere.never || !elsewhere.needs.empty()) at->second.push_back(std::move(elsewhere));
    }
    return at->second;
  }

  static std::set<std::uint32_t> common_origins(const Sources& left, const Sources& right) {
    std::set<std::uint32_t> origins;
    for (const auto& [origin, literal] : left) {
      const auto same = right.lower_bound({origin, std::nullopt});
      const bool shared = same != right.end() && same->first == origin;
      if (shared && origin != Arrival::kNone) origins.insert(origin);
    }
    return origins;
  }

  static std::vector<std::optional<Literal>> others_than(std::uint32_t origin, const Sources& left,
                                                         const Sources& right) {
    std::vector<std::optional<Literal>> literals;
    for (const Sources* sources : {&left, &right}) {
      for (const auto& [other, literal] : *sources) {
        if (other != origin) literals.push_back(literal);
      }
    }
    return literals;
  }

  // Emits what two licenses do to each other; a question where one work states both: its licensor
  // put them side by side, and does not say whether they cover one thing or different files of it.
  void emit_clash(const Trigger& first, const Trigger& second, AssumptionSet second_assumes,
                  Outcome outcome) {
    const CodeId together = collector_.catalogue().engine_codes.stated_together;
    Trigger apart = first;
    for (const Elsewhere& elsewhere : elsewhere_of(first, second)) {
      Trigger stated = first;
      if (elsewhere.never || conjoin(stated.needs, collector_.unless(elsewhere.needs)))
        emit_pair(stated, second, second_assumes, {together, {}}, collector_);
      if (elsewhere.never || !conjoin(apart.needs, elsewhere.needs)) return;
    }
    emit_pair(apart, second, second_assumes, std::move(outcome), collector_);
  }

  void check_clash(const Trigger& a, const Trigger& b, CodeId code) {
    if (a.clause->kind != b.clause->kind || license(a) == license(b)) return;
    const std::vector<std::string> left = accepted_by(a, collector_);
    const std::vector<std::string> right = accepted_by(b, collector_);
    if (std::ranges::any_of(left, [&](const std::string& id) { return holds(right, id); })) return;
    std::vector<Literal> needs = a.needs;
    if (certain(a) && certain(b) && conjoin(needs, b.needs))
      clashed_[std::minmax(license(a), license(b))].insert(needs);
    const bool in_order = collector_.license_of(a).id < collector_.license_of(b).id;
    const Trigger& first = in_order ? a : b;
    const Trigger& second = in_order ? b : a;
    emit_clash(first, second, second.assumes, {code, {}});
  }

  // Narrows what a finding hangs on to where none of others stands that say it better; false if one
  // of them always does.
  [[nodiscard]] bool keep_unless(const std::set<std::vector<Literal>>& others,
                                 std::vector<Literal>& needs) {
    return std::ranges::all_of(others, [&](const std::vector<Literal>& other) {
      return !other.empty() && conjoin(needs, collector_.unless(other));
    });
  }

  // Two licenses that clash need no second conflict about what one adds to the other.
  void check_added(Trigger first, const Trigger& second, CodeId code) {
    if (!keep_unless(clashed_[std::minmax(license(first), license(second))], first.needs)) return;
    const Additions added = additions_against({*first.clause, collector_.license_of(first).id,
                                               collector_.term_of(first).exception, nullptr},
                                              second, collector_);
    if (added.clauses.empty()) return;
    code = code_for(added, code, collector_.catalogue(), first);
    emit_clash(first, second, second.arrival.assumes,
               {code, {{"added", additions_text(added, collector_.catalogue())}}});
    check_exceptions(first, second);
  }

  // Clauses of the same license that may lift the conflict, if they speak of how the other part
  // stands there.
  void check_exceptions(const Trigger& first, const Trigger& second) {
    for (const Clause& clause : collector_.license_of(first).clauses) {
      const auto& rule = collector_.catalogue().rules[clause.kind];
      if (!rule || rule->test != Test::MayLift || !rule->due) continue;
      if ((clause.reach >> second.arrival.transfer & 1U) == 0) continue;
      Trigger exception = first;
      exception.clause = &clause;
      emit_pair(exception, second, 0, {*rule->due, {}}, collector_);
    }
  }

  // The license chosen for the result may forbid additions too: recipients, who have to keep the
  // whole under it, could not keep its terms. Where it wants nothing of the whole, its words speak
  // of the work it was given for only.
  void check_labels() {
    const Catalogue& catalogue = collector_.catalogue();
    const Outbound& outbound = collector_.outbound_of(met_.front().exercise.place);
    for (const OutboundOption& option : outbound.options) {
      for (const OutboundLicense& member : option.members) {
        // Whatever its clause reaches: recipients who change the work meet it.
        if (member.status == TermStatus::Known &&
            shares_alike(catalogue.licenses[member.license], catalogue))
          check_label(member, option.needs);
      }
    }
  }

  void check_label(const OutboundLicense& member, std::vector<Literal> needs) {
    const Catalogue& catalogue = collector_.catalogue();
    const LicenseId label = member.license;
    // Where the same license reached the work and was put to this test, that finding stands.
    std::set<std::vector<Literal>> tested;
    for (const Trigger& t : held_) {
      if (license(t) == label && rule_of(t).test == Test::NothingAdded && certain(t) &&
          t.lift == nullptr && collector_.term_of(t).exception == member.exception)
        tested.insert(t.needs);
    }
    if (!keep_unless(tested, needs)) return;
    for (const Clause& clause : catalogue.licenses[label].clauses) {
      const auto& rule = catalogue.rules[clause.kind];
      const bool speaks = (clause.acts >> met_.front().exercise.act & 1U) != 0 &&
                          (clause.reach >> catalogue.identity & 1U) != 0;
      if (!rule || rule->test != Test::NothingAdded || !rule->violated || !speaks) continue;
      // An exception that goes with the label may take the clause back.
      const Lift* lift = label_lift(member, clause);
      if (lift != nullptr && lift->condition.empty()) continue;
      for (const Trigger& second : met_) {
        check_label_clause({clause, catalogue.licenses[label].id, member.exception, lift}, second,
                           *rule->violated, needs);
      }
    }
  }

  // How the exception of a label frees from a clause of it. What it asks of the facts, it asks of
  // the work that goes out under it.
  [[nodiscard]] const Lift* label_lift(const OutboundLicense& member, const Clause& clause) const {
    if (!member.exception) return nullptr;
    const Catalogue& catalogue = collector_.catalogue();
    const Trigger& any = met_.front();
    const FactLookup facts =
        collector_.facts().about_anybody(collector_.term_of(any), any.arrival, any.exercise.result);
    return lift_of(catalogue.exceptions[*member.exception],
                   {clause, catalogue.identity, clause.acts}, facts);
  }

  void check_label_clause(const Forbidder& label, const Trigger& second, CodeId code,
                          std::vector<Literal> needs) {
    if (!keep_unless(refusals(second, label.license), needs)) return;
    const Additions added = additions_against(label, second, collector_);
    if (added.clauses.empty()) return;
    Trigger labelled = second;
    labelled.clause = &label.clause;
    labelled.lift = added.lift != nullptr ? added.lift : label.lift;
    code = code_for(added, code, collector_.catalogue(), labelled);
    labelled.assumes = second.arrival.assumes;
    Details details = {
        {"license",             label.license          },
        { "added", additions_text(added, collector_.catalogue())}
    };
    details["other"] = collector_.license_of(second).id;
    labelled.others = second.refs;
    collector_.emit(labelled, code, std::move(details), needs);
  }

  // Where a license demands another label for the result anyway, and for certain: that finding
  // says it better.
  [[nodiscard]] std::set<std::vector<Literal>> refusals(const Trigger& second,
                                                        const std::string& label) const {
    std::set<std::vector<Literal>> all;
    for (const Trigger& t : held_) {
      if (license(t) == license(second) && rule_of(t).together && t.lift == nullptr && certain(t) &&
          !holds(accepted_by(t, collector_), label))
        all.insert(t.needs);
    }
    return all;
  }

  // Whether neither an assumption nor a fact nobody stated leaves it open that a trigger speaks.
  [[nodiscard]] bool certain(const Trigger& trigger) const {
    return trigger.truth == Truth::True && collector_.effect_of(trigger.assumes) == Effect::Applies;
  }

  const std::vector<Trigger>& held_;
  const std::vector<Trigger>& met_;
  Collector& collector_;
  // By pair of licenses: what each clash hangs on.
  std::map<std::pair<LicenseId, LicenseId>, std::set<std::vector<Literal>>> clashed_;
  std::map<Sources, std::size_t> sources_;
  std::vector<const Sources*> listed_;  // by number
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Elsewhere>> elsewhere_;
};

}  // namespace

void run_pairs(const std::vector<Trigger>& held, const std::vector<Trigger>& met,
               Collector& collector) {
  Pairs(held, met, collector).run();
}

}  // namespace licet::engine
