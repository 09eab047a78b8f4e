#include "engine/terms.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/resolve_claim.h"
#include "engine/term_today.h"
#include "spdx/formula.h"

namespace licet::engine {

namespace {

using spdx::Evidence;
using spdx::LicenseClaim;
using Member = OutboundLicense;

std::string label(const Alternative& alternative, const Catalogue& catalogue) {
  std::string text;
  for (const Member& member : alternative) {
    if (!text.empty()) text += " AND ";
    text +=
        member.status == TermStatus::Known ? catalogue.licenses[member.license].id : member.text;
    if (member.exception) text += " WITH " + catalogue.exceptions[*member.exception].id;
  }
  return text;
}

// All statements of a work together: parts and lists all apply.
std::vector<Offer> offers_of(const spdx::Work& work, const Catalogue& catalogue,
                             std::vector<spdx::Error>& errors) {
  std::vector<Offer> all;
  for (const LicenseClaim& claim : work.licenses) {
    std::vector<Offer> offers = resolve_claim(claim, work.remark, catalogue, errors);
    std::ranges::move(offers, std::back_inserter(all));
  }
  return all;
}

// A choice between a license and itself is that license.
std::string plain_text(const std::string& text) {
  spdx::ExpressionError ignored;
  if (const auto parsed = spdx::parse_expression(text, ignored)) {
    const spdx::Formula formula = spdx::normalize(*parsed);
    if (formula.atoms.size() == 1) return formula.atoms.front().text;
  }
  return text;
}

// Every option with one more offer decided in every way.
std::vector<OutboundOption> decided(const std::vector<OutboundOption>& options, const Offer& offer,
                                    std::optional<ChoiceId> choice) {
  std::vector<OutboundOption> out;
  for (const OutboundOption& before : options) {
    for (std::size_t way = 0; way < offer.size(); ++way) {
      OutboundOption option = before;
      option.members.insert(option.members.end(), offer[way].begin(), offer[way].end());
      if (choice) option.needs.push_back({*choice, std::uint64_t{1} << way});
      out.push_back(std::move(option));
    }
  }
  return out;
}

// Every way to decide all offers; nothing if they are too many.
std::optional<std::vector<OutboundOption>> options_of(
    const std::vector<Offer>& offers, const std::vector<std::optional<ChoiceId>>& choices) {
  std::vector<OutboundOption> all = {{}};
  for (std::size_t i = 0; i < offers.size(); ++i) {
    if (all.size() * offers[i].size() > kMaxAlternatives) return std::nullopt;
    all = decided(all, offers[i], choices[i]);
  }
  return all;
}

Outbound outbound_of(const std::string& text, std::vector<OutboundOption> options,
                     const Catalogue& catalogue) {
  Outbound out;
  out.text = plain_text(text);
  out.own_terms = is_own_terms(text, catalogue);
  const auto& first = options.front().members;
  const bool missing = !first.empty() && first.front().status == TermStatus::Missing;
  if (missing) out.text.clear();
  if (out.own_terms || missing) return out;
  for (OutboundOption& option : options)
    option.text = options.size() == 1 ? out.text : label(option.members, catalogue);
  out.options = std::move(options);
  return out;
}

// Nobody can be held to so many ways at once.
OutboundOption too_many(const std::string& text) {
  return {{not_known(
              TermStatus::Unknown, text,
              fmt::format("it leaves more than {} ways to take it as a whole", kMaxAlternatives))},
          text,
          {}};
}

spdx::Error too_many_ways(const LicenseClaim& claim, const std::string& work) {
  return {
      claim.place,
      fmt::format("the licenses of \"{}\" offer more than {} alternatives; state the ones under "
                  "which it goes out",
                  work, kMaxAlternatives)};
}

// Shares terms between works that are alike.
class TermTable {
 public:
  TermTable(const spdx::Stack& stack, const Catalogue& catalogue, Terms& terms)
      : stack_(stack), catalogue_(catalogue), terms_(terms) {}

