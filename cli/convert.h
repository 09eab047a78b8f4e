// `licet convert`: a stack as a bill of materials or as a stack file.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "cli/input.h"

namespace licet::cli {

struct ConvertOptions {
  CheckOptions check;   ///< the input and its catalogue
  std::string to;       ///< name of a form
  std::string created;  ///< the time a document says it was made; empty: see document_time
  std::string output;
};

/// What a stack can be written as.
struct Form {
  std::string_view name;
  std::string_view help;
  spdx::Result<std::string> (*write)(const Input& input, const std::string& created);
};

const std::array<Form, 3>& forms();

/// The time a document says it was made, as SPDX writes it: what `--created` says, else
/// SOURCE_DATE_EPOCH (`epoch`, seconds since 1970 or null), else empty: no clock is asked, so that
/// the same input gives the same document. Errors: neither form is right.
spdx::Result<std::string> document_time(const std::string& created, const char* epoch);

/// Writes a stack in another form; what that cannot say is a warning. kFine, or kBadInput with the
/// errors printed.
int run_convert(const ConvertOptions& options);

}  // namespace licet::cli
