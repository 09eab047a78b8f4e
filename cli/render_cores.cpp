// The smallest reasons for conflicts, in words that the text and Markdown renderers share.
#include <algorithm>

#include <fmt/format.h>

#include "cli/render.h"

namespace licet::cli {

std::string core_title(const engine::Core& core) {
  const std::string of = core.license.empty() ? "" : " by " + core.license_name;
  return fmt::format("{}{}{}{}", core.code, of, core.section.empty() ? "" : " " + core.section,
                     core.other.empty() ? "" : fmt::format(" ({})", core.other));
}

std::vector<engine::CorePart> core_parts(const engine::Core& core) {
  constexpr std::ptrdiff_t kShown = 50;  // at either end
  std::vector<engine::CorePart> parts = core.parts;
  const auto is_relation = [](const engine::CorePart& part) { return part.kind == "relation"; };
  const auto first = std::ranges::find_if(parts, is_relation);
  const auto count = std::ranges::count_if(parts, is_relation);
  if (count <= 2 * kShown) return parts;
  const auto cut = first + kShown;
  cut->text = fmt::format("… {} more …", count - 2 * kShown);
  parts.erase(cut + 1, first + (count - kShown));
  return parts;
}

std::string cores_end(const engine::Cores& cores) {
  return cores.complete ? "these are all there are"
                        : "there may be others; --cores=N asks for more";
}

}  // namespace licet::cli
