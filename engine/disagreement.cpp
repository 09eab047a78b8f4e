#include "engine/disagreement.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "spdx/formula.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

using spdx::Evidence;
using spdx::LicenseClaim;

std::optional<spdx::Formula> formula_of(const std::string& text, const Catalogue& catalogue) {
  spdx::ExpressionError ignored;
  const auto parsed = spdx::parse_expression(text, ignored);
  if (!parsed) return std::nullopt;
  return spdx::normalize(*parsed, &catalogue.list);
}

// All of these statements as one.
std::string together(const std::vector<const LicenseClaim*>& claims) {
  std::string text;
  for (const LicenseClaim* claim : claims) {
    if (!text.empty()) text += " AND ";
    text += claims.size() > 1 ? "(" + claim->text + ")" : claim->text;
  }
  return text;
}

bool same(const std::string& a, const std::string& b, const Catalogue& catalogue) {
  if (spdx::lowercase(a) == spdx::lowercase(b)) return true;
  const auto left = formula_of(a, catalogue);
  const auto right = formula_of(b, catalogue);
  // What a search cannot decide is not called a disagreement.
  return left && right && spdx::equivalent(*left, *right).value_or(true);
}

// The licenses that are named, whatever is said about them.
void add_names(const LicenseClaim& claim, const Catalogue& catalogue,
               std::set<std::string>& names) {
  const auto formula = formula_of(claim.text, catalogue);
  if (!formula) names.insert(spdx::lowercase(claim.text));
  for (const spdx::Atom& atom : formula ? formula->atoms : std::vector<spdx::Atom>{})
    names.insert(atom.key);
}

std::string listed(const std::vector<const LicenseClaim*>& claims) {
  constexpr std::size_t kMostNamed = 6;
  std::string text;
  for (std::size_t i = 0; i < claims.size() && i < kMostNamed; ++i)
    text += (i == 0 ? "" : ", ") + claims[i]->text;
  if (claims.size() > kMostNamed) text += fmt::format(" and {} more", claims.size() - kMostNamed);
  return text;
}

}  // namespace

std::vector<std::string> disagreements(const spdx::Work& work, const Catalogue& catalogue) {
  std::vector<const LicenseClaim*> governing;
  std::set<std::string> names;
  for (const LicenseClaim& claim : work.licenses) {
    governing.push_back(&claim);
    add_names(claim, catalogue, names);
  }
  std::vector<const LicenseClaim*> declared;
  std::vector<const LicenseClaim*> found;
  for (const LicenseClaim& claim : work.other_claims) {
    if (claim.evidence == Evidence::Recorded || claim.evidence == Evidence::Card)
      declared.push_back(&claim);
    if (claim.evidence != Evidence::Observed) continue;
    std::set<std::string> seen;
    add_names(claim, catalogue, seen);
    if (!std::ranges::includes(names, seen)) found.push_back(&claim);
  }
  std::vector<std::string> out;
  if (!declared.empty() && !same(together(governing), together(declared), catalogue))
    out.push_back("declared is " + together(declared));
  if (!found.empty()) out.push_back("found in its files is " + listed(found));
  return out;
}

}  // namespace licet::engine
