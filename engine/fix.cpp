#include "engine/fix.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/ablation.h"
#include "engine/analysis.h"
#include "engine/cores.h"
#include "engine/decide.h"
#include "engine/edits.h"
#include "engine/replacements.h"

namespace licet::engine {

namespace {

using EditId = std::size_t;
using Changes = std::set<EditId>;

class Search {
 public:
  // `use` is to be completed.
  Search(UseRepairs use, const Means& means, const FixRequest& request)
      : means_(means), request_(request), out_(std::move(use)) {}

  // The open sets of changes, the least effort first, then the fewest changes.
  UseRepairs run() {
    open_.emplace(0, Changes{});
    while (!open_.empty() && out_.complete) {
      const Changes changes = open_.extract(open_.begin()).value().second;
      if (holds_repair(changes)) continue;
      out_.complete = out_.repairs.size() < request_.most && spent_ <= kMostTried;
      if (out_.complete) try_out(changes);
    }
    return std::move(out_);
  }

 private:
  // Judges the changed stack: either it is repaired, or what is left says what else may help.
  void try_out(const Changes& changes) {
    const std::vector<Edit> edits = edits_of(changes);
    judge(edits, [&](const Edited& edited, const Analysis& analysis, const Decided& decided) {
      const Severity verdict = verdict_of(decided);
      if (verdict == Severity::Conflict) {
        if (changes.size() < kMostChanges) branch(changes, edited, analysis, decided);
      } else if (is_repair(decided)) {
        found_.push_back(changes);
        add_repair(changes, {verdict, decided.solution.cost});
      }
    });
  }

  // Calls `then` with the changed stack, unless a license that was brought in cannot stand there or
  // the stack has become too large.
  template <typename Then>
  void judge(const std::vector<Edit>& edits, Then then) {
    const Edited edited = with_edits(out_.stack, edits);
    spent_ += kTrialCost + edited.stack.relations.size();
    auto questions = questions_of(edited.stack, means_.catalogue, request_.request);
    if (!questions) return;
    const Analysis analysis(edited.stack, means_.catalogue, std::move(*questions.value));
    if (analysis.errors().empty()) {
      then(edited, analysis, decide(analysis.use_case(0)));
    } else {
      out_.complete = false;  // what cannot be judged may be a repair
    }
  }

  // No conflict is left, and no more unknown than there was.
  [[nodiscard]] bool is_repair(const Decided& decided) const {
    return verdict_of(decided) != Severity::Conflict && decided.solution.cost[1] <= out_.cost[1];
  }

  // Says under which classes of licenses works that are replaced may be.
  void add_repair(const Changes& changes, const After& after) {
    const EditTrial trial = [&](const std::vector<Edit>& edits) {
      std::optional<After> found;
      judge(edits, [&](const Edited&, const Analysis&, const Decided& decided) {
        if (is_repair(decided)) found = After{verdict_of(decided), decided.solution.cost};
      });
      return found;
    };
    Settled settled = settle(edits_of(changes), after, means_, trial);
    out_.repairs.push_back({std::move(settled.changes), effort_of(changes), settled.worst.verdict,
                            settled.worst.cost, settled.varies});
  }

  [[nodiscard]] bool holds_repair(const Changes& changes) const {
    return std::ranges::any_of(
        found_, [&](const Changes& repair) { return std::ranges::includes(changes, repair); });
  }

  [[nodiscard]] std::vector<Edit> edits_of(const Changes& changes) const {
    std::vector<Edit> edits;
    for (const EditId id : changes)
      edits.push_back(edits_[id]);
    return edits;
  }

  // Adds each edit that touches a part of some minimal core of what is left.
  void branch(const Changes& changes, const Edited& edited, const Analysis& analysis,
              const Decided& decided) {
    Ablation ablation(edited.stack, means_.catalogue, request_.request, analysis.questions, 0);
    const std::vector<bool>& mine = analysis.questions.terms.mine;
    for (const Part& part : core_parts(analysis, decided, ablation)) {
      for (Edit& edit : edits_for(part, edited.stack, mine, means_)) {
        if (edit.kind == Edit::Kind::Relation || edit.kind == Edit::Kind::Drop)
          edit.subject = edited.relations[edit.subject];
        open(changes, number_of(std::move(edit)));
      }
    }
  }

