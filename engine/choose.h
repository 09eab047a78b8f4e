// Under which licenses may the target of a stack go out?
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/analyze.h"
#include "engine/permissiveness.h"
#include "engine/report.h"

namespace licet::engine {

/// What is asked. The uses are those of the stack; what a use says of its outbound license is
/// reported on like a `why_not`.
struct ChooseRequest {
  Request judging;                   ///< profile, assumptions, default acts
  std::vector<std::string> why_not;  ///< labels to give the reason for: expressions or names
  std::vector<std::string> labels;   ///< ids to try; none: every license coded in full
  bool grouped = true;  ///< judge labels that are treated alike once; the answer is the same
};

/// What a label comes to, beside what stands under every label. The best first.
enum class Fit : std::uint8_t {
  Fits,   ///< nothing worse than a duty is added
  Open,   ///< no conflict, but something unknown or to be reviewed, or terms inside that nobody
          ///< knows
  Breaks  ///< a conflict
};

/// `fits`, `open`, `does not fit`.
std::string_view to_string(Fit fit);

/// One license tried as the label of the whole target.
struct LabelFit {
  std::string license;
  Fit fit = Fit::Fits;
  std::size_t conflicts = 0;  ///< that it adds, or that rule out every license
  std::size_t open = 0;       ///< unknowns and reviews that it adds
};

/// Licenses that fit and ask for the same (engine/permissiveness.h).
struct FitGroup {
  std::vector<std::string> licenses;    ///< ids; those of the SPDX list first
  std::size_t level = 0;                ///< 0: no fitting license is more permissive
  std::vector<std::size_t> just_below;  ///< groups it adds to directly
};

/// One license, or terms of one's own, with the findings that tell why.
struct Reason {
  std::string label;
  Fit fit = Fit::Fits;
  std::vector<Finding> conflicts;  ///< that it adds, the shortest path first
  std::optional<Core> smallest;    ///< a smallest reason for one of these, where it was asked for
  std::vector<Finding> open;       ///< unknowns and reviews that it adds
};

/// Terms of one's own.
struct OwnTermsFit {
  Reason reason;
  std::vector<Finding> must_contain;  ///< what inherited terms want recipients bound to
};

/// A part of the target (`weights`, `code` …) in which licensed works stand, labelled on its own
/// while the other parts go out under terms of one's own.
struct PartFit {
  std::string part;
  std::vector<std::string> licenses;  ///< ids that fit it; those of the SPDX list first
};

/// The answer for one use.
struct UseChoice {
  std::string target;
  std::string target_name;
  std::vector<std::string> acts;
  bool acts_assumed = false;
  std::vector<LabelFit> labels;         ///< by id
  std::vector<LabelFit> or_later;       ///< or-later ids of those that add nothing, judged as well
  std::size_t judged = 0;               ///< labels that were judged; the others are alike
  std::vector<Finding> contradictions;  ///< conflicts of the terms inside with each other: they
                                        ///< stand under every label, so none fits
  std::vector<Finding> unmendable;     ///< other conflicts that stand under every label: the use is
                                       ///< prohibited whatever it goes out under
  std::vector<Finding> unknown_terms;  ///< licenses inside that are not known: every label is open
  std::vector<Finding> open_anyway;    ///< other unknowns and reviews that stand under every label
  std::vector<FitGroup> order;  ///< what fits, by level; as far as is known, if terms are unknown
  OwnTermsFit own_terms;
  std::vector<PartFit> parts;  ///< if some part can go out under what the whole can not
  std::vector<std::pair<std::string, std::string>>
      by_part;  ///< part, license: all of them together, judged again; empty: none was found
  std::vector<Reason> why_not;  ///< the outbound license stated, then those asked for
  bool stated = false;          ///< the first of these is the one stated
};

/// The answer for every use of a stack.
struct Choices {
  std::string catalogue;
  std::string input;
  std::string sha256;
  std::size_t left_out = 0;  ///< licenses known by class only, which were not tried
  std::vector<UseChoice> uses;
};

/// What the answer for a use comes to, all told. `Breaks`: a conflict stands whatever the license,
/// or nothing fits. `Open`: a question stands whatever the license, or nothing is certain to fit.
/// `Fits`: some license, licenses by part or terms of one's own fit, and nothing else stands.
Fit fit_of(const UseChoice& use);

/// The worst of all uses.
Fit fit_of(const Choices& choices);

/// Tries every license coded in full as what each use's target goes out under. Errors: those of
/// analyze(), and labels of the request that cannot be read; a label to try that the catalogue does
/// not know is ignored. The catalogue holds all licenses. Time: build graph and flow once, then
/// judge() and solve() for each group of labels treated alike (label_groups()), and again for each
/// part where licensed works stand in several.
/// `permissiveness` is that of the catalogue.
spdx::Result<Choices> choose(const spdx::Stack& stack, const Catalogue& catalogue,
                             const Permissiveness& permissiveness, const ChooseRequest& request);

}  // namespace licet::engine
