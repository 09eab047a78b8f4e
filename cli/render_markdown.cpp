// The report as Markdown, for pull requests and memos.
#include <fmt/format.h>

#include "cli/markdown.h"
#include "cli/render.h"

namespace licet::cli {

namespace {

using engine::Finding;
using engine::Report;
using engine::Severity;

void row(std::string& out, std::string_view label, const std::string& text) {
  if (!text.empty()) out += fmt::format("  - {}: {}\n", label, markdown_text(text));
}

void add_finding(std::string& out, const Finding& finding) {
  out += fmt::format("- **{}** {}\n", finding.code, markdown_text(finding.message));
  if (!finding.section.empty()) {
    row(out, "clause",
        fmt::format("{} {}: {}", finding.license_name, finding.section, finding.note));
  }
  row(out, "act", acts_text(finding));
  row(out, "path", path_text(finding));
  row(out, "facts", facts_text(finding));
  for (const engine::AssumptionUsed& used : finding.assumptions)
    row(out, "assumes", assumption_text(used));
  row(out, "do", finding.remedy);
}

void add_section(std::string& out, const Report& report, std::size_t use, Severity severity,
                 std::string_view title) {
  bool first = true;
  for (const Finding& finding : report.findings) {
    if (finding.use != use || finding.severity != severity) continue;
    if (first) out += fmt::format("\n### {}\n\n", title);
    first = false;
    if (severity == Severity::Obligation) {
      out += fmt::format("- [ ] {} ({} {})\n", markdown_text(finding.message),
                         markdown_text(finding.license_name), markdown_text(finding.section));
    } else {
      add_finding(out, finding);
    }
  }
}

void add_sensitivity(std::string& out, const engine::Sensitivity& sensitivity) {
  out += "\n### What the verdict turns on\n\n";
  for (const SensitivityRow& row : sensitivity_rows(sensitivity)) {
    out += fmt::format("- {}{}\n", row.label.empty() ? "" : fmt::format("**{}** ", row.label),
                       markdown_text(row.text));
  }
}

void add_cores(std::string& out, const engine::Cores& cores) {
  out += "\n### Smallest reasons\n\nLeave out any one part, and that conflict is gone.\n\n";
  for (const engine::Core& core : cores.cores) {
    out += fmt::format("- **{}**\n", markdown_text(core_title(core)));
    for (const engine::CorePart& part : core_parts(core))
      out += fmt::format("  - {}: {}\n", part.kind, markdown_text(part.text));
  }
  out += fmt::format("\nOf smallest reasons, {}.\n", cores_end(cores));
}

}  // namespace

std::string render_markdown(const Report& report, const Style& /*style*/) {
  std::string out;
  for (std::size_t use = 0; use < report.uses.size(); ++use) {
    const engine::UseReport& about = report.uses[use];
    std::string acts;
    for (const std::string& act : about.acts)
      acts += (acts.empty() ? "" : ", ") + act;
    out += fmt::format("{}## {}: {}\n\n", use == 0 ? "" : "\n", markdown_text(about.target_name),
                       to_string(about.verdict));
    out += fmt::format(
        "{}. Acts: {}.{}\n", counts_text(report, use), acts.empty() ? "none stated" : acts,
        about.outbound.empty() ? "" : fmt::format(" Outbound: {}.", markdown_text(about.outbound)));
    for (const engine::ChoiceTaken& choice : about.choices) {
      out += fmt::format("Taken: {} under {}.\n", markdown_text(choice.work),
                         markdown_text(choice.license));
    }
    add_section(out, report, use, Severity::Conflict, "Conflicts");
    add_section(out, report, use, Severity::Unknown, "Not known");
    add_section(out, report, use, Severity::Review, "To review");
    add_section(out, report, use, Severity::Obligation, "What to do");
    add_section(out, report, use, Severity::Note, "Notes");
    if (about.cores) add_cores(out, *about.cores);
    if (about.sensitivity) add_sensitivity(out, *about.sensitivity);
  }
  if (!report.assumptions.empty())
    out += "\n### Assumptions taken\n\n| assumption | value | question |\n|---|---|---|\n";
  for (const engine::AssumptionTaken& taken : report.assumptions) {
    out += fmt::format("| {} | {} | {} |\n", taken.id, taken.value, markdown_text(taken.question));
  }
  return out + "\n" + markdown_text(disclaimer(report)) + "\n";
}

}  // namespace licet::cli
