#include "engine/verify.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <map>

#include <fmt/format.h>

#include "engine/refutation.h"

namespace licet::engine {

namespace {

// What a state becomes over a relation by the composition table, with each way of carrying that
// leaves something of the work.
std::vector<Arrival> steps_over(const Model& model, const Arrival& from, RelationIndex index) {
  const spdx::Relation& relation = model.stack.relations[index];
  const RelationKind& kind = model.catalogue.relations[model.graph.kinds[index]];
  std::vector<Arrival> states;
  const bool own = from.relation == Arrival::kNone;
  if (own && !meets_part(model.terms, from.term, relation.source, kind.takes)) return states;
  for (const Carry& carry : kind.carries) {
    const Transfer& moved = model.catalogue.transfers[carry.transfer];
    Arrival to = from;
    to.transfer = model.catalogue.composition[from.transfer][carry.transfer];
    if (to.transfer == model.catalogue.nothing) continue;
    if (relation.by == spdx::Actor::ThirdParty && moved.binds_maker) to.third_party = true;
    if (moved.changes) to.modified = true;
    if (kind.joins) to.joined = true;
    to.part = part_index(kind.takes);
    to.assumes |= carry.assumes;
    to.relation = index;
    to.depth = from.depth + 1;
    states.push_back(to);
  }
  return states;
}

// The first place where a text is not what follows.
std::vector<spdx::Error> differences(std::string_view follows, const spdx::SourceText& listed) {
  if (follows == listed.text()) return {};
  const auto [one, other] = std::ranges::mismatch(follows, listed.text());
  const auto at = static_cast<std::size_t>(one - follows.begin());
  const std::string_view line = follows.substr(follows.substr(0, at).rfind('\n') + 1);
  return {
      listed.error(at, fmt::format("what follows here is: {}", line.substr(0, line.find('\n'))))};
}

// The numbers of the next line, each after a space.
std::vector<std::uint32_t> read_numbers(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  std::vector<std::uint32_t> numbers;
  for (auto at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at + 1)) {
    std::uint32_t number = 0;
    const auto read = std::from_chars(line.data() + at + 1, line.data() + line.size(), number);
    if (read.ec == std::errc()) numbers.push_back(number);
  }
  return numbers;
}

UseStatement state_use(const Case& use_case, const Witness& witness) {
  Judgement judged = judge(use_case);
  const std::vector<Candidate> candidates = judged.candidates.take();
  const std::vector<Choice>& choices = judged.choices;
  Picks picks = witness.picks;
  picks.resize(choices.size());
  follow(choices, picks);
  UseStatement out;
  const auto other = surpassed(picks, candidates, choices);
  out.compared = other.has_value();
  if (other.value_or(false)) out.problem = "other choices are better, or as good and come first";
  std::vector<Candidate> found = standing(use_case, candidates, picks);
  std::vector<Candidate> refuting;
  if (std::ranges::find(found, Severity::Conflict, &Candidate::severity) != found.end()) {
    for (const std::uint32_t i : witness.unavoidable) {
      if (i < candidates.size() && candidates[i].severity == Severity::Conflict)
        refuting.push_back(candidates[i]);
    }
    const auto avoided = avoidable(refuting, choices, {});
    if (!avoided || *avoided) out.problem = "other choices may avoid every conflict";
  } else if (auto narrowed = narrowed_offer(use_case, candidates, picks, [&](const auto& needs) {
               const auto avoided = avoidable(candidates, choices, needs);
               if (!avoided) out.problem = "whether each license offered holds takes too long";
               return avoided.value_or(false);
             })) {
    found.push_back(std::move(*narrowed));
  }
  if (refuting.size() != witness.unavoidable.size())
    out.problem = "it calls a conflict what is none";
  for (const Candidate& candidate : found)
    out.verdict = std::min(out.verdict, candidate.severity);
  out.text = fmt::format("verdict {}{}\n{}", to_string(out.verdict),
                         out.compared ? ", compared with all other choices" : "",
                         result_text(use_case, choices, found, refuting));
  return out;
}

}  // namespace

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
  const Questions& asked = matter.questions;
  const Graph graph = build_graph(matter.stack, matter.catalogue);
  const Model model{matter.stack, matter.catalogue, asked.terms, graph};
  const Flow flow = closure(model);
  Statement out{matter_text(matter), {}};
  for (const auto& [picks, unavoidable] : witnesses) {
    out.text += fmt::format("taken {}\nunavoidable {}\n", fmt::join(picks, " "),
                            fmt::join(unavoidable, " "));
  }
  out.text += states_text(model, flow);
  for (std::size_t i = 0; i < witnesses.size(); ++i) {
    const spdx::WorkIndex target = *asked.uses[i].target;
    out.uses.push_back(state_use(
        {model, flow, asked.uses[i], target, asked.outbound[i], asked.values}, witnesses[i]));
    out.text += out.uses.back().text;
  }
  return out;
}

spdx::Result<std::vector<UseStatement>> verify(const spdx::SourceText& certificate,
                                               const Matter& matter) {
  const std::string_view text = certificate.text();
  std::string_view rest = text.substr(std::min(text.size(), matter_text(matter).size()));
  const std::vector<Choice>& choices = matter.questions.terms.choices;
  std::vector<Witness> witnesses(matter.questions.uses.size());
  for (Witness& witness : witnesses) {
    witness.picks = read_numbers(rest);
    witness.unavoidable = read_numbers(rest);
    witness.picks.resize(choices.size());
    // What is no option becomes one, and is then not what follows.
    for (std::size_t i = 0; i < choices.size(); ++i)
      witness.picks[i] %= static_cast<std::uint32_t>(choices[i].options.size());
  }
  Statement follows = state_all(matter, witnesses);
  std::vector<spdx::Error> errors = differences(follows.text, certificate);
  for (const UseStatement& use : follows.uses) {
    if (errors.empty() && !use.problem.empty()) errors.push_back(certificate.error(0, use.problem));
  }
  return spdx::finish(std::move(follows.uses), std::move(errors));
}

}  // namespace licet::engine
