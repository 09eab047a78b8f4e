// `licet choose`: under which licenses may the target of a stack go out?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/input.h"
#include "cli/style.h"
#include "engine/choose.h"

namespace licet::cli {

/// What the command takes.
struct ChooseOptions {
  CheckOptions check;
  std::vector<std::string> why_not;  ///< labels to give the reason for
  std::string format = "text";
  std::string output;
  std::string certificate;  ///< file for a proof that nothing fits; empty: none is wanted
};

/// What `licet choose --help` says behind the options.
inline constexpr const char* kChooseHelp =
    "Every license that the catalogue holds clause by clause is tried as what the target goes out\n"
    "under. The answer: those that fit, the most permissive first; what terms of your own would\n"
    "have to say; and, where code and weights are licensed apart, what fits each part. What "
    "stands\n"
    "whatever the license is told apart.\n"
    "\n"
    "Examples:\n"
    "  licet choose tests/examples/support.yaml\n"
    "  licet choose tests/examples/support.yaml --why-not MIT --why-not 'GPL-2.0-only OR MIT'\n"
    "  licet choose tests/examples/support.yaml --use commercial=false --format json\n"
    "\n"
    "Exit codes: 0 a license, or terms of one's own, fit, and nothing else stands; 1 none do, or "
    "a\n"
    "conflict stands whatever the license; 2 wrong usage or input; 3 undecided only: a question\n"
    "stands whatever the license, or nothing is certain to fit.\n";

std::string render_choices_text(const engine::Choices& choices, const Style& style);
/// Schema in data/schema/choices.schema.json.
std::string render_choices_json(const engine::Choices& choices, const Style& style);

/// A format of `licet choose`.
struct ChoicesRenderer {
  std::string_view name;
  std::string (*render)(const engine::Choices& choices, const Style& style);
};

/// All formats; the first is the default.
const std::vector<ChoicesRenderer>& choices_renderers();

/// Reads, tries every label, prints. Exit codes, by fit_of(): kFine, kUndecided, kFindings; and
/// kBadInput.
int run_choose(const ChooseOptions& options);

}  // namespace licet::cli
