// What a change of license changes for a stack.
#pragma once

#include <string>
#include <vector>

#include "cli/input.h"
#include "cli/page.h"

namespace licet::cli {

/// Checks the stack of the options twice: with `before`, and with `after`, wherever a work states
/// one of the two. Puts verdicts and the findings that only one of them has on the page. Errors:
/// those of reading the stack, and that it states neither license.
std::vector<spdx::Error> add_stack_diff(const std::string& before, const std::string& after,
                                        const CheckOptions& options, Page& page);

}  // namespace licet::cli
