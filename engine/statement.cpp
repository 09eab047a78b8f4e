#include "engine/statement.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/ranges.h>

namespace licet::engine {

namespace {

using Texts = std::vector<std::string>;

std::string quoted(const std::optional<std::string>& text) {
  return text ? fmt::format("{:?}", *text) : "none";
}

// The ids of the members of a set of bits, by position in a table of the catalogue.
template <typename Row>
std::string ids_of(std::uint64_t set, const std::vector<Row>& rows) {
  Texts ids;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if ((set >> i & 1U) != 0) ids.push_back(rows[i].id);
  }
  return fmt::format("[{}]", fmt::join(ids, ", "));
}

std::string license_of(const Model& model, TermId id) {
  const Term& term = model.terms.terms[id];
  if (term.status != TermStatus::Known) return quoted(term.text);
  const std::string& license = model.catalogue.licenses[term.license].id;
  return term.exception ? license + " WITH " + model.catalogue.exceptions[*term.exception].id
                        : license;
}

std::string use_text(const spdx::Stack& stack, const spdx::Use& use) {
  std::string facts;
  for (const auto& [id, value] : use.facts)
    facts += fmt::format(" {} {}", id, value.texts);
  return fmt::format("use of {:?}: acts {}, outbound {}, product {}, fields {}, facts{}\n",
                     stack.works[*use.target].id, use.acts, quoted(use.outbound),
                     quoted(use.product), use.fields_given ? fmt::format("{}", use.fields) : "none",
                     facts);
}

std::string state_text(const Model& model, const Arrival& state) {
  std::string text = fmt::format(
      "term {} {} {}{}{}{}, part {}, assumes {}", state.term, license_of(model, state.term),
      model.catalogue.transfers[state.transfer].id, state.modified ? ", edited" : "",
      state.joined ? ", joined" : "", state.third_party ? ", by others" : "", kParts[state.part],
      ids_of(state.assumes, model.catalogue.assumptions));
  if (state.relation == Arrival::kNone) return text + ", own";
  const spdx::Relation& relation = model.stack.relations[state.relation];
  return text + fmt::format(", by {} (relation {}) of {:?} {}", relation.kind, state.relation,
                            model.stack.works[relation.source].id, state.previous);
}

// The nearest of the states, as it is numbered.
std::string nearest_text(const Model& model, const std::vector<ArrivalRef>& refs) {
  if (refs.empty()) return "none";
  return fmt::format("{:?} {}", model.stack.works[refs.front().work].id, refs.front().index);
}

// The options of which one has to be taken, each once; what nobody chooses is told by what it is
// made of.
void add_options(const std::vector<Choice>& choices, const Literal& literal,
                 std::set<Literal>& seen, Texts& options) {
  if (!seen.insert(literal).second) return;
  const Choice& choice = choices[literal.choice];
  for (const Literal& one : choice.any_of)
    add_options(choices, one, seen, options);
  for (std::size_t i = 0; choice.any_of.empty() && i < choice.options.size(); ++i) {
    if ((literal.options >> i & 1U) != 0)
      options.push_back(fmt::format("{} {}", literal.choice, choice.options[i]));
  }
}

std::string needs_text(const Candidate& candidate, const std::vector<Choice>& choices) {
  std::string text;
  for (const Literal& literal : candidate.needs) {
    std::set<Literal> seen;
    Texts options;
    add_options(choices, literal, seen, options);
    text += fmt::format("{}", options);
  }
  return text.empty() ? "none" : text;
}

std::string finding_text(const Case& use_case, const std::vector<Choice>& choices,
                         const Candidate& candidate) {
  const Model& model = use_case.model;
  const Catalogue& catalogue = model.catalogue;
  const auto work = [&](spdx::WorkIndex index) { return model.stack.works[index].id; };
  std::map<std::string, std::string> acts;
  for (const ActDone& done : candidate.acts)
    acts.emplace(catalogue.acts[done.act].id, work(done.work));
  return fmt::format(
      "  {} {}: license {}, section {:?}, exception {:?}, on {:?}, result {:?}, by {}, acts {}, "
      "facts {}, missing {}, assumes {}, state {}, other state {}, needs {}, details {}\n",
      to_string(candidate.severity), catalogue.codes[candidate.code].id,
      candidate.term ? license_of(model, *candidate.term) : "none",
      candidate.clause != nullptr ? candidate.clause->section : "",
      candidate.lift != nullptr ? candidate.lift->section : "", work(candidate.place),
      work(candidate.result), candidate.own_act ? "self" : "others", acts,
      ids_of(candidate.read, catalogue.facts), ids_of(candidate.missing, catalogue.facts),
      ids_of(candidate.assumes, catalogue.assumptions), nearest_text(model, candidate.arrivals),
      nearest_text(model, candidate.others), needs_text(candidate, choices), candidate.details);
}

// The numbers of a line, each after a space.
Numbers numbers_of(std::string_view line) {
  Numbers numbers;
  for (auto at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at + 1)) {
    std::uint32_t number = 0;
    const auto read = std::from_chars(line.data() + at + 1, line.data() + line.size(), number);
    if (read.ec == std::errc()) numbers.push_back(number);
  }
  return numbers;
}

