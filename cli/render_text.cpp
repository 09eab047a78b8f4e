// The report on a terminal: the verdict first, then what stands against it, then what to do, then
// what was assumed.
#include <algorithm>

#include <fmt/format.h>

#include "cli/render.h"

namespace licet::cli {

namespace {

using engine::Finding;
using engine::Report;
using engine::Severity;
using engine::UseReport;

std::string_view verdict_means(Severity severity) {
  switch (severity) {
    case Severity::Conflict:
      return "prohibited on the facts given";
    case Severity::Unknown:
      return "not enough is known to permit it";
    case Severity::Review:
      return "turns on an open question; a person has to decide";
    case Severity::Obligation:
      return "permitted, if what is listed below is done";
    case Severity::Note:
    case Severity::Clear:
      return "nothing found against it";
  }
  return {};
}

// Relations of the path of a finding that is told by itself; JSON has all of them.
constexpr std::size_t kLongPath = 100;

class TextReport {
 public:
  TextReport(const Report& report, const Style& style) : report_(report), style_(style) {}

  std::string run() {
    for (std::size_t use = 0; use < report_.uses.size(); ++use)
      add_use(use);
    add_assumptions();
    out_ += wrap("", style_.dim(disclaimer(report_)), style_.width);
    return std::move(out_);
  }

  std::string one(const Finding& finding) {
    most_steps_ = kLongPath;
    add_finding(finding);
    return std::move(out_);
  }

 private:
  void line(std::string_view label, std::string_view text) {
    if (!text.empty()) {
      out_ += wrap(fmt::format("    {}{}", style_.dim(label), std::string(9 - label.size(), ' ')),
                   text, style_.width);
    }
  }

  void heading(std::string_view title, std::string_view means) {
    out_ +=
        fmt::format("\n{}{}{}\n", style_.bold(title), means.empty() ? "" : " ", style_.dim(means));
  }

  void add_use(std::size_t index) {
    const UseReport& use = report_.uses[index];
    if (index > 0) out_ += "\n" + std::string(style_.width, '-') + "\n\n";
    const std::string name = use.target_name == use.target
                                 ? use.target
                                 : fmt::format("{} ({})", use.target_name, use.target);
    out_ += fmt::format("{}: {}, {}\n", verdict_word(use.verdict, style_), style_.bold(name),
                        verdict_means(use.verdict));
    std::string acts;
    for (const std::string& act : use.acts)
      acts += (acts.empty() ? "" : ", ") + act;
    line("acts", acts.empty()
                     ? "none stated"
                     : acts + (use.acts_assumed ? " (assumed: it is given to others)" : ""));
    line("outbound", use.outbound);
    for (const engine::ChoiceTaken& choice : use.choices)
      line("choice", fmt::format("{} under {}", choice.work, choice.license));
    line("found", counts_text(report_, index));
    add_findings(index, Severity::Conflict, "CONFLICTS", "");
    add_findings(index, Severity::Unknown, "NOT KNOWN", "unknown is never permission");
    add_findings(index, Severity::Review, "TO REVIEW", "a person decides");
    add_duties(index);
    add_notes(index);
    if (use.cores) add_cores(*use.cores);
    if (use.sensitivity) add_sensitivity(*use.sensitivity);
  }

  void add_findings(std::size_t use, Severity severity, std::string_view title,
                    std::string_view means) {
    std::string group;
    bool first = true;
    for (const Finding& finding : report_.findings) {
      if (finding.use != use || finding.severity != severity) continue;
      if (first) heading(title, means);
      first = false;
      const std::string now = open_question(finding);
      if (!now.empty() && now == group) {
        add_also_open(finding);
        continue;
      }
      group = now;
      out_ += "\n";
      add_finding(finding);
    }
  }

  // Reviews that hang on the same question, license and path are told together.
  static std::string open_question(const Finding& finding) {
    if (finding.severity != Severity::Review || finding.settled == Severity::Review) return {};
    std::string text = finding.license + "\n" + path_text(finding);
    for (const engine::AssumptionUsed& used : finding.assumptions)
      text += "\n" + used.id;
    return text;
  }

  void add_also_open(const Finding& finding) {
    line("and", fmt::format("{}, {} ({}; {})", finding.code, finding.message, finding.section,
                            acts_text(finding)));
  }

  static std::string clause(const Finding& finding) {
    if (finding.section.empty()) return "";
    return fmt::format("{} {}: {}", finding.license_name, finding.section, finding.note);
  }

