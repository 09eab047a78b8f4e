#include "cli/certificate.h"

#include <algorithm>
#include <iostream>

#include <fmt/ranges.h>

#include "cli/commands.h"
#include "engine/certificate.h"

namespace licet::cli {

namespace {

// What is certified: a stack as a command was given it, and the questions that follow.
spdx::Result<engine::Questions> questions_of(const Input& input) {
  return engine::questions_of(input.stack, input.catalogue, input.request);
}

engine::Matter matter_of(const Input& input, const engine::Questions& questions) {
  return {input.stack, input.catalogue, input.request, questions, input.sha256};
}

// `verified: FILE:3:5: what`, with control characters replaced.
std::string told(const std::string& head, const spdx::Error& what) {
  std::string text = to_string(what);
  if (const std::size_t at = text.find(": error: "); at != std::string::npos)
    text.replace(at, 9, ": ");
  return head + ": " + text + "\n";
}

// `verified: clear for support: distribute, host`, one a use.
std::string summary(const engine::Matter& matter, const std::vector<engine::UseStatement>& uses) {
  std::string text;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const spdx::Use& use = matter.questions.uses[i];
    const std::string head =
        fmt::format("{} for {}", to_string(uses[i].verdict), matter.stack.works[*use.target].id);
    const std::string acts =
        use.acts.empty() ? "no acts" : fmt::format("{}", fmt::join(use.acts, ", "));
    const std::string_view limit =
        uses[i].compared ? "" : " (too many alternatives to compare: others may be better)";
    text += told("verified", {
                                 {head, 0, 0},
                                 fmt::format("{}{}", acts, limit)
    });
  }
  return text;
}

engine::Severity verdict_of(const std::vector<engine::UseStatement>& uses) {
  engine::Severity worst = engine::Severity::Clear;
  for (const engine::UseStatement& use : uses)
    worst = std::min(worst, use.verdict);
  return worst;
}

}  // namespace

spdx::Result<std::vector<engine::UseStatement>> verify_text(const spdx::SourceText& certificate,
                                                            const engine::Matter& matter) {
  using Uses = spdx::Result<std::vector<engine::UseStatement>>;
  if (!certificate.text().starts_with("licet certificate ")) {
    return Uses::failed(
        {certificate.error(0, "this is no certificate; `licet check --certificate` writes one")});
  }
  return engine::verify(certificate, matter);
}

spdx::Result<std::string> certificate_of(const Input& input, engine::Severity verdict) {
  const auto questions = questions_of(input);
  if (!questions) return spdx::Result<std::string>::failed(questions.errors);
  const engine::Matter matter = matter_of(input, *questions.value);
  auto made = engine::certify(matter);
  if (!made) return made;
  const auto verified = verify_text({"--certificate", *made.value}, matter);
  if (verified && verdict_of(*verified.value) == verdict) return made;
  spdx::Error problem;
  if (verified) {
    problem = {
        {"--certificate", 0, 0},
        fmt::format("it certifies {}, and {} was found", to_string(verdict_of(*verified.value)),
                    to_string(verdict))
    };
  } else {
    problem = verified.errors.front();
  }
  problem.message += "; this is an error of licet, please report it with the stack";
  return spdx::Result<std::string>::failed({problem});
}

bool save_certificate(const std::string& path, const Input& input, engine::Severity verdict) {
  const auto text = certificate_of(input, verdict);
  if (!text) {
    print_errors(text.errors);
    return false;
  }
  const auto written = write_file(path, *text.value);
  print_errors(written.errors);
  return bool{written};
}

int run_verify(const std::string& certificate, const CheckOptions& options) {
  const auto file = read_file(certificate);
  const auto input = load_input(options);
  if (!file || !input) {
    print_errors(file.errors);
    print_errors(input.errors);
    return kBadInput;
  }
  const auto questions = questions_of(*input.value);
  if (!questions) {
    print_errors(questions.errors);
    return kBadInput;
  }
  const engine::Matter matter = matter_of(*input.value, *questions.value);
  const auto verified = verify_text(*file.value, matter);
  std::cout << (verified ? summary(matter, *verified.value)
                         : told("rejected", verified.errors.front()));
  return verified ? kFine : kFindings;
}

}  // namespace licet::cli
