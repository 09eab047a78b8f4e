#include "spdx/enumerators.h"

#include <algorithm>
#include <array>

#include "spdx/characters.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

using Word = Enumerator::Word;

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

struct NamedWord {
  std::string_view name;
  Word word;
};

constexpr std::array kWords = {
    NamedWord{"section",    Word::Section   },
    NamedWord{"article",    Word::Section   },
    NamedWord{"clause",     Word::Section   },
    NamedWord{"part",       Word::Section   },
    NamedWord{"chapter",    Word::Section   },
    NamedWord{"sec.",       Word::Section   },
    NamedWord{"art.",       Word::Section   },
    NamedWord{"attachment", Word::Attachment},
    NamedWord{"exhibit",    Word::Attachment},
    NamedWord{"annex",      Word::Attachment},
    NamedWord{"appendix",   Word::Attachment},
    NamedWord{"schedule",   Word::Attachment},
    NamedWord{"addendum",   Word::Attachment},
};

constexpr std::string_view kOpeningQuote = "\xE2\x80\x9C";
constexpr std::string_view kSectionSign = "\xC2\xA7";
constexpr std::string_view kCjkOrdinal = "\xE7\xAC\xAC";      // stands before a number
constexpr std::string_view kCjkArticle = "\xE6\x9D\xA1";      // and this behind it
constexpr std::string_view kFullWidthComma = "\xEF\xBC\x8C";  // behind a number

constexpr std::array<std::string_view, 5> kDashes = {"-", "\xE2\x80\x93", "\xE2\x80\x94",
                                                     "\xE2\x88\x92", "\xE2\x80\x90"};

constexpr std::array<std::string_view, 6> kOtherMarks = {
    "*", "+", "\xE2\x80\xA2", "\xC2\xB7", "\xE2\x96\xAA", "\xE2\x97\x8B"};

bool at(std::string_view text, std::size_t offset, std::string_view part) {
  return text.substr(std::min(offset, text.size())).starts_with(part);
}

// Most bytes of a bullet that is a word.
constexpr std::size_t kLongestWord = 40;

// Most parts of a number such as `1.2.3`.
constexpr std::size_t kMaxNumbers = 12;

// Bytes of a dash at an offset.
std::size_t dash_at(std::string_view text, std::size_t offset) {
  for (const std::string_view dash : kDashes) {
    if (at(text, offset, dash)) return dash.size();
  }
  return 0;
}

// Whether what follows a number in running text begins what is numbered, and not the rest of a
// sentence.
bool begins_part(std::string_view rest) {
  const std::size_t start = rest.find_first_not_of(" \t\n");
  if (start == std::string_view::npos) return true;
  return !is_lower(rest[start]) && rest[start] != '(' && rest[start] != ',' && rest[start] != ';';
}

class Scanner {
 public:
  Scanner(std::string_view text, bool bullet) : text_(text), bullet_(bullet) {}

