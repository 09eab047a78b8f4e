#include "spdx/citation.h"

#include <algorithm>
#include <array>
#include <optional>

#include "spdx/enumerators.h"
#include "spdx/spelling.h"

namespace licet::spdx::detail {

namespace {

using Kind = Step::Kind;

constexpr std::array<std::string_view, 13> kPlaces = {
    "last",    "first",  "second", "third", "fourth",   "fifth",  "sixth",
    "seventh", "eighth", "ninth",  "tenth", "eleventh", "twelfth"};

constexpr std::array<std::string_view, 10> kItems = {
    "item",    "items", "condition", "bullet",      "entry",
    "element", "point", "clause",    "restriction", "definition"};

constexpr std::array<std::string_view, 5> kParagraphs = {"paragraph", "para", "para.", "paragraphs",
                                                         "par."};

constexpr std::array<std::string_view, 11> kBefore = {
    "section", "sections",   "sec.",     "article",         "art.", "clause", "part",
    "chapter", "subsection", "\xC2\xA7", "\xC2\xA7\xC2\xA7"};

constexpr std::array<std::string_view, 6> kAttachments = {"attachment", "exhibit",  "annex",
                                                          "appendix",   "schedule", "addendum"};

template <std::size_t Size>
bool one_of(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string_view trimmed(std::string_view text) {
  static constexpr std::string_view kBlank = " \t\r\n.;:";
  while (!text.empty() && kBlank.find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  while (!text.empty() && kBlank.find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

// Parts between commas outside parentheses.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  std::size_t open = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '(') ++open;
    if (i < text.size() && text[i] == ')' && open > 0) --open;
    if (i < text.size() && (text[i] != ',' || open > 0)) continue;
    const std::string_view piece = trimmed(text.substr(begin, i - begin));
    if (!piece.empty()) out.push_back(piece);
    begin = i + 1;
  }
  return out;
}

// The first word of a text, in lower case, and the rest behind it.
std::string first_word(std::string_view text, std::string_view& rest) {
  const std::size_t end = std::min(text.find(' '), text.size());
  rest = trimmed(text.substr(end));
  return lowercase(text.substr(0, end));
}

// `second`, `2nd`, `last`; nothing else.
std::optional<std::size_t> place_of(std::string_view word) {
  const auto* const known = std::ranges::find(kPlaces, word);
  if (known != kPlaces.end()) return static_cast<std::size_t>(known - kPlaces.begin());
  if (word.size() < 3 || word.size() > 5) return std::nullopt;
  const std::string_view ending = word.substr(word.size() - 2);
  if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return std::nullopt;
  return Readings(word.substr(0, word.size() - 2)).in(Numerals::Decimal);
}

constexpr std::string_view kApostrophe = "\xE2\x80\x99";

// Bytes of a sign beyond ASCII that a text begins with: a no-break space, or one of general
// punctuation (U+2000 to U+207F); 0 if it begins with another character.
std::size_t beyond_ascii_sign(std::string_view text) {
  if (text.starts_with("\xC2\xA0")) return 2;
  const bool general = text.starts_with("\xE2\x80") || text.starts_with("\xE2\x81");
  return general && text.size() > 2 ? 3 : 0;
}

class Steps {
 public:
  std::vector<Step> run(std::string_view citation) {
    for (const std::string_view piece : pieces_of(citation))
      add(piece);
    return std::move(steps_);
  }

 private:
  void add(std::string_view piece) {
    if (counted(piece) || placed(piece)) return;
    if (auto numbers = numbers_of(piece); !numbers.empty()) {
      // `clause 1` of a list without numbers is its first item.
      std::string_view rest;
      const bool item = one_of(kItems, first_word(piece, rest));
      steps_.push_back(
          {item ? Kind::Item : Kind::Number, std::move(numbers), std::string(piece), 1});
      return;
    }
    // `1 (Derivatives of the Model)`
    const std::size_t open = piece.find(" (");
    if (open != std::string_view::npos && piece.ends_with(')')) {
      if (auto numbers = numbers_of(piece.substr(0, open)); !numbers.empty()) {
        steps_.push_back({Kind::Number, std::move(numbers), {}, 0});
        piece = piece.substr(open + 2, piece.size() - open - 3);
      }
    }
    steps_.push_back({Kind::Words, {}, std::string(piece), 0});
  }

  // `paragraph 4(1)`, `item 3.g`, `paragraph after item 5`.
  bool counted(std::string_view piece) {
    std::string_view rest;
    const std::string word = first_word(piece, rest);
    const bool paragraph = one_of(kParagraphs, word);
    if (!paragraph && !one_of(kItems, word)) return false;
    std::string_view behind;
    if (paragraph &&
        (first_word(rest, behind) == "after" || first_word(rest, behind) == "behind")) {
      std::string_view number;
      first_word(behind, number);
      auto numbers = numbers_of(number.empty() ? behind : number);
      if (numbers.empty()) return false;
      steps_.push_back({Kind::Behind, std::move(numbers), {}, 0});
      return true;
    }
    auto numbers = numbers_of(rest);
    if (numbers.empty()) return false;
    if (!paragraph) {
      steps_.push_back({Kind::Item, std::move(numbers), {}, 0});
      return true;
    }
    const auto place = Readings(numbers.front()).in(Numerals::Decimal);
    if (!place || *place == 0) return false;
    steps_.push_back({Kind::Paragraph, {}, {}, *place});
    numbers.erase(numbers.begin());
    if (!numbers.empty()) steps_.push_back({Kind::Number, std::move(numbers), {}, 0});
    return true;
  }

  // `3.1 last paragraph`, `second condition`.
  bool placed(std::string_view piece) {
    const std::size_t unit = piece.rfind(' ');
    if (unit == std::string_view::npos) return false;
    const std::string name = lowercase(piece.substr(unit + 1));
    const bool paragraph = one_of(kParagraphs, name);
    if (!paragraph && !one_of(kItems, name)) return false;
    const std::string_view before = trimmed(piece.substr(0, unit));
    const std::size_t space = before.rfind(' ');
    const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
    const auto place = place_of(lowercase(before.substr(begin)));
    if (!place) return false;
    if (begin > 0) add(trimmed(before.substr(0, begin)));
    steps_.push_back({paragraph ? Kind::Paragraph : Kind::Item, {}, {}, *place});
    return true;
  }

  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> steps_of(std::string_view citation) {
  return Steps().run(citation.substr(0, 1000));
}

std::vector<std::string> numbers_of(std::string_view text) {
  std::vector<std::string> out;
  text = trimmed(text);
  std::string_view rest;
  std::string word = first_word(text, rest);
  if (text.starts_with("\xC2\xA7")) {
    while (text.starts_with("\xC2\xA7"))
      text.remove_prefix(2);
  } else if (one_of(kBefore, word)) {
    text = rest;
  } else if (one_of(kAttachments, word)) {
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
    out.push_back(std::move(word));
    text = rest;
  }
  static constexpr std::string_view kBetween = " .()[]-\t";
  for (std::size_t at = 0; at < text.size();) {
    if (kBetween.find(text[at]) != std::string_view::npos) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && letter_or_digit(text[end]))
      ++end;
    const std::size_t length = number_length(text, at);
    const std::string_view number = text.substr(at, length);
    if (length == 0 || Readings(number).none()) return {};
    // `3a` is 3, a; any other mixture is a word.
    if (end != at + length && !(end == at + length + 1 && number.front() <= '9')) return {};
    out.emplace_back(number);
    at += length;
  }
  return out;
}

std::string folded_words(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const std::size_t sign = beyond_ascii_sign(text.substr(i)); sign > 0) {
      space = space || text.substr(i, sign) != kApostrophe;
      i += sign - 1;
    } else if (static_cast<unsigned char>(text[i]) >= 0x80 || letter_or_digit(text[i])) {
      if (space && !out.empty()) out += ' ';
      space = false;
      out += text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    } else if (text[i] != '\'') {
      space = true;
    }
  }
  return out;
}

}  // namespace licet::spdx::detail