  // Sets a set of changes and one more down to be tried, if they make sense together.
  void open(const Changes& changes, EditId id) {
    const auto excluded = [&](EditId other) { return exclude(edits_[other], edits_[id]); };
    if (std::ranges::any_of(changes, excluded)) return;
    Changes more = changes;
    more.insert(id);
    const std::uint32_t effort = effort_of(more);
    open_.emplace(effort, std::move(more));
  }

  EditId number_of(Edit edit) {
    const auto known = std::ranges::find(edits_, edit);
    if (known != edits_.end()) return static_cast<EditId>(known - edits_.begin());
    edits_.push_back(std::move(edit));
    return edits_.size() - 1;
  }

  // The parts of one minimal core.
  std::vector<Part> core_parts(const Analysis& analysis, const Decided& decided,
                               Ablation& ablation) {
    const CoreSearch core = first_core(analysis, decided, 0, ablation);
    spent_ += core.spent;
    std::vector<Part> parts;
    for (std::size_t i = 0; i < core.parts.size(); ++i) {
      if (core.parts[i]) parts.push_back(ablation.parts()[i]);
    }
    // A right that is missing stands in no clause; another license may give it.
    for (const std::string& id : {core.conflict.license, core.conflict.other}) {
      if (const auto license = means_.catalogue.find_license(id))
        parts.push_back({.kind = Part::Kind::Clause, .license = *license});
    }
    return parts;
  }

  [[nodiscard]] std::uint32_t effort_of(const Changes& changes) const {
    std::uint32_t effort = 0;
    for (const EditId id : changes)
      effort += engine::effort_of(edits_[id], means_.repairs);
    return effort;
  }

  const Means& means_;
  const FixRequest& request_;
  std::vector<Edit> edits_;
  std::set<std::pair<std::uint32_t, Changes>> open_;
  std::vector<Changes> found_;
  UseRepairs out_;
  std::size_t spent_ = 0;
};

}  // namespace

spdx::Result<std::vector<UseRepairs>> find_repairs(const spdx::Stack& stack,
                                                   const Catalogue& catalogue,
                                                   const Repairs& repairs,
                                                   const FixRequest& request) {
  using Out = spdx::Result<std::vector<UseRepairs>>;
  auto questions = questions_of(stack, catalogue, request.request);
  if (!questions) return Out::failed(std::move(questions.errors));
  const Analysis analysis(stack, catalogue, std::move(*questions.value));
  if (auto errors = analysis.errors(); !errors.empty()) return Out::failed(std::move(errors));
  const Means means{catalogue, repairs, request.candidates,
                    licenses_inside(analysis.questions.terms)};
  std::vector<UseRepairs> out;
  for (std::size_t i = 0; i < analysis.questions.uses.size(); ++i) {
    const Decided decided = decide(analysis.use_case(i));
    UseRepairs use;
    use.target = stack.works[*analysis.questions.uses[i].target].id;
    use.stack = stack;
    use.stack.uses = {analysis.questions.uses[i]};
    keep_lineage(use.stack);
    use.verdict = verdict_of(decided);
    use.cost = decided.solution.cost;
    const bool broken = use.verdict == Severity::Conflict;
    out.push_back(broken ? Search(std::move(use), means, request).run() : std::move(use));
  }
  return {std::move(out), {}, {}};
}

std::vector<std::string> repair_names(const Catalogue& catalogue, const Repairs& repairs,
                                      const FixRequest& request) {
  std::set<std::string> names(repairs.labels.begin(), repairs.labels.end());
  names.insert(request.candidates.begin(), request.candidates.end());
  for (const ReplacementRepair& repair : repairs.replacements)
    names.insert(repair.licenses.begin(), repair.licenses.end());
  for (const License& license : catalogue.licenses) {
    for (const Clause& clause : license.clauses) {
      if (!clause.accepts_open_source) names.insert(clause.accepts.begin(), clause.accepts.end());
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace licet::engine
