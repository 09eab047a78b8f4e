// Plain text and Markdown to blocks. Two passes: the first finds how wide the text is wrapped, the
// second joins its lines.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "spdx/enumerators.h"
#include "spdx/text_blocks.h"
#include "spdx/text_lines.h"

namespace licet::spdx {

namespace {

using Kind = TextBlock::Kind;

constexpr std::uint32_t kTabColumns = 4;

// Outside of these, nobody wraps: a line is a paragraph.
constexpr std::size_t kNarrowestWrap = 40;
constexpr std::size_t kWidestWrap = 130;

// The end of a line may fall short of the width by this: ragged margins, long words.
constexpr std::size_t kRagged = 14;

// What Markdown writes a backslash before.
constexpr std::string_view kEscaped = ".()[]*_#-+>`";

struct Line {
  std::string text;  ///< without indent, white space behind, and marks of Markdown
  std::uint32_t indent = 0;
  bool apart = false;      ///< an empty line is before it
  bool bold = false;       ///< all of it
  std::uint8_t level = 0;  ///< of a Markdown heading

  [[nodiscard]] std::size_t width() const;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::size_t Line::width() const {
  return indent + columns(text);
}

std::string_view without_front_matter(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return text;
  const std::size_t close = text.find("\n---", 3);
  if (close == std::string_view::npos) return text;
  const std::size_t behind = text.find('\n', close + 1);
  return behind == std::string_view::npos ? std::string_view() : text.substr(behind + 1);
}

// The line as it is read: without the stars of emphasis, and `1\.` as `1.`.
std::string without_marks(std::string_view line) {
  std::string out;
  out.reserve(line.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char next = i + 1 < line.size() ? line[i + 1] : '\0';
    if (line[i] == '*' && next == '*') {
      ++i;
    } else if (line[i] != '\\' || next == '\0' || kEscaped.find(next) == std::string_view::npos) {
      out += line[i];
    }
  }
  return out;
}

class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  // The next line that has words.
  std::optional<Line> next() {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      Line line = read(rest_.substr(0, end));
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      line.apart = std::exchange(apart_, line.text.empty());
      if (!line.text.empty()) return line;
    }
    return std::nullopt;
  }

 private:
  static Line read(std::string_view text) {
    Line line;
    while (!text.empty() && is_blank(text.front())) {
      const std::uint32_t to_stop = kTabColumns - line.indent % kTabColumns;
      line.indent += text.front() == '\t' ? to_stop : text.front() == ' ' ? 1 : 0;
      text.remove_prefix(1);
    }
    while (!text.empty() && is_blank(text.back()))
      text.remove_suffix(1);
    if (text.empty() || detail::is_rule(text)) return line;
    line.level = detail::heading_level(text);
    text.remove_prefix(line.level);
    line.bold = text.size() > 4 && text.starts_with("**") && text.ends_with("**");
    line.text = without_marks(text);
    const auto words = std::ranges::find_if_not(line.text, is_blank);
    line.text.erase(line.text.begin(), words);
    while (!line.text.empty() && is_blank(line.text.back()))
      line.text.pop_back();
    return line;
  }

  std::string_view rest_;
  bool apart_ = true;
};

// The width that nine lines of ten keep to; 0 if the text is not wrapped.
std::size_t wrap_width(std::string_view text) {
  std::array<std::size_t, kWidestWrap + 2> of_width = {};
  std::size_t count = 0;
  Lines lines(text);
  while (const auto line = lines.next()) {
    ++of_width[std::min(line->width(), kWidestWrap + 1)];
    ++count;
  }
  std::size_t width = 0;
  for (std::size_t below = of_width[0]; below < count - count / 10; below += of_width[width])
    ++width;
  return width < kNarrowestWrap || width > kWidestWrap ? 0 : width;
}

class PlainReader {
 public:
  explicit PlainReader(std::string_view text) : text_(text), width_(wrap_width(text)) {}

  BlockText run() {
    Lines lines(text_);
    std::optional<Line> before;
    while (auto line = lines.next()) {
      if (before && (joins(*before, *line) || out_.blocks.size() >= kMaxTextBlocks)) {
        words(line->text);
      } else {
        begin(*line);
      }
      before = std::move(line);
    }
    finish();
    return std::move(out_);
  }

 private:
  // Whether a line goes on with the paragraph of the one before.
  [[nodiscard]] bool joins(const Line& before, const Line& line) const {
    if (line.apart || out_.blocks.back().kind == Kind::Title) return false;
    if (line.level > 0 || line.bold) return false;
    const char first = line.text.front();
    const bool lower = first >= 'a' && first <= 'z';
    const bool open = !detail::ends_clause(before.text);
    const bool marked = out_.blocks.back().bullet > 0;
    if (mark_at_start(line.text) > 0) return open && first == '-' && !marked;
    if (enumerator_at_start(line.text)) return open && full(before, line);
    if (lower && (open || before.text.back() == ',')) return true;
    // In capitals words are long: a line without an end goes on even if it fell short.
    return full(before, line) || (open && 2 * before.width() > width_ && width_ > 0);
  }

  // Whether the first word of a line would not have had room in the one before.
  [[nodiscard]] bool full(const Line& before, const Line& line) const {
    if (width_ == 0) return false;
    const std::size_t word = columns(line.text.substr(0, line.text.find(' ')));
    return before.width() + 1 + word + kRagged > width_;
  }

  void begin(const Line& line) {
    finish();
    TextBlock block;
    block.indent = line.indent;
    // Where nobody wraps, every line is a paragraph.
    block.apart = line.apart || width_ == 0;
    block.level = line.level;
    if (line.level > 0 || line.bold) block.kind = Kind::Title;
    if (!out_.text.empty()) out_.text += '\n';
    block.begin = block.end = out_.text.size();
    if (mark_at_start(line.text) > 0) block.kind = Kind::Item;
    out_.blocks.push_back(block);
    words(line.text);
    if (block.kind != Kind::Item) return;
    const std::size_t mark = std::min(out_.text.find(' ', block.begin), out_.text.size());
    out_.blocks.back().bullet = static_cast<std::uint32_t>(mark - block.begin);
  }

  // Adds words to the block, white space folded.
  void words(std::string_view text) {
    bool space = true;
    for (const char c : text) {
      if (is_blank(c)) {
        space = true;
        continue;
      }
      if (space && out_.text.size() > out_.blocks.back().begin) out_.text += ' ';
      space = false;
      out_.text += c;
    }
    out_.blocks.back().end = out_.text.size();
  }

  void finish() {
    if (out_.blocks.empty()) return;
    TextBlock& block = out_.blocks.back();
    const std::string_view text = std::string_view(out_.text).substr(block.begin);
    if (block.kind == Kind::Paragraph && detail::is_notice(text)) block.kind = Kind::Notice;
  }

  std::string_view text_;
  std::size_t width_;
  BlockText out_;
};

}  // namespace

BlockText blocks_of(std::string_view text) {
  return PlainReader(without_front_matter(text)).run();
}

}  // namespace licet::spdx
