// The commands that judge a stack.
#include <fmt/format.h>

#include "cli/certificate.h"
#include "cli/command_line.h"
#include "cli/help.h"
#include "cli/render.h"
#include "engine/sensitivity.h"

namespace licet::cli {

namespace {

constexpr const char* kInputHelp =
    "a stack file (YAML or JSON), a bill of materials (SPDX or CycloneDX), a folder of model or "
    "dataset repositories, or - for standard input";

void add_outbound(CLI::App& command, CheckOptions& options) {
  command.add_option(
      "--outbound", options.outbound,
      "license the result is to go out under: an SPDX expression, a known name, or proprietary");
}

void add_check(CLI::App& app, StackCommands::Check& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "check", "Judge a stack: what conflicts, under which clause, on which path, and what to do");
  add_stack_options(*command, options.check);
  add_outbound(*command, options.check);
  std::string help = "how to print:";
  for (const auto& renderer : renderers())
    help += fmt::format(" {} ({})", renderer.name, renderer.help);
  add_format(*command, options.format, renderers(), help);
  command
      ->add_option(
          "--fail-on", options.fail_on,
          "lowest severity that fails: conflict, unknown, review, obligation, note or never")
      ->check(CLI::IsMember({"conflict", "unknown", "review", "obligation", "note", "never"}))
      ->capture_default_str();
  add_output(*command, options.output);
  command->add_option("--certificate", options.beside.certificate,
                      "file for a proof of the verdict, which `licet verify` checks again");
  command->add_option(
      "--draft", options.beside.draft,
      "file for a draft of the side file that --relations takes: each relation that "
      "the document leaves open and a finding hangs on, and what findings say of its readings");
  command->add_flag(
      "--cores{10}", options.check.cores,
      "say the smallest reasons for each conflict: acts, facts, relations and clauses "
      "of which none can be left out; the smallest first, at most 10 or --cores=N, "
      "but one for each conflict in any case");
  command->add_flag(
      "--sensitivity", options.check.sensitivity,
      fmt::format("say which contested questions the verdict turns on, and every minimal set of "
                  "answers that makes it safe or a conflict, whatever the others (up to {} "
                  "combinations are tried; with more, it says which questions stayed as they are)",
                  engine::kMostCombinations));
  command->callback([&] {
    code =
        run_check(options.check, options.format, options.fail_on, options.output, options.beside);
  });
}

void add_why(CLI::App& app, StackCommands::About& options, int& code) {
  CLI::App* command =
      app.add_subcommand("why", "Everything about the findings on one work, or with one code");
  add_stack_options(*command, options.check);
  add_outbound(*command, options.check);
  command->add_option("what", options.what, "id of a work, or code of a finding")->required();
  command->callback([&] { code = run_why(options.check, options.what); });
}

void add_fix(CLI::App& app, FixOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "fix", "Find the smallest changes that resolve the conflicts of a stack, each judged again");
  add_stack_options(*command, options.check);
  add_outbound(*command, options.check);
  command
      ->add_option("--candidates", options.candidates,
                   "licenses to try for works that are replaced, parted by commas; else one "
                   "of each class that such works are to be had under")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--most", options.most, "most repairs that are shown for a use")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  add_format(*command, options.format, fix_renderers(), "how to print");
  add_output(*command, options.output);
  command->footer(with_limits(kFixHelp));
  command->callback([&] { code = run_fix(options); });
}

void add_choose(CLI::App& app, ChooseOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "choose", "Under which licenses may the result go out? All that fit, and why others do not");
  add_stack_options(*command, options.check);
  command
      ->add_option("--why-not", options.why_not,
                   "a license or expression: what stands against it, may be given often")
      ->allow_extra_args(false);
  command->add_option("--certificate", options.certificate,
                      "file for a proof that nothing fits, which `licet verify` checks again");
  add_format(*command, options.format, choices_renderers(), "how to print");
  add_output(*command, options.output);
  command->footer(with_limits(kChooseHelp));
  command->callback([&] { code = run_choose(options); });
}

