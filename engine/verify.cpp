#include "engine/verify.h"

#include <algorithm>
#include <deque>

#include <fmt/format.h>

#include "engine/analysis.h"
#include "engine/labels.h"

namespace licet::engine {

namespace {

constexpr std::size_t kMostSteps = 20'000;   // each looks at every finding once
using Domains = std::vector<std::uint64_t>;  // by choice: the options that may still be taken

Truth truth_of(const Literal& literal, const Domains& domains) {
  const std::uint64_t open = domains[literal.choice];
  if ((open & literal.options) == 0) return Truth::False;
  return (open & ~literal.options) == 0 ? Truth::True : Truth::Unset;
}

// What nobody chooses follows; it is made of earlier choices.
void settle(const std::vector<Choice>& choices, Domains& domains) {
  for (std::size_t id = 0; id < choices.size(); ++id) {
    if (choices[id].any_of.empty()) continue;
    Truth any = Truth::False;
    for (const Literal& literal : choices[id].any_of)
      any = std::max(any, truth_of(literal, domains));
    domains[id] = any == Truth::Unset ? 0b11 : any == Truth::True ? 0b10 : 0b01;
  }
}

// Whether some picks within the domains avoid all of these; nothing beyond the limit.
std::optional<bool> search(const std::vector<Candidate>& findings,
                           const std::vector<Choice>& choices, Domains domains,
                           std::size_t& steps) {
  if (++steps > kMostSteps) return std::nullopt;
  settle(choices, domains);
  const auto open = [&](const Literal& one) { return truth_of(one, domains) == Truth::Unset; };
  const Candidate* next = nullptr;
  for (const Candidate& one : findings) {
    Truth stands = Truth::True;
    for (const Literal& need : one.needs)
      stands = std::min(stands, truth_of(need, domains));
    if (stands == Truth::True) return false;
    if (stands == Truth::Unset && next == nullptr) next = &one;
  }
  if (next == nullptr) return true;
  Literal literal = *std::ranges::find_if(next->needs, open);
  while (!choices[literal.choice].any_of.empty())
    literal = *std::ranges::find_if(choices[literal.choice].any_of, open);
  Domains denied = domains;
  denied[literal.choice] &= ~literal.options;
  domains[literal.choice] &= literal.options;
  const auto found = search(findings, choices, std::move(denied), steps);
  return found == false ? search(findings, choices, std::move(domains), steps) : found;
}

// What a state becomes over a relation by the composition table, with each way of carrying that
// leaves something of the work.
std::vector<Arrival> steps_over(const Model& model, const Arrival& from, RelationIndex index) {
  const spdx::Relation& relation = model.stack.relations[index];
  const RelationKind& kind = model.catalogue.relations[model.graph.kinds[index]];
  std::vector<Arrival> states;
  const bool own = from.relation == Arrival::kNone;
  for (const Carry& carry : kind.carries) {
    if (own && !meets_part(model.terms, from.term, relation.source, kParts[carry.takes])) continue;
    const Transfer& moved = model.catalogue.transfers[carry.transfer];
    Arrival to = from;
    to.transfer = model.catalogue.composition[from.transfer][carry.transfer];
    to.third_party |= relation.by == spdx::Actor::ThirdParty && moved.binds_maker;
    to.modified |= moved.changes;
    to.joined |= carry.joins;
    to.part = carry.takes;
    to.assumes |= carry.assumes;
    to.relation = index;
    ++to.depth;
    if (to.transfer != model.catalogue.nothing) states.push_back(to);
  }
  return states;
}

// What acts meet under the picks, and what becomes of each clause of it.
struct Account {
  const Case& use_case;
  const Picks& picks;
  const std::vector<Candidate>& found;
  const Catalogue& data = use_case.model.catalogue;
  const Facts facts = Facts(use_case.model, use_case.flow, use_case.use);

