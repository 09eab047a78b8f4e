#include "engine/term_today.h"

#include "spdx/modern_term.h"
#include "spdx/spelling.h"
#include "spdx/versions.h"

namespace licet::engine {

namespace {

// "This version or later", as an expression says it.
std::string or_later_of(const spdx::LicenseIndex& list, spdx::ListIndex license) {
  for (const spdx::ListedLicense& entry : list.list().entries) {
    const bool same = entry.version.family == list[license].version.family &&
                      entry.version.rank == list[license].version.rank;
    if (same && entry.version.or_later) return std::string(entry.id);
  }
  return std::string(list[license].id) + "+";
}

std::vector<Version> versions_of(const spdx::LicenseIndex& list, spdx::ListIndex license,
                                 bool or_later) {
  const bool open =
      list[license].version.family != 0 && (or_later || list[license].version.or_later);
  std::vector<Version> versions;
  std::vector<std::string> through;
  for (const spdx::ListIndex id : spdx::versions_admitted(list, license, or_later)) {
    if (open) through.push_back(or_later_of(list, id));
    versions.push_back({std::string(list[id].id), through});
  }
  return versions;
}

}  // namespace

TermToday term_today(const spdx::Expression& all, const spdx::LicenseTerm& term,
                     const Catalogue& catalogue) {
  const spdx::LicenseIndex& list = catalogue.list;
  TermToday today;
  today.license = all.id(term);
  today.addition = all.at(term.addition);
  spdx::ExpressionError ignored;
  const auto listed =
      spdx::parse_expression(all.at(term.whole), ignored, {spdx::SpdxVersion::Spdx31, &list});
  if (!listed || listed->terms.front().license == spdx::kUnlisted) {
    today.versions = {
        {today.license, {}}
    };
    return today;
  }
  const auto modern =
      spdx::parse_expression(spdx::modern_text(*listed, listed->terms.front(), list), ignored,
                             {spdx::SpdxVersion::Spdx31, &list});
  const spdx::Expression& now = modern ? *modern : *listed;
  const spdx::LicenseTerm& one = now.terms.front();
  today.license = list[one.license].id;
  if (one.or_later) today.license += '+';
  today.addition = now.at(one.addition);
  today.versions = versions_of(list, one.license, one.or_later);
  return today;
}

std::optional<std::string> written_for(const spdx::Expression& all, const spdx::LicenseTerm& term,
                                       const Catalogue& catalogue) {
  const std::string_view id = all.at(term.whole);  // `GPLv2+` is a name with its +
  if (catalogue.list.license(all.id(term)) != spdx::kUnlisted || catalogue.find_license(id))
    return std::nullopt;
  const spdx::KnownName* known = catalogue.written_names.find(id);
  if (known == nullptr || known->kind != spdx::KnownName::Kind::Means) return std::nullopt;
  if (spdx::lowercase(known->means) == spdx::lowercase(id)) return std::nullopt;
  return std::string(known->means);
}

}  // namespace licet::engine
