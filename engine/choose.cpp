// The table of contents of `licet choose`: bind every label, carry the licenses along once, try the
// labels, take out what is none of their doing, and put what is left in order.
#include "engine/choose.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "engine/analysis.h"
#include "engine/label_trial.h"
#include "engine/labels.h"
#include "engine/part_labels.h"
#include "engine/permissiveness.h"
#include "engine/why_not.h"

namespace licet::engine {

namespace {

// The labels of one choose(), as a use may state them.
struct Bound {
  std::vector<LicenseId> licenses;                // to try, by id
  std::vector<Outbound> labels;                   // of each
  std::vector<std::optional<Outbound>> or_later;  // of each, if the SPDX list has it
  Outbound own_terms;
  std::vector<std::vector<Outbound>> why_not;  // by use
};

std::vector<LicenseId> licenses_to_try(const Catalogue& catalogue,
                                       const std::vector<std::string>& wanted) {
  std::vector<LicenseId> ids;
  for (LicenseId id = 0; id < catalogue.licenses.size(); ++id) {
    const License& license = catalogue.licenses[id];
    if (!license.summary && (wanted.empty() || holds(wanted, license.id))) ids.push_back(id);
  }
  std::ranges::sort(ids, {}, [&](LicenseId id) { return catalogue.licenses[id].id; });
  return ids;
}

// The id of the SPDX list that offers this version of a license or any later one.
std::optional<std::string> or_later_of(const std::string& id, const Catalogue& catalogue) {
  const spdx::ListIndex only = catalogue.list.license(id);
  if (only == spdx::kUnlisted) return std::nullopt;
  const spdx::ListedVersion& version = catalogue.list[only].version;
  if (version.family == 0 || version.or_later) return std::nullopt;
  for (const spdx::ListedLicense& listed : catalogue.list.list().entries) {
    const bool same = listed.version.family == version.family &&
                      listed.version.rank == version.rank && listed.version.or_later;
    if (same && !listed.deprecated) return std::string(listed.id);
  }
  return std::nullopt;
}

Bound bind(const Catalogue& catalogue, const ChooseRequest& request, const spdx::Stack& stack,
           Questions& asked, std::vector<spdx::Error>& errors) {
  const auto bound = [&](const std::string& text, const std::string& work) {
    const spdx::LicenseClaim claim{
        "", text, spdx::Evidence::Declared, false, {"--why-not " + text, 0, 0}
    };
    return bind_outbound(claim, work, catalogue, asked.terms, errors);
  };
  Bound out;
  out.licenses = licenses_to_try(catalogue, request.labels);
  for (const LicenseId id : out.licenses) {
    out.labels.push_back(bound(catalogue.licenses[id].id, ""));
    const auto later = or_later_of(catalogue.licenses[id].id, catalogue);
    out.or_later.push_back(later ? std::optional(bound(*later, "")) : std::nullopt);
  }
  out.own_terms = bound(catalogue.own_terms.front(), "");
  for (const spdx::Use& use : asked.uses) {
    out.why_not.emplace_back();
    for (const std::string& text : request.why_not)
      out.why_not.back().push_back(bound(text, stack.works[*use.target].id));
  }
  return out;
}

Fit fit_of(const Added& added, const Common& common) {
  if (added.conflicts > 0) return Fit::Breaks;
  return added.open > 0 || !common.unknown_terms.empty() ? Fit::Open : Fit::Fits;
}

Reason reason_of(const LabelTrial& trial, const Common& common) {
  Reason reason;
  reason.label = trial.label();
  reason.fit = fit_of(added_by(trial.keys(), common), common);
  reason.conflicts = conflicts_under(trial, common);
  reason.open = open_under(trial, common);
  return reason;
}

// Tries all labels on one use.
class UseChooser {
 public:
  UseChooser(const TrialBase& base, const Bound& bound, const Permissiveness& permissiveness)
      : base_(base), bound_(bound), permissiveness_(permissiveness), target_(*base.use.target) {}

  UseChoice run(bool grouped) {
    const spdx::Work& work = base_.model.stack.works[target_];
    out_.target = work.id;
    out_.target_name = work.name;
    out_.acts = base_.use.acts;
    try_labels(grouped);
    tell_common();
    std::vector<LicenseId> fitting;
    for (std::size_t i = 0; i < out_.labels.size(); ++i) {
      if (out_.labels[i].conflicts + out_.labels[i].open == 0)
        fitting.push_back(bound_.licenses[i]);
    }
    put_in_order(fitting);
    try_or_later();
    try_own_terms();
    add_parts(fitting);
    return std::move(out_);
  }