  std::optional<Enumerator> run() {
    word();
    const std::size_t before = at_;
    if (!number()) {
      at_ = before;
      found_.numbers.clear();
      if (found_.word != Word::Attachment) return std::nullopt;
    }
    if (!ending()) return std::nullopt;
    skip_blanks();
    found_.length = at_;
    return found_;
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void skip_blanks() {
    while (blank(peek()))
      ++at_;
  }

  // The word before the number, if one stands there.
  void word() {
    if (at(text_, 0, kSectionSign)) {
      at_ = kSectionSign.size();
      found_.word = Word::Section;
    } else if (at(text_, 0, kCjkOrdinal)) {
      at_ = kCjkOrdinal.size();
      found_.word = Word::Section;
      cjk_ = true;
    } else if (is_lower(peek()) || is_upper(peek())) {
      const std::string head = lowercase(text_.substr(0, 12));
      for (const NamedWord& known : kWords) {
        if (!head.starts_with(known.name)) continue;
        const char next = peek(known.name.size());
        if (is_lower(next) || is_upper(next) || is_lower(text_.front())) continue;
        at_ = known.name.size();
        found_.word = known.word;
        found_.name = known.name;
      }
    }
    skip_blanks();
  }

  bool number() {
    open_ = peek() == '(' || peek() == '[' ? peek() : '\0';
    if (open_ != '\0') ++at_;
    for (;;) {
      const std::size_t length = number_length(text_, at_);
      if (length == 0) return false;
      const std::string_view number = text_.substr(at_, length);
      if (Readings(number).none()) return false;
      if (found_.numbers.size() == kMaxNumbers) return false;
      found_.numbers.emplace_back(number);
      at_ += length;
      // `3a` and `2.1`, but not `1.Definitions` nor the point behind the number.
      if (bullet_ && is_digit(number.back()) && is_lower(peek()) && !is_lower(peek(1))) continue;
      if (peek() != '.' || !more_behind_point()) break;
      ++at_;
    }
    if (open_ == '\0') return true;
    if (peek() != (open_ == '(' ? ')' : ']')) return false;
    ++at_;
    return true;
  }

  // Whether a number follows the point here.
  [[nodiscard]] bool more_behind_point() const {
    const std::size_t length = number_length(text_, at_ + 1);
    if (length == 0) return false;
    return is_digit(peek(1)) || (bullet_ && length <= 2);
  }

  // What closes the number; false if it is not one that numbers anything.
  bool ending() {
    if (cjk_ && at(text_, at_, kCjkArticle)) at_ += kCjkArticle.size();
    found_.shape = ' ';
    if (open_ != '\0') {
      found_.shape = '(';
      if (peek() == '.') ++at_;
    } else if (peek() == ')' || peek() == '.' || peek() == ':') {
      found_.shape = peek() == ')' ? ')' : '.';
      ++at_;
      if (peek() == ')') ++at_;
    } else if (at(text_, at_, kFullWidthComma)) {
      found_.shape = '.';
      at_ += kFullWidthComma.size();
    }
    return bullet_ ? bullet_ends() : number_ends();
  }

  bool bullet_ends() {
    skip_blanks();
    at_ += dash_at(text_, at_);
    if (found_.word == Word::Section && peek() == '.') ++at_;
    skip_blanks();
    return at_ == text_.size();
  }

  bool number_ends() {
    const char next = peek();
    const bool dashed = dash_at(text_, at_) > 0 && found_.word != Word::None;
    if (next != '\0' && !blank(next) && !dashed) {
      // `1.Definitions`: no space behind the point.
      const bool joined = (found_.shape == '.' || found_.shape == ')') && !found_.numbers.empty() &&
                          is_digit(found_.numbers.front().front());
      if (!joined || !(is_upper(next) || next == '"' || at(text_, at_, kOpeningQuote)))
        return false;
    }
    if (found_.word == Word::None) {
      const bool decimal = is_digit(found_.numbers.front().front());
      return found_.shape != ' ' || (decimal && begins_part(text_.substr(at_)));
    }
    skip_blanks();
    while (const std::size_t dash = dash_at(text_, at_)) {
      at_ += dash;
      found_.shape = '.';
    }
    if (found_.shape == ' ' && !begins_part(text_.substr(at_))) return false;
    return found_.word != Word::Attachment || attachment_ends();
  }

  // `Appendix: How to`, `EXHIBIT B`; not `Exhibit Materials may`.
  [[nodiscard]] bool attachment_ends() const {
    if (found_.shape != ' ') return true;
    const std::size_t line = std::min(text_.find('\n'), text_.size());
    return found_.numbers.empty() ? line <= found_.name.size() + 1 : line <= 120;
  }

  std::string_view text_;
  bool bullet_;
  std::size_t at_ = 0;
  char open_ = '\0';
  bool cjk_ = false;
  Enumerator found_;
};

}  // namespace

std::optional<Enumerator> enumerator_at_start(std::string_view text) {
  return Scanner(text, false).run();
}

std::optional<Enumerator> enumerator_of_bullet(std::string_view bullet) {
  if (bullet == "o") return std::nullopt;  // a ring
  if (auto found = Scanner(bullet, true).run()) return found;
  // A word of its own, such as `Preamble`.
  if (bullet.size() < 3 || bullet.size() > kLongestWord || !is_upper(bullet.front()))
    return std::nullopt;
  Enumerator word;
  word.name = bullet;
  word.length = bullet.size();
  return word;
}

std::size_t mark_at_start(std::string_view text) {
  std::size_t length = dash_at(text, 0);
  for (const std::string_view mark : kOtherMarks) {
    if (at(text, 0, mark)) length = mark.size();
  }
  if (length == 0 || length == text.size() || !blank(text[length])) return 0;
  while (length < text.size() && blank(text[length]))
    ++length;
  return length;
}

}  // namespace licet::spdx
