// Short ways to annotate a text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "spdx/annotate.h"

namespace licet::tests {

/// A remark with a short sentence and payload on a subject (empty: the document).
spdx::Remark remark_on(const std::string& subject,
                       const std::optional<std::string>& concluded = std::nullopt);

/// A remark on the document and on each of its elements; with `conclude`, each element that
/// declares an expression gets it as its concluded license.
std::vector<spdx::Remark> remarks_on_all(const spdx::Document& document, bool conclude);

/// What annotate gives for a text, whatever it is recognised to be; or its errors, a line each.
/// Made at 2026-11-23T06:12:27Z by `licet-0.1.0`.
std::string annotated(const std::string& text, const std::vector<spdx::Remark>& remarks,
                      bool timed = true);

/// The text without remarks, or the errors.
std::string stripped(const std::string& text);

/// Checks for a text, which is called `name`: with remarks on all that it holds it is read as the
/// same document, without them it is the same text, and annotating it once more changes nothing.
/// Gives the annotated text. False checks are told of by doctest.
std::string check_round_trip(const std::string& name, const std::string& text, bool conclude);

}  // namespace licet::tests
