#include "spdx/numerals.h"

#include <algorithm>
#include <string>

#include "spdx/characters.h"

namespace licet::spdx {

namespace {

std::optional<std::uint32_t> decimal(std::string_view number) {
  if (number.size() > 3 || !std::ranges::all_of(number, is_digit)) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : number)
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  return value <= kMaxNumber ? std::optional(value) : std::nullopt;
}

// a is 1, z is 26, aa is 27, bb is 28.
std::optional<std::uint32_t> letters(std::string_view number, char first) {
  const auto ordinal = static_cast<std::uint32_t>(number.front() - first) + 1;
  if (number.size() > 2 || number.front() != number.back()) return std::nullopt;
  return number.size() == 1 ? ordinal : 26 + ordinal;
}

// Canonical spellings up to 49, in upper case.
std::optional<std::uint32_t> roman(std::string_view number) {
  static constexpr std::array<std::string_view, 5> kTens = {"", "X", "XX", "XXX", "XL"};
  static constexpr std::array<std::string_view, 10> kOnes = {"",  "I",  "II",  "III",  "IV",
                                                             "V", "VI", "VII", "VIII", "IX"};
  for (std::uint32_t tens = 0; tens < kTens.size(); ++tens) {
    if (!number.starts_with(kTens[tens])) continue;
    const std::string_view rest = number.substr(kTens[tens].size());
    for (std::uint32_t ones = 0; ones < kOnes.size(); ++ones) {
      if (rest == kOnes[ones] && tens + ones > 0) return tens * 10 + ones;
    }
  }
  return std::nullopt;
}

std::string uppercase(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

}  // namespace

Readings::Readings(std::string_view number) {
  if (number.empty()) return;
  const auto set = [this](Numerals numerals, std::optional<std::uint32_t> value) {
    values_[static_cast<std::size_t>(numerals)] = value;
  };
  if (is_digit(number.front())) {
    set(Numerals::Decimal, decimal(number));
  } else if (is_lower(number.front())) {
    set(Numerals::LowerLetter, letters(number, 'a'));
    set(Numerals::LowerRoman, roman(uppercase(number)));
  } else if (is_upper(number.front())) {
    set(Numerals::UpperLetter, letters(number, 'A'));
    set(Numerals::UpperRoman, roman(number));
  }
}

bool Readings::meets(const Readings& other) const {
  return std::ranges::any_of(values_, [&](const auto& value) {
    return value && std::ranges::find(other.values_, value) != other.values_.end();
  });
}

bool Readings::none() const {
  return std::ranges::none_of(values_, [](const auto& value) { return value.has_value(); });
}

std::size_t number_length(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const auto same = is_digit(text[at])   ? is_digit
                    : is_lower(text[at]) ? is_lower
                    : is_upper(text[at]) ? is_upper
                                         : nullptr;
  if (same == nullptr) return 0;
  std::size_t end = at;
  while (end < text.size() && end - at <= 7 && same(text[end]))
    ++end;
  return end - at <= 7 ? end - at : 0;
}

}  // namespace licet::spdx
