// Whether a text is SPDX 3, told by the keys at its top without reading it.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "spdx/read_documents.h"
#include "spdx/top_members.h"

namespace licet::spdx {

namespace {

// `@context` begins the documents of all tools; what stands further down is not looked at.
constexpr std::size_t kLookedAt = 64 * std::size_t{1024};
constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kVocabulary = "spdx.org/rdf/3";

bool holds(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

// Words that only SPDX 3 has, for documents without a context.
bool speaks_spdx3(std::string_view text) {
  constexpr std::array<std::string_view, 6> kWords = {
      kVocabulary,   "\"spdxId\"",       "\"SpdxDocument\"",
      "\"software_", "\"ai_AIPackage\"", "\"dataset_DatasetPackage\""};
  return std::ranges::any_of(kWords, [&](std::string_view word) { return holds(text, word); });
}

bool is_object_of_spdx3(std::string_view text) {
  TopMembers members(text);
  bool graph = false;
  bool type = false;
  bool id = false;
  for (bool more = members.next(); more;) {
    const std::string_view key = members.key();
    const std::string_view rest = members.value();
    if (key == "bomFormat" || key == "spdxVersion" || key == "licet") return false;
    graph = graph || key == "@graph";
    type = type || key == "type" || key == "@type";
    id = id || key == "spdxId";
    more = members.next();
    const std::size_t length = more ? static_cast<std::size_t>(members.key().data() - rest.data())
                                    : std::string_view::npos;
    if (key == "@context" && holds(rest.substr(0, length), kVocabulary)) return true;
  }
  return (graph && speaks_spdx3(text)) || (type && id);
}

}  // namespace

bool is_spdx3(std::string_view text) {
  text = text.substr(0, kLookedAt);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return false;
  if (text[first] != '[') return is_object_of_spdx3(text);
  const std::size_t item = text.find_first_not_of(kSpace, first + 1);
  return item != std::string_view::npos && text[item] == '{' &&
         (holds(text, "\"spdxId\"") || holds(text, kVocabulary));
}

}  // namespace licet::spdx
