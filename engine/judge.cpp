// For each act, for each license that stands on the work acted on, for each clause that regulates
// the act and speaks on that arrival: the test of its rule. Nothing else makes findings, so there
// is none without an act and a clause.
#include "engine/judge.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "engine/lifts.h"

namespace licet::engine {

namespace {

bool has_act(const Clause& clause, ActId act) {
  return (clause.acts >> act & 1U) != 0;
}

class Judge {
 public:
  explicit Judge(const Case& use_case) : case_(use_case), collector_(use_case) {}

  Judgement run() {
    if (case_.use.acts.empty()) ask_for_acts();
    const ActSet acts = acts_of(case_.use, catalogue());
    for (const Exercise& exercise : exercises_of(case_.model, case_.target, acts))
      meet(exercise);
    check_outbound(acts);
    note_evidence(collector_, met_);
    return collector_.take();
  }

 private:
  const Catalogue& catalogue() const { return case_.model.catalogue; }

  const Terms& terms() const { return case_.model.terms; }

  void ask_for_acts() {
    Candidate ask = collector_.about(catalogue().engine_codes.acts_unset, case_.target);
    for (const Act& act : catalogue().acts)
      ask.details["text"] += (ask.details["text"].empty() ? "" : ", ") + act.id;
    collector_.add(std::move(ask));
  }

  // Recipients of copies need a license, and a license nobody knows cannot be compared with the
  // sources'.
  void check_outbound(ActSet acts) {
    if (!terms().mine[case_.target]) return;
    std::vector<ActDone> giving;
    for (std::size_t i = 0; i < catalogue().acts.size(); ++i) {
      if (catalogue().acts[i].needs_outbound && (acts >> i & 1U) != 0)
        giving.push_back({static_cast<ActId>(i), case_.target});
    }
    if (giving.empty()) return;
    if (case_.outbound.unset()) {
      Candidate unset = collector_.about(catalogue().engine_codes.outbound_unset, case_.target);
      unset.acts = giving;
      collector_.add(std::move(unset));
    }
    for (const OutboundOption& option : case_.outbound.options)
      collector_.add_unknown_labels(case_.target, option, giving, option.needs);
    note_restated();
  }

  // A bill of materials may be of one's own product, or of somebody else's.
  void note_restated() {
    const spdx::Stack& stack = case_.model.stack;
    const std::string& stated = terms().outbound[case_.target].text;
    const auto& asked = case_.use.outbound;
    if (!stack.from_document || stack.works[case_.target].owned || !asked) return;
    if (stated.empty() || stated == *asked) return;
    Candidate note = collector_.about(catalogue().engine_codes.outbound_restated, case_.target);
    note.details["text"] = stated;
    note.details["outbound"] = *asked;
    collector_.add(std::move(note));
  }

  void meet(const Exercise& exercise) {
    std::vector<Trigger> held;
    std::vector<Trigger> met;
    for (const Trigger& trigger : meetings(exercise)) {
      const Term& term = terms().terms[trigger.arrival.term];
      if (term.status == TermStatus::Known) {
        meet_license(trigger, held);
        met.push_back(trigger);
      } else {
        meet_unknown(trigger, term);
      }
    }
    if (!exercise.made) run_pairs(held, met, collector_);
  }

  // What makes two arrivals the same to an act.
  using State = std::tuple<TermId, TransferId, bool, bool, bool, std::uint8_t, AssumptionSet, bool>;

  [[nodiscard]] State state_of(const Arrival& a) const {
    return {terms().terms[a.term].alike,
            a.transfer,
            a.third_party,
            a.modified,
            a.joined,
            a.part,
            a.assumes,
            a.relation == Arrival::kNone};
  }

  // What the act meets, each state once.
  std::vector<Trigger> meetings(const Exercise& exercise) {
    std::vector<Trigger> out;
    std::vector<std::vector<std::optional<Literal>>> literals;
    std::map<State, std::size_t> known;
    const auto& arrivals = case_.flow.at[exercise.place];
    for (std::uint32_t i = 0; i < arrivals.size(); ++i) {
      const auto arrival = met_by(exercise, arrivals[i], case_.model);
      if (!arrival) continue;
      met_.insert(arrival->term);
      const auto [at, fresh] = known.try_emplace(state_of(*arrival), out.size());
      if (fresh) {
        out.emplace_back();
        out.back().exercise = exercise;
        out.back().arrival = *arrival;
        literals.emplace_back();
      }
      Trigger& same = out[at->second];
      same.refs.push_back({exercise.place, i});
      if (arrival->depth < same.arrival.depth) {
        same.arrival = *arrival;
        std::swap(same.refs.front(), same.refs.back());
      }
      literals[at->second].push_back(terms().terms[arrival->term].literal);
    }
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i].needs = collector_.any_of(literals[i]);
    return out;
  }

  void meet_unknown(const Trigger& trigger, const Term& term) {
    const EngineCodes& codes = catalogue().engine_codes;
    const CodeId code = term.status == TermStatus::Missing     ? codes.license_missing
                        : term.status == TermStatus::Ambiguous ? codes.license_ambiguous
                                                               : codes.license_unknown;
    Candidate candidate = collector_.draft(trigger, code);
    candidate.assumes = 0;
    candidate.details = {
        {"text", term.text},
        {"why",  term.why }
    };
    collector_.add(std::move(candidate));
  }

  [[nodiscard]] ActSet every_act() const {
    return static_cast<ActSet>((1U << catalogue().acts.size()) - 1U);
  }

