// `licet compat` and `licet matrix`: may a work under one license go into a work under another?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/input.h"
#include "cli/style.h"
#include "engine/report.h"

namespace licet::cli {

/// What both commands take beside the licenses.
struct PairOptions {
  CheckOptions check;  ///< facts of the use, assumptions, data; its path is not used
  std::string relation = "copy-code";
  std::string kind = "software";
  std::string format = "text";
  std::string output;
};

/// A table of pairs, judged: rows are inbound licenses, columns outbound ones.
struct Matrix {
  std::vector<std::string> licenses;
  std::string relation;
  std::string relation_means;  ///< in words
  engine::Report report;       ///< a use each cell, row by row
};

std::string render_matrix_text(const Matrix& matrix, const Style& style);
/// One line a cell: inbound, outbound, relation, verdict, finding, license, section, why
/// (RFC 4180).
std::string render_matrix_csv(const Matrix& matrix, const Style& style);
/// One page without scripts or anything from elsewhere.
std::string render_matrix_html(const Matrix& matrix, const Style& style);

/// A format of `licet matrix`.
struct MatrixRenderer {
  std::string_view name;
  std::string (*render)(const Matrix& matrix, const Style& style);
};

/// All formats; the first is the default.
const std::vector<MatrixRenderer>& matrix_renderers();

/// `licet compat INBOUND OUTBOUND`: the report of the two-work stack. Exit codes as `check`: only a
/// yes, with or without duties, is kFine.
int run_compat(const std::string& inbound, const std::string& outbound, const PairOptions& options);

/// `licet matrix A B C…`: each into each. kFine once the table is printed.
int run_matrix(const std::vector<std::string>& licenses, const PairOptions& options);

}  // namespace licet::cli
