#include "spdx/tag_lines.h"

#include <algorithm>

namespace licet::spdx {

namespace {

constexpr std::string_view kOpen = "<text>";
constexpr std::string_view kClose = "</text>";

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

// No tag's name has it.
bool cannot_name(char c) {
  return c == ' ' || c == '\t' || c == '<' || c == '>';
}

}  // namespace

Piece trimmed(Piece piece) {
  while (!piece.text.empty() && is_white(piece.text.front())) {
    piece.text.remove_prefix(1);
    ++piece.offset;
  }
  while (!piece.text.empty() && is_white(piece.text.back()))
    piece.text.remove_suffix(1);
  return piece;
}

TagLine read_tag_line(std::string_view text, std::size_t at) {
  TagLine out;
  out.end = std::min(text.find('\n', at), text.size());
  const Piece line = trimmed({text.substr(at, out.end - at), at});
  out.name = line;
  if (line.text.empty() || line.text.front() == '#') return out;
  const std::size_t colon = line.text.find(':');
  const Piece name = trimmed({line.text.substr(0, colon), line.offset});
  if (colon == std::string_view::npos || std::ranges::any_of(name.text, cannot_name)) {
    out.kind = TagLineKind::NoTag;
    return out;
  }
  out.kind = TagLineKind::Tag;
  out.name = name;
  out.value = trimmed({line.text.substr(colon + 1), line.offset + colon + 1});
  if (!out.value.text.starts_with(kOpen)) return out;
  const std::size_t begin = out.value.offset + kOpen.size();
  const std::size_t close = text.find(kClose, begin);
  if (close == std::string_view::npos) {
    out.kind = TagLineKind::Unclosed;
    out.end = text.size();
  } else {
    out.value = {text.substr(begin, close - begin), begin};
    out.end = std::min(text.find('\n', close), text.size());
  }
  return out;
}

}  // namespace licet::spdx
