#include "spdx/base64.h"

#include <cstdint>

#include "spdx/characters.h"

namespace licet::spdx {

namespace {

// The six bits a character stands for.
std::optional<std::uint32_t> bits_of(char c) {
  if (is_upper(c)) return static_cast<std::uint32_t>(c - 'A');
  if (is_lower(c)) return static_cast<std::uint32_t>(c - 'a' + 26);
  if (is_digit(c)) return static_cast<std::uint32_t>(c - '0' + 52);
  if (c == '+') return 62;
  if (c == '/') return 63;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  text = text.substr(0, text.find_last_not_of("= \t\r\n") + 1);
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t pending = 0;  // bits read that make no byte yet
  unsigned count = 0;         // how many
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    const auto bits = bits_of(c);
    if (!bits) return std::nullopt;
    pending = (pending << 6U | *bits) & 0xFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(static_cast<unsigned char>(pending >> count));
  }
  if (count == 6) return std::nullopt;
  return out;
}

}  // namespace licet::spdx
