// Pieces that the text and Markdown renderers share.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "cli/render.h"

namespace licet::cli {

using engine::Finding;
using engine::PathStep;
using engine::Report;
using engine::Severity;

const std::vector<Renderer>& renderers() {
  static const std::vector<Renderer> kRenderers = {
      {"text",     "for people, on a terminal",                              render_text    },
      {"json",     "for programs; schema in data/schema/report.schema.json", render_json    },
      {"markdown", "for pull requests and memos",                            render_markdown},
  };
  return kRenderers;
}

std::string verdict_word(Severity severity, const Style& style) {
  switch (severity) {
    case Severity::Conflict:
      return style.red("CONFLICT");
    case Severity::Unknown:
      return style.yellow("UNKNOWN");
    case Severity::Review:
      return style.yellow("REVIEW");
    case Severity::Obligation:
      return style.green("PERMITTED IF DONE");
    case Severity::Note:
    case Severity::Clear:
      return style.green("CLEAR");
  }
  return {};
}

namespace {

void clean(std::string& text) {
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F) c = '?';
  }
}

void clean(Finding& finding) {
  for (std::string* text : {&finding.target, &finding.place, &finding.work, &finding.license,
                            &finding.license_name, &finding.message, &finding.remedy}) {
    clean(*text);
  }
  for (std::string& work : finding.also)
    clean(work);
  for (auto& [act, work] : finding.acts)
    clean(work);
  for (PathStep& step : finding.path) {
    clean(step.source);
    clean(step.result);
  }
  for (engine::FactUsed& fact : finding.facts)
    clean(fact.value);
}

}  // namespace

engine::Core printable(engine::Core core) {
  clean(core.license);
  clean(core.license_name);
  clean(core.other);
  for (engine::CorePart& part : core.parts)
    clean(part.text);
  return core;
}

engine::Report printable(engine::Report report) {
  clean(report.input);
  for (engine::UseReport& use : report.uses) {
    clean(use.target);
    clean(use.target_name);
    clean(use.outbound);
    for (std::size_t i = 0; use.cores && i < use.cores->cores.size(); ++i)
      use.cores->cores[i] = printable(std::move(use.cores->cores[i]));
    for (engine::ChoiceTaken& choice : use.choices) {
      clean(choice.work);
      clean(choice.license);
    }
  }
  for (Finding& finding : report.findings)
    clean(finding);
  return report;
}

std::string path_text(const Finding& finding, std::size_t most_steps) {
  if (finding.path.empty()) return finding.work;
  const std::vector<PathStep>& path = finding.path;
  std::string text = path.front().source;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path.size() > most_steps && i == most_steps / 2) {
      const std::size_t cut = path.size() - most_steps;
      text += fmt::format(" … {} more …", cut);
      i += cut;
    }
    text += fmt::format(" ─{}{}→ {}", path[i].relation, path[i].third_party ? " (by others)" : "",
                        path[i].result);
  }
  return text;
}

std::string acts_text(const Finding& finding) {
  std::string text;
  for (std::size_t i = 0; i < finding.acts.size(); ++i) {
    const auto& [act, work] = finding.acts[i];
    text += (i == 0 ? "" : ", ") + act;
    const bool last_of_work = i + 1 == finding.acts.size() || finding.acts[i + 1].second != work;
    if (last_of_work && work != finding.target) text += (act == "train" ? " on " : " ") + work;
  }
  if (!finding.own_act) text += " (what somebody else trained or generated)";
  return text;
}

std::string count_text(Severity severity, std::size_t count) {
  return fmt::format("{} {}{}", count, to_string(severity), count == 1 ? "" : "s");
}

std::string counts_text(const Report& report, std::size_t use) {
  std::string text;
  for (const Severity severity : {Severity::Conflict, Severity::Unknown, Severity::Review,
                                  Severity::Obligation, Severity::Note}) {
    const auto count = std::ranges::count_if(report.findings, [&](const Finding& finding) {
      return finding.severity == severity && (use >= report.uses.size() || finding.use == use);
    });
    if (count == 0) continue;
    text += (text.empty() ? "" : ", ") + count_text(severity, static_cast<std::size_t>(count));
  }
  return text.empty() ? "no findings" : text;
}

std::string disclaimer(const Report& report) {
  const std::string hash = report.sha256.empty() ? "" : ", sha256 " + report.sha256;
  return fmt::format("This is not legal advice. Catalogue {}; input {}{}.", report.catalogue,
                     report.input, hash);
}

std::string assumption_text(const engine::AssumptionUsed& used) {
  std::string flips;
  for (const auto& [value, becomes] : used.flips) {
    flips += fmt::format("{}{}: {}", flips.empty() ? "" : ", ", value, becomes);
  }
  return flips.empty() ? fmt::format("{} = {}", used.id, used.value)
                       : fmt::format("{} = {} ({})", used.id, used.value, flips);
}

std::string facts_text(const Finding& finding) {
  std::string text;
  for (const engine::FactUsed& fact : finding.facts) {
    text += fmt::format("{}{}{}", text.empty() ? "" : ", ", fact.id,
                        fact.stated ? " = " + fact.value : " is not stated");
  }
  return text;
}

}  // namespace licet::cli
