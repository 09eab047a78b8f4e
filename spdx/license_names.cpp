#include "spdx/license_names.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "spdx/characters.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

bool parts_words(char c) {
  return std::string_view("-_/,;'\"() \t\r\n").find(c) != std::string_view::npos;
}

bool is_address(std::string_view text) {
  const std::string lower = lowercase(text.substr(0, 8));
  return lower.find("://") != std::string::npos || lower.starts_with("www.");
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool open = false;
  for (const char c : lowercase(text)) {
    if (parts_words(c)) {
      open = false;
    } else {
      if (!open) words.emplace_back();
      words.back() += c;
      open = true;
    }
  }
  return words;
}

// The operator a word or mark stands for between two names; empty if it is none.
std::string_view operator_of(std::string_view word) {
  const std::string lower = lowercase(word);
  if (lower == "and" || lower == "&" || lower == "&&") return "AND";
  if (lower == "or" || lower == "|" || lower == "||") return "OR";
  if (lower == "with" || lower == "w/") return "WITH";
  return {};
}

// Splits at operators, parentheses and white space; `/` and `|` part names too where they touch.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  const auto cut = [&](std::size_t end) {
    if (end > start) pieces.push_back(text.substr(start, end - start));
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!blank && c != '(' && c != ')') continue;
    cut(i);
    if (!blank) pieces.push_back(text.substr(i, 1));
    start = i + 1;
  }
  cut(text.size());
  return pieces;
}

// Rewrites a text piece by piece; runs of words between operators are names.
class Corrector {
 public:
  Corrector(const NameTable& names, const ExpressionRules& rules) : names_(names), rules_(rules) {}

  std::optional<std::string> run(std::string_view text) {
    for (const std::string_view piece : pieces_of(text)) {
      const std::string_view op = operator_of(piece);
      if (op.empty() && piece != "(" && piece != ")") {
        run_ += (run_.empty() ? "" : " ") + std::string(piece);
        continue;
      }
      if (!finish_name()) return std::nullopt;
      behind_with_ = op == "WITH";
      append(op.empty() ? piece : op);
    }
    if (!finish_name()) return std::nullopt;
    ExpressionError ignored;
    const auto parsed = parse_expression(out_, ignored, rules_);
    if (!parsed) return std::nullopt;
    return to_string(*parsed, rules_.ids);
  }

  // Whether a name was met that is known, and means no one license.
  [[nodiscard]] bool met_open_name() const { return met_open_name_; }

 private:
  void append(std::string_view word) {
    const bool tight = out_.empty() || out_.back() == '(' || word == ")";
    if (!tight) out_ += ' ';
    out_ += word;
  }

  bool finish_name() {
    if (run_.empty()) return true;
    const std::string name = std::exchange(run_, {});
    ExpressionError ignored;
    if (const auto known = parse_expression(name, ignored, rules_); known && !behind_with_) {
      append(to_string(*known, rules_.ids));
      return true;
    }
    if (behind_with_ && rules_.ids != nullptr) {
      const ListIndex index = rules_.ids->exception(name);
      if (index != kUnlisted) {
        append((*rules_.ids)[index].id);
        return true;
      }
    }
    const KnownName* known = names_.find(name);
    met_open_name_ = known != nullptr && known->kind != KnownName::Kind::Means;
    if (known == nullptr || met_open_name_) return false;
    const bool compound = known->means.find(' ') != std::string_view::npos;
    append(compound ? "(" + std::string(known->means) + ")" : std::string(known->means));
    return true;
  }

  const NameTable& names_;
  const ExpressionRules& rules_;
  std::string run_;
  std::string out_;
  bool behind_with_ = false;
  bool met_open_name_ = false;
};

std::string_view word_at(std::string_view text, std::size_t offset) {
  const std::size_t end = text.find_first_of(" \t\r\n()+", offset);
  return text.substr(offset, std::min(end, text.size()) - offset);
}

