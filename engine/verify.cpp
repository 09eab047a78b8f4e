#include "engine/verify.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "engine/statement.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

using spdx::Value;

constexpr std::string_view kChoicesUnclear =
    "the alternatives hang on each other so closely that the search passes its limit";

// What stands under the picks, as a report has it: findings that differ by choices alone are one.
std::vector<Candidate> standing(const Case& use_case, const std::vector<Candidate>& candidates,
                                const std::vector<Choice>& choices, const Picks& picks) {
  const auto not_chosen = [&](const ArrivalRef ref) {
    const auto& literal = use_case.model.terms.terms[use_case.flow[ref].term].literal;
    return literal && !hold({*literal}, choices, picks);
  };
  Candidates found;
  for (Candidate candidate : candidates) {
    if (!hold(candidate.needs, choices, picks)) continue;
    candidate.needs.clear();
    std::erase_if(candidate.arrivals, not_chosen);
    std::erase_if(candidate.others, not_chosen);
    found.add(std::move(candidate), use_case.model.terms);
  }
  return found.take();
}

// Of several licenses offered to recipients each has to hold, whatever else is chosen.
void add_narrowed_offer(const Case& use_case, const std::vector<const Candidate*>& conflicts,
                        const std::vector<Choice>& choices, std::vector<Candidate>& found,
                        std::string& problem) {
  const auto& offer = use_case.outbound.options;
  const CodeId code = use_case.model.catalogue.engine_codes.choice_narrowed;
  const bool told = std::ranges::find(found, code, &Candidate::code) != found.end();
  if (offer.size() < 2 || told) return;
  std::vector<std::string_view> possible;
  for (const OutboundOption& option : offer) {
    const auto holds = avoidable(conflicts, choices, option.needs);
    if (!holds) problem = kChoicesUnclear;
    if (holds && *holds) possible.push_back(option.text);
  }
  if (possible.size() == offer.size()) return;
  found.push_back(about_work(use_case, code, use_case.target));
  found.back().details = {
      {"outbound", use_case.outbound.text           },
      {"possible", spdx::alternatives_text(possible)}
  };
}

// The conflicts that show that no picks avoid them all.
std::vector<const Candidate*> refute(std::vector<const Candidate*> conflicts,
                                     const std::vector<Choice>& choices, std::string& problem) {
  const auto any = avoidable(conflicts, choices, {});
  auto core = refutation(std::move(conflicts), choices);
  if (!any || !core) problem = kChoicesUnclear;
  if (any && *any) problem = "other choices avoid every conflict";
  return core ? std::move(*core) : std::vector<const Candidate*>{};
}

std::string shown(const Value& value) {
  const bool many = value.kind == Value::Kind::List || value.kind == Value::Kind::Map;
  return many ? std::string(describe(value.kind)) : fmt::format("\"{}\"", value.text);
}

// The first place where what is listed is not what follows.
std::optional<Rejection> difference(const Value& follows, const Value& listed,
                                    const std::string& place) {
  const auto differs = [&](const std::string& why) { return Rejection{listed.offset, why}; };
  if (follows.kind != listed.kind || follows.text != listed.text) {
    return differs(
        fmt::format("{} is {}; what follows is {}", place, shown(listed), shown(follows)));
  }
  const bool map = follows.kind == Value::Kind::Map;
  for (std::size_t i = 0; i < follows.items.size(); ++i) {
    const Value& one = follows.items[i];
    const Value* other = i < listed.items.size() ? &listed.items[i] : nullptr;
    if (map) other = member_of(listed, one.key);
    const std::string at =
        map ? fmt::format("{}.{}", place, one.key) : fmt::format("{}[{}]", place, i);
    if (other == nullptr) return differs(fmt::format("{} is missing", at));
    if (auto found = difference(one, *other, at)) return found;
  }
  if (listed.items.size() == follows.items.size()) return std::nullopt;
  return differs(fmt::format("{} has {} entries; what follows has {}", place, listed.items.size(),
                             follows.items.size()));
}

// The options a certificate says are taken; what cannot be read is found by comparison.
Picks read_picks(const Value& use, const std::vector<Choice>& choices) {
  Picks picks(choices.size(), 0);
  const Value* rows = use.find("choices");
  for (std::size_t i = 0; rows != nullptr && i < rows->items.size(); ++i) {
    const auto number = [&](std::string_view key, std::size_t bound) {
      const Value* value = rows->items[i].find(key);
      std::size_t read = 0;
      if (value != nullptr)
        std::from_chars(value->text.data(), value->text.data() + value->text.size(), read);
      return read < bound ? read : 0;
    };
    if (choices.empty()) break;
    const std::size_t id = number("choice", choices.size());
    picks[id] = static_cast<std::uint32_t>(number("taken", choices[id].options.size()));
  }
  return picks;
}

}  // namespace

