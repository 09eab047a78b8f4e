#include "cli/conclusions.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "engine/disagreement.h"
#include "spdx/formula.h"

namespace licet::cli {

namespace {

using engine::JudgedLicense;

// What all uses that judge a work say of it; null if they differ.
using Agreed = std::unordered_map<std::string_view, const JudgedLicense*>;

Agreed agreed(const engine::Report& report) {
  Agreed out;
  for (const engine::UseReport& use : report.uses) {
    for (const JudgedLicense& one : use.licenses) {
      const auto [at, fresh] = out.emplace(one.work, &one);
      if (!fresh && at->second != nullptr && at->second->license != one.license)
        at->second = nullptr;
    }
  }
  return out;
}

// Whether the user took it among alternatives.
bool is_users(const spdx::Work& work) {
  return work.licenses.size() == 1 && !work.licenses.front().left.empty();
}

// Whether what is said of a work bears a conclusion.
bool is_certain(const spdx::Work& work, const JudgedLicense& license,
                const engine::Catalogue& catalogue) {
  if (work.licenses.empty() || work.licenses.front().evidence == spdx::Evidence::Concluded)
    return false;
  if (is_users(work)) return true;
  const spdx::LicenseClaim& claim = work.licenses.front();
  const bool declared = work.licenses.size() == 1 && claim.evidence == spdx::Evidence::Recorded;
  return !claim.several && (license.chosen || declared) && disagreements(work, catalogue).empty();
}

// The ids of licenses that a document defines itself.
using Defined = std::unordered_set<std::string_view>;

// A license in the words of SPDX, with today's ids; nothing if the document cannot say it.
std::optional<std::string> sayable(const std::string& license, const Defined& defined,
                                   const spdx::LicenseIndex& list) {
  spdx::ExpressionError error;
  const auto parsed = spdx::parse_expression(license, error, {spdx::SpdxVersion::Spdx23, &list});
  if (!parsed) return std::nullopt;
  const bool known = std::ranges::all_of(parsed->terms, [&](const spdx::LicenseTerm& term) {
    return term.license != spdx::kUnlisted || defined.contains(parsed->at(term.id));
  });
  if (!known) return std::nullopt;
  return spdx::to_string(spdx::normalize(*parsed, &list));
}

struct Conclusion {
  std::string license;
  bool as_declared = false;  // in the very words of the element
  bool taken = false;        // among alternatives
};

// Works out conclusions for the works of one document.
class Concluding {
 public:
  explicit Concluding(const Judged& judged) : catalogue_(judged.input.catalogue) {
    for (const spdx::CustomLicense& license : judged.document.custom_licenses)
      defined_.insert(license.id);
    for (const spdx::Element& element : judged.document.elements)
      elements_.emplace(element.id, &element);
    for (const engine::Finding& finding : judged.report.findings) {
      if (finding.severity > engine::Severity::Review) continue;
      disputed_.insert(finding.work);
      disputed_.insert(finding.also.begin(), finding.also.end());
    }
  }

  // Nothing if none is certain, or the document cannot say it.
  [[nodiscard]] std::optional<Conclusion> of(const spdx::Work& work,
                                             const JudgedLicense& license) const {
    if (!is_certain(work, license, catalogue_)) return std::nullopt;
    const auto stated = declared(subject_of(work));
    const auto named = say(work.licenses.front().text);
    auto concluded = license.chosen ? std::nullopt : stated ? stated : named;
    if (!concluded) concluded = say(license.license);
    if (!concluded) return std::nullopt;
    const bool as_declared = concluded == stated;
    const bool chosen = license.chosen || is_users(work);
    const bool taken = chosen && !as_declared && concluded != named;
    // Nobody would take an alternative that speaks against the use.
    if (taken && !is_users(work) && disputed_.contains(work.id)) return std::nullopt;
    return Conclusion{*concluded, as_declared, taken};
  }

 private:
  [[nodiscard]] std::optional<std::string> say(const std::string& license) const {
    return sayable(license, defined_, catalogue_.list);
  }

  // The license in the words in which an element declares it, where they can stand as they are; a
  // license of the document's own keeps the name that it has there.
  [[nodiscard]] std::optional<std::string> declared(const std::string& id) const {
    const auto element = elements_.find(id);
    if (element == elements_.end()) return std::nullopt;
    for (const spdx::LicenseStatement& one : element->second->licenses) {
      const bool expression = one.form == spdx::LicenseForm::Expression;
      if (one.basis == spdx::LicenseBasis::Declared && expression && say(one.text) == one.text)
        return one.text;
    }
    return std::nullopt;
  }

  const engine::Catalogue& catalogue_;
  Defined defined_;
  std::unordered_set<std::string_view> disputed_;  ///< works whose license some finding is about
  std::unordered_map<std::string_view, const spdx::Element*> elements_;
};

}  // namespace

void add_conclusions(const Judged& judged, std::vector<spdx::Remark>& remarks) {
  std::unordered_map<std::string, std::size_t> by_subject;
  for (std::size_t i = 0; i < remarks.size(); ++i)
    by_subject.emplace(remarks[i].subject, i);
  const Agreed licenses = agreed(judged.report);
  const Concluding concluding(judged);
  for (const spdx::Work& work : judged.input.stack.works) {
    const auto found = licenses.find(work.id);
    if (found == licenses.end() || found->second == nullptr) continue;
    const auto concluded = concluding.of(work, *found->second);
    if (!concluded) continue;
    const auto [at, fresh] = by_subject.emplace(subject_of(work), remarks.size());
    if (fresh) remarks.push_back(clear_remark(judged, work));
    spdx::Remark& remark = remarks[at->second];
    remark.concluded = concluded->license;
    remark.as_declared = concluded->as_declared;
    remark.sentence += concluded->taken
                           ? fmt::format("; of the alternatives {} is taken", concluded->license)
                           : fmt::format("; {} is concluded as declared", concluded->license);
  }
}

}  // namespace licet::cli
