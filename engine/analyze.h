// The engine's one entry: a stack in, a report out.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/catalogue.h"
#include "engine/report.h"
#include "spdx/result.h"
#include "spdx/stack.h"

namespace licet::engine {

/// What is asked of a stack.
struct Request {
  std::string profile = "cautious";
  std::vector<std::pair<std::string, std::string>> assumptions;  ///< id, value: over the profile
  std::vector<std::string> default_acts;  ///< acts of a use that states none (a hub repository is
                                          ///< published); the report says so
  std::size_t cores = 0;  ///< at most so many smallest reasons for the conflicts of each use
  bool sensitivity =
      false;              ///< tell on which assumptions each verdict turns; judges each use often
  bool licenses = false;  ///< tell by which license each work was judged
};

/// Judges every use of the stack. A stack without uses is judged for each work nothing else is made
/// from. Errors: licenses that cannot be read, unknown profile or assumption, a use whose target
/// cannot be told. The catalogue has to hold the licenses that `license_names(stack)` names.
spdx::Result<Report> analyze(const spdx::Stack& stack, const Catalogue& catalogue,
                             const Request& request);

}  // namespace licet::engine