  void add(spdx::WorkIndex work, const Member& member, std::optional<Literal> literal) {
    Term term;
    term.status = member.status;
    term.license = member.license;
    term.text = member.text;
    term.why = member.why;
    term.part = member.part;
    term.through = member.through;
    term.exception = member.exception;
    term.literal = literal;
    term.origin = work;
    const spdx::Work& origin = stack_.works[work];
    term.evidence = origin.licenses.empty() ? Evidence::Declared : origin.licenses.front().evidence;
    const std::string text =
        member.status == TermStatus::Known ? "" : member.text + "\n" + member.why;
    Key key{member.status,
            member.license,
            text,
            member.part,
            member.through,
            member.exception,
            literal.value_or(Literal{}),
            signature(term),
            term.evidence == Evidence::Card};
    const auto next = static_cast<TermId>(terms_.terms.size());
    const auto [at, fresh] = known_.try_emplace(key, next);
    if (fresh) {
      std::get<Literal>(key) = {};
      term.alike = alike_.try_emplace(std::move(key), next).first->second;
      terms_.terms.push_back(std::move(term));
    }
    std::vector<TermId>& own = terms_.of_work[work];
    if (std::ranges::find(own, at->second) == own.end()) own.push_back(at->second);
  }

 private:
  using Key = std::tuple<TermStatus, LicenseId, std::string, std::string, std::vector<std::string>,
                         std::optional<ExceptionId>, Literal, std::string, bool>;

  // The facts of the work that this license's clauses can tell apart.
  [[nodiscard]] std::string signature(const Term& term) const {
    const spdx::Work& work = stack_.works[term.origin];
    std::string text = work.kind;
    if (term.status != TermStatus::Known) return text;
    FactSet asked = catalogue_.licenses[term.license].work_facts;
    if (term.exception) asked |= catalogue_.exceptions[*term.exception].work_facts;
    for (std::size_t i = 0; i < catalogue_.facts.size(); ++i) {
      if ((asked >> i & 1U) == 0) continue;
      const std::string key = catalogue_.facts[i].id.substr(5);  // behind `work.`
      text += "\n" + key + "=";
      if (key == "name") text += work.name;
      const auto fact = work.facts.find(key);
      if (fact == work.facts.end()) continue;
      for (const std::string& value : fact->second.texts)
        text += value + ",";
    }
    return text;
  }

  const spdx::Stack& stack_;
  const Catalogue& catalogue_;
  Terms& terms_;
  std::map<Key, TermId> known_;
  std::map<Key, TermId> alike_;  // by key without literal
};

std::string statement(const spdx::Work& work) {
  if (work.licenses.size() == 1) return work.licenses.front().text;
  std::string text;
  for (const LicenseClaim& claim : work.licenses) {
    if (!text.empty()) text += claim.part.empty() ? " AND " : ", ";
    const bool compound = claim.part.empty() && claim.text.find(' ') != std::string::npos;
    if (!claim.part.empty()) text += claim.part + ": ";
    text += compound ? "(" + claim.text + ")" : claim.text;
  }
  return text;
}

// A choice for each offer that leaves one.
std::vector<std::optional<ChoiceId>> add_choices(const std::string& work,
                                                 const std::vector<Offer>& offers,
                                                 const Catalogue& catalogue, Terms& terms) {
  std::vector<std::optional<ChoiceId>> ids;
  for (const Offer& offer : offers) {
    ids.emplace_back();
    if (offer.size() < 2) continue;
    Choice choice{work, {}, {}};
    for (const Alternative& alternative : offer)
      choice.options.push_back(label(alternative, catalogue));
    ids.back() = static_cast<ChoiceId>(terms.choices.size());
    terms.choices.push_back(std::move(choice));
  }
  return ids;
}

void add_missing(spdx::WorkIndex index, const spdx::Work& work, TermTable& table) {
  table.add(
      index,
      not_known(TermStatus::Missing, "", work.remark.empty() ? "none is stated" : work.remark),
      std::nullopt);
}

// The inbound terms of a work that is not the user's.
void add_inbound(spdx::WorkIndex index, const Offer& offer, std::optional<ChoiceId> choice,
                 TermTable& table) {
  for (std::size_t i = 0; i < offer.size(); ++i) {
    for (const Member& member : offer[i]) {
      table.add(index, member,
                choice ? std::optional(Literal{*choice, std::uint64_t{1} << i}) : std::nullopt);
    }
  }
}

class NameCollector {
 public:
  explicit NameCollector(const Catalogue& catalogue) : catalogue_(catalogue) {}

  // A statement as a whole, and the ids inside it if it is an expression.
  void add(const std::string& text) {
    if (!names_.insert(text).second) return;
    const spdx::KnownName* known = catalogue_.written_names.find(text);
    if (known != nullptr && known->kind == spdx::KnownName::Kind::Means)
      add_expression(std::string(known->means));
    add_expression(text);
  }

