#include "spdx/license_text.h"

#include <algorithm>
#include <utility>

namespace licet::spdx {

namespace {

using Kind = TextNode::Kind;

// Writes words, and between them what the last requests add up to: a space, a line or an empty
// line.
class Writer {
 public:
  std::string out;

  void words(std::string_view text) {
    for (const char c : text) {
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        space_ = true;
      } else {
        separate();
        out += c;
      }
    }
  }

  void line() {
    if (lines_ < 2) ++lines_;
  }

  // The first words of an item stand in the line of its bullet.
  void block() {
    if (!behind_bullet_) lines_ = 2;
  }

  void bullet_done() {
    space_ = true;
    behind_bullet_ = true;
  }

  void indent(std::size_t levels) { levels_ = levels; }

 private:
  void separate() {
    if (!out.empty()) {
      if (lines_ > 0) {
        out.append(lines_, '\n');
      } else if (space_) {
        out += ' ';
      }
    }
    if (out.empty() || lines_ > 0) out.append(2 * levels_, ' ');
    space_ = false;
    lines_ = 0;
    behind_bullet_ = false;
  }

  bool space_ = false;
  bool behind_bullet_ = false;
  std::size_t lines_ = 0;
  std::size_t levels_ = 0;
};

bool is_block(Kind kind) {
  return kind == Kind::Paragraph || kind == Kind::List || kind == Kind::Item ||
         kind == Kind::Title || kind == Kind::Copyright || kind == Kind::Header;
}

class Printer {
 public:
  Printer(const LicenseText& text, bool optional) : text_(text), optional_(optional) {}

  std::string run() {
    for (std::size_t at = 0; at < text_.nodes.size(); ++at) {
      close_until(at);
      const TextNode& node = text_.nodes[at];
      if (node.kind == Kind::Optional && !optional_) {
        writer_.words(" ");
        at = node.end - 1;
      } else {
        start(node);
        open_.push_back(at);
      }
    }
    return std::move(writer_.out);
  }

 private:
  void start(const TextNode& node) {
    if (node.kind == Kind::Text) writer_.words(node.text);
    if (node.kind == Kind::Break) writer_.line();
    if (node.kind == Kind::List) writer_.indent(++lists_);
    if (is_block(node.kind)) writer_.block();
  }

  void close_until(std::size_t at) {
    for (; !open_.empty() && text_.nodes[open_.back()].end <= at; open_.pop_back()) {
      const Kind kind = text_.nodes[open_.back()].kind;
      if (kind == Kind::Bullet) writer_.bullet_done();
      if (kind == Kind::List) writer_.indent(--lists_);
      if (is_block(kind)) writer_.block();
    }
  }

  const LicenseText& text_;
  bool optional_;
  Writer writer_;
  std::vector<std::size_t> open_;
  std::size_t lists_ = 0;
};

}  // namespace

std::optional<LicenseText> text_inside(const LicenseText& text, TextNode::Kind kind) {
  const auto found = std::ranges::find(text.nodes, kind, &TextNode::kind);
  if (found == text.nodes.end()) return std::nullopt;
  const auto first = static_cast<std::uint32_t>(found - text.nodes.begin() + 1);
  LicenseText out;
  out.nodes.assign(found + 1, text.nodes.begin() + found->end);
  for (TextNode& node : out.nodes)
    node.end -= first;
  if (out.nodes.empty()) return std::nullopt;
  return out;
}

std::string fold_space(std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      gap = !out.empty();
    } else {
      if (std::exchange(gap, false)) out += ' ';
      out += c;
    }
  }
  return out;
}

std::string plain_text(const LicenseText& text, bool optional) {
  return Printer(text, optional).run();
}

}  // namespace licet::spdx
