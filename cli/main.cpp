// The command line. The only file with CLI11.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include <fmt/format.h>

#include "cli/certificate.h"
#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/diff.h"
#include "cli/expression.h"
#include "cli/help.h"
#include "cli/page.h"
#include "cli/pairs.h"
#include "cli/render.h"
#include "cli/section.h"
#include "engine/sensitivity.h"

namespace {

using licet::cli::CheckOptions;

// --format: one of a table of renderers, the first unless another is asked for.
template <typename Renderers>
CLI::Option* add_format(CLI::App& command, std::string& format, const Renderers& renderers,
                        const std::string& help) {
  std::vector<std::string> names;
  for (const auto& renderer : renderers)
    names.emplace_back(renderer.name);
  return command.add_option("--format", format, help)
      ->check(CLI::IsMember(names))
      ->capture_default_str();
}

void add_output(CLI::App& command, std::string& output) {
  command.add_option("-o,--output", output, "file to write; written whole or not at all");
}

void add_data(CLI::App& command, std::string& data) {
  command.add_option("--data", data, "folder of catalogue files laid over the built-in ones");
}

void add_stack_options(CLI::App& command, CheckOptions& options) {
  command
      .add_option("path", options.path,
                  "a stack file (YAML or JSON), a folder of model or dataset repositories, or - "
                  "for standard input")
      ->required();
  command
      .add_option("--use", options.use,
                  "a fact of the use, key=value, may be given often: acts=distribute,host "
                  "commercial=true territory=DE mau=2000000 fields=medical-advice")
      ->allow_extra_args(false);
  command.add_option("--target", options.target, "id of the work to judge");
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

void add_outbound(CLI::App& command, CheckOptions& options) {
  command.add_option(
      "--outbound", options.outbound,
      "license the result is to go out under: an SPDX expression, a known name, or proprietary");
}

void add_expression(CLI::App& app, licet::cli::ExpressionOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "expression",
      "Ask SPDX license expressions: valid, normal, minimal, alternatives, satisfied");
  std::string help = "what to ask:";
  std::vector<std::string> actions;
  for (const auto& action : licet::cli::expression_actions()) {
    actions.emplace_back(action.name);
    help += fmt::format("\n  {:<13}{}", action.name, action.help);
  }
  command->add_option("action", options.action, help)
      ->required()
      ->type_name("ACTION")
      ->check(CLI::IsMember(actions).description(""));
  command->add_option("expression", options.expressions,
                      "expressions, or none or - for one a line from standard input");
  command->add_option("--spdx", options.version, "version of the grammar: 2.3, 3.0.1 or 3.1")
      ->check(CLI::IsMember({"2.3", "3.0.1", "3.1"}))
      ->capture_default_str();
  command
      ->add_option("--allow", options.allow,
                   "satisfies: accepted licenses, parted by commas, may be given often")
      ->allow_extra_args(false);
  command->add_option("--allow-file", options.allow_file,
                      "satisfies: file of accepted licenses, one a line, # begins a remark");
  command->add_option("--limit", options.limit, "alternatives: most that are printed")
      ->capture_default_str();
  command->add_flag("--any-id", options.any_id, "take ids that are not on the SPDX list");
  command->add_flag("--json", options.json, "one JSON object a line");
  command->footer(
      "Examples:\n"
      "  licet expression check 'mit or GPL-2.0+'\n"
      "  licet expression satisfies 'MIT OR GPL-3.0-only' --allow MIT,Apache-2.0\n"
      "  licet expression equals 'MIT AND (ISC OR MIT)' MIT\n"
      "  licet expression alternatives - < expressions.txt\n"
      "\n"
      "Exit codes: 0 yes; 1 no; 2 an expression is wrong (the others are answered).\n"
      "An expression may have 16 MiB.");
  command->callback([&] { code = licet::cli::run_expression(options); });
}

void add_explain(CLI::App& app, licet::cli::ExplainOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "explain",
      "Show a license clause by clause, an exception, or what a finding or assumption means");
  command
      ->add_option("name", options.name,
                   "license id or alias, exception, any id of the SPDX list, a name people write, "
                   "finding code, or assumption")
      ->required();
  add_data(*command, options.data);
  add_format(*command, options.format, licet::cli::page_renderers(), "how to print the page");
  add_output(*command, options.output);
  CLI::Option* texts = command->add_option(
      "--texts", options.texts,
      "folder with your copies of license texts: show the sections of this one");
  command
      ->add_option("--section", options.section,
                   "the section to show, as one cites it: \"3(b)(1)\", Preamble, \"paragraph 2\"")
      ->needs(texts);
  command->footer(
      "Examples:\n"
      "  licet explain llama3.1 --format html -o llama3.1.html        a sheet for the file\n"
      "  licet explain CC-BY-SA-4.0 --texts texts                     what its text consists of\n"
      "  licet explain CC-BY-SA-4.0 --texts texts --section '3(b)(1)'  one clause of it\n");
  command->callback([&] {
    code = options.texts.empty() ? licet::cli::run_explain(options)
                                 : licet::cli::run_section(options.name, options.section,
                                                           options.texts, options.data);
  });
}

