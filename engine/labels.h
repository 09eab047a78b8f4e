// Whether what a result goes out under keeps what a clause demands of it.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/judge.h"

namespace licet::engine {

enum class Answer : std::uint8_t {
  Accepted,
  Narrowed,     ///< only one of the versions that the label offers
  OwnTerms,     ///< terms of the user's own cover the part, or stand beside what is accepted
  Refused,      ///< no member is accepted, or another one adds what may not be added
  Overreaches,  ///< the label adds an exception that the license does not have
  NotKnown
};

/// Compares one outbound alternative with a triggered clause. Its members all apply (AND), each to
/// the whole or to a part: one has to be accepted, and for a clause that wants the whole under
/// named licenses none of the others may take back what that one gives. Linear in the members'
/// clauses.
Answer answer_of(const Trigger& trigger, const std::vector<OutboundLicense>& option, Test test,
                 const Collector& collector);

}  // namespace licet::engine
