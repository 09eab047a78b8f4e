// Any bytes as a stack file, in YAML or JSON as the text decides, read and then judged.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/analyze.h"
#include "engine/load_catalogue.h"
#include "spdx/read_stack.h"

namespace spdx = licet::spdx;
namespace engine = licet::engine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

const engine::Catalogue& catalogue() {
  static const engine::Catalogue kCatalogue = [] {
    const std::vector<std::string> licenses = {"MIT",          "Apache-2.0",   "GPL-2.0-or-later",
                                               "GPL-3.0-only", "CC-BY-NC-4.0", "llama3.1",
                                               "CC-BY-SA-4.0", "ODbL-1.0",     "openrail"};
    auto loaded = engine::load_catalogue(engine::embedded_data(), licenses);
    if (!loaded) std::abort();
    return std::move(*loaded.value);
  }();
  return kCatalogue;
}

// Exactly one of value and errors, and every error says where and what.
template <typename T>
bool sound(const spdx::Result<T>& result) {
  if (result.value.has_value() != result.errors.empty()) return false;
  for (const spdx::Error& error : result.errors) {
    if (error.message.empty() || error.place.file.empty()) return false;
  }
  return true;
}

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const spdx::Vocabulary kWords = catalogue().vocabulary();
  const spdx::SourceText source("fuzz", std::string(data, data + size));
  require(sound(spdx::read_json(source)));
  require(sound(spdx::read_yaml(source)));
  const auto stack = spdx::read_stack(source, kWords);
  require(sound(stack));
  if (!stack) return 0;
  for (const spdx::Relation& relation : stack.value->relations) {
    require(relation.result < stack.value->works.size() &&
            relation.source < stack.value->works.size());
  }
  engine::Request request;
  require(sound(engine::analyze(*stack.value, catalogue(), request)));
  return 0;
}