  [[nodiscard]] std::vector<std::string> names() const { return {names_.begin(), names_.end()}; }

 private:
  void add_expression(const std::string& text) {
    spdx::ExpressionError ignored;
    const auto parsed = spdx::parse_expression(text, ignored);
    if (!parsed) return;
    for (const spdx::LicenseTerm& term : parsed->terms) {
      names_.insert(std::string(parsed->id(term)));
      if (const auto meant = written_for(*parsed, term, catalogue_)) add(*meant);
      const TermToday today = term_today(*parsed, term, catalogue_);
      for (const Version& version : today.versions)
        names_.insert(version.id);
      if (!today.addition.empty()) names_.insert(today.addition);
    }
  }

  const Catalogue& catalogue_;
  std::set<std::string> names_;
};

}  // namespace

std::vector<const Clause*> clauses_of(const Term& term, const Catalogue& catalogue) {
  std::vector<const Clause*> clauses;
  if (term.status != TermStatus::Known) return clauses;
  for (const Clause& clause : catalogue.licenses[term.license].clauses)
    clauses.push_back(&clause);
  if (!term.exception) return clauses;
  for (const Clause& clause : catalogue.exceptions[*term.exception].adds)
    clauses.push_back(&clause);
  return clauses;
}

bool meets_part(const Terms& terms, TermId term, spdx::WorkIndex work, std::string_view part) {
  const auto fits = [&](TermId id) {
    return terms.terms[id].part.empty() || terms.terms[id].part == part;
  };
  return part == "any" || fits(term) || std::ranges::none_of(terms.of_work[work], fits);
}

std::vector<std::string> license_names(const spdx::Stack& stack, const Catalogue& catalogue) {
  NameCollector names(catalogue);
  for (const spdx::Work& work : stack.works) {
    for (const LicenseClaim& claim : work.licenses) {
      names.add(claim.text);
      for (const std::string& other : claim.left)
        names.add(other);
    }
  }
  for (const spdx::Use& use : stack.uses) {
    if (use.outbound) names.add(*use.outbound);
  }
  return names.names();
}

Terms bind_terms(const spdx::Stack& stack, const Catalogue& catalogue,
                 std::vector<spdx::Error>& errors) {
  Terms terms;
  terms.of_work.resize(stack.works.size());
  terms.outbound.resize(stack.works.size());
  terms.mine.resize(stack.works.size());
  for (std::size_t i = 0; i < stack.works.size(); ++i)
    terms.mine[i] = stack.works[i].owned;
  for (const spdx::Relation& relation : stack.relations) {
    const auto kind = catalogue.find_relation(relation.kind);
    const bool makes = !kind || catalogue.relations[*kind].makes;
    if (makes && relation.by == spdx::Actor::Self) terms.mine[relation.result] = true;
  }
  TermTable table(stack, catalogue, terms);
  for (std::size_t i = 0; i < stack.works.size(); ++i) {
    const auto index = static_cast<spdx::WorkIndex>(i);
    const spdx::Work& work = stack.works[i];
    if (work.licenses.empty()) {
      if (!terms.mine[i]) add_missing(index, work, table);
      continue;
    }
    const std::vector<Offer> offers = offers_of(work, catalogue, errors);
    const auto choices = add_choices(work.id, offers, catalogue, terms);
    for (std::size_t j = 0; j < offers.size() && !terms.mine[i]; ++j)
      add_inbound(index, offers[j], choices[j], table);
    auto options = options_of(offers, choices);
    const bool stated = work.licenses.front().evidence == Evidence::Declared;
    if (!options && terms.mine[i] && stated)
      errors.push_back(too_many_ways(work.licenses.front(), work.id));
    if (!options) options = {{too_many(statement(work))}};
    terms.outbound[i] = outbound_of(statement(work), std::move(*options), catalogue);
  }
  return terms;
}

Outbound bind_outbound(const LicenseClaim& claim, const std::string& work,
                       const Catalogue& catalogue, Terms& terms, std::vector<spdx::Error>& errors) {
  const std::vector<Offer> offers = resolve_claim(claim, "", catalogue, errors);
  auto options = options_of(offers, add_choices(work, offers, catalogue, terms));
  if (!options) {
    errors.push_back(too_many_ways(claim, work));
    options = {{too_many(claim.text)}};
  }
  return outbound_of(claim.text, std::move(*options), catalogue);
}

}  // namespace licet::engine
