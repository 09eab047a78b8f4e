#include "engine/resolve_claim.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/term_today.h"
#include "spdx/alternatives.h"
#include "spdx/factors.h"
#include "spdx/license_names.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

using spdx::Evidence;
using spdx::LicenseClaim;
using spdx::lowercase;
using Member = OutboundLicense;

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

// Turns license statements into offers of alternatives, each a list of members that all apply.
class Resolver {
 public:
  Resolver(const Catalogue& catalogue, std::vector<spdx::Error>& errors)
      : catalogue_(catalogue), errors_(errors) {}

  std::vector<Offer> claim(const LicenseClaim& claim, const std::string& remark) {
    std::vector<Offer> out;
    if (is_name(claim.text)) {
      out = {one(name(claim.text, remark))};
    } else {
      out = expression(claim, remark);
    }
    for (Offer& offer : out) {
      for (Alternative& alternative : offer) {
        for (Member& member : alternative)
          member.part = claim.part;
      }
    }
    return out;
  }

 private:
  static Offer one(Member member) { return {{std::move(member)}}; }

  // Words that stand for no license, or for one nobody can look up.
  [[nodiscard]] std::optional<Member> word(const std::string& text,
                                           const std::string& remark) const {
    const std::string lower = lowercase(text);
    if (contains(catalogue_.no_license, lower)) {
      return not_known(TermStatus::Missing, text,
                       fmt::format("its license is given as \"{}\"", text));
    }
    if (contains(catalogue_.unstated, lower)) {
      return not_known(TermStatus::Unknown, text,
                       remark.empty() ? "the statement names no license" : remark);
    }
    if (contains(catalogue_.own_terms, lower)) {
      Member own = not_known(TermStatus::Unknown, text,
                             "these are terms of its owner's own, and their text is not at hand");
      own.own_terms = true;
      return own;
    }
    return std::nullopt;
  }

  // A statement that is known as a whole, spaces and all, before it is read as an expression.
  [[nodiscard]] bool is_name(const std::string& text) const {
    return word(text, "") || catalogue_.find_license(text) ||
           catalogue_.find_ambiguous(text) != nullptr;
  }

  // A single id: a license, a family, or unknown.
  [[nodiscard]] Member name(const std::string& id, const std::string& remark) const {
    if (auto special = word(id, remark)) return std::move(*special);
    if (const spdx::KnownName* family = catalogue_.find_ambiguous(id)) {
      std::string why(family->why);
      const auto ids = family->candidates;
      if (!ids.empty()) why += " (" + spdx::alternatives_text({ids.begin(), ids.end()}) + ")";
      return not_known(TermStatus::Ambiguous, id, std::move(why));
    }
    if (const auto found = catalogue_.find_license(id)) {
      Member member;
      member.license = *found;
      member.text = id;
      return member;
    }
    const spdx::ListIndex listed = catalogue_.list.license(id);
    const spdx::KnownName* known = catalogue_.written_names.find(id);
    if (known != nullptr && known->kind == spdx::KnownName::Kind::NoLicense)
      return not_known(TermStatus::Unknown, id, std::string(known->why));
    if (listed == spdx::kUnlisted)
      return not_known(TermStatus::Unknown, id, "the catalogue has no license of this name");
    return not_known(
        TermStatus::Unknown, id,
        fmt::format("the SPDX list has it ({}), but its terms are not in the catalogue",
                    catalogue_.list[listed].name));
  }

  // The licenses that one term of an expression lets one choose.
  [[nodiscard]] Offer term(const spdx::Expression& all, const spdx::LicenseTerm& term,
                           const std::string& remark) const {
    if (!all.document(term).empty()) {
      return one(
          not_known(TermStatus::Unknown, all.words(term), "its text stands in another document"));
    }
    const TermToday today = term_today(all, term, catalogue_);
    Offer out;
    for (const Version& version : today.versions) {
      Member member = name(version.id, remark);
      member.through = version.through;
      if (!today.addition.empty()) add_exception(today, member);
      if (member.status != TermStatus::Known) member.text = all.words(term);
      out.push_back({std::move(member)});
    }
    return out;
  }

  // An exception that is known, and was written for this license, goes with it; behind any
  // other license one that only permits is left aside; anything else leaves the license unknown.
  void add_exception(const TermToday& today, Member& member) const {
    if (member.status != TermStatus::Known) return;
    const auto found = catalogue_.find_exception(today.addition);
    if (!found) {
      member = not_known(TermStatus::Unknown, member.text,
                         fmt::format("the terms of the exception {} are not in the catalogue, so "
                                     "the license cannot be judged with it",
                                     today.addition));
      return;
    }
    const Exception& exception = catalogue_.exceptions[*found];
    if (exception.written_for.empty() || contains(exception.written_for, today.license) ||
        contains(exception.written_for, catalogue_.licenses[member.license].id)) {
      member.exception = *found;
    } else if (exception.restricts) {
      member = not_known(TermStatus::Unknown, member.text,
                         fmt::format("the exception {} was not written for {}, so it is open what "
                                     "the two say together",
                                     exception.id, today.license));
    }
  }

