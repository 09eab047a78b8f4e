// Which labels judging cannot tell apart. It looks at a label in these places only: whether a
// clause accepts it or its policy (engine/labels.cpp), whether it asks nothing of who gets a copy
// (engine/tests.cpp), and whether its own clauses forbid what others bring (engine/pairs.cpp).
#include <algorithm>
#include <map>
#include <set>

#include "engine/labels.h"

namespace licet::engine {

namespace {

class Signatures {
 public:
  explicit Signatures(const Model& model) : catalogue_(model.catalogue) {
    std::set<LicenseId> licenses;
    std::set<ExceptionId> exceptions;
    for (const Term& term : model.terms.terms) {
      accept(term.through);
      if (term.status != TermStatus::Known) continue;
      if (licenses.insert(term.license).second) accept({catalogue_.licenses[term.license].id});
      if (term.exception) exceptions.insert(*term.exception);
    }
    for (const LicenseId id : licenses)
      read(catalogue_.licenses[id].clauses);
    for (const ExceptionId id : exceptions)
      read(catalogue_.exceptions[id].adds);
  }

  // Equal for labels that are treated alike.
  [[nodiscard]] std::vector<std::uint32_t> of(LicenseId label) const {
    const License& license = catalogue_.licenses[label];
    const auto found = accepted_by_.find(license.id);
    std::vector<std::uint32_t> signature =
        found == accepted_by_.end() ? std::vector<std::uint32_t>{} : found->second;
    signature.push_back(lists_ + asking_acts(license));
    for (const std::string& id : policies_)
      signature.push_back(carries_policy(license, id) ? 1 : 0);
    if (judges_others(license)) signature.push_back(label);
    return signature;
  }

 private:
  // A list of ids that a demand accepts; the same list twice tells nothing new.
  void accept(const std::vector<std::string>& ids) {
    if (ids.empty() || !known_.insert(ids).second) return;
    for (const std::string& id : std::set<std::string>(ids.begin(), ids.end()))
      accepted_by_[id].push_back(lists_);
    ++lists_;
  }

  void read(const std::vector<Clause>& clauses) {
    for (const Clause& clause : clauses) {
      accept(clause.accepts);
      if (!clause.policy.empty()) policies_.insert(clause.policy);
    }
  }

  // The acts on copies for which the license asks something.
  [[nodiscard]] ActSet asking_acts(const License& license) const {
    ActSet acts = 0;
    for (const Clause& clause : license.clauses) {
      const Modality modality = catalogue_.kinds[clause.kind].modality;
      const bool asks = modality == Modality::Require || modality == Modality::Forbid;
      if (asks && (clause.reach >> catalogue_.identity & 1U) != 0)
        acts = static_cast<ActSet>(acts | clause.acts);
    }
    return acts;
  }

  [[nodiscard]] bool judges_others(const License& license) const {
    return shares_alike(license, catalogue_) &&
           std::ranges::any_of(license.clauses, [&](const Clause& clause) {
             return adds_nothing(clause, catalogue_);
           });
  }

  const Catalogue& catalogue_;
  std::set<std::vector<std::string>> known_;
  std::map<std::string, std::vector<std::uint32_t>> accepted_by_;  // by id: numbers of lists
  std::uint32_t lists_ = 0;
  std::set<std::string> policies_;
};

}  // namespace

std::vector<std::vector<LicenseId>> label_groups(const Model& model,
                                                 const std::vector<LicenseId>& labels) {
  const Signatures signatures(model);
  std::map<std::vector<std::uint32_t>, std::size_t> known;
  std::vector<std::vector<LicenseId>> groups;
  for (const LicenseId label : labels) {
    const auto [at, fresh] = known.try_emplace(signatures.of(label), groups.size());
    if (fresh) groups.emplace_back();
    groups[at->second].push_back(label);
  }
  return groups;
}

}  // namespace licet::engine
