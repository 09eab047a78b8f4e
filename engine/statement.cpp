#include "engine/statement.h"

#include <algorithm>
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

}  // namespace

std::string matter_text(const Matter& matter) {
  const Questions& asked = matter.questions;
  std::string text =
      fmt::format("licet certificate 2\ncatalogue {:?}\nstack sha256 {}\nprofile {:?}\n",
                  matter.catalogue.version, matter.sha256, matter.request.profile);
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

std::string result_text(const Case& use_case, const std::vector<Choice>& choices,
                        const std::vector<Candidate>& found,
                        const std::vector<Candidate>& unavoidable) {
  std::string text;
  for (const Candidate& candidate : found)
    text += finding_text(use_case, choices, candidate);
  if (!unavoidable.empty()) text += "whatever is chosen, one of these stands\n";
  for (const Candidate& conflict : unavoidable)
    text += finding_text(use_case, choices, conflict);
  return text;
}

}  // namespace licet::engine
