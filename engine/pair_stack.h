// Stacks of two works for the question whether one license's code may go into a work under another.
#pragma once

#include <string>
#include <vector>

#include "engine/report.h"
#include "spdx/stack.h"

namespace licet::engine {

/// How the pairs are meant.
struct PairTerms {
  std::string relation = "copy-code";  ///< id of data/relations.json
  std::string kind = "software";       ///< of both works
};

/// A stack with a part under each inbound license, and for each pair a work of the user's own under
/// the outbound license that has the part in it by the relation, and a use that gives that work to
/// others. Uses stand in the order of the pairs: all outbound licenses of the first inbound one
/// first. Licenses are expressions or known names. Linear in the pairs.
spdx::Stack pair_stack(const std::vector<std::string>& inbound,
                       const std::vector<std::string>& outbound, const PairTerms& terms);

/// What the findings of a use say to "may it?". A duty of which it is open whether it is due does
/// not stand in the way.
enum class May : std::uint8_t {
  No,
  Unknown,
  Open,
  YesWithDuties,
  Yes
};

/// What one finding says to it; `Yes` if nothing.
May answer_of(const Finding& finding);

/// The answer to each use of a report. Linear in uses and findings.
std::vector<May> answers_of(const Report& report);

/// `no`, `unknown`, `open`, `yes, with duties`, `yes`.
std::string_view to_string(May answer);

}  // namespace licet::engine
