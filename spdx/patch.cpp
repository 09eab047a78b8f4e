#include "spdx/patch.h"

#include <algorithm>

namespace licet::spdx {

std::optional<std::string> apply_patches(std::string_view text, std::vector<Patch> patches) {
  std::ranges::stable_sort(patches, {}, &Patch::offset);
  std::string out;
  std::size_t at = 0;
  for (const Patch& patch : patches) {
    if (patch.offset < at || patch.offset > text.size() ||
        patch.length > text.size() - patch.offset) {
      return std::nullopt;
    }
    out += text.substr(at, patch.offset - at);
    out += patch.text;
    at = patch.offset + patch.length;
  }
  out += text.substr(at);
  return out;
}

}  // namespace licet::spdx