  // What a label does, told in full.
  [[nodiscard]] Reason reason(const Outbound& label) const {
    return reason_of(LabelTrial(base_, label), common_);
  }

 private:
  [[nodiscard]] const Catalogue& catalogue() const { return base_.model.catalogue; }

  void try_labels(bool grouped) {
    const std::vector<LicenseId>& all = bound_.licenses;
    if (grouped) {
      groups_ = label_groups(base_.model, all);
    } else {
      for (const LicenseId id : all)
        groups_.push_back({id});
    }
    std::vector<std::set<FindingKey>> keys;
    for (const std::vector<LicenseId>& group : groups_) {
      const auto at = std::ranges::find(all, group.front()) - all.begin();
      auto trial = std::make_unique<LabelTrial>(base_, bound_.labels[static_cast<std::size_t>(at)]);
      keys.push_back(trial->keys());
      if (!first_) first_ = std::move(trial);
    }
    common_ = common_of(keys, catalogue(), target_);
    out_.judged = groups_.size();
    out_.labels.resize(all.size());
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const Added added = added_by(keys[i], common_);
      for (const LicenseId id : groups_[i]) {
        const auto at = std::ranges::find(all, id) - all.begin();
        out_.labels[static_cast<std::size_t>(at)] = {
            catalogue().licenses[id].id, fit_of(added, common_), added.conflicts, added.open};
      }
    }
  }

  // What stands under every label stands under the first.
  void tell_common() {
    if (!first_) return;
    for (const Candidate& candidate : first_->serious()) {
      const FindingKey key = first_->key_of(candidate);
      if (auto* const list = list_for(key)) list->push_back(first_->explained(candidate));
    }
  }

  // Where a finding that stands under every label is told; null if it does not.
  std::vector<Finding>* list_for(const FindingKey& key) {
    if (common_.contradictions.contains(key)) return &out_.contradictions;
    if (common_.unknown_terms.contains(key)) return &out_.unknown_terms;
    if (!common_.mendless.contains(key)) return nullptr;
    const bool conflict = std::get<Severity>(key) == Severity::Conflict;
    return conflict ? &out_.unmendable : &out_.open_anyway;
  }

  // Who may take a version of one's own choosing has more than who may take the first.
  void try_or_later() {
    for (std::size_t i = 0; i < out_.labels.size(); ++i) {
      const LabelFit& only = out_.labels[i];
      if (only.conflicts + only.open > 0 || !bound_.or_later[i]) continue;
      const LabelTrial trial(base_, *bound_.or_later[i]);
      const Added added = added_by(trial.keys(), common_);
      out_.or_later.push_back({trial.label(), fit_of(added, common_), added.conflicts, added.open});
    }
  }

  void put_in_order(const std::vector<LicenseId>& fitting) {
    for (const PermissivenessGroup& group : permissiveness_.groups_of(fitting)) {
      FitGroup told{{}, group.level, group.just_below};
      for (const LicenseId id : group.licenses)
        told.licenses.push_back(catalogue().licenses[id].id);
      out_.order.push_back(std::move(told));
    }
  }

  void try_own_terms() {
    const LabelTrial trial(base_, bound_.own_terms);
    out_.own_terms.reason = reason_of(trial, common_);
    if (out_.own_terms.reason.fit == Fit::Breaks) return;
    const auto flows_down = [&](const Candidate& candidate) {
      if (candidate.clause == nullptr || candidate.severity == Severity::Conflict) return false;
      const auto& rule = catalogue().rules[candidate.clause->kind];
      return rule && rule->test == Test::OutboundCarries;
    };
    for (const auto* list : {&trial.duties(), &trial.serious()}) {
      for (const Candidate& candidate : *list) {
        if (flows_down(candidate))
          out_.own_terms.must_contain.push_back(trial.explained(candidate));
      }
    }
  }

  void add_parts(const std::vector<LicenseId>& fitting) {
    PartChoice choice = choose_parts(base_, groups_, fitting, common_, permissiveness_);
    out_.parts = std::move(choice.parts);
    out_.by_part = std::move(choice.together);
  }

