#include "spdx/value_text.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace licet::spdx {

bool is_within(std::string_view source, std::string_view text) {
  const std::less_equal<> not_behind;  // of pointers into whatever arrays
  return not_behind(source.data(), text.data()) &&
         not_behind(text.data() + text.size(), source.data() + source.size());
}

ValueText::ValueText(std::string_view text)
    : size_(static_cast<std::uint32_t>(text.size())), owned_(!text.empty()) {
  if (!owned_) return;
  char* const copy = new char[text.size()];
  std::ranges::copy(text, copy);
  data_ = copy;
}

ValueText ValueText::borrowed(std::string_view text) {
  ValueText out;
  out.data_ = text.data();
  out.size_ = static_cast<std::uint32_t>(text.size());
  return out;
}

ValueText ValueText::within(std::string_view source, std::string_view text) {
  return is_within(source, text) ? borrowed(text) : ValueText(text);
}

ValueText::ValueText(const ValueText& other)
    : ValueText(other.owned_ ? ValueText(other.view()) : borrowed(other.view())) {}

ValueText::ValueText(ValueText&& other) noexcept
    : data_(std::exchange(other.data_, "")),
      size_(std::exchange(other.size_, 0)),
      owned_(std::exchange(other.owned_, false)) {}

ValueText& ValueText::operator=(const ValueText& other) {
  if (this != &other) *this = ValueText(other);
  return *this;
}

ValueText& ValueText::operator=(ValueText&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(owned_, other.owned_);
  return *this;
}

ValueText& ValueText::operator=(std::string_view text) {
  return *this = ValueText(text);
}

ValueText::~ValueText() {
  if (owned_) delete[] data_;
}

}  // namespace licet::spdx
