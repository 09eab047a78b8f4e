// Cases a lawyer can read: Markdown files with prose, a stack, and the findings expected.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report.h"
#include "spdx/license_index.h"

namespace licet::tests {

/// One line of an `expect` block.
struct Expectation {
  enum class Kind {
    Verdict,    ///< `verdict: review`
    Present,    ///< `conflict noncommercial-use CC-BY-NC-4.0 2(a)(1) tickets`: severity, code, then
                ///< any of license, section, work
    Absent,     ///< `no threshold-exceeded llama2`, `no conflict name-rule-broken`: as Present,
                ///< severity optional
    NoOther,    ///< `no other conflict`: every finding of this severity is named above
    NoFindings  ///< `no findings`
  };

  Kind kind = Kind::Present;
  std::string line;
  std::vector<std::string> words;  ///< without the leading `no`
};

/// One case: a heading `## …` with a fenced `yaml` stack and a fenced `expect` block below it.
struct CaseFile {
  struct Case {
    std::string title;
    std::string place;  ///< file:line
    std::string stack;
    std::vector<std::string>
        options;  ///< `options: --assume a=b --profile literal` lines of the expect block
    std::vector<Expectation> expectations;
  };

  std::vector<Case> cases;
};

/// Reads a case file.
CaseFile read_cases(const std::string& path, const std::string& text);

/// What is wrong, one line an expectation that does not hold; empty if all hold.
std::vector<std::string> unmet(const CaseFile::Case& test, const engine::Report& report,
                               const engine::Catalogue& catalogue);

/// Judges a stack text with the embedded catalogue; errors throw std::runtime_error with all
/// messages.
engine::Report judge_text(const std::string& name, const std::string& stack,
                          const std::vector<std::string>& options = {});

/// The whole embedded catalogue, loaded once.
const engine::Catalogue& whole_catalogue();

/// The text of a file of the source tree (path from its root), or of any absolute path.
std::string read_source_file(const std::string& path);

/// The SPDX list that is compiled in.
const spdx::LicenseIndex& list();

}  // namespace licet::tests