// Whether WITH stands before this place.
bool behind_with(std::string_view text, std::size_t offset) {
  const std::size_t last = text.substr(0, offset).find_last_not_of(" \t\r\n");
  return last != std::string_view::npos && last >= 4 &&
         lowercase(text.substr(last - 3, 4)) == "with";
}

// What one should write today.
std::vector<std::string_view> listed_ids(const LicenseIndex& ids, bool exceptions) {
  std::vector<std::string_view> names;
  for (const ListedLicense& entry : ids.list().entries) {
    if (entry.exception == exceptions && !entry.deprecated) names.push_back(entry.id);
  }
  return names;
}

}  // namespace

std::string fold_name(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  const auto first =
      std::ranges::find_if(words, [](const std::string& word) { return word != "the"; });
  words.erase(words.begin(), first == words.end() && !words.empty() ? first - 1 : first);
  // From the back, so that `version v 2` is `2` like `v 2`, and folding again changes nothing.
  std::vector<std::string> kept;
  std::ranges::reverse(words);
  for (std::string& word : words) {
    const bool before_digit = !kept.empty() && is_digit(kept.back().front());
    if (before_digit && (word == "version" || word == "ver." || word == "v" || word == "v."))
      continue;
    if (word == "licence") word = "license";
    if (word.size() > 1 && word.front() == 'v' && is_digit(word[1])) word.erase(0, 1);
    kept.push_back(std::move(word));
  }
  std::ranges::reverse(kept);
  std::string out;
  for (const std::string& word : kept)
    out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string fold_address(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  const std::size_t host_end = std::min(address.find('/'), address.size());
  std::string out = lowercase(address.substr(0, host_end));
  if (out.starts_with("www.")) out.erase(0, 4);
  out += address.substr(host_end);
  while (!out.empty() && (out.back() == '/' || out.back() == '#'))
    out.pop_back();
  return out;
}

std::string fold_written(std::string_view name) {
  return is_address(name) ? fold_address(name) : fold_name(name);
}

const KnownName* NameTable::find(std::string_view name) const {
  const std::string fold = fold_written(name);
  const auto at = std::ranges::lower_bound(names_, std::string_view(fold), {}, &KnownName::fold);
  return at != names_.end() && at->fold == fold ? &*at : nullptr;
}

std::optional<std::string> corrected(std::string_view text, const NameTable& names,
                                     const ExpressionRules& rules) {
  if (const KnownName* whole = names.find(text)) {
    ExpressionError ignored;
    if (whole->kind != KnownName::Kind::Means || !parse_expression(whole->means, ignored, rules))
      return std::nullopt;
    return std::string(whole->means);
  }
  Corrector corrector(names, rules);
  if (auto fixed = corrector.run(text)) return fixed;
  if (corrector.met_open_name()) return std::nullopt;
  // A slash between names is an OR where nothing else joins them.
  std::string spaced;
  for (const char c : text)
    spaced += c == '/' || c == '|' ? std::string(" | ") : std::string(1, c);
  auto fixed = spaced == text ? std::nullopt : Corrector(names, rules).run(spaced);
  return fixed && fixed->find(" AND ") == std::string::npos ? fixed : std::nullopt;
}

std::string error_text(std::string_view text, const ExpressionError& error, const NameTable& names,
                       const ExpressionRules& rules) {
  if (const auto fixed = corrected(text, names, rules))
    return fmt::format("{}; did you mean \"{}\"?", error.message, *fixed);
  const std::string_view word = word_at(text, error.offset);
  for (const std::string_view name : {text, word}) {
    const KnownName* known = names.find(name);
    if (known == nullptr || known->kind == KnownName::Kind::Means) continue;
    if (known->candidates.empty())
      return fmt::format("{}; \"{}\": {}", error.message, name, known->why);
    return fmt::format("{}; \"{}\" may mean {}: {}", error.message, name,
                       alternatives_text({known->candidates.begin(), known->candidates.end()}),
                       known->why);
  }
  if (!error.unlisted || rules.ids == nullptr) return error.message + error.hint;
  return error.message +
         did_you_mean(word, listed_ids(*rules.ids, behind_with(text, error.offset)));
}

}  // namespace licet::spdx
