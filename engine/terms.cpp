#include "engine/terms.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "spdx/expression.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

using spdx::Evidence;
using spdx::LicenseClaim;
using spdx::lowercase;
using Member = OutboundLicense;
using Alternative = std::vector<Member>;

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

Member not_known(TermStatus status, std::string text, std::string why) {
  Member member;
  member.status = status;
  member.text = std::move(text);
  member.why = std::move(why);
  return member;
}

std::string joined(const std::vector<std::string>& words) {
  return spdx::alternatives_text({words.begin(), words.end()});
}

// Turns license statements into alternatives, each a list of members that all apply.
class Resolver {
 public:
  Resolver(const Catalogue& catalogue, std::vector<spdx::Error>& errors) : catalogue_(catalogue), errors_(errors) {}

  // A name that is no expression at all: known as a whole, ambiguous, or a word for nothing.
  std::optional<std::vector<Alternative>> whole_name(const std::string& text, const std::string& remark) {
    const std::string lower = lowercase(text);
    if (contains(catalogue_.no_license, lower)) {
      return one(not_known(TermStatus::Missing, text, fmt::format("its license is given as \"{}\"", text)));
    }
    if (contains(catalogue_.unstated, lower)) {
      return one(not_known(TermStatus::Unknown, text, remark.empty() ? "the statement names no license" : remark));
    }
    if (contains(catalogue_.own_terms, lower)) {
      return one(not_known(TermStatus::Unknown, text, "these are terms of its owner's own, and their text is not at hand"));
    }
    if (catalogue_.find_license(text) || catalogue_.find_ambiguous(text) != nullptr) return name(text);
    return std::nullopt;
  }

  std::vector<Alternative> claim(const LicenseClaim& claim, const std::string& remark) {
    std::vector<Alternative> out;
    if (auto whole = whole_name(claim.text, remark)) {
      out = std::move(*whole);
    } else {
      out = expression(claim, remark);
    }
    for (Alternative& alternative : out) {
      for (Member& member : alternative) member.part = claim.part;
    }
    return out;
  }

 private:
  static std::vector<Alternative> one(Member member) { return {{std::move(member)}}; }

  // A single id: a license, the licenses an or-later id lets one choose, a family, or unknown.
  std::vector<Alternative> name(const std::string& id, std::vector<std::string> through = {}) {
    if (const AmbiguousName* family = catalogue_.find_ambiguous(id)) {
      std::string why = family->why;
      if (!family->may_mean.empty()) why += " (" + joined(family->may_mean) + ")";
      return one(not_known(TermStatus::Ambiguous, id, std::move(why)));
    }
    const auto found = catalogue_.find_license(id);
    if (!found) {
      return one(not_known(TermStatus::Unknown, id, "the catalogue has no license of this name"));
    }
    const License& license = catalogue_.licenses[*found];
    if (license.choice_of.empty()) {
      Member member;
      member.license = *found;
      member.text = id;
      member.through = std::move(through);
      return one(std::move(member));
    }
    through.push_back(license.id);
    std::vector<Alternative> out;
    for (const std::string& next : license.choice_of) {
      std::ranges::move(name(next, through), std::back_inserter(out));
    }
    return out;
  }

  std::vector<Alternative> term(const spdx::LicenseTerm& term) {
    if (!term.exception.empty()) {
      return one(not_known(TermStatus::Unknown, term.text(), fmt::format("the terms of the exception {} are not in the catalogue, so the license cannot be judged with it", term.exception)));
    }
    if (!term.document.empty()) {
      return one(not_known(TermStatus::Unknown, term.text(), "its text stands in another document"));
    }
    if (term.or_later && catalogue_.find_license(term.id + "+")) return name(term.id + "+");
    return name(term.id);  // `X+` lets one take X itself
  }

  std::vector<Alternative> expression(const LicenseClaim& claim, const std::string& remark) {
    spdx::ExpressionError problem;
    const auto parsed = spdx::parse_expression(claim.text, problem);
    if (!parsed) {
      if (claim.evidence == Evidence::Declared) {
        spdx::Place place = claim.place;
        place.column += problem.offset;
        errors_.push_back({place, fmt::format("license \"{}\": {}", claim.text, problem.message)});
      }
      return one(not_known(TermStatus::Unknown, claim.text, remark.empty() ? "this is no license id and no license expression" : remark));
    }
    const auto ways = spdx::alternatives(*parsed);
    if (!ways) {
      errors_.push_back({claim.place, fmt::format("the license offers more than {} alternatives; state the ones you consider", spdx::kMaxAlternatives)});
      return {};
    }
    std::vector<Alternative> out;
    for (const auto& way : *ways) {
      std::vector<Alternative> partial = {{}};
      for (const std::uint32_t index : way) partial = cross(partial, term(parsed->terms[index]));
      std::ranges::move(partial, std::back_inserter(out));
    }
    return limited(std::move(out), claim);
  }

