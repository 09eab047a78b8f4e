// The text of a value: most stand in the source as they are, and copying them would be most of what
// a tree costs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/core.h>

namespace licet::spdx {

/// Whether a text is a part of a source, in memory.
bool is_within(std::string_view source, std::string_view text);

/// A text that it either owns or borrows from somebody who lives longer. 16 bytes; at most 4 GiB,
/// which is more than any input.
class ValueText {
 public:
  ValueText() = default;

  /// A copy of a text. O(n).
  explicit ValueText(std::string_view text);

  /// The text itself: it has to outlive this and all copies of this. Constant time.
  static ValueText borrowed(std::string_view text);

  /// The text itself if it is a part of `source`, which then has to outlive this; else a copy.
  static ValueText within(std::string_view source, std::string_view text);

  /// Copies a text that is owned, borrows once more what is borrowed.
  ValueText(const ValueText& other);
  ValueText(ValueText&& other) noexcept;
  ValueText& operator=(const ValueText& other);
  ValueText& operator=(ValueText&& other) noexcept;
  /// A copy of a text, which may be a part of this.
  ValueText& operator=(std::string_view text);
  ~ValueText();

  // NOLINTNEXTLINE(google-explicit-constructor): reads like any text
  operator std::string_view() const { return view(); }

  [[nodiscard]] std::string_view view() const { return {data_, size_}; }

  [[nodiscard]] bool empty() const { return size_ == 0; }

  [[nodiscard]] std::string str() const { return std::string(view()); }

  friend bool operator==(const ValueText& a, std::string_view b) { return a.view() == b; }

  friend bool operator==(const ValueText& a, const ValueText& b) { return a.view() == b.view(); }

 private:
  const char* data_ = "";
  std::uint32_t size_ = 0;
  bool owned_ = false;
};

}  // namespace licet::spdx

template <>
struct fmt::formatter<licet::spdx::ValueText> : fmt::formatter<std::string_view> {
  template <typename Context>
  auto format(const licet::spdx::ValueText& text, Context& context) const {
    return fmt::formatter<std::string_view>::format(text.view(), context);
  }
};
