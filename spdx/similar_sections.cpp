// Which sections may have been meant by a citation that fits none.
#include <algorithm>

#include "spdx/citation.h"
#include "spdx/outline_parts.h"
#include "spdx/spelling.h"

namespace licet::spdx {

namespace {

constexpr std::size_t kMaxCompared = 60;  // bytes of a citation or label that are compared

// How many numbers from the first on are the same.
std::size_t common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto [at, other] = std::ranges::mismatch(a, b, [](const auto& left, const auto& right) {
    return lowercase(left) == lowercase(right);
  });
  return static_cast<std::size_t>(at - a.begin());
}

}  // namespace

std::vector<std::string> similar_sections(const Outline& outline, std::string_view citation,
                                          std::size_t limit) {
  const std::vector<std::string> numbers = detail::numbers_of(citation.substr(0, kMaxCompared));
  const std::string words = detail::folded_words(citation.substr(0, kMaxCompared));

  struct Candidate {
    std::size_t distance = 0;
    std::uint32_t section = 0;
  };

  std::vector<Candidate> candidates;
  for (std::uint32_t i = 0; i < outline.sections.size(); ++i) {
    const Section& section = outline.sections[i];
    if (!numbers.empty()) {
      const auto here = detail::whole_number(outline, i);
      const std::size_t same = common(numbers, here);
      // What shares more of the number comes first, then what is shorter.
      if (same > 0) candidates.push_back({100 * (numbers.size() - same) + here.size(), i});
    } else if (!section.heading.empty()) {
      const std::size_t far = words.size() / 2;
      const std::string heading =
          detail::folded_words(std::string_view(section.heading).substr(0, kMaxCompared));
      const bool inside = heading.find(words) != std::string::npos;
      const std::size_t distance = inside ? 0 : edit_distance(words, heading, far);
      if (distance <= far) candidates.push_back({distance, i});
    }
  }
  if (candidates.empty()) {
    for (std::uint32_t i = 0; i < outline.sections.size(); ++i) {
      if (outline.sections[i].depth == 0) candidates.push_back({0, i});
    }
  }
  std::ranges::stable_sort(candidates, {}, &Candidate::distance);
  candidates.resize(std::min(candidates.size(), limit));
  std::vector<std::string> out;
  for (const Candidate& candidate : candidates)
    out.push_back(outline.sections[candidate.section].label);
  return out;
}

}  // namespace licet::spdx
