// `licet expression`: what SPDX license expressions say, for shells.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace licet::cli {

struct ExpressionOptions {
  std::string action;                    ///< a name of expression_actions()
  std::vector<std::string> expressions;  ///< empty or `-`: one a line from standard input
  std::string version = "3.0.1";         ///< 2.3, 3.0.1 or 3.1
  std::vector<std::string> allow;        ///< accepted licenses, each entry one or several by comma
  std::string allow_file;                ///< file with one accepted license a line
  std::size_t limit = 100;               ///< most alternatives printed
  bool any_id = false;                   ///< ids need not be on the list
  bool json = false;
};

struct ExpressionAction {
  std::string_view name;
  std::string_view help;
};

/// What can be asked of an expression.
const std::vector<ExpressionAction>& expression_actions();

/// Answers for every expression, in order, one line each (alternatives: one line an alternative).
/// What is wrong with one goes to standard error with its place, and the others are still answered.
/// Returns kFine; kFindings if some answer was no; kBadInput if some expression was wrong.
int run_expression(const ExpressionOptions& options);

}  // namespace licet::cli
