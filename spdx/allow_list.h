// Which licenses somebody accepts, and whether an expression can be kept with those alone.
#pragma once

#include <string>
#include <vector>

#include "spdx/expression.h"

namespace licet::spdx {

/// A list of accepted licenses. An entry is one license: `MIT`, `GPL-2.0-or-later`, `Apache-1.1+`,
/// `GPL-2.0-only WITH Classpath-exception-2.0`, `LicenseRef-acme`. A license is accepted if an
/// entry
///  * is the same license (letter case and deprecated spellings aside), or
///  * is a version of it that the licensee may choose: `GPL-2.0-or-later` is accepted by an entry
///    `GPL-3.0-only`, and `Apache-1.0` by an entry `Apache-1.0+`; or
///  * is the license without its exception, if the exception only permits more (data/exceptions).
class AllowList {
 public:
  /// The index must outlive the list.
  explicit AllowList(const LicenseIndex& ids) : ids_(ids) {}

  /// Adds an entry. False with the error if it is no single listed license or reference.
  bool add(std::string_view entry, ExpressionError& error);

  /// Whether a term of an expression is accepted. O(entries).
  [[nodiscard]] bool accepts(const Expression& expression, const LicenseTerm& term) const;

  [[nodiscard]] bool empty() const { return entries_.empty(); }

 private:
  struct Entry {
    std::string license;   ///< modern id in lower case, without `+`
    std::string addition;  ///< likewise
    ListIndex listed = kUnlisted;
    bool or_later = false;
    bool droppable = false;  ///< the addition only permits
  };

  [[nodiscard]] Entry entry_of(const Expression& expression, const LicenseTerm& term) const;
  [[nodiscard]] bool meets(const Entry& accepted, const Entry& offered) const;

  const LicenseIndex& ids_;
  std::vector<Entry> entries_;
};

/// How an expression fares.
struct Satisfaction {
  bool satisfied = false;
  /// Satisfied: licenses that together satisfy the expression, all accepted. Else: those not
  /// accepted in the alternative that lacks the fewest, an alternative being counted as written.
  /// Indices into the expression's terms, in order.
  std::vector<std::uint32_t> terms;
};

/// Linear in the expression, times the list's entries for each different license; never expands it.
Satisfaction satisfies(const Expression& expression, const AllowList& allowed);

}  // namespace licet::spdx