struct ListOptions {
  std::string query;
  std::string data;
  std::string from;
  std::string format = "text";
};

void add_licenses(CLI::App& app, ListOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "licenses", "List the licenses of the catalogue, or of a copy of SPDX's license list");
  command->add_option("query", options.query, "part of an id, alias, name, class or steward");
  add_data(*command, options.data);
  CLI::Option* folder = command->add_option(
      "--from", options.from, "folder with SPDX's list: its XML, its JSON, or the npm package");
  command->add_option("--format", options.format, "how to print the list: text or json")
      ->needs(folder)
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->callback([&] {
    code = options.from.empty() ? licet::cli::run_licenses(options.query, options.data)
                                : licet::cli::run_license_list(options.query, options.from,
                                                               options.format == "json");
  });
}

void add_pair_options(CLI::App& command, licet::cli::PairOptions& options) {
  command
      .add_option("--relation", options.relation,
                  "how the one is used in the other: copy-code, include-files, link-static, "
                  "link-dynamic, import, bundle, finetune, train-on …")
      ->capture_default_str();
  command
      .add_option("--kind", options.kind, "kind of both works: software, model, dataset, content")
      ->check(CLI::IsMember({"software", "model", "dataset", "content"}))
      ->capture_default_str();
  command
      .add_option("--use", options.check.use,
                  "a fact of the use, key=value, may be given often: acts=distribute,host "
                  "commercial=true")
      ->allow_extra_args(false);
  command
      .add_option("--assume", options.check.assume,
                  "value for a contested question, name=value, may be given often")
      ->allow_extra_args(false);
  command
      .add_option("--profile", options.check.profile,
                  "bundle of values for contested questions: cautious, literal or permissive")
      ->capture_default_str();
  add_data(command, options.check.data);
  add_output(command, options.output);
}

struct CompatOptions {
  std::string inbound;
  std::string outbound;
  licet::cli::PairOptions pair;
};

void add_compat(CLI::App& app, CompatOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "compat", "May a work under one license go into a work under another, and on what terms?");
  command->add_option("inbound", options.inbound, "license of the part: an expression or a name")
      ->required();
  command->add_option("outbound", options.outbound, "license the whole goes out under")->required();
  add_pair_options(*command, options.pair);
  add_format(*command, options.pair.format, licet::cli::renderers(), "how to print");
  command->footer(
      "Examples:\n"
      "  licet compat Apache-2.0 GPL-2.0-only\n"
      "  licet compat LGPL-2.1-only Apache-2.0 --relation link-dynamic\n"
      "  licet compat llama3.1 Apache-2.0 --relation finetune --kind model\n"
      "\n"
      "Exit codes: 0 yes, duties listed; 1 no; 2 wrong usage; 3 open or unknown.\n");
  command->callback(
      [&] { code = licet::cli::run_compat(options.inbound, options.outbound, options.pair); });
}

void add_diff(CLI::App& app, licet::cli::DiffOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "diff", "What one license text says that another does not, clause by clause");
  command->add_option("before", options.before, "license: id, alias, or a name people write")
      ->required();
  command->add_option("after", options.after, "license to compare it with")->required();
  command->add_option("--stack", options.check.path,
                      "a stack that states one of them: what the change means for it");
  command
      ->add_option("--use", options.check.use,
                   "with --stack: a fact of the use, key=value, may be given often")
      ->allow_extra_args(false);
  add_data(*command, options.check.data);
  add_format(*command, options.format, licet::cli::page_renderers(), "how to print the page");
  add_output(*command, options.output);
  command->footer(
      "Examples:\n"
      "  licet diff llama3 llama3.1\n"
      "  licet diff llama3 llama3.1 --stack stack.yaml\n"
      "\n"
      "Exit codes: 0 they say the same; 1 they differ; 2 wrong usage or input.\n");
  command->callback([&] { code = licet::cli::run_diff(options); });
}

struct MatrixOptions {
  std::vector<std::string> licenses;
  licet::cli::PairOptions pair;
};