void add_convert(CLI::App& app, ConvertOptions& options, int& code) {
  CLI::App* command =
      app.add_subcommand("convert", "Write a stack as a bill of materials or as a stack file");
  command->add_option("path", options.check.path, kInputHelp)->required();
  std::vector<std::string> names;
  std::string help = "what to write:";
  for (const Form& form : forms()) {
    names.emplace_back(form.name);
    help += fmt::format("{} {} ({})", names.size() == 1 ? "" : ",", form.name, form.help);
  }
  command->add_option("--to", options.to, help)->required()->check(CLI::IsMember(names));
  command->add_option("--created", options.created,
                      "when the document is made, such as 2026-01-31T12:00:00Z; else "
                      "SOURCE_DATE_EPOCH says it. SPDX needs a time, and no clock is asked");
  add_output(*command, options.output);
  add_data(*command, options.check.data);
  command->callback([&] { code = run_convert(options); });
}

void add_annotate(CLI::App& app, AnnotateCommand& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "annotate", "Write the verdict into the bill of materials that is judged, or take it out");
  add_stack_options(*command, options.check);
  add_outbound(*command, options.check);
  add_output(*command, options.output);
  command->add_option("--created", options.created,
                      "when the remarks are made, such as 2026-01-31T12:00:00Z; else "
                      "SOURCE_DATE_EPOCH says it, else the time at which the document was made is "
                      "taken. No clock is asked");
  command->add_flag("--conclude", options.conclude,
                    "enter the license by which each work was judged, chosen or declared, as its "
                    "concluded license: nowhere over one that the document states, nor where it is "
                    "not known or evidence disagrees, and a LicenseRef- only if the document "
                    "defines it");
  command->add_flag("--break-signature", options.break_signature,
                    "write into a signed document, too, whose signature then no longer fits");
  command->add_flag("--remove", options.remove, "take out all remarks of licet, and judge nothing");
  command->footer(with_limits(kAnnotateHelp));
  command->callback([&] { code = run_annotate(options); });
}

void add_verify(CLI::App& app, StackCommands::About& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "verify", "Check a certificate that `licet check` or `licet choose` wrote");
  command->add_option("certificate", options.what, "the certificate, a text file")->required();
  add_stack_options(*command, options.check);
  add_outbound(*command, options.check);
  command->footer(with_limits(kVerifyHelp));
  command->callback([&] { code = run_verify(options.what, options.check); });
}

}  // namespace

void add_stack_options(CLI::App& command, CheckOptions& options) {
  command.add_option("path", options.path, kInputHelp)->required();
  command
      .add_option("--use", options.use,
                  "a fact of the use, key=value, may be given often: acts=distribute,host "
                  "commercial=true territory=DE mau=2000000 fields=medical-advice")
      ->allow_extra_args(false);
  command.add_option("--target", options.target,
                     "id of the work to judge; else what the stack's use or the document says");
  command.add_option("--relations", options.relations,
                     "side file that settles what a bill of materials leaves open: how one work "
                     "uses another, and the use");
  command
      .add_option("--take", options.take,
                  "which of the alternatives of a work's license you take, work=license, may be "
                  "given often; else the best are found")
      ->allow_extra_args(false);
  command
      .add_option("--assume", options.assume,
                  "value for a contested question, name=value, may be given often")
      ->allow_extra_args(false);
  command
      .add_option("--profile", options.profile,
                  "bundle of values for contested questions: cautious, literal or permissive")
      ->capture_default_str();
  add_data(command, options.data);
}

void add_stack_commands(CLI::App& app, StackCommands& options, int& code) {
  add_check(app, options.check, code);
  add_fix(app, options.fix, code);
  add_choose(app, options.choose, code);
  add_convert(app, options.convert, code);
  add_annotate(app, options.annotate, code);
  add_why(app, options.why, code);
  add_verify(app, options.verify, code);
}

}  // namespace licet::cli