  // The act meets terms of which the class alone is known; no assumption changes that.
  void note_class(const Trigger& base, const License& license) {
    Candidate candidate = collector_.draft(base, catalogue().engine_codes.known_by_class);
    candidate.assumes = 0;
    candidate.details["text"] = license.license_class;
    collector_.add(std::move(candidate));
  }

  void meet_license(const Trigger& base, std::vector<Trigger>& held) {
    const License& license = collector_.license_of(base);
    if (license.summary) note_class(base, license);
    bool forbidden = false;
    for (const Clause& clause : license.clauses) {
      auto trigger = triggered(base, clause);
      if (!trigger) continue;
      if (lifted(*trigger, collector_)) {
        collector_.note_lift(*trigger);
      } else {
        forbidden = meet_clause(*trigger, held) || forbidden;
      }
    }
    if (const auto& exception = collector_.term_of(base).exception) {
      for (const Clause& clause : catalogue().exceptions[*exception].adds) {
        if (const auto trigger = triggered(base, clause)) meet_clause(*trigger, held);
      }
    }
    if (!forbidden) check_grant(base, license);
  }

  // True if the very act was found forbidden.
  bool meet_clause(const Trigger& trigger, std::vector<Trigger>& held) {
    const Rule& rule = *catalogue().rules[trigger.clause->kind];
    if (rule.together || rule.test == Test::NothingAdded) held.push_back(trigger);
    // A prohibition of this very act says more than a missing right; one of every act does not.
    const bool of_this_act = trigger.clause->acts != every_act();
    return run_test(rule, trigger, collector_) && of_this_act;
  }

  // The clause as the act meets it; nothing if it has nothing to say, or no rule hears it.
  std::optional<Trigger> triggered(const Trigger& base, const Clause& clause) const {
    if (!has_act(clause, base.exercise.act) || !catalogue().rules[clause.kind] ||
        catalogue().kinds[clause.kind].modality == Modality::Grant)
      return std::nullopt;
    const auto assumes = reach_of(clause, base.arrival, catalogue());
    if (!assumes) return std::nullopt;
    Trigger trigger = base;
    trigger.clause = &clause;
    trigger.assumes = *assumes;
    const Term& term = terms().terms[base.arrival.term];
    trigger.truth =
        evaluate(clause.when, collector_.facts().about(term, base.arrival, base.exercise.result),
                 trigger.read, trigger.missing);
    if (trigger.truth == Truth::False) return std::nullopt;
    return trigger;
  }

  // The rule of grants: an act on the work's own expression needs a right. The grant that came
  // nearest is cited.
  void check_grant(const Trigger& base, const License& license) {
    const TransferSet covering = catalogue().transfers[base.arrival.transfer].granted_by;
    const ActSet acts = catalogue().acts[base.exercise.act].granted_by;
    if (!catalogue().transfers[base.arrival.transfer].expression) return;
    std::optional<Trigger> nearest;
    bool open = false;
    for (const Clause& clause : license.clauses) {
      if (catalogue().kinds[clause.kind].modality != Modality::Grant) continue;
      Trigger trigger = base;
      trigger.clause = &clause;
      const bool covers = (clause.acts & acts) != 0 && (clause.reach & covering) != 0;
      if (covers) {
        const Term& term = terms().terms[base.arrival.term];
        trigger.truth = evaluate(clause.when,
                                 collector_.facts().about(term, base.arrival, base.exercise.result),
                                 trigger.read, trigger.missing);
        if (trigger.truth == Truth::True) return;
      }
      const bool asks = covers && trigger.truth == Truth::Unset;
      if (!nearest || (asks && !open)) nearest = trigger;
      open = open || asks;
    }
    if (!nearest) return;
    nearest->assumes = base.arrival.assumes;
    const CodeId missing = catalogue().engine_codes.fact_missing;
    const auto& rule = catalogue().rules[nearest->clause->kind];
    if (open) {
      collector_.emit(*nearest, missing, {});
    } else if (rule && rule->violated) {
      nearest->read = 0;
      collector_.emit(*nearest, *rule->violated,
                      {
                          {"other", catalogue().acts[base.exercise.act].id}
      });
    }
  }

  const Case& case_;
  Collector collector_;
  std::set<TermId> met_;
};

}  // namespace

std::optional<AssumptionSet> reach_of(const Clause& clause, const Arrival& arrival,
                                      const Catalogue& catalogue) {
  const AssumptionSet others = AssumptionSet{1} << catalogue.third_party;
  if ((clause.reach >> arrival.transfer & 1U) != 0)
    return arrival.assumes | (arrival.third_party ? others : 0);
  for (const Contest& contest : clause.contested) {
    if (contest.transfer != arrival.transfer) continue;
    if (!arrival.third_party) return arrival.assumes | contest.self;
    return arrival.assumes | contest.third_party | (contest.by_actor ? 0 : others);
  }
  return std::nullopt;
}

bool holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

Candidate about_work(const Case& use_case, CodeId code, spdx::WorkIndex place) {
  Candidate candidate;
  candidate.code = code;
  candidate.declared = use_case.model.catalogue.codes[code].severity;
  candidate.severity = candidate.declared;
  candidate.target = use_case.target;
  candidate.place = place;
  candidate.result = place;
  return candidate;
}

Judgement judge(const Case& use_case) {
  return Judge(use_case).run();
}

}  // namespace licet::engine
