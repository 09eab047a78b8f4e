#include "engine/catalogue.h"

#include "spdx/spelling.h"

namespace licet::engine {

namespace {

// Position of the row with this id; the tables are short, so a scan is as fast as a map.
template <typename Id, typename Row>
std::optional<Id> position(const std::vector<Row>& rows, std::string_view id) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].id == id) return static_cast<Id>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::Conflict:
      return "conflict";
    case Severity::Unknown:
      return "unknown";
    case Severity::Review:
      return "review";
    case Severity::Obligation:
      return "obligation";
    case Severity::Note:
      return "note";
    case Severity::Clear:
      return "clear";
  }
  return "clear";
}

std::optional<LicenseId> Catalogue::find_license(std::string_view name) const {
  const auto found = license_names.find(spdx::lowercase(name));
  if (found == license_names.end()) return std::nullopt;
  return found->second;
}

std::optional<ExceptionId> Catalogue::find_exception(std::string_view id) const {
  const std::string lower = spdx::lowercase(id);
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    if (spdx::lowercase(exceptions[i].id) == lower) return static_cast<ExceptionId>(i);
  }
  return std::nullopt;
}

const spdx::KnownName* Catalogue::find_ambiguous(std::string_view name) const {
  const spdx::KnownName* known = written_names.find(name);
  return known != nullptr && known->kind == spdx::KnownName::Kind::Ambiguous ? known : nullptr;
}

std::optional<RelationId> Catalogue::find_relation(std::string_view id) const {
  return position<RelationId>(relations, id);
}

std::optional<ActId> Catalogue::find_act(std::string_view id) const {
  return position<ActId>(acts, id);
}

std::optional<FactId> Catalogue::find_fact(std::string_view id) const {
  return position<FactId>(facts, id);
}

std::optional<AssumptionId> Catalogue::find_assumption(std::string_view id) const {
  return position<AssumptionId>(assumptions, id);
}

std::optional<CodeId> Catalogue::find_code(std::string_view id) const {
  return position<CodeId>(codes, id);
}

spdx::Vocabulary Catalogue::vocabulary() const {
  spdx::Vocabulary words;
  for (const RelationKind& row : relations)
    words.relations.push_back(row.id);
  for (const Act& row : acts)
    words.acts.push_back(row.id);
  for (const auto& [id, means] : fields)
    words.fields.push_back(id);
  for (const Fact& row : facts) {
    if (!row.derived) words.facts.push_back({row.id, row.type});
  }
  return words;
}

}  // namespace licet::engine
