// A draft of the side file that settles what a bill of materials leaves open.
#pragma once

#include <string>

#include "cli/input.h"
#include "engine/report.h"

namespace licet::cli {

/// A side file (spdx/settlements.h) that settles nothing yet: a comment for each relation on which
/// a finding hangs, with what findings say of its readings, and a row to be completed. A
/// finding names the relation nearest to its act (engine/readings.h): of the others on its way only
/// that it comes over them is said. In the order of the findings. Linear in findings and their
/// relations.
std::string settlements_draft(const engine::Catalogue& catalogue, const engine::Report& report);

/// Writes it to a new file: one that is there may hold what was settled before. False with a
/// message if the input is no bill of materials, or the file is there or cannot be written.
bool save_draft(const std::string& path, const Input& input, const engine::Report& report);

}  // namespace licet::cli
