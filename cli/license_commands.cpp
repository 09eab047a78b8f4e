// The commands that ask about licenses.
#include <fmt/format.h>

#include "cli/command_line.h"
#include "cli/page.h"
#include "cli/render.h"
#include "cli/section.h"

namespace licet::cli {

namespace {

void add_expression(CLI::App& app, ExpressionOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "expression",
      "Ask SPDX license expressions: valid, normal, minimal, alternatives, satisfied");
  std::string help = "what to ask:";
  std::vector<std::string> actions;
  for (const auto& action : expression_actions()) {
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
  command->callback([&] { code = run_expression(options); });
}

void add_explain(CLI::App& app, ExplainOptions& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "explain",
      "Show a license clause by clause, an exception, or what a finding or assumption means");
  command
      ->add_option("name", options.name,
                   "license id or alias, exception, any id of the SPDX list, a name people write, "
                   "finding code, or assumption")
      ->required();
  add_data(*command, options.data);
  add_format(*command, options.format, page_renderers(), "how to print the page");
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
    code = options.texts.empty()
               ? run_explain(options)
               : run_section(options.name, options.section, options.texts, options.data);
  });
}

void add_licenses(CLI::App& app, LicenseCommands::List& options, int& code) {
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
    code = options.from.empty()
               ? run_licenses(options.query, options.data)
               : run_license_list(options.query, options.from, options.format == "json");
  });
}

void add_pair_options(CLI::App& command, PairOptions& options) {
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

void add_compat(CLI::App& app, LicenseCommands::Compat& options, int& code) {
  CLI::App* command = app.add_subcommand(
      "compat", "May a work under one license go into a work under another, and on what terms?");
  command->add_option("inbound", options.inbound, "license of the part: an expression or a name")
      ->required();
  command->add_option("outbound", options.outbound, "license the whole goes out under")->required();
  add_pair_options(*command, options.pair);
  add_format(*command, options.pair.format, renderers(), "how to print");
  command->footer(
      "Examples:\n"
      "  licet compat Apache-2.0 GPL-2.0-only\n"
      "  licet compat LGPL-2.1-only Apache-2.0 --relation link-dynamic\n"
      "  licet compat llama3.1 Apache-2.0 --relation finetune --kind model\n"
      "\n"
      "Exit codes: 0 yes, duties listed; 1 no; 2 wrong usage; 3 open or unknown.\n");
  command->callback([&] { code = run_compat(options.inbound, options.outbound, options.pair); });
}

void add_diff(CLI::App& app, DiffOptions& options, int& code) {
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
  add_format(*command, options.format, page_renderers(), "how to print the page");
  add_output(*command, options.output);
  command->footer(
      "Examples:\n"
      "  licet diff llama3 llama3.1\n"
      "  licet diff llama3 llama3.1 --stack stack.yaml\n"
      "\n"
      "Exit codes: 0 they say the same; 1 they differ; 2 wrong usage or input.\n");
  command->callback([&] { code = run_diff(options); });
}

void add_matrix(CLI::App& app, LicenseCommands::Matrix& options, int& code) {
  CLI::App* command =
      app.add_subcommand("matrix", "The answers of compat for each of several licenses into each");
  command->add_option("licenses", options.licenses, "licenses: expressions or names")
      ->required()
      ->expected(1, -1);
  add_pair_options(*command, options.pair);
  add_format(*command, options.pair.format, matrix_renderers(), "how to print");
  command->footer(
      "Examples:\n"
      "  licet matrix MIT Apache-2.0 GPL-2.0-only GPL-3.0-only\n"
      "  licet matrix MPL-2.0 LGPL-2.1-only EUPL-1.2 --relation link-dynamic --format csv\n");
  command->callback([&] { code = run_matrix(options.licenses, options.pair); });
}

}  // namespace

void add_license_commands(CLI::App& app, LicenseCommands& options, int& code) {
  add_explain(app, options.explain, code);
  add_licenses(app, options.list, code);
  add_compat(app, options.compat, code);
  add_matrix(app, options.matrix, code);
  add_diff(app, options.diff, code);
  add_expression(app, options.expression, code);
}

}  // namespace licet::cli
