// Reports as something a person or a machine reads: one row a format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/style.h"
#include "engine/report.h"

namespace licet::cli {

/// A format of `licet check`.
struct Renderer {
  std::string_view name;
  std::string_view help;
  std::string (*render)(const engine::Report& report, const Style& style);
};

/// All formats; this table feeds --format and --help.
const std::vector<Renderer>& renderers();

std::string render_text(const engine::Report& report, const Style& style);
std::string render_json(const engine::Report& report, const Style& style);
std::string render_markdown(const engine::Report& report, const Style& style);

/// One finding with everything that is known of it, the whole path included: what `licet why`
/// prints.
std::string render_finding(const engine::Finding& finding, const Style& style);

/// The report with control characters of names and licenses replaced, so that a document cannot
/// steer the terminal.
engine::Report printable(engine::Report report);

/// The same for a core.
engine::Core printable(engine::Core core);

/// A path on one line: `tickets ─train-on→ support`; one of more than `most_steps` relations is cut
/// in the middle.
std::string path_text(const engine::Finding& finding, std::size_t most_steps = 8);

/// `train on tickets, distribute, host`: a work is named unless it is the target.
std::string acts_text(const engine::Finding& finding);

/// `1 conflict`, `4 obligations`.
std::string count_text(engine::Severity severity, std::size_t count);

/// `2 conflicts, 1 unknown, 4 obligations`; of one use, or of all if `use` is past the last.
std::string counts_text(const engine::Report& report, std::size_t use);

/// One line about what a verdict turns on.
struct SensitivityRow {
  std::string label;  ///< `turns on`, `safe if`, `or if`, `conflict if`, `only with`; or empty
  std::string text;
};

/// What a verdict turns on: each assumption, then the sets of values that settle it, the shortest
/// first and eight of a kind at most.
std::vector<SensitivityRow> sensitivity_rows(const engine::Sensitivity& sensitivity);

/// A verdict as a headline, coloured: `CONFLICT`, `PERMITTED IF DONE` …
std::string verdict_word(engine::Severity severity, const Style& style);

/// Which conflict a core is about: "noncommercial-use by CC-BY-NC-4.0 2(a)(1)".
std::string core_title(const engine::Core& core);

/// The parts of a core as people read them: of a long run of relations the middle is told by its
/// number.
std::vector<engine::CorePart> core_parts(const engine::Core& core);

/// Whether there are others.
std::string cores_end(const engine::Cores& cores);

/// What stands under every report: no legal advice, catalogue, input.
std::string disclaimer(const engine::Report& report);

/// An assumption as one line: `name = value (other: would become …)`.
std::string assumption_text(const engine::AssumptionUsed& used);

/// The facts of a finding on one line, unstated ones marked.
std::string facts_text(const engine::Finding& finding);

}  // namespace licet::cli
