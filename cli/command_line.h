// How the command line is put together: each command with its options, in two files by what it asks
// about. Only these files and main.cpp know CLI11.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/annotate.h"
#include "cli/choose.h"
#include "cli/commands.h"
#include "cli/convert.h"
#include "cli/diff.h"
#include "cli/expression.h"
#include "cli/fix.h"
#include "cli/pairs.h"

namespace licet::cli {

/// Options of the commands that judge a stack; they have to live while the line is parsed.
struct StackCommands {
  struct Check {
    CheckOptions check;
    std::string format = "text";
    std::string fail_on = "review";
    std::string output;
    BesideReport beside;
  };

  struct About {
    CheckOptions check;
    std::string what;  ///< a work or a code; or a certificate's file
  };

  Check check;
  FixOptions fix;
  ChooseOptions choose;
  ConvertOptions convert;
  AnnotateCommand annotate;
  About why;
  About verify;
};

/// Options of the commands that ask about licenses.
struct LicenseCommands {
  struct List {
    std::string query;
    std::string data;
    std::string from;
    std::string format = "text";
  };

  struct Compat {
    std::string inbound;
    std::string outbound;
    PairOptions pair;
  };

  struct Matrix {
    std::vector<std::string> licenses;
    PairOptions pair;
  };

  ExplainOptions explain;
  List list;
  Compat compat;
  Matrix matrix;
  DiffOptions diff;
  ExpressionOptions expression;
};

/// Adds the commands to the program; a command that runs sets `code` to its exit code.
void add_stack_commands(CLI::App& app, StackCommands& options, int& code);
void add_license_commands(CLI::App& app, LicenseCommands& options, int& code);

/// `--data`.
inline void add_data(CLI::App& command, std::string& data) {
  command.add_option("--data", data, "folder of catalogue files laid over the built-in ones");
}

/// `-o`.
inline void add_output(CLI::App& command, std::string& output) {
  command.add_option("-o,--output", output, "file to write; written whole or not at all");
}

/// What all commands that judge a stack take.
void add_stack_options(CLI::App& command, CheckOptions& options);

/// `--format`: one of a table of renderers, the first unless another is asked for.
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

}  // namespace licet::cli