// What was found for a use.
std::string witness_text(const Matter& matter, std::size_t use, const Witness& witness) {
  const bool verdict = matter.labels.empty();
  std::string text =
      fmt::format("found for {:?}\n", matter.stack.works[*matter.questions.uses[use].target].id);
  if (verdict) {
    Texts options;
    for (std::size_t i = 0; i < witness.picks.size(); ++i)
      options.push_back(matter.questions.terms.choices[i].options[witness.picks[i]]);
    text +=
        fmt::format("  taken {}\n  which is {}\n  unavoidable {}\n", fmt::join(witness.picks, " "),
                    options, fmt::join(witness.unavoidable, " "));
  }
  for (const Numbers& set : witness.sets)
    text += fmt::format("  {} {}\n", verdict ? "core" : "ruled out by", fmt::join(set, " "));
  return text;
}

}  // namespace

std::string matter_text(const Matter& matter) {
  const Questions& asked = matter.questions;
  std::string text =
      fmt::format("licet certificate 3 of {}\ncatalogue {:?}\nstack sha256 {}\nprofile {:?}\n",
                  matter.labels.empty() ? "a verdict" : "no label", matter.catalogue.version,
                  matter.sha256, matter.request.profile);
  for (std::size_t i = 0; i < matter.catalogue.assumptions.size(); ++i) {
    const Assumption& assumption = matter.catalogue.assumptions[i];
    text += fmt::format("assumption {} {}\n", assumption.id,
                        assumption.values[asked.values.value[i]].id);
  }
  for (const spdx::Use& use : asked.uses)
    text += use_text(matter.stack, use);
  for (std::size_t i = 0; i < asked.terms.choices.size(); ++i) {
    const Choice& choice = asked.terms.choices[i];
    text += fmt::format("choice {} for {:?}: {}\n", i, choice.work, choice.options);
  }
  return text;
}

std::string states_text(const Model& model, const Flow& flow) {
  std::string text;
  for (std::size_t work = 0; work < flow.at.size(); ++work) {
    text += fmt::format("states of {:?}\n", model.stack.works[work].id);
    for (std::size_t i = 0; i < flow.at[work].size(); ++i)
      text += fmt::format("  {}: {}\n", i, state_text(model, flow.at[work][i]));
  }
  return text;
}

std::string witness_text(const Matter& matter, const std::vector<Witness>& witnesses) {
  std::string text;
  for (std::size_t i = 0; i < witnesses.size(); ++i)
    text += witness_text(matter, i, witnesses[i]);
  return text;
}

