// Any bytes as the side file of `--relations`, read and then applied to a bill of materials.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/document_stack.h"
#include "engine/load_catalogue.h"
#include "spdx/document.h"
#include "spdx/settlements.h"
#include "tests/fuzz/check_text.h"

namespace spdx = licet::spdx;
namespace engine = licet::engine;
using licet::fuzz::check_result;
using licet::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

// What a side file can speak of: two products, what they depend on and hold, a ring.
constexpr const char* kBill =
    "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n"
    "PackageName: app\nSPDXID: SPDXRef-app\nPackageLicenseDeclared: Apache-2.0\n"
    "PackageName: readline\nSPDXID: SPDXRef-readline\nPackageLicenseDeclared: GPL-3.0-only\n"
    "PackageName: model\nSPDXID: SPDXRef-model\nPackageLicenseDeclared: NOASSERTION\n"
    "FileName: data.csv\nSPDXID: SPDXRef-data\nLicenseConcluded: CC-BY-NC-4.0\n"
    "Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app\n"
    "Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-model\n"
    "Relationship: SPDXRef-app DEPENDS_ON SPDXRef-readline\n"
    "Relationship: SPDXRef-app CONTAINS SPDXRef-model\n"
    "Relationship: SPDXRef-model OTHER SPDXRef-app\n"
    "Relationship: SPDXRef-data DATA_FILE_OF SPDXRef-model\n";

template <typename T>
T needed(spdx::Result<T> result) {
  require(result.value.has_value());
  return std::move(*result.value);
}

struct Known {
  spdx::SourceText source = spdx::SourceText("bill", kBill);
  spdx::Document document = needed(spdx::recognize_document(kBill)->read(source));
  engine::Catalogue catalogue =
      needed(engine::load_catalogue(engine::embedded_data(), std::vector<std::string>{}));
  engine::DocumentRules rules =
      needed(engine::load_document_rules(engine::embedded_data(), catalogue));
  spdx::Vocabulary words = catalogue.vocabulary();
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Known kKnown;
  static const std::optional<std::string> kNoTarget;
  const auto settlements = spdx::read_settlements(
      spdx::SourceText("input", std::string(data, data + size)), kKnown.words);
  check_result(settlements);
  if (!settlements) return 0;
  for (const spdx::Settlement& row : settlements.value->rows)
    require(!row.is.empty() && row.place.line > 0);
  const auto stack =
      engine::stack_of(kKnown.document, {
                                            kKnown.source,
                                            kKnown.rules,
                                            {engine::embedded_data(), kKnown.catalogue,
                                                    [](std::string_view) { return std::string(); }},
                                            *settlements.value,
                                            kNoTarget
  });
  check_result(stack);
  if (!stack) return 0;
  for (const spdx::Relation& relation : stack.value->relations) {
    require(relation.result < stack.value->works.size() &&
            relation.source < stack.value->works.size());
  }
  return 0;
}
