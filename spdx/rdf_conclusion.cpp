#include "spdx/rdf_conclusion.h"

#include <utility>

#include "spdx/expression.h"

namespace licet::spdx {

std::optional<NewElement> rdf_license(const std::string& expression, const std::string& spdx,
                                      const std::string& rdf) {
  ExpressionError error;
  const auto parsed = parse_expression(expression, error, {SpdxVersion::Spdx23, nullptr});
  constexpr std::size_t kMostTerms = 50;  // sets stand in sets
  if (!parsed || parsed->terms.size() > kMostTerms) return std::nullopt;
  std::vector<NewElement> open;
  for (const Expression::Node& node : parsed->nodes) {
    if (node.op == Expression::Op::License) {
      const LicenseTerm& term = parsed->terms[node.term];
      const std::string id(parsed->id(term));
      if (term.or_later || term.special || term.addition.length > 0 ||
          !parsed->document(term).empty()) {
        return std::nullopt;
      }
      const bool own = id.starts_with("LicenseRef-");
      open.push_back({"", {{rdf + "resource", (own ? "#" : "http://spdx.org/licenses/") + id}}, "", {}});
      continue;
    }
    const bool both = node.op == Expression::Op::And;
    NewElement set{spdx + (both ? "ConjunctiveLicenseSet" : "DisjunctiveLicenseSet"), {}, "", {}};
    set.children = {std::move(open[open.size() - 2]), std::move(open.back())};
    for (NewElement& member : set.children)
      member.name = spdx + "member";
    open.resize(open.size() - 2);
    open.push_back({"", {}, "", {std::move(set)}});
  }
  return std::move(open.back());
}

}  // namespace licet::spdx
