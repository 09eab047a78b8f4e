#include "spdx/rdf_licenses.h"

#include <utility>

#include <fmt/format.h>

namespace licet::spdx {

namespace {

constexpr std::string_view kNoAssertion = "NOASSERTION";
constexpr std::size_t kLongest = 65536;  // bytes of one expression

// A longer name of another document is not put before each of its ids.
constexpr std::size_t kLongestName = 256;

// The id behind the address of the SPDX license list; empty for another IRI.
std::string_view listed_id(std::string_view iri) {
  for (const std::string_view begin : {"http://spdx.org/licenses/", "https://spdx.org/licenses/"}) {
    if (!iri.starts_with(begin)) continue;
    iri.remove_prefix(begin.size());
    if (iri.starts_with("exceptions/")) iri.remove_prefix(iri.find('/') + 1);
    for (const std::string_view end : {".html", ".json", ".jsonld"}) {
      if (iri.ends_with(end)) iri.remove_suffix(end.size());
    }
    return iri;
  }
  return {};
}

// A plain literal among the properties; empty if there is none.
std::string literal(const RdfResource& resource, std::string_view name) {
  const RdfProperty* found = resource.find(name);
  return found == nullptr || found->is_resource ? std::string() : std::string(found->value);
}

}  // namespace

RdfNames::RdfNames(const RdfGraph& graph, std::string_view source) : source_(source) {
  for (const RdfResource& resource : graph.resources()) {
    if (resource.type == "SpdxDocument" && document_ == nullptr) {
      document_ = &resource;
      space_ = resource.key.substr(0, resource.key.find('#'));
    }
    if (resource.type != "ExternalDocumentRef") continue;
    const RdfProperty* const other = resource.find("spdxDocument");
    std::string name = literal(resource, "externalDocumentId");
    if (name.empty()) name = resource.key.substr(resource.key.find('#') + 1);
    if (other == nullptr || name.size() > kLongestName) continue;
    const std::string_view space = other->value;
    others_.try_emplace(space.substr(0, space.find('#')), std::move(name));
  }
}

ValueText RdfNames::id(std::string_view iri) const {
  const std::size_t hash = iri.find('#');
  if (hash == std::string_view::npos) return ValueText::within(source_, iri);
  const std::string_view space = iri.substr(0, hash);
  const std::string_view name = iri.substr(hash + 1);
  if (space.empty() || (document_ != nullptr && space == space_))
    return ValueText::within(source_, name);
  if (space == "http://spdx.org/rdf/terms" && name == "noassertion")
    return ValueText::borrowed(kNoAssertion);
  if (space == "http://spdx.org/rdf/terms" && name == "none") return ValueText::borrowed("NONE");
  const auto other = others_.find(space);
  if (other == others_.end()) return ValueText::within(source_, iri);
  return ValueText(fmt::format("{}:{}", other->second, name));
}

ValueText RdfLicenses::expression(const RdfProperty& property) {
  if (!property.is_resource) return ValueText::within(source_, property.value);
  const std::string_view listed = listed_id(property.value);
  return listed.empty() ? ValueText(of_reference(property, 0).text)
                        : ValueText::within(source_, listed);
}

RdfLicenses::Words RdfLicenses::of_reference(const RdfProperty& property, std::size_t depth) {
  if (const std::string_view listed = listed_id(property.value); !listed.empty())
    return {std::string(listed), false};
  const RdfResource* const resource = graph_.target(property);
  if (resource == nullptr) return {names_.id(property.value).str(), false};
  if (const auto known = done_.find(resource); known != done_.end()) return known->second;
  if (depth > kMaxDepth) return unknown(*resource, "is nested too deep");
  if (!open_.insert(resource).second) return unknown(*resource, "holds itself");
  Words words = of_resource(*resource, depth);
  open_.erase(resource);
  if (words.text.size() > kLongest) words = unknown(*resource, "is longer than 64 KiB");
  bytes_ += words.text.size();
  return done_.emplace(resource, std::move(words)).first->second;
}

RdfLicenses::Words RdfLicenses::of_resource(const RdfResource& resource, std::size_t depth) {
  if (resource.type == "ConjunctiveLicenseSet") return joined(resource, " AND ", depth);
  if (resource.type == "DisjunctiveLicenseSet") return joined(resource, " OR ", depth);
  if (resource.type == "OrLaterOperator")
    return {operand(resource.find("member"), depth) + "+", false};
  if (resource.type == "WithExceptionOperator") {
    return {fmt::format("{} WITH {}", operand(resource.find("member"), depth),
                        operand(resource.find("licenseException"), depth)),
            false};
  }
  for (const std::string_view name : {"licenseId", "licenseExceptionId"}) {
    if (std::string id = literal(resource, name); !id.empty()) return {std::move(id), false};
  }
  if (resource.is_anonymous()) return unknown(resource, "has no id");
  return {names_.id(resource.key).str(), false};
}

RdfLicenses::Words RdfLicenses::joined(const RdfResource& resource, std::string_view word,
                                       std::size_t depth) {
  Words out;
  std::size_t members = 0;
  for (const RdfProperty& property : resource.properties) {
    if (property.name != "member" || out.text.size() > kLongest) continue;
    if (members++ > 0) out.text += word;
    out.text += operand(&property, depth);
  }
  if (members == 0) return unknown(resource, "holds nothing");
  out.compound = members > 1;
  return out;
}

std::string RdfLicenses::operand(const RdfProperty* property, std::size_t depth) {
  if (property == nullptr) return std::string(kNoAssertion);
  if (!property->is_resource) return std::string(property->value);
  Words words = of_reference(*property, depth + 1);
  return words.compound ? fmt::format("({})", words.text) : std::move(words.text);
}

RdfLicenses::Words RdfLicenses::unknown(const RdfResource& resource, std::string_view why) {
  notes_.add(resource.offset,
             fmt::format("this license {}; it is taken for {}", why, kNoAssertion));
  return {std::string(kNoAssertion), false};
}

}  // namespace licet::spdx
