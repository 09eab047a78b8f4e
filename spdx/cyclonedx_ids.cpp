#include "spdx/cyclonedx_ids.h"

#include <array>
#include <charconv>

namespace licet::spdx {

namespace {

// The list that 1.6 was published with; ids that are newer are not in its schema.
constexpr std::array<int, 2> kSchemaList = {3, 23};

// Of `3.24.0` the first two numbers; what has none is as old as the list.
std::array<int, 2> release(std::string_view text) {
  std::array<int, 2> out = {0, 0};
  for (int& number : out) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc()) break;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.starts_with('.')) break;
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace

bool in_cyclonedx_schema(const LicenseIndex& ids, std::string_view id) {
  const ListIndex listed = ids.license(id);
  return listed != kUnlisted && release(ids[listed].added_in) <= kSchemaList;
}

}  // namespace licet::spdx
