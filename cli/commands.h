// The commands, one function each. A command reads, calls the libraries, prints, and returns the
// exit code.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/input.h"
#include "engine/catalogue.h"

namespace licet::cli {

/// The version of the program.
inline constexpr const char* kVersion = "0.1.0";

/// Exit codes of all commands.
inline constexpr int kFine = 0;      ///< nothing at or above --fail-on
inline constexpr int kFindings = 1;  ///< findings at or above it
inline constexpr int kBadInput = 2;  ///< wrong usage or input
inline constexpr int kUndecided =
    3;  ///< the worst finding at or above it is a review or an unknown

/// Files that `licet check` writes beside its report; empty: not asked for.
struct BesideReport {
  std::string certificate;  ///< a proof of the verdict
  std::string draft;        ///< of a side file that settles open relations (cli/draft.h)
};

/// `licet check`: format is a name of the renderer table, fail_on a severity or `never`, output a
/// file or empty.
int run_check(const CheckOptions& options, const std::string& format, const std::string& fail_on,
              const std::string& output, const BesideReport& beside = {});

/// `licet why`: everything about the findings of one work, or with one code.
int run_why(const CheckOptions& options, const std::string& what);

/// What `licet explain` takes; `texts` and `section` are for run_section.
struct ExplainOptions {
  std::string name;
  std::string data;
  std::string texts;
  std::string section;
  std::string format = "text";
  std::string output;
};

/// `licet explain`: a license clause by clause, an exception, a name, a finding, or an assumption.
int run_explain(const ExplainOptions& options);

/// `licet licenses`: the catalogue, or what matches a query.
int run_licenses(const std::string& query, const std::string& data);

/// `licet licenses --from`: the license list in a folder, or what matches a query. kBadInput also
/// if only some of its files could not be read: the rest is printed.
int run_license_list(const std::string& query, const std::string& folder, bool json);

/// The whole catalogue, of the built-in data or of a folder laid over it; nothing with the errors
/// printed.
std::optional<engine::Catalogue> whole_catalogue(const std::string& data);

/// Prints errors, one a line, to standard error.
void print_errors(const std::vector<spdx::Error>& errors);

/// Prints notes of a reader as warnings, one a line, to standard error.
void print_notes(const std::vector<spdx::Error>& notes);

}  // namespace licet::cli
