// What two licenses on one work do to each other: demands that exclude each other, and terms that
// one brings though the other forbids adding any.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

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

// What another license on the work brings against a clause that forbids additions: what it brings
// for certain, else what it may.
struct Additions {
  std::vector<const Clause*> clauses;
  const Lift* lift = nullptr;  // set if an exception frees every one of them, on conditions
  FactSet missing = 0;         // what nobody stated of the works, if it decides
};

// What a trigger that hangs on additions finds: that nobody stated what decides whether there are
// any, or else the given code.
CodeId found(const Additions& added, CodeId code, const Catalogue& catalogue, Trigger& trigger) {
  if (trigger.lift == nullptr) trigger.lift = added.lift;
  trigger.missing |= added.missing;
  return added.missing == 0 ? code : catalogue.engine_codes.restriction_open;
}

// A license that brings its clauses to a work, and the facts it brings them on.
struct Bringer {
  const Trigger& trigger;
  const Exception* exception = nullptr;
  FactLookup facts;
};

// The facts of works nobody stated that decide whether a clause of it, as it would bind anybody,
// says something that another one does not tolerate; nothing if it does not.
std::optional<FactSet> adds(const Clause& clause, const Clause& forbidding, const Bringer& bringer,
                            const Collector& collector) {
  const Catalogue& catalogue = collector.catalogue();
  const Modality modality = catalogue.kinds[clause.kind].modality;
  const auto& rule = catalogue.rules[clause.kind];
  if (rule && rule->together) return std::nullopt;  // demands on the license clash, or are broken
  if (modality == Modality::Grant || modality == Modality::Note ||
      (forbidding.tolerates >> clause.kind & 1U) != 0)
    return std::nullopt;
  if ((clause.reach >> bringer.trigger.arrival.transfer & 1U) == 0) return std::nullopt;
  FactSet read = 0;
  FactSet missing = 0;
  if (evaluate(clause.when, bringer.facts, read, missing) == Truth::False) return std::nullopt;
  return missing & collector.facts().of_works();
}

void take(const Clause& clause, const Lift* lift, FactSet missing, Additions& to) {
  to.lift = to.clauses.empty() || to.lift != nullptr ? lift : nullptr;
  to.clauses.push_back(&clause);
  to.missing |= missing;
}

// The terms of the second license that the first one's clause does not tolerate; where both have
// one license, those of its exception. An exception that restricts everybody brings its own.
Additions added_terms(const Clause& forbidding, const Trigger& second, bool same_license,
                      const Collector& collector) {
  const Catalogue& catalogue = collector.catalogue();
  const Term& term = collector.term_of(second);
  const Bringer bringer{
      second, term.exception ? &catalogue.exceptions[*term.exception] : nullptr,
      collector.facts().about_anybody(term, second.arrival, second.exercise.result)};
  Additions certain;
  Additions possible;
  const auto consider = [&](const Clause& clause, bool liftable) {
    const auto missing = adds(clause, forbidding, bringer, collector);
    if (!missing) return;
    const Meeting met{clause, second.arrival.transfer, clause.acts};
    const Lift* lift = liftable ? lift_of(*bringer.exception, met, bringer.facts) : nullptr;
    if (lift != nullptr && lift->condition.empty()) return;
    take(clause, lift, *missing, *missing == 0 ? certain : possible);
  };
  const bool excepted = bringer.exception != nullptr;
  if (!same_license) {
    for (const Clause& clause : collector.license_of(second).clauses)
      consider(clause, excepted);
  }
  if (excepted && bringer.exception->restricts) {
    for (const Clause& clause : bringer.exception->adds)
      consider(clause, false);
  }
  return certain.clauses.empty() ? possible : certain;
}

std::string said(const std::vector<const Clause*>& clauses, const Catalogue& catalogue) {
  std::vector<std::string> parts;
  for (const Clause* clause : clauses) {
    std::string part = fmt::format("{} ({})", catalogue.kinds[clause->kind].means, clause->section);
    if (!holds(parts, part)) parts.push_back(std::move(part));
  }
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? "" : "; ") + part;
  return text;
}

