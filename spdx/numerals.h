// The numbers that license texts count with. One spelling may be read in several ways: `i` is a
// letter and a Roman number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace licet::spdx {

/// Ways of counting. Letters go on after z with aa, bb, cc.
enum class Numerals : std::uint8_t {
  Decimal,
  LowerLetter,
  UpperLetter,
  LowerRoman,
  UpperRoman
};

/// Largest number that counts; higher ones are years, addresses or sums. Romans end at 49.
inline constexpr std::uint32_t kMaxNumber = 400;

/// The readings of one number: at most one in each way of counting.
class Readings {
 public:
  explicit Readings(std::string_view number);

  [[nodiscard]] std::optional<std::uint32_t> in(Numerals numerals) const {
    return values_[static_cast<std::size_t>(numerals)];
  }

  /// Whether two spellings have a value in common: `b` and `2`, `i` and `1`, `i` and `9`.
  [[nodiscard]] bool meets(const Readings& other) const;

  /// Whether nothing reads it as a number.
  [[nodiscard]] bool none() const;

 private:
  std::array<std::optional<std::uint32_t>, 5> values_;
};

/// All ways of counting, the more usual ones of the same spelling first.
inline constexpr std::array kAllNumerals = {Numerals::Decimal, Numerals::LowerLetter,
                                            Numerals::UpperLetter, Numerals::LowerRoman,
                                            Numerals::UpperRoman};

/// Bytes of the number that begins at `at`, its letters or digits all of one kind; 0 if none does.
std::size_t number_length(std::string_view text, std::size_t at);

}  // namespace licet::spdx
