// Runs the real program, as a shell would.
#pragma once

#include <string>
#include <vector>

namespace licet::tests {

struct Ran {
  int code = -1;  ///< exit code; -1: it did not exit by itself
  std::string out;
  std::string err;
};

/// A word as a shell reads it back.
std::string shell_quoted(const std::string& word);

/// Runs the program with these arguments and this standard input, in the root of the source tree.
/// `environment` are `NAME=value` pairs put before it.
Ran run_licet(const std::vector<std::string>& arguments, const std::string& input = "",
              const std::string& environment = "");

/// What a shell shows of `licet COMMAND`: both outputs in one.
std::string shell_output(const std::string& command);

/// Whether this machine can give a program a terminal; a bare container may not.
bool has_terminals();

/// The same with a terminal as standard output; `out` is what the terminal got.
Ran run_on_terminal(const std::vector<std::string>& arguments, const std::string& environment = "");

/// An empty folder that is removed at the end.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  [[nodiscard]] std::string path(const std::string& name = "") const {
    return path_ + (name.empty() ? "" : "/" + name);
  }

  void write(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::string path_;
};

}  // namespace licet::tests
