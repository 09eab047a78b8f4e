// "Did you mean": the nearest of the names that would have been right.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace licet::spdx {

/// ASCII lower case; other bytes stay. Locale plays no part.
std::string lowercase(std::string_view text);

/// Damerau-Levenshtein distance (optimal string alignment), capped: returns `limit + 1` when it is
/// larger. O(|a|·|b|).
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The candidate nearest to `word`, letter case aside, if it is near enough to be a slip: at most a
/// third of its letters differ. Empty if none is. Ties go to the earlier candidate.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

/// `; did you mean "x"?`, or nothing: to be put behind a message.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

/// `a, b or c`: for messages that list what would be right.
std::string alternatives_text(const std::vector<std::string_view>& names);

}  // namespace licet::spdx
