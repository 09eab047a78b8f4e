#include "spdx/rdf_conclusion.h"

#include <utility>

#include "spdx/expression.h"

namespace licet::spdx {

namespace {

// The IRI of a license without `+` and WITH; nothing for another one.
std::optional<std::string> iri_of(const Expression& expression, const LicenseTerm& term) {
  const bool plain = !term.or_later && !term.special && term.addition.length == 0 &&
                     expression.document(term).empty();
  if (!plain) return std::nullopt;
  const std::string id(expression.id(term));
  return (id.starts_with("LicenseRef-") ? "#" : "http://spdx.org/licenses/") + id;
}

// An element without a name that holds the set of two licenses.
NewElement set_of(std::string name, NewElement first, NewElement second,
                  const std::string& member) {
  first.name = member;
  second.name = member;
  NewElement set{std::move(name)};
  set.children.push_back(std::move(first));
  set.children.push_back(std::move(second));
  NewElement out{""};
  out.children.push_back(std::move(set));
  return out;
}

}  // namespace

std::optional<NewElement> rdf_license(const std::string& expression, const std::string& spdx,
                                      const std::string& rdf) {
  ExpressionError error;
  const auto parsed = parse_expression(expression, error, {SpdxVersion::Spdx23, nullptr});
  constexpr std::size_t kMostTerms = 50;  // sets stand in sets
  if (!parsed || parsed->terms.size() > kMostTerms) return std::nullopt;
  std::vector<NewElement> open;
  for (const Expression::Node& node : parsed->nodes) {
    if (node.op == Expression::Op::License) {
      auto iri = iri_of(*parsed, parsed->terms[node.term]);
      if (!iri) return std::nullopt;
      open.push_back({""});
      open.back().attributes.emplace_back(rdf + "resource", std::move(*iri));
      continue;
    }
    const bool both = node.op == Expression::Op::And;
    NewElement second = std::move(open.back());
    open.pop_back();
    open.back() = set_of(spdx + (both ? "ConjunctiveLicenseSet" : "DisjunctiveLicenseSet"),
                         std::move(open.back()), std::move(second), spdx + "member");
  }
  return std::move(open.back());
}

}  // namespace licet::spdx
