// From what a stack says about licenses to terms: which licenses apply to which work, in which
// alternatives.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/catalogue.h"
#include "spdx/stack.h"

namespace licet::engine {

using TermId = std::uint32_t;    ///< index into Terms::terms
using ChoiceId = std::uint32_t;  ///< index into Terms::choices

/// "This choice is decided by one of these options" (one bit each).
struct Literal {
  ChoiceId choice = 0;
  std::uint64_t options = 0;

  friend bool operator==(const Literal&, const Literal&) = default;

  friend bool operator<(const Literal& a, const Literal& b) {
    return std::tie(a.choice, a.options) < std::tie(b.choice, b.options);
  }
};

/// What a license statement came to.
enum class TermStatus : std::uint8_t {
  Known,
  Missing,
  Unknown,
  Ambiguous
};

/// A license as it stands on one or more works that are alike in every fact its clauses ask for.
/// Works that are alike share a term, so that ten thousand works under one license propagate as
/// one.
struct Term {
  TermStatus status = TermStatus::Known;
  LicenseId license = 0;  ///< if Known
  std::string text;       ///< as written
  std::string why;        ///< if not Known: the reason, in words
  std::string part;       ///< `weights` …; empty: whole work
  std::vector<std::string>
      through;  ///< or-later ids by which this license was reached; they are accepted too
  std::optional<ExceptionId> exception;  ///< if Known: what goes with it
  std::optional<Literal> literal;        ///< it applies only under these options of a choice
  TermId alike = 0;                      ///< first term that differs by its literal alone
  spdx::WorkIndex origin = 0;            ///< first work that has it
  spdx::Evidence evidence = spdx::Evidence::Declared;
};

/// A place where one of several alternatives is taken.
struct Choice {
  std::string work;                  ///< the work's id, for the report
  std::vector<std::string> options;  ///< alternatives as text
  std::vector<Literal> any_of;  ///< if not empty nobody chooses: the last of two options is taken
                                ///< if and only if one of these is
};

/// One member of an outbound alternative.
struct OutboundLicense {
  TermStatus status = TermStatus::Known;
  LicenseId license = 0;
  std::string text;
  std::string why;
  std::string part;
  std::vector<std::string> through;
  std::optional<ExceptionId> exception;
  bool own_terms = false;  ///< terms of the user's own, which can be made to say what is needed
};

/// One alternative under which a work may go out: its members all apply.
struct OutboundOption {
  std::vector<OutboundLicense> members;
  std::string text;            ///< as written, if it is the only one
  std::vector<Literal> needs;  ///< the alternative is this one if all of these are so
};

/// What a work goes out under.
struct Outbound {
  bool own_terms = false;  ///< terms of one's own, which can be made to say what is needed
  std::string text;        ///< as written; empty if unset
  std::vector<OutboundOption> options;  ///< alternatives; empty if unset or own terms

  [[nodiscard]] bool unset() const { return options.empty() && !own_terms; }
};

struct Terms {
  std::vector<Term> terms;
  std::vector<std::vector<TermId>> of_work;  ///< inbound terms of each work, all alternatives
  std::vector<Outbound> outbound;            ///< of each work: its own statement
  std::vector<bool> mine;  ///< the user holds the rights: its license binds others, not the user
  std::vector<Choice> choices;
};

/// Whether a relation that takes this part of a work (`weights` …, or `any`) meets this of the
/// work's own terms. If no statement is about that part, all of them are met: unknown never counts
/// as permission.
bool meets_part(const Terms& terms, TermId term, spdx::WorkIndex work, std::string_view part);

/// The clauses that speak through a term: those of its license, and what its exception adds; none
/// if the license is not known. They live as long as the catalogue.
std::vector<const Clause*> clauses_of(const Term& term, const Catalogue& catalogue);

/// All license names the stack and its uses mention, for loading the catalogue: whole statements,
/// the ids inside expressions, what they are called today, and the versions they let one choose.
/// The catalogue needs no licenses for it.
std::vector<std::string> license_names(const spdx::Stack& stack, const Catalogue& catalogue);

/// Resolves every license statement. Errors: an expression in a stack file that does not parse and
/// is no known name, with the place inside the text; more than kMaxAlternatives alternatives in
/// one part of it, or in all of what a work of the user's own goes out under.
/// In cards such a statement becomes an Unknown term instead. Linear in works.
Terms bind_terms(const spdx::Stack& stack, const Catalogue& catalogue,
                 std::vector<spdx::Error>& errors);

/// The outbound statement of a use, when it names one itself.
Outbound bind_outbound(const spdx::LicenseClaim& claim, const std::string& work,
                       const Catalogue& catalogue, Terms& terms, std::vector<spdx::Error>& errors);

}  // namespace licet::engine
