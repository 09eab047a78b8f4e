// `licet annotate`: writes the verdict into the bill of materials that was judged.
#pragma once

#include <string>

#include "cli/input.h"

namespace licet::cli {

struct AnnotateCommand {
  CheckOptions check;
  std::string created;
  std::string output;
  bool conclude = false;
  bool break_signature = false;
  bool remove = false;
};

/// Judges the document as `licet check` does and writes it with the remarks, or without those it
/// has; the verdict goes to standard error. kFine, or kBadInput with the errors printed.
int run_annotate(const AnnotateCommand& options);

inline constexpr const char* kAnnotateHelp =
    "Every byte of the document stays as it is; remarks are put in between. SPDX 2 gets an\n"
    "annotation on the document and on each work with findings, and a license comment on a work\n"
    "that has none; SPDX 3 Annotation elements with a CreationInfo and an agent of their own;\n"
    "CycloneDX the property licet:report, from 1.5 on an annotation for what has a bom-ref, and "
    "the\n"
    "next version number. CycloneDX before 1.3 has no place for remarks.\n"
    "\n"
    "Each remark is a sentence and, for programs, JSON that begins with {\"licet\":1. Remarks of "
    "an\n"
    "earlier run are replaced, --remove gives back the document as it was before the first, and\n"
    "other commands judge an annotated document as if it had none.\n"
    "\n"
    "Examples:\n"
    "  licet annotate sbom.spdx.json -o annotated.spdx.json\n"
    "  licet annotate aibom.cdx.json --use commercial=true --created 2026-01-31T12:00:00Z -o "
    "out.json\n"
    "  licet annotate sbom.spdx --conclude --take lib=MIT -o out.spdx   enter what was judged by\n"
    "  licet annotate annotated.spdx.json --remove -o sbom.spdx.json    take everything out again\n"
    "\n"
    "Exit codes: 0 written, whatever the verdict (licet check tells that by its exit code); 2 "
    "wrong\n"
    "usage or input, and nothing is written.\n";

}  // namespace licet::cli
