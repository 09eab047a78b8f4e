#include "engine/label_trial.h"

#include <algorithm>

namespace licet::engine {

namespace {

// Whether findings of this code are about what a result may go out under: a label was compared, or
// two licenses on one work were.
bool about_labels(CodeId code, const Catalogue& catalogue) {
  return std::ranges::any_of(catalogue.rules, [&](const std::optional<Rule>& rule) {
    if (!rule) return false;
    const bool compares = rule->test == Test::OwnTerms || rule->test == Test::OutboundAccepted ||
                          rule->test == Test::OutboundCarries || rule->test == Test::NothingAdded;
    return compares && (rule->violated == code || rule->together == code);
  });
}

// Whether findings of this code say that the terms of a license are not known, or that nothing is
// done that a license could speak of.
bool about_unknown_terms(CodeId code, const Catalogue& catalogue) {
  const EngineCodes& codes = catalogue.engine_codes;
  return code == codes.license_missing || code == codes.license_unknown ||
         code == codes.license_ambiguous || code == codes.known_by_class ||
         code == codes.acts_unset;
}

// The findings of a trial that are this serious and not common, the shortest path first.
template <typename Wanted>
std::vector<Finding> findings_of(const LabelTrial& trial, const Common& common, Wanted wanted) {
  std::vector<Finding> findings;
  for (const Candidate& candidate : trial.serious()) {
    const FindingKey key = trial.key_of(candidate);
    if (!wanted(candidate.severity) || common.holds(key)) continue;
    findings.push_back(trial.explained(candidate));
  }
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
    const std::size_t steps_a = a.path.size();
    const std::size_t steps_b = b.path.size();
    return std::tie(steps_a, a.severity, a.work, a.license, a.code, a.section) <
           std::tie(steps_b, b.severity, b.work, b.license, b.code, b.section);
  });
  return findings;
}

}  // namespace

LabelTrial::LabelTrial(const TrialBase& base, Outbound outbound)
    : base_(base), use_(base.use), outbound_(std::move(outbound)) {
  use_.outbound = outbound_.text;
  Decided decided = decide({base_.model, base_.flow, use_, *use_.target, outbound_, base_.values});
  for (Candidate& candidate : decided.standing) {
    if (candidate.severity <= Severity::Review) {
      serious_.push_back(std::move(candidate));
    } else if (candidate.severity == Severity::Obligation) {
      duties_.push_back(std::move(candidate));
    }
  }
}

FindingKey LabelTrial::key_of(const Candidate& candidate) const {
  return {candidate.severity, candidate.code,
          license_of(candidate, base_.model) + exception_of(candidate, base_.model),
          candidate.clause == nullptr ? "" : candidate.clause->section, candidate.place};
}

std::set<FindingKey> LabelTrial::keys() const {
  std::set<FindingKey> keys;
  for (const Candidate& candidate : serious_)
    keys.insert(key_of(candidate));
  return keys;
}

Finding LabelTrial::explained(const Candidate& candidate) const {
  const Case use_case{base_.model, base_.flow, use_, *use_.target, outbound_, base_.values};
  const Facts facts(base_.model, base_.flow, use_);
  return explain(candidate, {use_case, facts, base_.origins}, base_.use_index);
}

Common common_of(const std::vector<std::set<FindingKey>>& labels, const Catalogue& catalogue,
                 spdx::WorkIndex target) {
  Common common;
  if (labels.empty()) return common;
  for (const FindingKey& key : labels.front()) {
    const auto stands = [&](const std::set<FindingKey>& keys) { return keys.contains(key); };
    if (!std::ranges::all_of(labels, stands)) continue;
    const auto& [severity, code, license, section, place] = key;
    if (severity == Severity::Conflict && place == target && about_labels(code, catalogue)) {
      common.contradictions.insert(key);
    } else if (about_unknown_terms(code, catalogue)) {
      common.unknown_terms.insert(key);
    } else {
      common.mendless.insert(key);
    }
  }
  return common;
}

Added added_by(const std::set<FindingKey>& label, const Common& common) {
  Added added;
  for (const FindingKey& key : label) {
    if (common.mendless.contains(key) || common.unknown_terms.contains(key)) continue;
    ++(std::get<Severity>(key) == Severity::Conflict ? added.conflicts : added.open);
  }
  return added;
}

std::vector<Finding> conflicts_under(const LabelTrial& trial, const Common& common) {
  return findings_of(trial, common, [](Severity s) { return s == Severity::Conflict; });
}

std::vector<Finding> open_under(const LabelTrial& trial, const Common& common) {
  return findings_of(trial, common, [](Severity s) { return s != Severity::Conflict; });
}

}  // namespace licet::engine
