// `licet check` and `licet why`.
#include <algorithm>
#include <iostream>
#include <map>

#include <fmt/format.h>

#include "cli/certificate.h"
#include "cli/commands.h"
#include "cli/draft.h"
#include "cli/render.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

using engine::Finding;
using engine::Report;
using engine::Severity;

int exit_code(Severity verdict, const std::string& fail_on) {
  static const std::map<std::string, Severity> kLevels = {
      {"conflict",   Severity::Conflict  },
      {"unknown",    Severity::Unknown   },
      {"review",     Severity::Review    },
      {"obligation", Severity::Obligation},
      {"note",       Severity::Note      }
  };
  const auto level = kLevels.find(fail_on);
  if (level == kLevels.end() || verdict > level->second) return kFine;
  return verdict == Severity::Unknown || verdict == Severity::Review ? kUndecided : kFindings;
}

bool concerns(const Finding& finding, const std::string& what) {
  const bool on_path = std::ranges::any_of(finding.path, [&](const engine::PathStep& step) {
    return step.source == what || step.result == what;
  });
  return on_path || finding.code == what || finding.work == what || finding.place == what ||
         std::ranges::find(finding.also, what) != finding.also.end();
}

std::string nothing_about(const Report& report, const std::string& what) {
  std::vector<std::string_view> names;
  for (const Finding& finding : report.findings) {
    names.push_back(finding.code);
    names.push_back(finding.work);
  }
  return fmt::format("no finding has the code or concerns the work \"{}\"{}", what,
                     spdx::did_you_mean(what, names));
}

}  // namespace

void print_errors(const std::vector<spdx::Error>& errors) {
  for (const spdx::Error& error : errors)
    std::cerr << to_string(error) << '\n';
}

void print_notes(const std::vector<spdx::Error>& notes) {
  for (const spdx::Error& note : notes) {
    std::string text = to_string(note);
    if (const std::size_t at = text.find(": error: "); at != std::string::npos)
      text.replace(at, 9, ": warning: ");
    std::cerr << text << '\n';
  }
}

int run_check(const CheckOptions& options, const std::string& format, const std::string& fail_on,
              const std::string& output, const BesideReport& beside) {
  spdx::Result<Input> input = load_input(options);
  const spdx::Result<Report> report =
      input ? judge_input(*input.value) : spdx::Result<Report>::failed(std::move(input.errors));
  if (!report) {
    print_errors(report.errors);
    return kBadInput;
  }
  if (!beside.certificate.empty() &&
      !save_certificate(beside.certificate, *input.value, report.value->verdict))
    return kBadInput;
  if (!beside.draft.empty() && !save_draft(beside.draft, *input.value, *report.value))
    return kBadInput;
  print_notes(report.value->notes);
  const auto renderer = std::ranges::find(renderers(), format, &Renderer::name);
  const bool to_file = !output.empty() && output != "-";
  const auto written = write_file(
      output, renderer->render(format == "json" ? *report.value : printable(*report.value),
                               terminal_style(to_file)));
  if (!written) {
    print_errors(written.errors);
    return kBadInput;
  }
  return exit_code(report.value->verdict, fail_on);
}

int run_why(const CheckOptions& options, const std::string& what) {
  spdx::Result<Report> report = check(options);
  if (!report) {
    print_errors(report.errors);
    return kBadInput;
  }
  print_notes(report.value->notes);
  report.value = printable(std::move(*report.value));
  const Style style = terminal_style(false);
  std::string out;
  for (const Finding& finding : report.value->findings) {
    if (!concerns(finding, what)) continue;
    out += fmt::format("{} for {}\n", to_string(finding.severity), finding.target);
    out += render_finding(finding, style);
    const spdx::Place& at = finding.origin;
    if (at.line > 0) out += fmt::format("    stated   {}:{}:{}\n", at.file, at.line, at.column);
    out += "\n";
  }
  if (out.empty()) {
    print_errors({
        {{options.path, 0, 0}, nothing_about(*report.value, what)}
    });
    return kBadInput;
  }
  std::cout << out << disclaimer(*report.value) << '\n';
  return kFine;
}

}  // namespace licet::cli
