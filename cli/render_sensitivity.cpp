// What a verdict turns on, in words that the text and Markdown renderers share.
#include <fmt/format.h>

#include "cli/render.h"
#include "engine/sensitivity.h"

namespace licet::cli {

namespace {

using engine::AssumptionTurned;
using engine::Conditions;

constexpr std::size_t kMostShown = 8;

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : std::string(between)) + word;
  return text;
}

std::string conditions_text(const Conditions& conditions) {
  std::vector<std::string> parts;
  for (const engine::AssumptionCondition& condition : conditions)
    parts.push_back(fmt::format("{} = {}", condition.id, joined(condition.values, " or ")));
  return joined(parts, ", and ");
}

void add_sets(std::string_view label, const std::vector<Conditions>& sets,
              std::vector<SensitivityRow>& rows) {
  const std::string name(label);
  if (sets.empty()) {
    rows.push_back({name, "no answers to contested questions are enough"});
  } else if (sets.front().empty()) {
    rows.push_back({name, "always, whatever the answers to contested questions"});
    return;
  }
  for (std::size_t i = 0; i < sets.size() && i < kMostShown; ++i)
    rows.push_back({i == 0 ? name : "or if", conditions_text(sets[i])});
  if (sets.size() > kMostShown) {
    rows.push_back(
        {"", fmt::format("({} more; --format json lists all)", sets.size() - kMostShown)});
  }
}

}  // namespace

std::vector<SensitivityRow> sensitivity_rows(const engine::Sensitivity& sensitivity) {
  std::vector<SensitivityRow> rows;
  for (const AssumptionTurned& turned : sensitivity.rests_on) {
    rows.push_back(
        {"turns on", fmt::format("{} (now {}): {}", turned.id, turned.value, turned.question)});
  }
  if (sensitivity.rests_on.empty()) {
    rows.push_back({"turns on", sensitivity.kept.empty()
                                    ? "no contested question"
                                    : "no contested question that was varied"});
  }
  add_sets("safe if", sensitivity.safe_if, rows);
  add_sets("conflict if", sensitivity.conflict_if, rows);
  if (sensitivity.kept.empty()) return rows;
  std::vector<std::string> kept;
  for (const AssumptionTurned& turned : sensitivity.kept)
    kept.push_back(fmt::format("{} = {}", turned.id, turned.value));
  rows.push_back(
      {"only with", fmt::format("{}: more than {} combinations in all, so these were not varied",
                                joined(kept, ", "), engine::kMostCombinations)});
  return rows;
}

}  // namespace licet::cli
