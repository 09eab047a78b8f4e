// What a report says of each work, as remarks for the document it was read from.
#pragma once

#include <string>
#include <vector>

#include "cli/input.h"
#include "engine/report.h"
#include "spdx/annotate.h"

namespace licet::cli {

/// A document that was judged.
struct Judged {
  const spdx::Document& document;
  const Input& input;
  const engine::Report& report;
};

/// One remark on the document (verdicts, acts, assumptions, the hash of the input, and findings on
/// works that are no elements of it), then one on each other work with findings, in the order of
/// the document. Its sentence names the findings by severity; its payload is
/// `{"licet":1,"catalogue":…,"work":…,"verdict":…,"findings":[…]}`, where a finding has some of the
/// members it has in the JSON of a check (data/schema/report.schema.json) and no place, which
/// remarks would move. Linear in findings and works.
std::vector<spdx::Remark> remarks_of(const Judged& judged);

/// The remark on a work without findings.
spdx::Remark clear_remark(const Judged& judged, const spdx::Work& work);

/// What remarks on a work have as their subject: the document's name for it.
std::string subject_of(const spdx::Work& work);

}  // namespace licet::cli
