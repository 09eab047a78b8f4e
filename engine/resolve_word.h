// Template body of load_catalogue.h's `resolve`.
#pragma once

#include <fmt/format.h>

#include "spdx/spelling.h"

namespace licet::engine {

template <typename Row>
std::optional<std::size_t> resolve(spdx::Fields& fields, const spdx::Text& word,
                                   const std::vector<Row>& rows, std::string_view what) {
  std::vector<std::string_view> ids;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].id == word.text) return i;
    ids.push_back(rows[i].id);
  }
  fields.fail(word.offset, fmt::format("unknown {} \"{}\"{}", what, word.text,
                                       spdx::did_you_mean(word.text, ids)));
  return std::nullopt;
}

}  // namespace licet::engine