void add_matrix(CLI::App& app, MatrixOptions& options, int& code) {
  CLI::App* command =
      app.add_subcommand("matrix", "The answers of compat for each of several licenses into each");
  command->add_option("licenses", options.licenses, "licenses: expressions or names")
      ->required()
      ->expected(1, -1);
  add_pair_options(*command, options.pair);
  add_format(*command, options.pair.format, licet::cli::matrix_renderers(), "how to print");
  command->footer(
      "Examples:\n"
      "  licet matrix MIT Apache-2.0 GPL-2.0-only GPL-3.0-only\n"
      "  licet matrix MPL-2.0 LGPL-2.1-only EUPL-1.2 --relation link-dynamic --format csv\n");
  command->callback([&] { code = licet::cli::run_matrix(options.licenses, options.pair); });
}

struct ReportOptions {
  CheckOptions check;
  std::string format = "text";
  std::string fail_on = "review";
  std::string output;
  std::string certificate;
};

void add_check(CLI::App& app, ReportOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "check", "Judge a stack: what conflicts, under which clause, on which path, and what to do");
  add_stack_options(*command, options.check);
  add_outbound(*command, options.check);
  std::string help = "how to print:";
  for (const auto& renderer : licet::cli::renderers())
    help += fmt::format(" {} ({})", renderer.name, renderer.help);
  add_format(*command, options.format, licet::cli::renderers(), help);
  command
      ->add_option(
          "--fail-on", options.fail_on,
          "lowest severity that fails: conflict, unknown, review, obligation, note or never")
      ->check(CLI::IsMember({"conflict", "unknown", "review", "obligation", "note", "never"}))
      ->capture_default_str();
  add_output(*command, options.output);
  command->add_option("--certificate", options.certificate,
                      "file for a proof of the verdict, which `licet verify` checks again");
  command->add_flag(
      "--sensitivity", options.check.sensitivity,
      fmt::format("say which contested questions the verdict turns on, and every minimal set of "
                  "answers that makes it safe or a conflict, whatever the others (up to {} "
                  "combinations are tried; with more, it says which questions stayed as they are)",
                  licet::engine::kMostCombinations));
  command->callback([&] {
    code = licet::cli::run_check(options.check, options.format, options.fail_on, options.output,
                                 options.certificate);
  });
}

struct WhyOptions {
  CheckOptions check;
  std::string what;
};

void add_why(CLI::App& app, WhyOptions& options, int& code) {
  CLI::App* command =
      app.add_subcommand("why", "Everything about the findings on one work, or with one code");
  add_stack_options(*command, options.check);
  add_outbound(*command, options.check);
  command->add_option("what", options.what, "id of a work, or code of a finding")->required();
  command->callback([&] { code = licet::cli::run_why(options.check, options.what); });
}

void add_choose(CLI::App& app, licet::cli::ChooseOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "choose", "Under which licenses may the result go out? All that fit, and why others do not");
  add_stack_options(*command, options.check);
  command
      ->add_option("--why-not", options.why_not,
                   "a license or expression: what stands against it, may be given often")
      ->allow_extra_args(false);
  add_format(*command, options.format, licet::cli::choices_renderers(), "how to print");
  add_output(*command, options.output);
  command->footer(licet::cli::kChooseHelp);
  command->callback([&] { code = licet::cli::run_choose(options); });
}

void add_verify(CLI::App& app, WhyOptions& options, int& code) {
  CLI::App* command =
      app.add_subcommand("verify", "Check a certificate that `licet check --certificate` wrote");
  command->add_option("certificate", options.what, "the certificate, a JSON file")->required();
  add_stack_options(*command, options.check);
  add_outbound(*command, options.check);
  command->footer(licet::cli::kVerifyHelp);
  command->callback([&] { code = licet::cli::run_verify(options.what, options.check); });
}

int run(int argc, char** argv) {
  CLI::App app(licet::cli::kAbout, "licet");
  app.footer(licet::cli::kFooter);
  app.require_subcommand(1);
  app.set_version_flag("--version", "licet 0.1.0");
  int code = licet::cli::kFine;

  ReportOptions check;
  add_check(app, check, code);

  licet::cli::ChooseOptions choose;
  add_choose(app, choose, code);
  WhyOptions why;
  add_why(app, why, code);
  WhyOptions verify;
  add_verify(app, verify, code);

  licet::cli::ExplainOptions explain;
  add_explain(app, explain, code);

  ListOptions list;
  add_licenses(app, list, code);

  CompatOptions compat;
  add_compat(app, compat, code);

  MatrixOptions matrix;
  add_matrix(app, matrix, code);

  licet::cli::DiffOptions diff;
  add_diff(app, diff, code);

  licet::cli::ExpressionOptions expression;
  add_expression(app, expression, code);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    const int shown = app.exit(problem);
    return shown == 0 ? licet::cli::kFine : licet::cli::kBadInput;
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  try {
    return run(argc, argv);
  } catch (const std::exception& problem) {
    std::cerr << "licet: internal error: " << problem.what() << '\n';
    return licet::cli::kBadInput;
  }
}
