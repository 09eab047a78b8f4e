// Whether a text is SPDX 3, told by the keys at its top without reading it.
#include <array>
#include <cstddef>
#include <string_view>

#include "spdx/read_documents.h"

namespace licet::spdx {

namespace {

// `@context` begins the documents of all tools; what stands further down is not looked at.
constexpr std::size_t kLookedAt = 64 * std::size_t{1024};
constexpr std::string_view kSpace = " \t\r\n";

// Walks over the tokens of a JSON text and stops at each key of the outermost object.
class TopKeys {
 public:
  explicit TopKeys(std::string_view text) : text_(text) {}

  // The next key, without its quotes; behind it stands `rest`. False at the end of the text.
  bool next(std::string_view& key) {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        const std::size_t begin = at_ + 1;
        skip_string();
        if (depth_ != 1 || !is_key()) continue;
        key = text_.substr(begin, at_ - begin - 1);
        return true;
      }
      if (c == '{' || c == '[') ++depth_;
      if (c == '}' || c == ']') --depth_;
      ++at_;
    }
    return false;
  }

  // What stands between here and the next key at the top, or the end.
  std::string_view value() {
    const std::size_t begin = at_;
    TopKeys further = *this;
    std::string_view key;
    const bool more = further.next(key);
    return text_.substr(begin, (more ? further.at_ : text_.size()) - begin);
  }

 private:
  void skip_string() {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"')
      at_ += text_[at_] == '\\' ? 2U : 1U;
    at_ = at_ < text_.size() ? at_ + 1 : text_.size();
  }

  [[nodiscard]] bool is_key() const {
    const std::size_t behind = text_.find_first_not_of(kSpace, at_);
    return behind != std::string_view::npos && text_[behind] == ':';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

bool holds(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

// Words that only SPDX 3 has, in the spellings of readers' leniency.
bool speaks_spdx3(std::string_view text) {
  constexpr std::array<std::string_view, 6> kWords = {
      "spdx.org/rdf/3", "\"spdxId\"",       "\"SpdxDocument\"",
      "\"software_",    "\"ai_AIPackage\"", "\"dataset_DatasetPackage\""};
  for (const std::string_view word : kWords) {
    if (holds(text, word)) return true;
  }
  return false;
}

bool is_object_of_spdx3(std::string_view text) {
  TopKeys keys(text);
  bool graph = false;
  bool type = false;
  bool id = false;
  for (std::string_view key; keys.next(key);) {
    if (key == "bomFormat" || key == "spdxVersion" || key == "licet") return false;
    if (key == "@context" && holds(keys.value(), "spdx.org/rdf/3")) return true;
    graph = graph || key == "@graph";
    type = type || key == "type" || key == "@type";
    id = id || key == "spdxId";
  }
  return (graph && speaks_spdx3(text)) || (type && id);
}

}  // namespace

bool is_spdx3(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = text.substr(0, kLookedAt);
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return false;
  if (text[first] == '{') return is_object_of_spdx3(text);
  if (text[first] != '[') return false;
  const std::size_t item = text.find_first_not_of(kSpace, first + 1);
  return item != std::string_view::npos && text[item] == '{' &&
         (holds(text, "\"spdxId\"") || holds(text, "spdx.org/rdf/3"));
}

}  // namespace licet::spdx
