#include "spdx/patch.h"

#include <algorithm>
#include <utility>

namespace licet::spdx {

std::optional<SourceText> apply_patches(const SourceText& source, std::vector<Patch> patches) {
  std::ranges::stable_sort(patches, {}, &Patch::offset);
  const std::string_view text = source.text();
  std::string out;
  std::vector<Shift> shifts = {
      {0, 0}
  };
  std::size_t at = 0;
  for (const Patch& patch : patches) {
    if (patch.offset < at || patch.offset > text.size() ||
        patch.length > text.size() - patch.offset) {
      return std::nullopt;
    }
    out += text.substr(at, patch.offset - at);
    out += patch.text;
    at = patch.offset + patch.length;
    shifts.push_back({out.size(), at});
  }
  out += text.substr(at);
  return SourceText(source, std::move(out), std::move(shifts));
}

}  // namespace licet::spdx