// A clause that forbids additions, and who says so: a license that reached the work, or the one
// chosen for it.
struct Forbidder {
  const Clause& clause;
  std::string license;
  std::optional<ExceptionId> exception;
  const Lift* lift = nullptr;  // of the exception, on a condition
};

// The terms another license on the work brings against such a clause; none if it steps back.
Additions added_by(const Forbidder& forbidder, const Trigger& second, Collector& collector) {
  const License& other = collector.license_of(second);
  const Catalogue& catalogue = collector.catalogue();
  const bool same = other.id == forbidder.license || holds(forbidder.clause.accepts, other.id);
  const auto& exception = collector.term_of(second).exception;
  const bool restricted =
      exception && exception != forbidder.exception && catalogue.exceptions[*exception].restricts;
  if (same && !restricted) return {};
  if (!catalogue.transfers[second.arrival.transfer].expression) return {};
  const FactLookup facts =
      collector.facts().about(collector.term_of(second), second.arrival, second.exercise.result);
  const bool back = steps_back(other, second.arrival, forbidder.license, facts, catalogue);
  // Who steps back leaves its terms behind, but not what an exception binds everybody to.
  if (!restricted && back) return {};
  return added_terms(forbidder.clause, second, same || back, collector);
}

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

  // Whether both come from one statement of one work: its licensor put them side by side, and does
  // not say whether they cover one thing or different files of it.
  [[nodiscard]] bool stated_together(const Trigger& a, const Trigger& b) const {
    const Flow& flow = collector_.use_case().flow;
    const std::uint32_t origin = flow[a.refs.front()].origin;
    const auto begins_there = [&](const ArrivalRef ref) { return flow[ref].origin == origin; };
    return origin != Arrival::kNone && std::ranges::all_of(a.refs, begins_there) &&
           std::ranges::all_of(b.refs, begins_there);
  }

  // Emits what two licenses do to each other; a question if one work states both.
  void emit_clash(const Trigger& first, const Trigger& second, AssumptionSet second_assumes,
                  Outcome outcome) {
    if (!stated_together(first, second)) {
      emit_pair(first, second, second_assumes, std::move(outcome), collector_);
      return;
    }
    emit_pair(first, second, second_assumes,
              {collector_.catalogue().engine_codes.stated_together, {}}, collector_);
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
    const Additions added = added_by({*first.clause, collector_.license_of(first).id,
                                      collector_.term_of(first).exception, nullptr},
                                     second, collector_);
    if (added.clauses.empty()) return;
    code = found(added, code, collector_.catalogue(), first);
    emit_clash(first, second, second.arrival.assumes,
               {code, {{"added", said(added.clauses, collector_.catalogue())}}});
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
    const Additions added = added_by(label, second, collector_);
    if (added.clauses.empty()) return;
    Trigger labelled = second;
    labelled.clause = &label.clause;
    labelled.lift = added.lift != nullptr ? added.lift : label.lift;
    code = found(added, code, collector_.catalogue(), labelled);
    labelled.assumes = second.arrival.assumes;
    Details details = {
        {"license",           label.license          },
        { "added", said(added.clauses, collector_.catalogue())}
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
};

}  // namespace

bool steps_back(const License& license, const Arrival& arrival, const std::string& other,
                const FactLookup& facts, const Catalogue& catalogue) {
  return std::ranges::any_of(license.clauses, [&](const Clause& clause) {
    const auto& rule = catalogue.rules[clause.kind];
    const bool moves = catalogue.kinds[clause.kind].id == "relicensing";
    const bool bridge = moves || (rule && rule->together && !clause.accepts_open_source);
    FactSet read = 0;
    FactSet missing = 0;
    return bridge && holds(clause.accepts, other) && reach_of(clause, arrival, catalogue) &&
           evaluate(clause.when, facts, read, missing) == Truth::True;
  });
}

void run_pairs(const std::vector<Trigger>& held, const std::vector<Trigger>& met,
               Collector& collector) {
  Pairs(held, met, collector).run();
}

}  // namespace licet::engine