  std::vector<Alternative> limited(std::vector<Alternative> out, const LicenseClaim& claim) {
    if (out.size() <= spdx::kMaxAlternatives) return out;
    errors_.push_back({claim.place, fmt::format("the license offers more than {} alternatives; state the ones you consider", spdx::kMaxAlternatives)});
    return {};
  }

 public:
  static std::vector<Alternative> cross(const std::vector<Alternative>& a, const std::vector<Alternative>& b) {
    std::vector<Alternative> out;
    for (const Alternative& left : a) {
      for (const Alternative& right : b) {
        Alternative both = left;
        both.insert(both.end(), right.begin(), right.end());
        out.push_back(std::move(both));
      }
    }
    return out;
  }

 private:
  const Catalogue& catalogue_;
  std::vector<spdx::Error>& errors_;
};

std::string label(const Alternative& alternative, const Catalogue& catalogue) {
  std::string text;
  for (const Member& member : alternative) {
    if (!text.empty()) text += " AND ";
    text += member.status == TermStatus::Known ? catalogue.licenses[member.license].id : member.text;
  }
  return text;
}

// All statements of a work together: parts and lists all apply.
std::vector<Alternative> alternatives_of(const spdx::Work& work, Resolver& resolver, std::vector<spdx::Error>& errors) {
  std::vector<Alternative> all = {{}};
  for (const LicenseClaim& claim : work.licenses) {
    all = Resolver::cross(all, resolver.claim(claim, work.remark));
    if (all.size() > spdx::kMaxAlternatives) {
      errors.push_back({claim.place, fmt::format("the parts of \"{}\" offer more than {} alternatives", work.id, spdx::kMaxAlternatives)});
      return {};
    }
  }
  return all;
}

bool is_own_terms(const std::string& text, const Catalogue& catalogue) {
  return contains(catalogue.own_terms, lowercase(text));
}

Outbound outbound_of(const std::string& text, std::vector<Alternative> alternatives, const Catalogue& catalogue) {
  Outbound out;
  out.text = text;
  out.own_terms = is_own_terms(text, catalogue);
  const bool missing = !alternatives.empty() && !alternatives.front().empty() &&
                       alternatives.front().front().status == TermStatus::Missing;
  if (missing) out.text.clear();
  if (!out.own_terms && !missing) out.options = std::move(alternatives);
  return out;
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
    term.literal = literal;
    term.origin = work;
    const spdx::Work& origin = stack_.works[work];
    term.evidence = origin.licenses.empty() ? Evidence::Declared : origin.licenses.front().evidence;
    const std::string text = member.status == TermStatus::Known ? "" : member.text + "\n" + member.why;
    const Key key{member.status, member.license, text, member.part, member.through,
                  literal.value_or(Literal{}), signature(term), term.evidence == Evidence::Card};
    const auto [at, fresh] = known_.try_emplace(key, static_cast<TermId>(terms_.terms.size()));
    if (fresh) terms_.terms.push_back(std::move(term));
    std::vector<TermId>& own = terms_.of_work[work];
    if (std::ranges::find(own, at->second) == own.end()) own.push_back(at->second);
  }

 private:
  using Key = std::tuple<TermStatus, LicenseId, std::string, std::string, std::vector<std::string>, Literal, std::string, bool>;

  // The facts of the work that this license's clauses can tell apart.
  std::string signature(const Term& term) const {
    const spdx::Work& work = stack_.works[term.origin];
    std::string text = work.kind;
    if (term.status != TermStatus::Known) return text;
    const FactSet asked = catalogue_.licenses[term.license].work_facts;
    for (std::size_t i = 0; i < catalogue_.facts.size(); ++i) {
      if ((asked >> i & 1U) == 0) continue;
      const std::string key = catalogue_.facts[i].id.substr(5);  // behind `work.`
      text += "\n" + key + "=";
      if (key == "name") text += work.name;
      const auto fact = work.facts.find(key);
      if (fact == work.facts.end()) continue;
      for (const std::string& value : fact->second.texts) text += value + ",";
    }
    return text;
  }

  const spdx::Stack& stack_;
  const Catalogue& catalogue_;
  Terms& terms_;
  std::map<Key, TermId> known_;
};

