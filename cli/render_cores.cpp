// The smallest reasons for conflicts, in words that the text and Markdown renderers share.
#include <fmt/format.h>

#include "cli/render.h"

namespace licet::cli {

std::string core_title(const engine::Core& core) {
  const std::string of = core.license.empty() ? "" : " by " + core.license_name;
  return fmt::format("{}{}{}{}", core.code, of, core.section.empty() ? "" : " " + core.section,
                     core.other.empty() ? "" : fmt::format(" ({})", core.other));
}

std::string cores_end(const engine::Cores& cores) {
  return cores.complete ? "these are all there are"
                        : "there may be others; --cores=N asks for more";
}

}  // namespace licet::cli
