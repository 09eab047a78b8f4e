// Changes of a text at places of it; everything between stays byte for byte.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "spdx/source.h"

namespace licet::spdx {

/// `length` bytes from `offset` on are replaced by `text`; a length of 0 inserts before the offset.
struct Patch {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string text;
};

/// The text with all patches, whose offsets are those of the given text; its places stay those of
/// the given text, and what a patch put in has the place of what it replaced. Patches may come in
/// any order; of several at one offset the earlier ones come first. Nothing if two overlap or one
/// reaches beyond the text. Linear in the text, n log n in the patches.
std::optional<SourceText> apply_patches(const SourceText& source, std::vector<Patch> patches);

}  // namespace licet::spdx
