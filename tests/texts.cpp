#include "tests/texts.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include <doctest/doctest.h>

#include "cli/files.h"

namespace licet::tests {

namespace {

namespace fs = std::filesystem;

std::string slurp(const std::string& path) {
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

}  // namespace

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

std::size_t words_in(const std::string& text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char letter : text) {
    const bool space = letter == ' ' || letter == '\t' || letter == '\n';
    if (!space && !inside) ++count;
    inside = !space;
  }
  return count;
}

std::string fold_white(const std::string& text) {
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

bool SeenText::holds(const std::string& anchor) const {
  return words.find(fold_white(anchor)) != std::string::npos;
}

SeenText seen_text(const std::string& file, const std::string& bytes) {
  SeenText text;
  text.words = fold_white(file.ends_with(".xml") ? strip_xml(bytes) : bytes);
  for (std::string& run : runs_of(text.words))
    text.runs.insert(std::move(run));
  return text;
}

Texts::Texts(const std::string& folder) {
  const auto options = fs::directory_options::skip_permission_denied;
  for (const auto& entry : fs::recursive_directory_iterator(folder, options)) {
    if (entry.is_regular_file())
      paths_[entry.path().filename().string()].push_back(entry.path().string());
  }
}

std::string Texts::bytes(const std::string& file, const std::string& sha256) const {
  const auto found = paths_.find(file);
  if (found == paths_.end()) return "";
  std::string text;
  for (const std::string& path : found->second) {
    text = slurp(path);
    if (cli::sha256(text) == sha256) return text;
  }
  return text;
}

const SeenText* Texts::seen(const std::string& file) const {
  const auto at = seen_.find(file);
  if (at != seen_.end()) return &at->second;
  if (!paths_.contains(file)) return nullptr;
  return &seen_.emplace(file, seen_text(file, bytes(file, ""))).first->second;
}

const Texts* texts_at_hand() {
  static const std::unique_ptr<const Texts> kTexts = [] {
    const char* folder = std::getenv("LICET_TEXTS");
    const bool named = folder != nullptr && *folder != '\0';
    return named ? std::make_unique<const Texts>(folder) : nullptr;
  }();
  if (!kTexts) MESSAGE("skipped: LICET_TEXTS names no folder with license texts");
  return kTexts.get();
}

}  // namespace licet::tests
