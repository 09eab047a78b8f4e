// The program.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

#include "cli/command_line.h"
#include "cli/help.h"

namespace {

int run(int argc, char** argv) {
  CLI::App app(licet::cli::kAbout, "licet");
  app.footer(licet::cli::with_limits(licet::cli::kFooter));
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("licet ") + licet::cli::kVersion);
  int code = licet::cli::kFine;

  licet::cli::StackCommands stack;
  add_stack_commands(app, stack, code);
  licet::cli::LicenseCommands license;
  add_license_commands(app, license, code);

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