std::string statement(const spdx::Work& work) {
  if (work.licenses.size() == 1) return work.licenses.front().text;
  std::string text;
  for (const LicenseClaim& claim : work.licenses) {
    if (!text.empty()) text += claim.part.empty() ? " AND " : ", ";
    text += claim.part.empty() ? claim.text : claim.part + ": " + claim.text;
  }
  return text;
}

std::optional<ChoiceId> add_choice(const std::string& work, const std::vector<Alternative>& alternatives, bool outbound,
                                   const Catalogue& catalogue, Terms& terms) {
  if (alternatives.size() < 2) return std::nullopt;
  Choice choice{work, {}, outbound};
  for (const Alternative& alternative : alternatives) choice.options.push_back(label(alternative, catalogue));
  terms.choices.push_back(std::move(choice));
  return static_cast<ChoiceId>(terms.choices.size() - 1);
}

// The inbound terms of a work that is not the user's.
void add_inbound(spdx::WorkIndex index, const spdx::Work& work, const std::vector<Alternative>& alternatives,
                 std::optional<ChoiceId> choice, TermTable& table) {
  if (work.licenses.empty()) {
    table.add(index, not_known(TermStatus::Missing, "", work.remark.empty() ? "none is stated" : work.remark), std::nullopt);
    return;
  }
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    for (const Member& member : alternatives[i]) {
      table.add(index, member, choice ? std::optional(Literal{*choice, std::uint64_t{1} << i}) : std::nullopt);
    }
  }
}

}  // namespace

std::vector<std::string> license_names(const spdx::Stack& stack) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& text) {
    names.push_back(text);
    spdx::ExpressionError ignored;
    if (const auto parsed = spdx::parse_expression(text, ignored)) {
      for (const spdx::LicenseTerm& term : parsed->terms) {
        names.push_back(term.id);
        if (term.or_later) names.push_back(term.id + "+");
      }
    }
  };
  std::string last;
  for (const spdx::Work& work : stack.works) {
    for (const LicenseClaim& claim : work.licenses) {
      if (claim.text != last) add(claim.text);
      last = claim.text;
    }
  }
  for (const spdx::Use& use : stack.uses) {
    if (use.outbound) add(*use.outbound);
  }
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return names;
}

Terms bind_terms(const spdx::Stack& stack, const Catalogue& catalogue, std::vector<spdx::Error>& errors) {
  Terms terms;
  terms.of_work.resize(stack.works.size());
  terms.outbound.resize(stack.works.size());
  terms.mine.resize(stack.works.size());
  for (std::size_t i = 0; i < stack.works.size(); ++i) terms.mine[i] = stack.works[i].owned;
  for (const spdx::Relation& relation : stack.relations) {
    if (relation.by == spdx::Actor::Self) terms.mine[relation.result] = true;
  }
  Resolver resolver(catalogue, errors);
  TermTable table(stack, catalogue, terms);
  for (std::size_t i = 0; i < stack.works.size(); ++i) {
    const auto index = static_cast<spdx::WorkIndex>(i);
    const spdx::Work& work = stack.works[i];
    std::vector<Alternative> alternatives = alternatives_of(work, resolver, errors);
    if (work.licenses.empty()) {
      if (!terms.mine[i]) add_inbound(index, work, {}, std::nullopt, table);
      continue;
    }
    const auto choice = add_choice(work.id, alternatives, terms.mine[i], catalogue, terms);
    if (!terms.mine[i]) add_inbound(index, work, alternatives, choice, table);
    terms.outbound[i] = outbound_of(statement(work), std::move(alternatives), catalogue);
    terms.outbound[i].choice = choice;
  }
  return terms;
}

Outbound bind_outbound(const std::string& text, const spdx::Place& place, const std::string& work,
                       const Catalogue& catalogue, Terms& terms, std::vector<spdx::Error>& errors) {
  Resolver resolver(catalogue, errors);
  std::vector<Alternative> alternatives = resolver.claim({"", text, Evidence::Declared, false, place}, "");
  const auto choice = add_choice(work, alternatives, true, catalogue, terms);
  Outbound out = outbound_of(text, std::move(alternatives), catalogue);
  out.choice = choice;
  return out;
}

}  // namespace licet::engine
