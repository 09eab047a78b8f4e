#include "cli/conclusions.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

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

// A license in the words of SPDX, with today's ids; nothing if the document cannot say it.
std::optional<std::string> sayable(const Judged& judged, const std::string& license) {
  const auto& custom = judged.document.custom_licenses;
  const spdx::LicenseIndex& list = judged.input.catalogue.list;
  spdx::ExpressionError error;
  const auto parsed = spdx::parse_expression(license, error, {spdx::SpdxVersion::Spdx23, &list});
  if (!parsed) return std::nullopt;
  const bool defined = std::ranges::all_of(parsed->terms, [&](const spdx::LicenseTerm& term) {
    return term.license != spdx::kUnlisted ||
           std::ranges::find(custom, parsed->at(term.id), &spdx::CustomLicense::id) != custom.end();
  });
  if (!defined) return std::nullopt;
  return spdx::to_string(spdx::normalize(*parsed, &list));
}

std::optional<std::string> conclusion(const Judged& judged, const spdx::Work& work,
                                      const JudgedLicense& license) {
  if (!is_certain(work, license, judged.input.catalogue)) return std::nullopt;
  // As the document words it, if it can be said so; names become ids.
  if (!license.chosen) {
    if (auto stated = sayable(judged, work.licenses.front().text)) return stated;
  }
  return sayable(judged, license.license);
}

}  // namespace

void add_conclusions(const Judged& judged, std::vector<spdx::Remark>& remarks) {
  std::unordered_map<std::string, std::size_t> by_subject;
  for (std::size_t i = 0; i < remarks.size(); ++i)
    by_subject.emplace(remarks[i].subject, i);
  const Agreed licenses = agreed(judged.report);
  for (const spdx::Work& work : judged.input.stack.works) {
    const auto found = licenses.find(work.id);
    if (found == licenses.end() || found->second == nullptr) continue;
    const auto concluded = conclusion(judged, work, *found->second);
    if (!concluded) continue;
    const auto [at, fresh] = by_subject.emplace(subject_of(work), remarks.size());
    if (fresh) remarks.push_back(clear_remark(judged, work));
    spdx::Remark& remark = remarks[at->second];
    remark.concluded = *concluded;
    const bool taken = (found->second->chosen || is_users(work)) &&
                       concluded != sayable(judged, work.licenses.front().text);
    remark.sentence += taken ? fmt::format("; of the alternatives {} is taken", *concluded)
                             : fmt::format("; {} is concluded as declared", *concluded);
  }
}

}  // namespace licet::cli