  const TrialBase& base_;
  const Bound& bound_;
  const Permissiveness& permissiveness_;
  spdx::WorkIndex target_;
  std::vector<std::vector<LicenseId>> groups_;
  std::unique_ptr<LabelTrial> first_;
  Common common_;
  UseChoice out_;
};

// What the use states, where it is for the user to state it, and what was asked for.
void give_reasons(const UseChooser& chooser, const Questions& asked, std::size_t use,
                  const Bound& bound, UseChoice& out) {
  const Outbound& stated = asked.outbound[use];
  out.stated =
      !stated.unset() && (asked.uses[use].outbound || asked.terms.mine[*asked.uses[use].target]);
  if (out.stated) out.why_not.push_back(chooser.reason(stated));
  for (const Outbound& label : bound.why_not[use])
    out.why_not.push_back(chooser.reason(label));
}

void find_smallest(const spdx::Stack& stack, const Catalogue& catalogue, const Request& request,
                   const spdx::Use& use, UseChoice& out) {
  spdx::Stack labelled = stack;
  labelled.uses = {use};
  for (std::size_t i = 0; i < out.why_not.size(); ++i) {
    Reason& reason = out.why_not[i];
    if (reason.conflicts.empty()) continue;
    // What is stated may be a label for each part, which no expression says.
    if (i > 0 || !out.stated) labelled.uses.front().outbound = reason.label;
    reason.smallest = smallest_reason(labelled, catalogue, request, reason.conflicts);
  }
}

}  // namespace

std::string_view to_string(Fit fit) {
  switch (fit) {
    case Fit::Fits:
      return "fits";
    case Fit::Open:
      return "open";
    case Fit::Breaks:
      return "does not fit";
  }
  return "";
}

Fit fit_of(const UseChoice& use) {
  if (!use.unmendable.empty()) return Fit::Breaks;
  const Fit own = use.own_terms.reason.fit;
  const bool labels = !use.order.empty() || !use.by_part.empty();
  const bool open_label =
      std::ranges::find(use.labels, Fit::Open, &LabelFit::fit) != use.labels.end();
  const bool known = use.unknown_terms.empty() && use.open_anyway.empty();
  if ((labels || own == Fit::Fits) && known) return Fit::Fits;
  return labels || open_label || own != Fit::Breaks ? Fit::Open : Fit::Breaks;
}

Fit fit_of(const Choices& choices) {
  Fit worst = Fit::Fits;
  for (const UseChoice& use : choices.uses)
    worst = std::max(worst, fit_of(use));
  return worst;
}

spdx::Result<Choices> choose(const spdx::Stack& stack, const Catalogue& catalogue,
                             const Permissiveness& permissiveness, const ChooseRequest& request) {
  spdx::Result<Questions> questions = questions_of(stack, catalogue, request.judging);
  if (!questions) return spdx::Result<Choices>::failed(std::move(questions.errors));
  std::vector<spdx::Error> errors;
  const Bound bound = bind(catalogue, request, stack, *questions.value, errors);
  if (!errors.empty()) return spdx::Result<Choices>::failed(std::move(errors));

  const Analysis analysis(stack, catalogue, std::move(*questions.value));
  if (errors = analysis.errors(); !errors.empty())
    return spdx::Result<Choices>::failed(std::move(errors));
  const Questions& asked = analysis.questions;
  Origins origins(analysis.model, analysis.flow);
  Choices choices;
  choices.catalogue = catalogue.version;
  choices.input = stack.name;
  choices.left_out =
      static_cast<std::size_t>(std::ranges::count(catalogue.licenses, true, &License::summary));
  for (std::size_t i = 0; i < asked.uses.size(); ++i) {
    const TrialBase base{analysis.model, analysis.flow, asked.uses[i], asked.values, origins, i};
    UseChooser chooser(base, bound, permissiveness);
    UseChoice use = chooser.run(request.grouped);
    give_reasons(chooser, asked, i, bound, use);
    find_smallest(stack, catalogue, request.judging, asked.uses[i], use);
    use.acts_assumed = std::ranges::none_of(
        stack.uses, [&](const spdx::Use& stated) { return stated.acts == use.acts; });
    choices.uses.push_back(std::move(use));
  }
  return {std::move(choices), {}, {}};
}

}  // namespace licet::engine