UseStatement state_use(const Case& use_case, const Picks& picks) {
  Judgement judged = judge(use_case);
  const std::vector<Candidate> candidates = judged.candidates.take();
  const std::vector<Choice>& choices = judged.choices;
  UseStatement out;
  std::vector<Candidate> found = standing(use_case, candidates, choices, picks);
  const bool conflict =
      std::ranges::find(found, Severity::Conflict, &Candidate::severity) != found.end();
  std::vector<const Candidate*> conflicts;
  for (const Candidate& candidate : candidates) {
    if (candidate.severity == Severity::Conflict) conflicts.push_back(&candidate);
  }
  const auto is_best = best(candidates, choices, picks);
  if (is_best && !*is_best) out.problem = "other choices are better, or as good and come first";
  if (conflict) {
    conflicts = refute(std::move(conflicts), choices, out.problem);
  } else {
    add_narrowed_offer(use_case, conflicts, choices, found, out.problem);
    conflicts.clear();
  }
  std::vector<Value> findings;
  for (const Candidate& candidate : found) {
    out.verdict = std::min(out.verdict, candidate.severity);
    findings.push_back(finding_value(use_case, choices, candidate));
  }
  std::vector<Value> refuting;
  for (const Candidate* candidate : conflicts)
    refuting.push_back(finding_value(use_case, choices, *candidate));
  Value taken = choices_value(relevant_choices(candidates, choices), choices, picks);
  const std::vector<spdx::WorkIndex> works = lineage_of(use_case.model, use_case.target);
  out.value = map_value({
      {"use",              question_value(use_case)                       },
      {"verdict",          text_value(std::string(to_string(out.verdict)))},
      {"choices",          std::move(taken)                               },
      {"choices-compared", flag_value(is_best.has_value())                },
      {"states",           states_value(use_case,                           works)},
      {"clauses",                  clauses_value(use_case)                                                        },
      {"findings",                  list_value(std::move(findings))},
      {"refutation",                  list_value(std::move(refuting))                                                      }
  });
  return out;
}

Value state_all(const Matter& matter, const std::vector<UseStatement>& uses) {
  Severity verdict = Severity::Clear;
  std::vector<Value> rows;
  for (const UseStatement& use : uses) {
    verdict = std::min(verdict, use.verdict);
    rows.push_back(use.value);
  }
  return map_value({
      {"licet-certificate", number_value(1)                     },
      {"catalogue",         text_value(matter.catalogue.version)},
      {"stack-sha256",      text_value(matter.sha256)           },
      {"profile",           text_value(matter.request.profile)  },
      {"assumptions",       assumptions_value(matter.catalogue,   matter.questions.values)},
      {"verdict",                   text_value(std::string(to_string(verdict)))                                              },
      {"uses",                   list_value(std::move(rows))   }
  });
}

std::optional<Rejection> verify(const Value& certificate, const Matter& matter) {
  // What it is about comes first, for that is the better reason.
  for (const Value& member : state_all(matter, {}).items) {
    const Value* listed = member_of(certificate, member.key);
    if (listed == nullptr)
      return Rejection{certificate.offset, fmt::format("\"{}\" is missing", member.key)};
    if (member.key == "uses" || member.key == "verdict") continue;
    if (auto found = difference(member, *listed, member.key)) return found;
  }
  const Graph graph = links_of(matter.stack, matter.catalogue);
  const Questions& asked = matter.questions;
  const Model model{matter.stack, matter.catalogue, asked.terms, graph};
  const Value& uses = *certificate.find("uses");
  std::vector<UseStatement> statements;
  for (std::size_t i = 0; i < asked.uses.size(); ++i) {
    const Value* states = i < uses.items.size() ? uses.items[i].find("states") : nullptr;
    if (states == nullptr)
      return Rejection{uses.offset, fmt::format("the states of use {} are missing", i + 1)};
    const spdx::WorkIndex target = *asked.uses[i].target;
    Flow flow;
    if (auto found = read_states(*states, model, target, flow)) return found;
    statements.push_back(
        state_use(Case{model, flow, asked.uses[i], target, asked.outbound[i], asked.values},
                  read_picks(uses.items[i], asked.terms.choices)));
    if (!statements.back().problem.empty())
      return Rejection{uses.items[i].offset, statements.back().problem};
  }
  return difference(state_all(matter, statements), certificate, "certificate");
}

}  // namespace licet::engine
