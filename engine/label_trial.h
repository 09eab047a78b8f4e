// One label tried on one use: what of it is the label's doing, and why it does not fit.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/decide.h"
#include "engine/explain.h"

namespace licet::engine {

/// What all trials of one use share.
struct TrialBase {
  const Model& model;
  const Flow& flow;
  const spdx::Use& use;
  const AssumptionValues& values;
  Origins& origins;
  std::size_t use_index = 0;
};

/// What is told apart when findings under several labels are compared: severity, code, license with
/// its exception, section, place. Not the label's own name, nor the second of two licenses.
using FindingKey = std::tuple<Severity, CodeId, std::string, std::string, spdx::WorkIndex>;

/// A use under one label, judged. It keeps the label, so that findings can be explained later.
class LabelTrial {
 public:
  /// Judges and solves. `text` is what the use then says of its outbound license.
  LabelTrial(const TrialBase& base, Outbound outbound);
  LabelTrial(const LabelTrial&) = delete;
  LabelTrial& operator=(const LabelTrial&) = delete;

  /// Conflicts, unknowns and reviews that stand.
  [[nodiscard]] const std::vector<Candidate>& serious() const { return serious_; }

  /// Duties that stand.
  [[nodiscard]] const std::vector<Candidate>& duties() const { return duties_; }

  [[nodiscard]] const std::string& label() const { return outbound_.text; }

  [[nodiscard]] FindingKey key_of(const Candidate& candidate) const;

  /// The keys of all that is serious.
  [[nodiscard]] std::set<FindingKey> keys() const;

  [[nodiscard]] Finding explained(const Candidate& candidate) const;

 private:
  const TrialBase& base_;
  spdx::Use use_;
  Outbound outbound_;
  std::vector<Candidate> serious_;
  std::vector<Candidate> duties_;
};

/// What stands under every label.
struct Common {
  std::set<FindingKey> mendless;        ///< no label is to blame
  std::set<FindingKey> contradictions;  ///< conflicts that rule every label out
  std::set<FindingKey> unknown_terms;   ///< what a license inside asks of a label is not known

  [[nodiscard]] bool holds(const FindingKey& key) const {
    return mendless.contains(key) || contradictions.contains(key) || unknown_terms.contains(key);
  }
};

/// What stands under all of these labels. A conflict that a rule about what the target goes out
/// under has found (a test that compares labels, or two licenses with each other) rules every label
/// out. A license that is missing, unknown, ambiguous or known by its class only leaves every label
/// open, and so does a use without acts: unknown is never permission. Linear in findings × log.
Common common_of(const std::vector<std::set<FindingKey>>& labels, const Catalogue& catalogue,
                 spdx::WorkIndex target);

/// How many conflicts, and how many other serious findings, a label adds. Contradictions are
/// counted, as no label is free of them; unknown terms are not.
struct Added {
  std::size_t conflicts = 0;
  std::size_t open = 0;
};

Added added_by(const std::set<FindingKey>& label, const Common& common);

/// Why a label does not fit: the conflicts that it adds, the shortest path first, each with
/// license, section, path and remedy. The one place where the reason is made.
std::vector<Finding> conflicts_under(const LabelTrial& trial, const Common& common);

/// What else it leaves open that other labels do not.
std::vector<Finding> open_under(const LabelTrial& trial, const Common& common);

}  // namespace licet::engine