  // Each clause that no finding tells, with the reason; a problem if one has none.
  std::string discharged(std::string& problem) const {
    Discharged out;
    const Model& model = use_case.model;
    for (const Exercise& act : exercises_of(model, use_case.target, acts_of(use_case.use, data))) {
      for (std::uint32_t i = 0; i < use_case.flow.at[act.place].size(); ++i) {
        const auto state = met_by(act, use_case.flow.at[act.place][i], model);
        if (state) weigh_all({act, i, *state, model.terms.terms[state->term]}, out, problem);
      }
    }
    return out.text(model);
  }

  void weigh_all(const Met& met, Discharged& out, std::string& problem) const {
    if (met.term.literal && !satisfied({*met.term.literal}, picks)) return;
    for (const Clause* clause : clauses_of(met.term, data)) {
      const auto reach = reach_of(*clause, met.state, data);
      if ((clause->acts >> met.act.act & 1U) == 0 || !data.rules[clause->kind] || !reach) continue;
      const auto why = reason(met, *clause, relevant_to(met.term, *reach, use_case.model));
      if (!why) problem = "neither a finding nor a reason for section " + clause->section;
      if (why && !why->empty()) out.add(met, *clause, *why);
    }
  }

  // Why a clause that is met makes no finding; empty if it makes one.
  [[nodiscard]] std::optional<std::string> reason(const Met& met, const Clause& clause,
                                                  AssumptionSet assumes) const {
    const FactLookup lookup = facts.about(met.term, met.state, met.act.result);
    FactSet read = 0;
    FactSet missing = 0;
    if (evaluate(clause.when, lookup, read, missing) == Truth::False)
      return "not so: " + facts_text(read, lookup, data);
    const ArrivalRef here{met.act.place, met.number};
    // Of what a reading makes of a clause the gravest is told (drop_weaker_readings).
    const auto told_by = [&](const Candidate& one) {
      return tells(one, clause, met.act.act) &&
             use_case.model.terms.terms[*one.term].license == met.term.license &&
             ((assumes & data.unclear) != 0 || (one.assumes & ~assumes) == 0 ||
              std::ranges::find(one.arrivals, here) != one.arrivals.end());
    };
    if (std::ranges::any_of(found, told_by)) return "";
    if (use_case.values.effect_of(data, assumes) == Effect::Absent)
      return "by the answer to " + data.assumptions[use_case.values.absent_in(data, assumes)].id;
    const Test test = data.rules[clause.kind]->test;
    if (test == Test::Granted) return "grants it";
    if (test == Test::NameBegins) return "kept by the name";
    if (test == Test::NothingAdded || test == Test::MayLift) return "kept by what stands beside it";
    const bool about_label =
        test == Test::OwnTerms || test == Test::OutboundAccepted || test == Test::OutboundCarries;
    return about_label ? kept_by_label(met, clause) : std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> kept_by_label(const Met& met,
                                                         const Clause& clause) const {
    const Outbound* outbound = label_on(use_case, met.act.place, met.state);
    if (outbound == nullptr || outbound->unset()) return "no other label is stated";
    for (const OutboundOption& option : outbound->options) {
      for (const OutboundLicense& label : option.members) {
        if (!satisfied(option.needs, picks)) continue;
        if (label.status != TermStatus::Known) return "nobody knows the label " + label.text;
        if (accepts(clause, met.term, label, data)) return "kept by the label " + label.text;
      }
    }
    return std::nullopt;
  }
};

// The findings of these numbers, so bad or worse; a problem if other choices avoid all of them.
std::vector<Candidate> refuting(const std::vector<Candidate>& findings,
                                const std::vector<Choice>& choices, const Numbers& numbers,
                                Severity bad, std::string& problem) {
  std::vector<Candidate> out;
  for (const std::uint32_t i : numbers) {
    if (i < findings.size() && findings[i].severity <= bad) out.push_back(findings[i]);
  }
  if (out.size() != numbers.size()) problem = "it names a finding that is none";
  if (avoidable(out, bad, choices, {}) != false) problem = "other choices may avoid what it names";
  return out;
}

// Whether parts of a use are enough for a conflict, whatever is chosen.
bool enough(Ablation& ablation, const Members& parts, const ConflictKey& conflict) {
  std::optional<Remains> left = ablation.remains(parts);
  if (!left) return false;
  const Analysis analysis(left->stack, ablation.catalogue(), std::move(left->questions), closure);
  Judgement judged = judge(analysis.use_case(0));
  const std::vector<Candidate> found = judged.candidates.take();
  return conflicts_among(found, analysis.model).contains(conflict) &&
         avoidable(found, Severity::Conflict, judged.choices, {}) == false;
}

// What is wrong with a core; empty if it is enough, and is not when any part is left out.
std::string core_problem(Ablation& ablation, const ConflictKey& conflict, const Numbers& core) {
  Members parts(ablation.parts().size());
  for (const std::uint32_t part : core) {
    if (part >= parts.size() || parts[part]) return "a core has no such part";
    parts[part] = true;
  }
  if (!enough(ablation, parts, conflict)) return "a core is not enough for its conflict";
  for (const std::uint32_t part : core) {
    if (core.size() > kMostParts) break;
    parts[part] = false;
    if (enough(ablation, parts, conflict)) return "a core has a part that it does not need";
    parts[part] = true;
  }
  return {};
}

UseStatement state_use(const Matter& matter, const Case& use_case, std::size_t use,
                       const Witness& witness) {
  UseStatement out;
  Judgement judged = judge(use_case);
  const std::vector<Candidate> candidates = judged.candidates.take();
  const std::vector<Choice>& choices = judged.choices;
  Picks picks = witness.picks;
  follow(choices, picks);
  std::vector<Candidate> found = standing(use_case, candidates, picks);
  out.verdict = worst_of(found);
  out.conflicts = conflicts_among(found, use_case.model);
  std::vector<Candidate> whatever;
  if (out.verdict < Severity::Note || !witness.unavoidable.empty())
    whatever = refuting(candidates, choices, witness.unavoidable, out.verdict, out.problem);
  if (out.conflicts.empty()) {
    const auto narrowed = narrowed_offer(use_case, candidates, picks, [&](const auto& needs) {
      return avoidable(candidates, Severity::Conflict, choices, needs).value_or(false);
    });
    if (narrowed) out.verdict = std::min(out.verdict, found.emplace_back(*narrowed).severity);
  }
  if (witness.sets.size() != out.conflicts.size()) out.problem = "it needs a core of each conflict";
  const Ablation ablation(matter.stack, matter.catalogue, matter.request, matter.questions, use);
  out.text =
      fmt::format("verdict {}{}\n{}{}{}{}", to_string(out.verdict),
                  whatever.empty() ? "" : " whatever is chosen",
                  findings_text("found", use_case, choices, found),
                  findings_text("one of these stands in any case", use_case, choices, whatever),
                  cores_text(ablation, out.conflicts, witness.sets),
                  Account{use_case, picks, found}.discharged(out.problem));
  return out;
}

// Whether all that was found under the label of one license stands under another label: it looks
// at none, or no clause that it cites accepts that one either.
bool stand_under(const std::vector<Candidate>& findings, const Outbound& label,
                 const Model& model) {
  return std::ranges::all_of(findings, [&](const Candidate& finding) {
    const bool own_clause = finding.details.contains("license");
    if (!own_clause && !finding.details.contains("outbound")) return true;
    return !own_clause && finding.clause != nullptr && !label.own_terms &&
           model.catalogue.rules[finding.clause->kind]->test != Test::KeptByLabel &&
           !accepts(*finding.clause, model.terms.terms[*finding.term],
                    label.options.front().members.front(), model.catalogue);
  });
}

// Labels in groups: what rules out the first, which is judged, rules out the others.
UseStatement state_labels(const Matter& matter, const Case& asked, const Witness& witness) {
  UseStatement out{{}, Severity::Conflict, {}, matter.labels, {}};
  for (std::size_t i = 0; i < witness.sets.size() && !out.left.empty(); ++i) {
    const Outbound first = out.left.front();
    spdx::Use use = asked.use;
    use.outbound = first.text;
    const Case tried{asked.model, asked.flow, use, asked.target, first, asked.values};
    Judgement judged = judge(tried);
    const std::vector<Candidate> reasons = refuting(judged.candidates.take(), judged.choices,
                                                    witness.sets[i], Severity::Review, out.problem);
    std::string labels = "ruled out";
    std::erase_if(out.left, [&](const Outbound& label) {
      const bool alike = label.text == first.text || stand_under(reasons, label, asked.model);
      if (alike) labels += fmt::format(" {:?}", label.text);
      return alike;
    });
    for (const Candidate& reason : reasons)
      out.verdict = std::max(out.verdict, reason.severity);
    out.text += findings_text(labels, tried, judged.choices, reasons);
  }
  if (!out.left.empty()) out.problem = out.left.front().text + " is not ruled out";
  return out;
}

}  // namespace

std::optional<bool> avoidable(std::vector<Candidate> findings, Severity bad,
                              const std::vector<Choice>& choices,
                              const std::vector<Literal>& given) {
  std::erase_if(findings, [&](const Candidate& finding) { return finding.severity > bad; });
  Domains domains;
  for (const Choice& choice : choices)
    domains.push_back(~std::uint64_t{0} >> (64 - choice.options.size()));
  for (const Literal& literal : given)
    domains[literal.choice] &= literal.options;
  std::size_t steps = 0;
  return search(findings, choices, std::move(domains), steps);
}

Flow closure(const Model& model) {
  Flow flow;
  flow.at.resize(model.stack.works.size());
  std::vector<std::map<decltype(Arrival().state()), std::uint32_t>> known(flow.at.size());
  std::deque<ArrivalRef> open;  // of these it is not known yet what they become
  const auto meet = [&](spdx::WorkIndex work, const Arrival& state) {
    const auto index = static_cast<std::uint32_t>(flow.at[work].size());
    const auto [at, fresh] = known[work].try_emplace(state.state(), index);
    if (fresh) flow.at[work].push_back(state);
    std::uint32_t& origin = flow.at[work][at->second].origin;
    const bool another = origin != Arrival::kNone && origin != state.origin;
    if (another) origin = Arrival::kNone;
    if (fresh || another) open.push_back({work, at->second});
  };
  for (spdx::WorkIndex work = 0; work < flow.at.size(); ++work) {
    for (const TermId term : model.terms.of_work[work])
      meet(work, own_term(model, work, term));
  }
  for (; !open.empty(); open.pop_front()) {
    const auto [work, index] = open.front();
    Arrival from = flow.at[work][index];
    from.previous = index;  // of what it becomes
    for (const RelationIndex relation : model.graph.outgoing[work]) {
      for (const Arrival& state : steps_over(model, from, relation))
        meet(model.stack.relations[relation].result, state);
    }
  }
  return flow;
}

Statement state_all(const Matter& matter, const std::vector<Witness>& witnesses) {
  const Analysis analysis(matter.stack, matter.catalogue, matter.questions, closure);
  Statement out{matter_text(matter) + witness_text(matter, witnesses) +
                    states_text(analysis.model, analysis.flow),
                {}};
  for (std::size_t i = 0; i < witnesses.size(); ++i) {
    const Case use_case = analysis.use_case(i);
    out.uses.push_back(matter.labels.empty() ? state_use(matter, use_case, i, witnesses[i])
                                             : state_labels(matter, use_case, witnesses[i]));
    out.text += out.uses.back().text;
  }
  return out;
}

spdx::Result<std::vector<UseStatement>> verify(const spdx::SourceText& certificate,
                                               const Matter& matter) {
  const std::vector<Witness> witnesses = read_witnesses(certificate.text(), matter);
  Statement follows = state_all(matter, witnesses);
  std::vector<spdx::Error> errors = differences(follows.text, certificate);
  for (std::size_t i = 0; i < witnesses.size() && errors.empty(); ++i) {
    UseStatement& use = follows.uses[i];
    Ablation ablation(matter.stack, matter.catalogue, matter.request, matter.questions, i);
    auto core = witnesses[i].sets.begin();
    for (const ConflictKey& conflict : use.conflicts) {
      if (use.problem.empty()) use.problem = core_problem(ablation, conflict, *core++);
    }
    if (!use.problem.empty()) errors.push_back(certificate.error(0, use.problem));
  }
  return spdx::finish(std::move(follows.uses), std::move(errors));
}

}  // namespace licet::engine
