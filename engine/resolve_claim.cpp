#include "engine/resolve_claim.h"

#include <algorithm>

#include <fmt/format.h>

#include "spdx/expression.h"
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

std::string joined(const std::vector<std::string>& words) {
  return spdx::alternatives_text({words.begin(), words.end()});
}

// Turns license statements into alternatives, each a list of members that all apply.
class Resolver {
 public:
  Resolver(const Catalogue& catalogue, std::vector<spdx::Error>& errors)
      : catalogue_(catalogue), errors_(errors) {}

  std::vector<Alternative> claim(const LicenseClaim& claim, const std::string& remark) {
    std::vector<Alternative> out;
    if (is_name(claim.text)) {
      out = name(claim.text, remark);
    } else {
      out = expression(claim, remark);
    }
    for (Alternative& alternative : out) {
      for (Member& member : alternative)
        member.part = claim.part;
    }
    return out;
  }

 private:
  static std::vector<Alternative> one(Member member) { return {{std::move(member)}}; }

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

  // A single id: a license, the licenses an or-later id lets one choose, a family, or unknown.
  std::vector<Alternative> name(const std::string& id, const std::string& remark,
                                std::vector<std::string> through = {}) {
    if (auto special = word(id, remark)) return one(std::move(*special));
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
      std::ranges::move(name(next, remark, through), std::back_inserter(out));
    }
    return out;
  }

  std::vector<Alternative> term(const spdx::LicenseTerm& term, const std::string& remark) {
    if (!term.exception.empty()) {
      return one(not_known(TermStatus::Unknown, term.text(),
                           fmt::format("the terms of the exception {} are not in the catalogue, so "
                                       "the license cannot be judged with it",
                                       term.exception)));
    }
    if (!term.document.empty()) {
      return one(
          not_known(TermStatus::Unknown, term.text(), "its text stands in another document"));
    }
    if (term.or_later && catalogue_.find_license(term.id + "+")) return name(term.id + "+", remark);
    return name(term.id, remark);  // `X+` lets one take X itself
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
      return one(
          not_known(TermStatus::Unknown, claim.text,
                    remark.empty() ? "this is no license id and no license expression" : remark));
    }
    const auto ways = spdx::alternatives(*parsed);
    if (!ways) return too_many(claim);
    std::vector<Alternative> out;
    for (const auto& way : *ways) {
      std::vector<Alternative> partial = {{}};
      for (const std::uint32_t index : way) {
        auto joined = join(partial, term(parsed->terms[index], remark));
        if (!joined) return too_many(claim);
        partial = std::move(*joined);
      }
      std::ranges::move(partial, std::back_inserter(out));
      if (out.size() > spdx::kMaxAlternatives) return too_many(claim);
    }
    return out;
  }

  std::vector<Alternative> too_many(const LicenseClaim& claim) {
    errors_.push_back(
        {claim.place,
         fmt::format("the license offers more than {} alternatives; state the ones you consider",
                     spdx::kMaxAlternatives)});
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

std::vector<Alternative> resolve_claim(const LicenseClaim& claim, const std::string& remark,
                                       const Catalogue& catalogue,
                                       std::vector<spdx::Error>& errors) {
  return Resolver(catalogue, errors).claim(claim, remark);
}

std::optional<std::vector<Alternative>> join(const std::vector<Alternative>& a,
                                             const std::vector<Alternative>& b) {
  if (a.size() * b.size() > spdx::kMaxAlternatives) return std::nullopt;
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

bool is_own_terms(const std::string& text, const Catalogue& catalogue) {
  return contains(catalogue.own_terms, lowercase(text));
}

}  // namespace licet::engine
