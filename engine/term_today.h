// One license of an expression, as the list of today has it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/catalogue.h"

namespace licet::engine {

/// One version that a statement lets a licensee choose.
struct Version {
  std::string id;
  /// The or-later statements that lead to it, widest first: `GPL-2.0-or-later`, `GPL-3.0-or-later`
  /// for GPL-3.0-only. Empty if the license was named itself.
  std::vector<std::string> through;
};

/// What a term of an expression comes to.
struct TermToday {
  std::string license;            ///< id, with `+` if it stands behind a plain id: `MPL-1.1+`
  std::vector<Version> versions;  ///< what it lets one choose, oldest first; often just one
  std::string addition;           ///< exception id or AdditionRef; or empty
};

/// Names the catalogue has of its own stay as they are; deprecated ids of the SPDX list become what
/// the list names in their place, and "or later" the versions of the family. Linear in the list.
TermToday term_today(const spdx::Expression& all, const spdx::LicenseTerm& term,
                     const Catalogue& catalogue);

/// What the id of a term stands for, if it is a name people write in place of an expression
/// (`GPLv3`), and neither on the list nor of the catalogue's own; nothing otherwise.
std::optional<std::string> written_for(const spdx::Expression& all, const spdx::LicenseTerm& term,
                                       const Catalogue& catalogue);

}  // namespace licet::engine
