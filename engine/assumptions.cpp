#include "engine/assumptions.h"

#include <algorithm>

#include <fmt/format.h>

#include "spdx/spelling.h"

namespace licet::engine {

namespace {

template <typename Row>
std::vector<std::string_view> ids(const std::vector<Row>& rows) {
  std::vector<std::string_view> out;
  for (const Row& row : rows)
    out.push_back(row.id);
  return out;
}

// Position of an id; an unknown one is an error that names the nearest, or all.
template <typename Row>
std::optional<std::size_t> pick(const std::vector<Row>& rows, const std::string& id,
                                const std::string& option, std::string_view what,
                                std::vector<spdx::Error>& errors) {
  const auto found = std::ranges::find(rows, id, &Row::id);
  if (found != rows.end()) return static_cast<std::size_t>(found - rows.begin());
  const std::string hint = spdx::did_you_mean(id, ids(rows));
  errors.push_back({
      {option, 0, 0},
      fmt::format("unknown {} \"{}\"{}", what, id,
                  hint.empty() ? "; it is one of " + spdx::alternatives_text(ids(rows)) : hint)
  });
  return std::nullopt;
}

}  // namespace

Effect AssumptionValues::effect_of(const Catalogue& catalogue, AssumptionSet set) const {
  Effect weakest = Effect::Applies;
  for (AssumptionId id = 0; set != 0; ++id, set >>= 1U) {
    if ((set & 1U) != 0) weakest = std::min(weakest, effect(catalogue, id));
  }
  return weakest;
}

AssumptionId AssumptionValues::absent_in(const Catalogue& catalogue, AssumptionSet set) const {
  AssumptionId id = 0;
  for (; set != 0; ++id, set >>= 1U) {
    if ((set & 1U) != 0 && effect(catalogue, id) == Effect::Absent) break;
  }
  return id;
}

Severity severity_under(Effect effect, Severity declared) {
  if (effect == Effect::Applies || declared == Severity::Note) return declared;
  return Severity::Review;
}

Severity severity_of(const Catalogue& catalogue, const AssumptionValues& values, AssumptionSet set,
                     Severity declared) {
  const Effect effect = values.effect_of(catalogue, set);
  const AssumptionSet law = set & ~catalogue.unclear;
  if (effect != Effect::Review || values.effect_of(catalogue, law) == Effect::Review)
    return severity_under(effect, declared);
  return declared == Severity::Conflict ? Severity::Unknown : declared;
}

spdx::Result<AssumptionValues> choose_values(
    const Catalogue& catalogue, const std::string& profile,
    const std::vector<std::pair<std::string, std::string>>& settings) {
  AssumptionValues values;
  std::vector<spdx::Error> errors;
  for (const Assumption& assumption : catalogue.assumptions)
    values.value.push_back(assumption.standard);
  if (const auto chosen = pick(catalogue.profiles, profile, "--profile", "profile", errors)) {
    for (const auto& [id, value] : catalogue.profiles[*chosen].values)
      values.value[id] = value;
  }
  for (const auto& [name, value] : settings) {
    const std::string option = fmt::format("--assume {}={}", name, value);
    const auto id = pick(catalogue.assumptions, name, option, "assumption", errors);
    if (!id) continue;
    if (const auto to = pick(catalogue.assumptions[*id].values, value, option, "value", errors))
      values.value[*id] = *to;
  }
  return spdx::finish(std::move(values), std::move(errors));
}

}  // namespace licet::engine
