// What there is to say about how licenses are known and how works hang together, apart from any
// act.
#include <algorithm>

#include "engine/judge.h"

namespace licet::engine {

namespace {

Candidate about(const Collector& collector, CodeId code, spdx::WorkIndex place,
                std::optional<TermId> term) {
  Candidate candidate;
  candidate.code = code;
  candidate.declared = collector.catalogue().codes[code].severity;
  candidate.severity = candidate.declared;
  candidate.target = collector.use_case().target;
  candidate.place = place;
  candidate.result = place;
  candidate.term = term;
  if (!term) return candidate;
  const auto& arrivals = collector.use_case().flow.at[place];
  for (std::uint32_t i = 0; i < arrivals.size(); ++i) {
    if (arrivals[i].relation == Arrival::kNone && arrivals[i].term == *term)
      candidate.arrivals.push_back({place, i});
  }
  if (const auto& literal = collector.terms().terms[*term].literal)
    candidate.needs.push_back(*literal);
  return candidate;
}

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

void note_license(Collector& collector, spdx::WorkIndex work, TermId id) {
  const Term& term = collector.terms().terms[id];
  if (term.status != TermStatus::Known) return;
  const EngineCodes& codes = collector.catalogue().engine_codes;
  if (term.evidence == spdx::Evidence::Card)
    collector.add(about(collector, codes.claimed_without_text, work, id));
  const License& license = collector.catalogue().licenses[term.license];
  const std::string& kind = collector.use_case().model.stack.works[work].kind;
  const bool matters = holds(collector.catalogue().kind_matters_for, license.license_class);
  if (matters && !kind.empty() && !license.kinds.empty() && !holds(license.kinds, kind)) {
    Candidate mismatch = about(collector, codes.kind_mismatch, work, id);
    mismatch.details["text"] = kind;
    collector.add(std::move(mismatch));
  }
}

// Rings of works that lie upstream.
void note_rings(Collector& collector, const std::vector<spdx::WorkIndex>& upstream) {
  const Model& model = collector.use_case().model;
  constexpr std::size_t kMostNamed = 8;
  for (const auto& group : model.graph.groups) {
    const spdx::WorkIndex first = group.front();
    const bool loop = std::ranges::any_of(model.graph.incoming[first], [&](RelationIndex index) {
      return model.stack.relations[index].source == first;
    });
    if ((group.size() == 1 && !loop) || !std::ranges::binary_search(upstream, first)) continue;
    Candidate ring =
        about(collector, collector.catalogue().engine_codes.lineage_cycle, first, std::nullopt);
    for (std::size_t i = 0; i < group.size() && i < kMostNamed; ++i) {
      ring.details["text"] += (i == 0 ? "" : ", ") + model.stack.works[group[i]].id;
    }
    if (group.size() > kMostNamed) ring.details["text"] += " …";
    collector.add(std::move(ring));
  }
}

}  // namespace

void note_evidence(Collector& collector) {
  const Case& use_case = collector.use_case();
  const std::vector<spdx::WorkIndex> upstream = upstream_of(use_case.model, use_case.target);
  for (const spdx::WorkIndex work : upstream) {
    for (const TermId id : collector.terms().of_work[work])
      note_license(collector, work, id);
    const auto& claims = use_case.model.stack.works[work].licenses;
    if (!claims.empty() && claims.front().several) {
      collector.add(
          about(collector, collector.catalogue().engine_codes.license_list, work, std::nullopt));
    }
  }
  note_rings(collector, upstream);
}

}  // namespace licet::engine