std::vector<Witness> read_witnesses(std::string_view certificate, const Matter& matter) {
  const Questions& asked = matter.questions;
  std::string_view text =
      certificate.substr(std::min(matter_text(matter).size(), certificate.size()));
  std::vector<Witness> witnesses;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.starts_with("found")) {
      witnesses.emplace_back();
    } else if (!line.starts_with("  ") || witnesses.empty()) {
      break;
    } else if (line.starts_with("  which")) {
      continue;  // the same in words
    } else if (line.starts_with("  taken")) {
      witnesses.back().picks = numbers_of(line);
    } else if (line.starts_with("  unavoidable")) {
      witnesses.back().unavoidable = numbers_of(line);
    } else {
      witnesses.back().sets.push_back(numbers_of(line));
    }
  }
  witnesses.resize(asked.uses.size());
  const std::vector<Choice>& choices = asked.terms.choices;
  for (Witness& witness : witnesses) {
    witness.picks.resize(choices.size());
    for (std::size_t i = 0; i < choices.size(); ++i)
      witness.picks[i] %= static_cast<std::uint32_t>(choices[i].options.size());
  }
  return witnesses;
}

std::string findings_text(std::string_view head, const Case& use_case,
                          const std::vector<Choice>& choices,
                          const std::vector<Candidate>& findings) {
  if (findings.empty()) return {};
  std::string text = fmt::format("{}\n", head);
  for (const Candidate& finding : findings)
    text += finding_text(use_case, choices, finding);
  return text;
}

void Discharged::add(const Met& met, const Clause& clause, const std::string& why) {
  const auto [at, fresh] = known_.try_emplace({&clause, why}, list_.size());
  if (fresh) list_.push_back({&clause, why, met.state.term, met.act, met.number, 0, 0});
  One& one = list_[at->second];
  one.acts = static_cast<ActSet>(one.acts | 1U << met.act.act);
  ++one.times;
}

std::string Discharged::text(const Model& model) const {
  std::string text;
  for (const One& one : list_) {
    text += fmt::format(
        "{}  {}: license {}, section {:?}, acts {}, state {:?} {}, result {:?}, times {}: {}\n",
        text.empty() ? "discharged\n" : "", model.catalogue.kinds[one.clause->kind].id,
        license_of(model, one.term), one.clause->section, ids_of(one.acts, model.catalogue.acts),
        model.stack.works[one.act.place].id, one.number, model.stack.works[one.act.result].id,
        one.times, one.why);
  }
  return text;
}

std::string cores_text(const Ablation& ablation, const std::set<ConflictKey>& conflicts,
                       const std::vector<Numbers>& cores) {
  std::string text;
  auto core = cores.begin();
  for (const ConflictKey& key : conflicts) {
    if (core == cores.end()) break;
    text += fmt::format("core of {}: license {:?}, section {:?}, other {:?}\n", key.code,
                        key.license, key.section, key.other);
    for (const std::uint32_t part : *core++) {
      if (part >= ablation.parts().size()) continue;
      const CorePart said = ablation.say(ablation.parts()[part]);
      text += fmt::format("  {} {:?}\n", said.kind, said.text);
    }
  }
  return text;
}

std::string facts_text(FactSet read, const FactLookup& lookup, const Catalogue& catalogue) {
  Texts facts;
  for (std::size_t i = 0; i < catalogue.facts.size(); ++i) {
    if ((read >> i & 1U) == 0) continue;
    facts.push_back(fmt::format("{} = {}", catalogue.facts[i].id,
                                fmt::join(*lookup(static_cast<FactId>(i)), ", ")));
  }
  return fmt::format("{}", fmt::join(facts, ", "));
}

std::vector<spdx::Error> differences(std::string_view follows, const spdx::SourceText& listed) {
  if (follows == listed.text()) return {};
  const auto [one, other] = std::ranges::mismatch(follows, listed.text());
  const auto at = static_cast<std::size_t>(one - follows.begin());
  const std::string_view line = follows.substr(follows.substr(0, at).rfind('\n') + 1);
  return {
      listed.error(at, fmt::format("what follows here is: {}", line.substr(0, line.find('\n'))))};
}

}  // namespace licet::engine
