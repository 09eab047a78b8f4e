// The report as Markdown, for pull requests and memos.
#include <fmt/format.h>

#include "cli/render.h"

namespace licet::cli {

namespace {

using engine::Finding;
using engine::Report;
using engine::Severity;

// Text that must not turn into markup or break a table.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '_' || c == '`' || c == '<' || c == '[' || c == '\\')
      out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

void row(std::string& out, std::string_view label, const std::string& text) {
  if (!text.empty()) out += fmt::format("  - {}: {}\n", label, escaped(text));
}

void add_finding(std::string& out, const Finding& finding) {
  out += fmt::format("- **{}** {}\n", finding.code, escaped(finding.message));
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
      out += fmt::format("- [ ] {} ({} {})\n", escaped(finding.message),
                         escaped(finding.license_name), escaped(finding.section));
    } else {
      add_finding(out, finding);
    }
  }
}

}  // namespace

std::string render_markdown(const Report& report, const Style& /*style*/) {
  std::string out;
  for (std::size_t use = 0; use < report.uses.size(); ++use) {
    const engine::UseReport& about = report.uses[use];
    std::string acts;
    for (const std::string& act : about.acts)
      acts += (acts.empty() ? "" : ", ") + act;
    out += fmt::format("{}## {}: {}\n\n", use == 0 ? "" : "\n", escaped(about.target_name),
                       to_string(about.verdict));
    out += fmt::format(
        "{}. Acts: {}.{}\n", counts_text(report, use), acts.empty() ? "none stated" : acts,
        about.outbound.empty() ? "" : fmt::format(" Outbound: {}.", escaped(about.outbound)));
    for (const engine::ChoiceTaken& choice : about.choices) {
      out += fmt::format("Taken: {} under {}.\n", escaped(choice.work), escaped(choice.license));
    }
    add_section(out, report, use, Severity::Conflict, "Conflicts");
    add_section(out, report, use, Severity::Unknown, "Not known");
    add_section(out, report, use, Severity::Review, "To review");
    add_section(out, report, use, Severity::Obligation, "What to do");
    add_section(out, report, use, Severity::Note, "Notes");
  }
  if (!report.assumptions.empty())
    out += "\n### Assumptions taken\n\n| assumption | value | question |\n|---|---|---|\n";
  for (const engine::AssumptionTaken& taken : report.assumptions) {
    out += fmt::format("| {} | {} | {} |\n", taken.id, taken.value, escaped(taken.question));
  }
  return out + "\n" + escaped(disclaimer(report)) + "\n";
}

}  // namespace licet::cli
