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

/// Labels that judging treats alike on a stack, one license each: they are accepted by the same
/// clauses of the licenses in it, carry the same use policies, ask nothing on the same acts, and no
/// clause of their own is ever put to another license (engine/pairs.cpp); a label with such clauses
/// is alone. Groups in the order of their first labels. Every label is a license coded in full, and
/// the only one of its outbound alternative. Linear in the clauses of the stack's licenses and what
/// they accept, and in the labels' clauses.
std::vector<std::vector<LicenseId>> label_groups(const Model& model,
                                                 const std::vector<LicenseId>& labels);

/// Whether a clause of a term accepts a known license as a label, as it stands: by its id, or
/// because it passes the same use policy on. Exceptions, and what stands beside it, do not count
/// here. Linear in what the clause accepts and the clauses of the label.
bool accepts(const Clause& clause, const Term& term, const OutboundLicense& label,
             const Catalogue& catalogue);

/// Whether a license carries a use policy: one of its own clauses passes the same policy on.
bool carries_policy(const License& license, const std::string& policy);

/// Whether a clause wants nothing added that restricts recipients more.
bool adds_nothing(const Clause& clause, const Catalogue& catalogue);

/// Whether some clause of a license wants a result under named licenses, on whatever transfer.
bool shares_alike(const License& license, const Catalogue& catalogue);

}  // namespace licet::engine
