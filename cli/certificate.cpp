#include "cli/certificate.h"

#include <algorithm>
#include <iostream>

#include <fmt/ranges.h>

#include "cli/commands.h"
#include "engine/certificate.h"
#include "engine/every_label.h"

namespace licet::cli {

namespace {

constexpr std::string_view kOfNoLabel = "licet certificate 3 of no label\n";
constexpr std::string_view kReport = "; this is an error of licet, please report it with the stack";

// What is certified: a stack as a command was given it, and the questions that follow. Never moves:
// the matter refers to its members.
struct Asked {
  Asked(const Input& input, engine::Questions of, bool labels)
      : questions(std::move(of)), matter{input.stack, input.catalogue, input.request,
                                         questions,   input.sha256,    {}} {
    if (labels) matter.labels = engine::every_label(input.catalogue, questions.terms);
  }

  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;

  engine::Questions questions;
  engine::Matter matter;
};

spdx::Result<engine::Questions> questions_of(const Input& input) {
  return engine::questions_of(input.stack, input.catalogue, input.request);
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
    const bool mildest = !matter.labels.empty() && uses[i].verdict != engine::Severity::Conflict;
    const std::string_view under = matter.labels.empty() ? "" : " under every label";
    const std::string head =
        fmt::format("{}{}{} for {}", to_string(uses[i].verdict), mildest ? ", or worse," : "",
                    under, matter.stack.works[*use.target].id);
    const std::string acts =
        use.acts.empty() ? "no acts" : fmt::format("{}", fmt::join(use.acts, ", "));
    text += told("verified", {
                                 {head, 0, 0},
                                 acts
    });
  }
  return text;
}

// The mildest of labels, else the worst.
engine::Severity verdict_of(const std::vector<engine::UseStatement>& uses) {
  engine::Severity worst = engine::Severity::Clear;
  for (const engine::UseStatement& use : uses)
    worst = std::min(worst, use.verdict);
  return worst;
}

spdx::Result<std::string> refused(const std::string& why) {
  return spdx::Result<std::string>::failed({
      {{"--certificate", 0, 0}, why}
  });
}

// A certificate that has been verified; `wanting` says what is wrong with what it says, if anything
// is.
template <typename Wanting>
spdx::Result<std::string> proof_of(const engine::Matter& matter, Wanting wanting) {
  auto made = engine::certify(matter);
  if (!made) return made;
  auto verified = verify_text({"--certificate", *made.value}, matter);
  if (!verified) {
    verified.errors.front().message += kReport;
    return spdx::Result<std::string>::failed(std::move(verified.errors));
  }
  const std::string problem = wanting(*verified.value);
  return problem.empty() ? made : refused(problem);
}

// Writes it; errors are printed.
bool save(const std::string& path, const spdx::Result<std::string>& text) {
  if (!text) {
    print_errors(text.errors);
    return false;
  }
  const auto written = write_file(path, *text.value);
  print_errors(written.errors);
  return bool{written};
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
  auto questions = questions_of(input);
  if (!questions) return spdx::Result<std::string>::failed(questions.errors);
  const Asked asked(input, std::move(*questions.value), false);
  return proof_of(asked.matter, [&](const std::vector<engine::UseStatement>& uses) {
    return verdict_of(uses) == verdict
               ? std::string()
               : fmt::format("it certifies {}, and {} was found{}", to_string(verdict_of(uses)),
                             to_string(verdict), kReport);
  });
}

spdx::Result<std::string> label_certificate_of(const Input& input, bool something_fits) {
  auto questions = questions_of(input);
  if (!questions) return spdx::Result<std::string>::failed(questions.errors);
  const Asked asked(input, std::move(*questions.value), true);
  return proof_of(asked.matter, [&](const std::vector<engine::UseStatement>& uses) {
    return something_fits && verdict_of(uses) != engine::Severity::Conflict
               ? "something fits, so there is nothing to prove"
               : "";
  });
}

bool save_certificate(const std::string& path, const Input& input, engine::Severity verdict) {
  return save(path, certificate_of(input, verdict));
}

bool save_label_certificate(const std::string& path, const Input& input, bool something_fits) {
  return save(path, label_certificate_of(input, something_fits));
}

int run_verify(const std::string& certificate, const CheckOptions& options) {
  const auto file = read_file(certificate);
  const bool labels = file && file.value->text().starts_with(kOfNoLabel);
  CheckOptions with = options;
  with.all_licenses = labels;
  auto input = load_input(with);
  if (!file || !input) {
    print_errors(file.errors);
    print_errors(input.errors);
    return kBadInput;
  }
  if (labels) input.value->request.default_acts = kActsToChooseFor;
  auto questions = questions_of(*input.value);
  if (!questions) {
    print_errors(questions.errors);
    return kBadInput;
  }
  const Asked asked(*input.value, std::move(*questions.value), labels);
  const auto verified = verify_text(*file.value, asked.matter);
  std::cout << (verified ? summary(asked.matter, *verified.value)
                         : told("rejected", verified.errors.front()));
  return verified ? kFine : kFindings;
}

}  // namespace licet::cli
