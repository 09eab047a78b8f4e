// Templates to blocks; plain text is read in plain_blocks.cpp.
#include "spdx/text_blocks.h"

#include <algorithm>
#include <utility>

#include "spdx/text_lines.h"

namespace licet::spdx {

namespace {

using Node = TextNode::Kind;
using Kind = TextBlock::Kind;

constexpr std::uint32_t kColumnsAList = 2;

class TemplateReader {
 public:
  explicit TemplateReader(const LicenseText& text) : nodes_(text.nodes) {}

  BlockText run() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      while (!open_.empty() && nodes_[open_.back()].end <= i)
        leave();
      const TextNode& node = nodes_[i];
      if (node.kind == Node::Text) {
        words(node.text);
      } else if (node.kind == Node::Break) {
        broken_ = true;
      } else {
        enter(node.kind);
        open_.push_back(i);
      }
    }
    while (!open_.empty())
      leave();
    flush();
    return std::move(out_);
  }

 private:
  void enter(Node kind) {
    switch (kind) {
      case Node::Bullet:
        // One in running text numbers what is behind it.
        if (!block_.text.empty()) flush();
        break;
      case Node::List:
        flush();
        ++lists_;
        break;
      case Node::Title:
        ++titles_;
        flush();
        break;
      case Node::Copyright:
        ++notices_;
        flush();
        break;
      case Node::Paragraph:
      case Node::Item:
      case Node::Header:
        // The first paragraph of an item goes on behind its bullet.
        if (block_.text.size() > block_.bullet) flush();
        break;
      default:
        break;
    }
  }

  void leave() {
    switch (nodes_[open_.back()].kind) {
      case Node::Bullet:
        block_.bullet = static_cast<std::uint32_t>(block_.text.size());
        space_ = true;
        break;
      case Node::List:
        flush();
        --lists_;
        break;
      case Node::Title:
        flush();
        --titles_;
        break;
      case Node::Copyright:
        flush();
        --notices_;
        break;
      case Node::Paragraph:
      case Node::Item:
      case Node::Header:
        if (block_.text.size() > block_.bullet) flush();
        break;
      default:
        break;
    }
    open_.pop_back();
  }

  void words(std::string_view text) {
    for (const char c : text) {
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        space_ = true;
        continue;
      }
      if (broken_) end_line(c);
      if (space_ && !block_.text.empty()) block_.text += ' ';
      space_ = false;
      block_.text += c;
    }
  }

  // A line break ends a block, unless the sentence goes on behind it.
  void end_line(char next) {
    const bool lower = next >= 'a' && next <= 'z';
    const bool open = !block_.text.empty() && detail::goes_on(block_.text.back());
    broken_ = false;
    space_ = true;
    if (lower && open) return;
    flush();
    apart_ = false;
  }

  void flush() {
    space_ = false;
    broken_ = false;
    if (!block_.text.empty() && !detail::is_rule(block_.text)) {
      if (out_.blocks.size() < kMaxTextBlocks) {
        add_block();
      } else {
        out_.text += ' ' + block_.text;
        out_.blocks.back().end = out_.text.size();
      }
    }
    block_ = {};
    apart_ = true;
  }

  void add_block() {
    TextBlock block;
    block.structured = true;
    block.apart = apart_;
    block.bullet = block_.bullet;
    block.indent = kColumnsAList * lists_;
    block.kind = block_.bullet > 0 ? Kind::Item
                 : titles_ > 0     ? Kind::Title
                 : notices_ > 0    ? Kind::Notice
                                   : Kind::Paragraph;
    // Some templates keep the marks of Markdown.
    block.level = block.bullet > 0 ? std::uint8_t{0} : detail::heading_level(block_.text);
    if (block.level > 0) {
      block.kind = Kind::Title;
      block_.text.erase(0, block.level + std::size_t{1});
    } else if (block.kind == Kind::Paragraph && detail::is_notice(block_.text)) {
      block.kind = Kind::Notice;
    }
    if (!out_.text.empty()) out_.text += '\n';
    block.begin = out_.text.size();
    out_.text += block_.text;
    block.end = out_.text.size();
    out_.blocks.push_back(block);
  }

  struct Pending {
    std::string text;
    std::uint32_t bullet = 0;
  };

  const std::vector<TextNode>& nodes_;
  std::vector<std::size_t> open_;
  Pending block_;
  BlockText out_;
  std::uint32_t lists_ = 0;
  std::uint32_t titles_ = 0;
  std::uint32_t notices_ = 0;
  bool space_ = false;
  bool broken_ = false;  ///< a line break stands before the next word
  bool apart_ = true;
};

}  // namespace

BlockText blocks_of(const LicenseText& text) {
  const auto layout = [](const TextNode& node) {
    return node.kind != Node::Text && node.kind != Node::Break && node.kind != Node::Optional &&
           node.kind != Node::Alternative;
  };
  if (std::ranges::any_of(text.nodes, layout)) return TemplateReader(text).run();
  // The list's JSON has its templates as text files.
  std::string plain;
  for (const TextNode& node : text.nodes) {
    if (node.kind == Node::Text) plain += node.text;
    if (node.kind == Node::Break) plain += '\n';
  }
  return blocks_of(std::string_view(plain));
}

}  // namespace licet::spdx