  void add_finding(const Finding& finding) {
    out_ += fmt::format("  {}\n", style_.bold(finding.code));
    out_ += wrap("    ", finding.message, style_.width);
    line("clause", clause(finding));
    line("act", acts_text(finding));
    line("path", path_text(finding, most_steps_));
    line("also", also(finding));
    line("facts", facts_text(finding));
    for (const engine::AssumptionUsed& used : finding.assumptions) {
      line("assumes", assumption_text(used));
      line("decide", used.question);
    }
    line("do", finding.remedy);
  }

  static std::string also(const Finding& finding) {
    constexpr std::size_t kMostNamed = 5;
    std::string text;
    for (std::size_t i = 0; i < finding.also.size() && i < kMostNamed; ++i)
      text += (i == 0 ? "" : ", ") + finding.also[i];
    if (finding.also.size() > kMostNamed)
      text += fmt::format(" and {} more", finding.also.size() - kMostNamed);
    return text;
  }

  // A checklist, one block for each license and the way it came; clauses that ask for the same are
  // one box.
  void add_duties(std::size_t use) {
    std::string block;
    std::string box;
    std::string clauses;
    const auto flush = [&] {
      if (!box.empty())
        out_ += wrap("    [ ] ", fmt::format("{} ({})", box, clauses), style_.width);
      box.clear();
    };
    for (const Finding& finding : report_.findings) {
      if (finding.use != use || finding.severity != Severity::Obligation) continue;
      const std::string where =
          fmt::format("{}: {}", style_.bold(finding.license_name), path_text(finding));
      const std::string text = duty(finding);
      const std::string cited = fmt::format("{}; {}", finding.section, acts_text(finding));
      if (where == block && text == box) {
        clauses += ", " + cited;
        continue;
      }
      flush();
      if (block.empty()) heading("WHAT TO DO", "");
      if (where != block) out_ += wrap("  ", where, style_.width);
      block = where;
      box = text;
      clauses = cited;
    }
    flush();
  }

  static std::string duty(const Finding& finding) {
    const std::string more = also(finding);
    return more.empty() ? finding.message : fmt::format("{}; also for {}", finding.message, more);
  }

  void add_notes(std::size_t use) {
    bool first = true;
    for (const Finding& finding : report_.findings) {
      if (finding.use != use || finding.severity != Severity::Note) continue;
      if (first) heading("NOTES", "");
      first = false;
      const std::string where =
          finding.section.empty() ? "" : fmt::format(" ({})", finding.section);
      const std::string more = also(finding);
      out_ += wrap("  - ", finding.message + where + (more.empty() ? "" : "; also " + more),
                   style_.width);
    }
  }

  void add_sensitivity(const engine::Sensitivity& sensitivity) {
    heading("WHAT THE VERDICT TURNS ON", "safe: permitted, with duties at most");
    for (const SensitivityRow& row : sensitivity_rows(sensitivity)) {
      out_ += wrap(
          fmt::format("  {}{}", style_.bold(row.label), std::string(12 - row.label.size(), ' ')),
          row.text, style_.width);
    }
  }

  void add_cores(const engine::Cores& cores) {
    heading("SMALLEST REASONS", "leave out any one part, and that conflict is gone");
    for (const engine::Core& core : cores.cores) {
      out_ += fmt::format("\n  {}\n", style_.bold(core_title(core)));
      for (const engine::CorePart& part : core_parts(core))
        line(part.kind, part.text);
    }
    out_ += fmt::format("\n  {}\n", cores_end(cores));
  }

  void add_assumptions() {
    if (!report_.assumptions.empty())
      heading("ASSUMPTIONS TAKEN", "change one with --assume name=value");
    for (const engine::AssumptionTaken& taken : report_.assumptions) {
      std::string text = fmt::format("{} {}: {}", taken.question, taken.value, taken.means);
      if (taken.findings > 0) {
        text += taken.findings == 1 ? "; one finding rests on it"
                                    : fmt::format("; {} findings rest on it", taken.findings);
      }
      if (taken.hidden > 0) {
        text +=
            fmt::format("; it hides {}",
                        taken.hidden == 1 ? "1 finding" : fmt::format("{} findings", taken.hidden));
      }
      out_ += fmt::format("  {} = {}{}\n", style_.bold(taken.id), taken.value,
                          taken.standard ? "" : " (set)");
      out_ += wrap("      ", text, style_.width);
    }
    out_ += "\n";
  }

  std::size_t most_steps_ = 8;
  const Report& report_;
  const Style& style_;
  std::string out_;
};

}  // namespace

std::string render_text(const Report& report, const Style& style) {
  return TextReport(report, style).run();
}

std::string render_finding(const Finding& finding, const Style& style) {
  const Report none;
  return TextReport(none, style).one(finding);
}

}  // namespace licet::cli
