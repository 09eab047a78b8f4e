// Whether what a result goes out under keeps what a clause demands of it.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/judge.h"

namespace licet::engine {

/// From what keeps a clause's demand to what breaks it; what is not known may still keep it.
enum class Answer : std::uint8_t {
  Accepted,
  Narrowed,     ///< only one of the versions that the label offers
  Overreaches,  ///< the label adds an exception that the license does not have
  NotKnown,
  OwnTerms,  ///< terms of the user's own cover the part, or stand beside what is accepted
  Refused    ///< no member is accepted, or another one adds what may not be added
};

/// Compares one outbound alternative with a triggered clause. Its members all apply (AND), each to
/// the whole or to a part: the one that keeps the demand best decides, and where the license wants
/// a larger work under itself none of the others may take back what that one gives. The order of
/// the members does not matter. Linear in the members' clauses.
Answer answer_of(const Trigger& trigger, const OutboundOption& option, Test test,
                 const Collector& collector);

}  // namespace licet::engine
