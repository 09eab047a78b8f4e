#include "spdx/made_up_ids.h"

#include "spdx/characters.h"

namespace licet::spdx {

namespace {

std::unordered_set<std::string_view> numbers_of(std::string_view text) {
  std::unordered_set<std::string_view> out;
  for (std::size_t at = 0; (at = text.find('#', at)) != std::string_view::npos;) {
    const std::size_t begin = ++at;
    while (at < text.size() && is_digit(text[at]))
      ++at;
    if (at > begin) out.insert(text.substr(begin, at - begin));
  }
  return out;
}

}  // namespace

std::string MadeUpIds::next() {
  if (!spoken_of_) spoken_of_ = numbers_of(text_);
  std::string number;
  do {
    number = std::to_string(++last_);
  } while (spoken_of_->contains(number));
  return "#" + number;
}

}  // namespace licet::spdx
