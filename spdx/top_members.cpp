#include "spdx/top_members.h"

#include <algorithm>

namespace licet::spdx {

TopMembers::TopMembers(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  skip_space();
  in_map_ = at_ < text_.size() && text_[at_] == '{';
  ++at_;
}

bool TopMembers::next() {
  if (!in_map_) return false;
  if (at_value_) skip_value();
  skip_space();
  if (at_ < text_.size() && text_[at_] == ',') ++at_;
  skip_space();
  in_map_ = at_ < text_.size() && text_[at_] == '"';
  if (!in_map_) return false;
  const std::size_t begin = at_ + 1;
  skip_text();
  key_ = text_.substr(begin, at_ - begin - 1);
  skip_space();
  in_map_ = at_ < text_.size() && text_[at_] == ':';
  if (!in_map_) return false;
  ++at_;
  skip_space();
  at_value_ = in_map_ = at_ < text_.size();
  return in_map_;
}

void TopMembers::skip_space() {
  at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
}

// From a quote to behind the one that closes it.
void TopMembers::skip_text() {
  for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
    if (text_[at_] == '\\') ++at_;
  }
  at_ = std::min(at_ + 1, text_.size());
}

// To the comma behind a value, or to the bracket that closes the map.
void TopMembers::skip_value() {
  std::size_t depth = 0;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '"') {
      skip_text();
      continue;
    }
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) return;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    ++at_;
  }
}

}  // namespace licet::spdx
