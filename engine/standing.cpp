#include "engine/standing.h"

#include <algorithm>

#include "engine/readings.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

// Leaves the arrivals of those licenses that were chosen.
void keep_chosen(std::vector<ArrivalRef>& arrivals, const Case& use_case, const Picks& picks) {
  std::erase_if(arrivals, [&](const ArrivalRef ref) {
    const auto& literal = use_case.model.terms.terms[use_case.flow[ref].term].literal;
    return literal && !satisfied({*literal}, picks);
  });
}

}  // namespace

bool satisfied(const std::vector<Literal>& needs, const Picks& picks) {
  return std::ranges::all_of(needs, [&](const Literal& literal) {
    return (literal.options >> picks[literal.choice] & 1U) != 0;
  });
}

bool stands(const Candidate& candidate, const Picks& picks) {
  return satisfied(candidate.needs, picks);
}

void follow(const std::vector<Choice>& choices, Picks& picks) {
  picks.resize(choices.size());
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].any_of.empty()) continue;
    const bool any = std::ranges::any_of(
        choices[i].any_of, [&](const Literal& literal) { return satisfied({literal}, picks); });
    picks[i] = any ? 1 : 0;
  }
}

std::vector<Candidate> standing(const Case& use_case, const std::vector<Candidate>& candidates,
                                const Picks& picks) {
  Candidates found;
  for (Candidate candidate : candidates) {
    if (!stands(candidate, picks)) continue;
    candidate.needs.clear();
    keep_chosen(candidate.arrivals, use_case, picks);
    keep_chosen(candidate.others, use_case, picks);
    found.add(std::move(candidate), use_case.model.terms);
  }
  std::vector<Candidate> left = found.take();
  drop_weaker_readings(left, use_case.model);
  return left;
}

std::optional<Candidate> narrowed_offer(
    const Case& use_case, const std::vector<Candidate>& candidates, const Picks& picks,
    const std::function<bool(const std::vector<Literal>&)>& possible) {
  const std::vector<OutboundOption>& offer = use_case.outbound.options;
  const CodeId narrowed = use_case.model.catalogue.engine_codes.choice_narrowed;
  const auto told = [&](const Candidate& c) { return c.code == narrowed && stands(c, picks); };
  if (offer.size() < 2 || std::ranges::any_of(candidates, told)) return std::nullopt;
  std::vector<std::string_view> held;
  for (const OutboundOption& option : offer) {
    if (possible(option.needs)) held.push_back(option.text);
  }
  if (held.size() == offer.size()) return std::nullopt;
  Candidate finding = about_work(use_case, narrowed, use_case.target);
  finding.details = {
      {"outbound", use_case.outbound.text       },
      {"possible", spdx::alternatives_text(held)}
  };
  return finding;
}

}  // namespace licet::engine
