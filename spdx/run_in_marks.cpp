#include "spdx/run_in_marks.h"

#include <algorithm>
#include <array>
#include <string>

#include "spdx/numerals.h"
#include "spdx/spelling.h"

namespace licet::spdx::detail {

namespace {

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The word before an offset; empty if no letters end there.
std::string_view word_before(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] == ' ')
    --at;
  std::size_t begin = at;
  while (begin > 0 && letter(text[begin - 1]))
    --begin;
  return text.substr(begin, at - begin);
}

// `Section (a)` points, `one (1)` repeats.
bool points_elsewhere(std::string_view text, const RunInMark& mark) {
  static constexpr std::array<std::string_view, 27> kWords = {
      "section",   "sections",   "clause",       "clauses",     "paragraph",  "paragraphs",
      "article",   "articles",   "subsection",   "subsections", "item",       "items",
      "subclause", "subclauses", "subparagraph", "condition",   "conditions", "one",
      "two",       "three",      "four",         "five",        "six",        "seven",
      "eight",     "nine",       "ten"};
  const std::string before = lowercase(word_before(text, mark.begin));
  // `2.2 (a)`
  if (mark.begin > 1 && text[mark.begin - 2] >= '0' && text[mark.begin - 2] <= '9') return true;
  // Behind a colon the word is no pointer.
  const bool joined = mark.begin > 1 && letter(text[mark.begin - 2]);
  if (joined && std::ranges::find(kWords, before) != kWords.end()) return true;
  const std::string_view behind = text.substr(std::min(mark.end, text.size()));
  static constexpr std::array<std::string_view, 9> kPointers = {
      "and (", "or (",   "through (",  "to (",           "above",
      "below", "hereof", "of Section", "of this Section"};
  return std::ranges::any_of(kPointers, [&](auto part) { return behind.starts_with(part); });
}

class MarkScanner {
 public:
  explicit MarkScanner(std::string_view text) : text_(text) {}

  std::vector<RunInMark> run(std::size_t from) {
    for (at_ = from; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      const bool apart = at_ == 0 || text_[at_ - 1] == ' ' || at_ == from;
      if (apart && (c == '(' ? parenthesised() : open_ == 0 && bare())) continue;
      if (c == '(') ++open_;
      if (c == ')' && open_ > 0) --open_;
    }
    return std::move(marks_);
  }

 private:
  bool take(std::size_t begin, std::size_t number, std::size_t length, char shape) {
    RunInMark mark;
    mark.begin = begin;
    mark.number = text_.substr(number, length);
    mark.shape = shape;
    mark.end = number + length + 1;
    while (mark.end < text_.size() && text_[mark.end] == ' ')
      ++mark.end;
    if (Readings(mark.number).none() || points_elsewhere(text_, mark)) return false;
    marks_.push_back(mark);
    at_ = number + length;
    return true;
  }

  bool parenthesised() {
    const std::size_t length = number_length(text_, at_ + 1);
    const std::size_t close = at_ + 1 + length;
    if (length == 0 || close >= text_.size() || text_[close] != ')') return false;
    return take(at_, at_ + 1, length, '(');
  }

  // `1) …`, and `a. …` behind the end of a sentence.
  bool bare() {
    const std::size_t length = number_length(text_, at_);
    const std::size_t close = at_ + length;
    if (length == 0 || close + 1 >= text_.size() || text_[close + 1] != ' ') return false;
    if (text_[close] == ')') return take(at_, at_, length, ')');
    if (text_[close] != '.' || close + 2 >= text_.size() || length > 2) return false;
    const bool capital = text_[close + 2] >= 'A' && text_[close + 2] <= 'Z';
    const char before = at_ > 1 ? text_[at_ - 2] : '.';
    const bool sentence = before == '.' || before == ';' || before == ':';
    return capital && sentence && take(at_, at_, length, '.');
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t open_ = 0;  ///< parentheses
  std::vector<RunInMark> marks_;
};

}  // namespace

std::vector<RunInMark> run_in_marks(std::string_view text, std::size_t from) {
  return MarkScanner(text).run(from);
}

}  // namespace licet::spdx::detail
