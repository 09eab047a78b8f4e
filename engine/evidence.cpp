// What there is to say about how licenses are known and how works hang together, apart from any
// act.
#include <algorithm>

#include "engine/disagreement.h"
#include "engine/judge.h"

namespace licet::engine {

namespace {

// A finding about the own license of a work.
Candidate about_term(const Collector& collector, CodeId code, spdx::WorkIndex place, TermId term) {
  Candidate candidate = collector.about(code, place);
  candidate.term = term;
  const auto& arrivals = collector.use_case().flow.at[place];
  for (std::uint32_t i = 0; i < arrivals.size(); ++i) {
    if (arrivals[i].relation == Arrival::kNone && arrivals[i].term == term)
      candidate.arrivals.push_back({place, i});
  }
  if (const auto& literal = collector.terms().terms[term].literal)
    candidate.needs.push_back(*literal);
  return candidate;
}

void note_license(Collector& collector, spdx::WorkIndex work, TermId id) {
  const Term& term = collector.terms().terms[id];
  if (term.status != TermStatus::Known) return;
  const EngineCodes& codes = collector.catalogue().engine_codes;
  if (term.evidence == spdx::Evidence::Card)
    collector.add(about_term(collector, codes.claimed_without_text, work, id));
  const License& license = collector.catalogue().licenses[term.license];
  const std::string& kind = collector.use_case().model.stack.works[work].kind;
  const bool matters = holds(collector.catalogue().kind_matters_for, license.license_class);
  if (matters && !kind.empty() && !license.kinds.empty() && !holds(license.kinds, kind)) {
    Candidate mismatch = about_term(collector, codes.kind_mismatch, work, id);
    mismatch.details["text"] = kind;
    collector.add(std::move(mismatch));
  }
}

// What else is said of the work's license than what it is judged by.
void note_disagreement(Collector& collector, spdx::WorkIndex index) {
  const spdx::Work& work = collector.use_case().model.stack.works[index];
  if (work.other_claims.empty()) return;
  const std::vector<std::string> others = disagreements(work, collector.catalogue());
  if (others.empty()) return;
  Candidate finding = collector.about(collector.catalogue().engine_codes.evidence_disagrees, index);
  for (const spdx::LicenseClaim& claim : work.licenses)
    finding.details["text"] += (finding.details["text"].empty() ? "" : " AND ") + claim.text;
  for (const std::string& other : others)
    finding.details["why"] += (finding.details["why"].empty() ? "" : ", ") + other;
  collector.add(std::move(finding));
}

// The ids of a ring, smallest first, the first few.
std::string ring_text(const std::vector<spdx::WorkIndex>& group, const spdx::Stack& stack) {
  constexpr std::size_t kMostNamed = 8;
  std::vector<std::string> ids;
  for (const spdx::WorkIndex work : group)
    ids.push_back(stack.works[work].id);
  std::sort(ids.begin(), ids.end());
  std::string text;
  for (std::size_t i = 0; i < ids.size() && i < kMostNamed; ++i)
    text += (i == 0 ? "" : ", ") + ids[i];
  return ids.size() > kMostNamed ? text + " …" : text;
}

// Rings of works that lie upstream.
void note_rings(Collector& collector, const std::vector<spdx::WorkIndex>& upstream) {
  const Model& model = collector.use_case().model;
  for (const auto& group : model.graph.rings) {
    const bool above = std::ranges::any_of(
        group, [&](spdx::WorkIndex work) { return std::ranges::binary_search(upstream, work); });
    if (!above) continue;
    const spdx::WorkIndex first = *std::ranges::min_element(
        group, {}, [&](spdx::WorkIndex work) { return model.stack.works[work].id; });
    Candidate note = collector.about(collector.catalogue().engine_codes.lineage_cycle, first);
    note.details["text"] = ring_text(group, model.stack);
    collector.add(std::move(note));
  }
}

}  // namespace

void note_evidence(Collector& collector, const std::set<TermId>& met) {
  const Case& use_case = collector.use_case();
  const std::vector<spdx::WorkIndex> upstream = upstream_of(use_case.model, use_case.target);
  for (const spdx::WorkIndex work : upstream) {
    bool any_met = false;
    for (const TermId id : collector.terms().of_work[work]) {
      if (!met.contains(id)) continue;
      any_met = true;
      note_license(collector, work, id);
    }
    const auto& claims = use_case.model.stack.works[work].licenses;
    if (any_met && !claims.empty() && claims.front().several) {
      collector.add(collector.about(collector.catalogue().engine_codes.license_list, work));
    }
    if (any_met) note_disagreement(collector, work);
  }
  note_rings(collector, upstream);
}

}  // namespace licet::engine
