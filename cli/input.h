// From a path on the command line to a stack: what is there, and which reader takes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/files.h"
#include "engine/analyze.h"
#include "engine/catalogue.h"

namespace licet::cli {

/// What the commands that judge a stack have in common.
struct CheckOptions {
  std::string path;
  std::vector<std::string> use;  ///< key=value pairs
  std::optional<std::string> target;
  std::optional<std::string> outbound;
  std::vector<std::string> take;    ///< work=license pairs: alternatives that the user has chosen
  std::vector<std::string> assume;  ///< name=value pairs
  std::string profile = "cautious";
  std::string relations;      ///< side file that settles what a document leaves open
  std::string data;           ///< folder laid over the catalogue
  std::size_t cores = 0;      ///< most smallest reasons given for a use; 0: none are asked for
  bool sensitivity = false;   ///< say which assumptions each verdict turns on
  bool all_licenses = false;  ///< load every license, not only those the stack names
};

/// A stack ready to be judged.
struct Input {
  spdx::Stack stack;
  engine::Catalogue catalogue;
  engine::Request request;
  std::string sha256;
  std::vector<spdx::Error> notes;
};

/// The catalogue's words, and where its licenses are read from once it is known which are needed.
struct Words {
  DataFolder folder;
  engine::Catalogue catalogue;  ///< without licenses
};

/// Opens the built-in data, or a folder laid over it (`--data`).
spdx::Result<Words> load_words(const std::string& data);

/// A stack at hand, with the use of the command line, and the licenses it names.
spdx::Result<Input> input_of(spdx::Stack stack, Words words, const CheckOptions& options);

/// Reads a stack file, a bill of materials (either may be standard input, `-`) or a folder of model
/// and dataset cards, applies the use given on the command line, and loads the licenses it names.
spdx::Result<Input> load_input(const CheckOptions& options);

/// The same of a text at hand in place of what stands at the path.
spdx::Result<Input> load_text(const spdx::SourceText& source, const CheckOptions& options);

/// Judges what was read; the report takes the notes.
spdx::Result<engine::Report> judge_input(Input& input);

/// Reads and judges.
spdx::Result<engine::Report> check(const CheckOptions& options);

}  // namespace licet::cli
