#include "spdx/source.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace licet::spdx {

namespace {

// Length of the UTF-8 sequence that starts with this byte; 0 if none does.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Offset of the first byte that is not UTF-8.
std::optional<std::size_t> first_bad_byte(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(static_cast<unsigned char>(text[i]));
    if (length == 0 || i + length > text.size()) return i;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return i;
    }
    i += length;
  }
  return std::nullopt;
}

}  // namespace

std::string to_string(const Error& error) {
  const Place& p = error.place;
  if (p.line == 0) return fmt::format("{}: error: {}", p.file, error.message);
  return fmt::format("{}:{}:{}: error: {}", p.file, p.line, p.column, error.message);
}

SourceText::SourceText(std::string name, std::string text, std::size_t first_line)
    : name_(std::move(name)), text_(std::move(text)), first_line_(first_line) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

Place SourceText::locate(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::ranges::upper_bound(line_starts_, offset);
  const auto line = static_cast<std::size_t>(next - line_starts_.begin());
  return Place{name_, first_line_ + line - 1, offset - line_starts_[line - 1] + 1};
}

Error SourceText::error(std::size_t offset, std::string message) const {
  return Error{locate(offset), std::move(message)};
}

std::vector<Error> check_text(const SourceText& source) {
  const std::string_view text = source.text();
  if (text.size() > kMaxInputBytes) {
    return {Error{{source.name(), 0, 0},
                  fmt::format("the file has {} bytes; at most {} are read", text.size(),
                              kMaxInputBytes)}};
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return {Error{{source.name(), 0, 0}, "the file is empty; a stack file begins with `licet: 1`"}};
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return {source.error(nul, "this is a binary file (it holds a zero byte), not a text")};
  }
  if (const auto bad = first_bad_byte(text)) {
    return {source.error(*bad, "the text is not UTF-8 here; save it as UTF-8")};
  }
  return {};
}

}  // namespace licet::spdx
