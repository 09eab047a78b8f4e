#include "engine/part_labels.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/resolve_claim.h"

namespace licet::engine {

namespace {

using Part = std::uint8_t;  // index into kParts

class PartChooser {
 public:
  PartChooser(const TrialBase& base, const Common& common)
      : base_(base), common_(common), target_(*base.use.target) {
    for (std::size_t i = 1; i < kParts.size(); ++i) {
      const auto part = static_cast<Part>(i);
      if (std::ranges::any_of(arrivals(), [&](const Arrival& a) { return stands(a, part); }))
        parts_.push_back(part);
    }
  }

  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

  // Whether a license fits one part, the others under terms of one's own.
  [[nodiscard]] bool fits(Part part, LicenseId license) const {
    std::vector<std::pair<Part, std::string>> labels;
    for (const Part other : parts_) {
      labels.emplace_back(other, other == part ? id_of(license) : catalogue().own_terms.front());
    }
    const LabelTrial trial(base_, label_of(labels));
    return std::ranges::none_of(trial.serious(), [&](const Candidate& candidate) {
      return !common_.holds(trial.key_of(candidate)) && concerns(candidate, part);
    });
  }

  // Whether all parts under these licenses at once add nothing worse than duties.
  [[nodiscard]] bool fit_together(const std::vector<std::pair<Part, std::string>>& labels) const {
    const LabelTrial trial(base_, label_of(labels));
    const Added added = added_by(trial.keys(), common_);
    return added.conflicts == 0 && added.open == 0;
  }

  // A license that came into the part, among some; else the first of them.
  [[nodiscard]] std::string natural(Part part, const std::vector<std::string>& ids) const {
    for (const Arrival& arrival : arrivals()) {
      if (!stands(arrival, part)) continue;
      const std::string& id = id_of(base_.model.terms.terms[arrival.term].license);
      if (holds(ids, id)) return id;
    }
    return ids.front();
  }

 private:
  [[nodiscard]] const Catalogue& catalogue() const { return base_.model.catalogue; }

  [[nodiscard]] const std::string& id_of(LicenseId license) const {
    return catalogue().licenses[license].id;
  }

  [[nodiscard]] const std::vector<Arrival>& arrivals() const { return base_.flow.at[target_]; }

  // Whether an arrival is a licensed work that lives on in a part as itself.
  [[nodiscard]] bool stands(const Arrival& arrival, Part part) const {
    return arrival.part == part && catalogue().transfers[arrival.transfer].expression &&
           base_.model.terms.terms[arrival.term].status == TermStatus::Known;
  }

  [[nodiscard]] bool concerns(const Candidate& candidate, Part part) const {
    return candidate.place == target_ &&
           std::ranges::any_of(candidate.arrivals, [&](const ArrivalRef ref) {
             const Part at = base_.flow[ref].part;
             return at == part || at == 0;
           });
  }

  // Each part under a license of its own. Ids of the catalogue and the word for own terms leave no
  // alternatives and cannot be wrong.
  [[nodiscard]] Outbound label_of(const std::vector<std::pair<Part, std::string>>& labels) const {
    OutboundOption option;
    std::vector<spdx::Error> none;
    for (const auto& [part, text] : labels) {
      const spdx::LicenseClaim claim{
          std::string(kParts[part]), text, spdx::Evidence::Declared, false, {}};
      const Alternative members = resolve_claim(claim, "", catalogue(), none).front().front();
      option.members.insert(option.members.end(), members.begin(), members.end());
      option.text += fmt::format("{}{}: {}", option.text.empty() ? "" : ", ", kParts[part], text);
    }
    Outbound outbound;
    outbound.text = option.text;
    outbound.options.push_back(std::move(option));
    return outbound;
  }

  const TrialBase& base_;
  const Common& common_;
  spdx::WorkIndex target_;
  std::vector<Part> parts_;
};

// The most permissive first.
std::vector<std::string> ids_in_order(const std::vector<LicenseId>& licenses,
                                      const Permissiveness& permissiveness,
                                      const Catalogue& catalogue) {
  std::vector<std::string> ids;
  for (const PermissivenessGroup& group : permissiveness.groups_of(licenses)) {
    for (const LicenseId id : group.licenses)
      ids.push_back(catalogue.licenses[id].id);
  }
  return ids;
}

}  // namespace

PartChoice choose_parts(const TrialBase& base, const std::vector<std::vector<LicenseId>>& groups,
                        const std::vector<LicenseId>& whole, const Common& common,
                        const Permissiveness& permissiveness) {
  const PartChooser chooser(base, common);
  // What contradicts itself does so under labels by part, too.
  if (chooser.parts().size() < 2 || !common.contradictions.empty()) return {};
  PartChoice out;
  bool more = false;
  std::vector<std::pair<Part, std::string>> natural;
  for (const Part part : chooser.parts()) {
    std::vector<LicenseId> fitting;
    for (const std::vector<LicenseId>& group : groups) {
      if (!chooser.fits(part, group.front())) continue;
      fitting.insert(fitting.end(), group.begin(), group.end());
    }
    more = more || std::ranges::any_of(fitting, [&](LicenseId id) {
             return std::ranges::find(whole, id) == whole.end();
           });
    out.parts.push_back(
        {std::string(kParts[part]), ids_in_order(fitting, permissiveness, base.model.catalogue)});
    if (!fitting.empty())
      natural.emplace_back(part, chooser.natural(part, out.parts.back().licenses));
  }
  if (!more || natural.size() < out.parts.size()) return {};
  if (chooser.fit_together(natural)) {
    for (const auto& [part, license] : natural)
      out.together.emplace_back(kParts[part], license);
  }
  return out;
}

}  // namespace licet::engine
