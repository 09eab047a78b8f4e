// Compares data/licenses with the texts it was coded from. The repository holds no license text, so
// this runs only where the environment variable LICET_TEXTS names a folder that does; it is
// searched recursively by file name.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/files.h"
#include "tests/case_file.h"

using namespace licet;
using engine::Clause;
using engine::License;
using engine::TextSource;

namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string utf8(unsigned long code) {
  const auto byte = [](unsigned long value) { return static_cast<char>(value); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F))};
  if (code < 0x10000)
    return {byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
  return {byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F)),
          byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
}

// The text an entity stands for; an unknown one stays as written.
std::string decode(const std::string& entity) {
  static const std::map<std::string, std::string> kNamed = {
      {"lt",   "<" },
      {"gt",   ">" },
      {"amp",  "&" },
      {"quot", "\""},
      {"apos", "'" }
  };
  const auto named = kNamed.find(entity);
  if (named != kNamed.end()) return named->second;
  if (entity.size() < 2 || entity.front() != '#') return "&" + entity + ";";
  const bool hex = entity[1] == 'x' || entity[1] == 'X';
  return utf8(std::strtoul(entity.c_str() + (hex ? 2 : 1), nullptr, hex ? 16 : 10));
}

// XML without its tags and comments, each of which parts words as a space does.
std::string strip_xml(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::string::npos;
    if (text.compare(at, 4, "<!--") == 0) {
      end = text.find("-->", at);
      end = end == std::string::npos ? text.size() : end + 3;
      out += ' ';
    } else if (text[at] == '<') {
      end = text.find('>', at);
      end = end == std::string::npos ? text.size() : end + 1;
      out += ' ';
    } else if (text[at] == '&' && (end = text.find(';', at)) != std::string::npos &&
               end - at < 12) {
      out += decode(text.substr(at + 1, end - at - 1));
      ++end;
    } else {
      out += text[at];
      end = at + 1;
    }
    at = end;
  }
  return out;
}

// Runs of white space, no-break spaces among them, become one space.
std::string fold(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool no_break = text.compare(i, 2, "\xC2\xA0") == 0;
    if (!no_break && std::string_view(" \t\r\n\f\v").find(text[i]) == std::string_view::npos) {
      out += text[i];
      continue;
    }
    if (!out.empty() && out.back() != ' ') out += ' ';
    if (no_break) ++i;
  }
  return out;
}

/// The files of a folder tree by name.
class Texts {
 public:
  explicit Texts(const std::string& folder) {
    const auto options = fs::directory_options::skip_permission_denied;
    for (const auto& entry : fs::recursive_directory_iterator(folder, options)) {
      if (entry.is_regular_file()) files_[entry.path().filename().string()].push_back(entry.path());
    }
  }

  /// The bytes of the file of this name with this hash; if none has the hash, of any file of this
  /// name; empty without one.
  [[nodiscard]] std::string bytes(const TextSource& source) const {
    const auto found = files_.find(source.file);
    if (found == files_.end()) return "";
    std::string text;
    for (const fs::path& path : found->second) {
      text = slurp(path);
      if (cli::sha256(text) == source.sha256) return text;
    }
    return text;
  }

 private:
  std::map<std::string, std::vector<fs::path>> files_;
};

std::string plain(const TextSource& source, const std::string& bytes) {
  const bool xml = source.file.size() > 4 && source.file.rfind(".xml") == source.file.size() - 4;
  return fold(xml ? strip_xml(bytes) : bytes);
}

// Lower-case words; everything but letters and digits parts them.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  bool inside = false;
  for (const char letter : text) {
    const char lower =
        letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    const bool part = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (part && !inside) out.emplace_back();
    if (part) out.back() += lower;
    inside = part;
  }
  return out;
}

constexpr std::size_t kTooMany = 12;  // consecutive words that are no longer our own

std::vector<std::string> runs_of(const std::string& text) {
  std::vector<std::string> out;
  const std::vector<std::string> words = words_of(text);
  for (std::size_t i = 0; i + kTooMany <= words.size(); ++i) {
    std::string run;
    for (std::size_t j = i; j < i + kTooMany; ++j)
      run += words[j] + " ";
    out.push_back(std::move(run));
  }
  return out;
}

std::string taken_from(const std::set<std::string>& source_runs, const std::string& note) {
  for (const std::string& run : runs_of(note)) {
    if (source_runs.contains(run)) return run;
  }
  return "";
}

void check_license(const License& license, const Texts& texts) {
  const std::string file = "data/licenses/" + license.id + ".json";
  std::map<std::string, std::string> by_source;
  std::set<std::string> runs;
  for (const TextSource& source : license.sources) {
    const std::string bytes = texts.bytes(source);
    CHECK_MESSAGE(!bytes.empty(), file << ": " << source.file << " is not in the folder");
    if (bytes.empty()) continue;
    CHECK_MESSAGE(cli::sha256(bytes) == source.sha256,
                  file << ": " << source.file << " is another text than the one coded");
    const std::string text = by_source[source.id] = plain(source, bytes);
    for (std::string& run : runs_of(text))
      runs.insert(std::move(run));
  }
  const std::string shared = taken_from(runs, license.notes);
  CHECK_MESSAGE(shared.empty(), file << ": notes repeat the text: " << shared);
  for (const Clause& clause : license.clauses) {
    const std::string copied = taken_from(runs, clause.note);
    CHECK_MESSAGE(copied.empty(),
                  file << ", " << clause.section << ": the note repeats the text: " << copied);
    const std::string& source = clause.source.empty() ? license.sources.front().id : clause.source;
    if (!by_source.contains(source)) continue;
    CHECK_MESSAGE(by_source[source].find(fold(clause.anchor)) != std::string::npos,
                  file << ", " << clause.section << ": not in the text: " << clause.anchor);
  }
}

}  // namespace

TEST_CASE("anchors: texts are read as people see them") {
  CHECK(fold(strip_xml("<p>one<!-- a > b --> two</p>\n<p>&quot;three&quot; &#8220;four&#x201D; "
                       "&amp; five</p>")) ==
        "one two \"three\" \xE2\x80\x9C"
        "four\xE2\x80\x9D & five ");
  CHECK(fold("a\xC2\xA0\n b") == "a b");
  CHECK(taken_from({runs_of("1 2 3 4 5 6 7 8 9 10 11 12 13").front()},
                   "so: 1, 2, 3, 4 5 6 7 8 9 10 11 12!") == "1 2 3 4 5 6 7 8 9 10 11 12 ");
}

TEST_CASE("anchors: every anchor and hash fits the text, and no note repeats it") {
  const char* folder = std::getenv("LICET_TEXTS");
  if (folder == nullptr || *folder == '\0') {
    MESSAGE("skipped: LICET_TEXTS names no folder with license texts");
    return;
  }
  const Texts texts(folder);
  for (const License& license : tests::whole_catalogue().licenses)
    check_license(license, texts);
}
