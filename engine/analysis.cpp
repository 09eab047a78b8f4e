#include "engine/analysis.h"

#include <fmt/format.h>

namespace licet::engine {

std::vector<spdx::Error> Analysis::errors() const {
  if (flow.complete) return {};
  return {
      {{model.stack.name, 0, 0},
       fmt::format("licenses reach works in more than {} ways, the most that are followed; settle "
                   "unclear relations with --relations, take licenses with --take, or judge parts "
                   "by themselves with --target", kMaxArrivals)}
  };
}

}  // namespace licet::engine
