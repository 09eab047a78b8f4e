// Any bytes as a folder of cards, read and then judged as published. A line `=== owner/name` begins
// the next card; behind
// `=== datasets/` it lies in a folder of datasets.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analyze.h"
#include "engine/load_catalogue.h"
#include "spdx/read_cards.h"

namespace spdx = licet::spdx;
namespace engine = licet::engine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::string_view kNext = "=== ";

const engine::Catalogue& catalogue() {
  static const engine::Catalogue kCatalogue = [] {
    const std::vector<std::string> licenses = {"mit",      "apache-2.0", "cc-by-nc-4.0",
                                               "llama3.1", "gemma",      "cc-by-sa-4.0"};
    auto loaded = engine::load_catalogue(engine::embedded_data(), licenses);
    if (!loaded) std::abort();
    return std::move(*loaded.value);
  }();
  return kCatalogue;
}

std::vector<spdx::Repository> split(std::string_view text) {
  std::vector<spdx::Repository> out;
  std::string id = "first";
  while (true) {
    std::size_t end = text.rfind(kNext, 0) == 0 ? 0 : text.find("\n=== ");
    if (end != 0 && end != std::string_view::npos) ++end;
    const std::string_view card = text.substr(0, end);
    if (!card.empty()) {
      out.push_back({id, spdx::SourceText(id + "/README.md", std::string(card)),
                     id.rfind("datasets/", 0) == 0});
    }
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + kNext.size());
    const std::size_t line = std::min(text.find('\n'), text.size());
    id = text.substr(0, line);
    text.remove_prefix(std::min(line + 1, text.size()));
  }
}

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const std::vector<spdx::Repository> repositories = split(text);
  const auto stack = spdx::read_cards(repositories);
  require(stack.value.has_value() == stack.errors.empty());
  if (!stack) return 0;
  require(stack.value->works.size() >= repositories.size() && !stack.value->uses.empty());
  engine::Request request;
  request.default_acts = {"distribute"};
  const auto report = engine::analyze(*stack.value, catalogue(), request);
  require(report.value.has_value() == report.errors.empty());
  return 0;
}
