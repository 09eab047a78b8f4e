// License statements, one claim at a time, to the alternatives they leave.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/terms.h"

namespace licet::engine {

/// Most alternatives that one part of a license statement may leave.
inline constexpr std::size_t kMaxAlternatives = 64;

/// The members of one alternative: all of them apply.
using Alternative = std::vector<OutboundLicense>;

/// A member whose terms are not known, with the reason in words.
OutboundLicense not_known(TermStatus status, std::string text, std::string why);

/// One decision that a statement leaves: one of these alternatives is taken.
using Offer = std::vector<Alternative>;

/// What a statement comes to: every one of these offers, decided one by one, so that nothing is
/// ever multiplied out. A known name is taken as a whole, anything else as a license expression;
/// "or later" becomes the versions it lets one choose. `remark` is what a reader knows of a license
/// it could not name. Errors: see bind_terms.
std::vector<Offer> resolve_claim(const spdx::LicenseClaim& claim, const std::string& remark,
                                 const Catalogue& catalogue, std::vector<spdx::Error>& errors);

/// Every alternative of the first with every one of the second: both apply. Nothing if that is more
/// than kMaxAlternatives.
std::optional<Offer> join(const Offer& a, const Offer& b);

/// Whether a statement stands for terms of one's own (`proprietary`).
bool is_own_terms(const std::string& text, const Catalogue& catalogue);

}  // namespace licet::engine
