#include "tests/run_program.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <pty.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/case_file.h"
#include "tests/paths.h"

namespace licet::tests {

namespace {

std::string command_line(const std::vector<std::string>& arguments,
                         const std::string& environment) {
  std::string line = "cd " + shell_quoted(source_folder()) + " && exec env -u NO_COLOR " +
                     environment + " " + shell_quoted(licet_program());
  for (const std::string& argument : arguments)
    line += " " + shell_quoted(argument);
  return line;
}

int exit_code(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

std::string shell_quoted(const std::string& word) {
  std::string out = "'";
  for (const char c : word)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

Ran run_licet(const std::vector<std::string>& arguments, const std::string& input,
              const std::string& environment) {
  const TempFolder folder;
  folder.write("in", input);
  const std::string line =
      command_line(arguments, environment) + " < " + shell_quoted(folder.path("in")) + " > " +
      shell_quoted(folder.path("out")) + " 2> " + shell_quoted(folder.path("err"));
  Ran ran;
  ran.code = exit_code(std::system(line.c_str()));
  ran.out = read_source_file(folder.path("out"));
  ran.err = read_source_file(folder.path("err"));
  return ran;
}

std::string shell_output(const std::string& command) {
  const TempFolder folder;
  const std::string line =
      command_line({}, "") + " " + command + " > " + shell_quoted(folder.path("out")) + " 2>&1";
  if (std::system(line.c_str()) == -1) throw std::runtime_error("cannot run a shell");
  return read_source_file(folder.path("out"));
}

bool has_terminals() {
  int controlling = -1;
  int terminal = -1;
  if (openpty(&controlling, &terminal, nullptr, nullptr, nullptr) != 0) return false;
  close(controlling);
  close(terminal);
  return true;
}

Ran run_on_terminal(const std::vector<std::string>& arguments, const std::string& environment) {
  const std::string line = command_line(arguments, environment);
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child < 0) throw std::runtime_error("no terminal to be had");
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", line.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  Ran ran;
  std::array<char, 4096> buffer = {};
  // At the end the terminal reports an error instead of end of file.
  for (ssize_t got = 0; (got = read(terminal, buffer.data(), buffer.size())) > 0;)
    ran.out.append(buffer.data(), static_cast<std::size_t>(got));
  close(terminal);
  int status = 0;
  waitpid(child, &status, 0);
  ran.code = exit_code(status);
  return ran;
}

TempFolder::TempFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "licet-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder to be had");
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void TempFolder::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
  std::ofstream(path(name), std::ios::binary) << text;
}

std::vector<std::string> TempFolder::names() const {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(path_))
    out.push_back(entry.path().filename().string());
  std::ranges::sort(out);
  return out;
}

}  // namespace licet::tests
