#include "spdx/source.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
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

// Whether the second byte makes the sequence an overlong form, a surrogate or larger than U+10FFFF.
bool bad_second(unsigned char lead, unsigned char second) {
  return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
         (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
}

constexpr std::size_t kAtOnce = 32;  // bytes

// Whether so many bytes from here on are all ASCII, as nearly all are in nearly all documents.
bool is_ascii(std::string_view text, std::size_t at) {
  std::array<std::uint64_t, kAtOnce / sizeof(std::uint64_t)> bytes = {};
  if (text.size() - at < kAtOnce) return false;
  std::memcpy(bytes.data(), text.data() + at, kAtOnce);
  return ((bytes[0] | bytes[1] | bytes[2] | bytes[3]) & 0x8080808080808080U) == 0;
}

// Offset of the first byte that is not UTF-8.
std::optional<std::size_t> first_bad_byte(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (is_ascii(text, i)) {
      i += kAtOnce;
      continue;
    }
    const std::size_t length = sequence_length(static_cast<unsigned char>(text[i]));
    if (length == 0 || i + length > text.size()) return i;
    if (length > 1 &&
        bad_second(static_cast<unsigned char>(text[i]), static_cast<unsigned char>(text[i + 1]))) {
      return i;
    }
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return i;
    }
    i += length;
  }
  return std::nullopt;
}

// What a text is written in whose characters are units of more than a byte: by its byte order mark,
// or by the zero bytes in what XML or JSON begins with. Empty: it is none.
std::string_view wide_encoding(std::string_view text) {
  using namespace std::string_view_literals;
  for (const std::string_view begin :
       {"\xFF\xFE\0\0"sv, "\0\0\xFE\xFF"sv, "<\0\0\0"sv, "\0\0\0<"sv, "{\0\0\0"sv, "\0\0\0{"sv}) {
    if (text.starts_with(begin)) return "UTF-32";
  }
  for (const std::string_view begin :
       {"\xFF\xFE"sv, "\xFE\xFF"sv, "<\0"sv, "\0<"sv, "{\0"sv, "\0{"sv}) {
    if (text.starts_with(begin)) return "UTF-16";
  }
  return {};
}

// Messages quote their input, and an input must not steer the terminal that shows them.
std::string without_controls(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\x{:02X}", byte);
    } else if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {
      out += fmt::format("\\x{:02X}", next);
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string to_string(const Error& error) {
  const Place& p = error.place;
  const std::string file = without_controls(p.file);
  const std::string message = without_controls(error.message);
  if (p.line == 0) return fmt::format("{}: error: {}", file, message);
  return fmt::format("{}:{}:{}: error: {}", file, p.line, p.column, message);
}

SourceText::SourceText(std::string name, std::string text, std::size_t first_line)
    : name_(std::move(name)), text_(std::move(text)), first_line_(first_line) {}

SourceText::SourceText(const SourceText& original, std::string text, std::vector<Shift> shifts)
    : name_(original.name_),
      text_(std::move(text)),
      first_line_(original.first_line_),
      original_(std::make_shared<const SourceText>(original)),
      shifts_(std::move(shifts)) {}

std::vector<SourceText::Mark> SourceText::count_lines(std::string_view text) {
  std::vector<Mark> marks;
  Mark mark;
  std::size_t end = text.find('\n');
  for (std::size_t block = 0; block <= text.size(); block += kBlock) {
    for (; end < block; end = text.find('\n', mark.start)) {
      ++mark.lines;
      mark.start = end + 1;
    }
    marks.push_back(mark);
  }
  return marks;
}

const std::vector<SourceText::Mark>& SourceText::marks() const {
  std::call_once(lines_->counted, [&] { lines_->marks = count_lines(text_); });
  return lines_->marks;
}

Place SourceText::locate(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  if (original_) {
    const Shift& shift = *std::prev(std::ranges::upper_bound(shifts_, offset, {}, &Shift::offset));
    return original_->locate(shift.original + (offset - shift.offset));
  }
  Mark mark = marks()[offset / kBlock];
  const std::size_t block = offset - offset % kBlock;
  const std::string_view before = text().substr(block, offset - block);
  for (std::size_t at = before.find('\n'); at < before.size(); at = before.find('\n', at + 1)) {
    ++mark.lines;
    mark.start = block + at + 1;
  }
  return Place{name_, first_line_ + mark.lines, offset - mark.start + 1};
}

Error SourceText::error(std::size_t offset, std::string message) const {
  return Error{locate(offset), std::move(message)};
}

std::vector<Error> check_text(const SourceText& source) {
  const std::string_view text = source.text();
  if (text.size() > kMaxInputBytes) {
    return {
        Error{{source.name(), 0, 0},
              fmt::format("the file is larger than {} MiB, the most that is read; split it",
              kMaxInputBytes / kMebibyte)}
    };
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return {
        Error{{source.name(), 0, 0}, "the file is empty"}
    };
  }
  if (const std::string_view wide = wide_encoding(text); !wide.empty())
    return {source.error(0, fmt::format("the text is {}; save it as UTF-8", wide))};
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return {source.error(
        nul, "this is a binary file (it holds a zero byte); a text in UTF-8 is needed")};
  }
  if (const auto bad = first_bad_byte(text)) {
    return {source.error(*bad, "the text is not UTF-8 here; save it as UTF-8")};
  }
  return {};
}

}  // namespace licet::spdx