  std::vector<Offer> expression(const LicenseClaim& claim, const std::string& remark) {
    spdx::ExpressionError problem;
    const auto parsed = spdx::parse_expression(claim.text, problem);
    if (!parsed) return no_expression(claim, remark, problem);
    std::vector<Offer> out;
    for (const spdx::Formula& factor : spdx::factors(spdx::normalize(*parsed))) {
      const bool alone = factor.atoms.size() == 1;
      std::vector<Offer> offers =
          alone ? one_license(*parsed, parsed->terms[factor.atoms.front().term], claim, remark)
                : std::vector<Offer>{ways(*parsed, factor, claim, remark)};
      if (offers.empty() || offers.front().empty()) return too_many(claim);
      std::ranges::move(offers, std::back_inserter(out));
    }
    return out;
  }

  // The alternatives of one factor; none if they are too many.
  Offer ways(const spdx::Expression& all, const spdx::Formula& factor, const LicenseClaim& claim,
             const std::string& remark) {
    const auto sets = spdx::alternatives(factor, kMaxAlternatives);
    if (!sets) return {};
    Offer out;
    for (const auto& atoms : *sets) {
      auto way = all_of(all, factor, atoms, claim, remark);
      if (!way) return {};
      std::ranges::move(*way, std::back_inserter(out));
      if (out.size() > kMaxAlternatives) return {};
    }
    return out;
  }

  // What holds where all of some atoms do; nothing if that leaves too many alternatives.
  std::optional<Offer> all_of(const spdx::Expression& all, const spdx::Formula& factor,
                              const std::vector<std::uint32_t>& atoms, const LicenseClaim& claim,
                              const std::string& remark) {
    std::optional<Offer> joined = Offer{{}};
    for (const std::uint32_t atom : atoms) {
      const spdx::LicenseTerm& used = all.terms[factor.atoms[atom].term];
      for (const Offer& offer : one_license(all, used, claim, remark)) {
        joined = join(*joined, offer);
        if (!joined) return std::nullopt;
      }
    }
    return joined;
  }

  // A term, or what the name stands for that was written in its place.
  std::vector<Offer> one_license(const spdx::Expression& all, const spdx::LicenseTerm& used,
                                 const LicenseClaim& claim, const std::string& remark) {
    if (const auto meant = written_for(all, used, catalogue_)) {
      LicenseClaim inner = claim;
      inner.text = *meant;
      return expression(inner, remark);
    }
    return {term(all, used, remark)};
  }

  // What a stack file says must be right; what others wrote is understood where its meaning is
  // certain.
  std::vector<Offer> no_expression(const LicenseClaim& claim, const std::string& remark,
                                   const spdx::ExpressionError& problem) {
    const spdx::KnownName* known = catalogue_.written_names.find(claim.text);
    if (claim.evidence == Evidence::Declared) {
      spdx::Place place = claim.place;
      place.column += problem.offset;
      errors_.push_back(
          {place, fmt::format("license \"{}\": {}", claim.text,
                              spdx::error_text(claim.text, problem, catalogue_.written_names,
                                               {spdx::SpdxVersion::Spdx30, nullptr}))});
    } else if (known != nullptr && known->kind == spdx::KnownName::Kind::Means) {
      LicenseClaim meant = claim;
      meant.text = known->means;
      return expression(meant, remark);
    }
    return {one(
        not_known(TermStatus::Unknown, claim.text,
                  remark.empty() ? "this is no license id and no license expression" : remark))};
  }

  std::vector<Offer> too_many(const LicenseClaim& claim) {
    if (claim.evidence != Evidence::Declared) {
      return {one(not_known(TermStatus::Unknown, claim.text,
                            fmt::format("it offers more than {} alternatives; state the ones you "
                                        "consider with --take",
                                        kMaxAlternatives)))};
    }
    errors_.push_back(
        {claim.place,
         fmt::format("the license offers more than {} alternatives; state the ones you consider",
                     kMaxAlternatives)});
    return {};
  }

  const Catalogue& catalogue_;
  std::vector<spdx::Error>& errors_;
};

}  // namespace

OutboundLicense not_known(TermStatus status, std::string text, std::string why) {
  Member member;
  member.status = status;
  member.text = std::move(text);
  member.why = std::move(why);
  return member;
}

std::vector<Offer> resolve_claim(const LicenseClaim& claim, const std::string& remark,
                                 const Catalogue& catalogue, std::vector<spdx::Error>& errors) {
  return Resolver(catalogue, errors).claim(claim, remark);
}

std::optional<Offer> join(const Offer& a, const Offer& b) {
  if (a.size() * b.size() > kMaxAlternatives) return std::nullopt;
  Offer out;
  for (const Alternative& left : a) {
    for (const Alternative& right : b) {
      Alternative both = left;
      both.insert(both.end(), right.begin(), right.end());
      out.push_back(std::move(both));
    }
  }
  return out;
}

bool is_own_terms(const std::string& text, const Catalogue& catalogue) {
  return contains(catalogue.own_terms, lowercase(text));
}

}  // namespace licet::engine
