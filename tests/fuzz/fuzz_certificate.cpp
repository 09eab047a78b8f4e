// Any bytes as a certificate of a verdict and of labels, of a small stack: reading never fails, and
// what is accepted is what was made.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/certificate.h"
#include "engine/every_label.h"
#include "engine/load_catalogue.h"
#include "spdx/read_stack.h"
#include "tests/fuzz/check_text.h"

namespace spdx = licet::spdx;
namespace engine = licet::engine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using licet::fuzz::require;

constexpr const char* kStack =
    "licet: 1\nworks:\n"
    "  - { id: base, kind: model, license: llama3.1 }\n"
    "  - { id: data, kind: dataset, license: CC-BY-NC-SA-4.0 OR CC-BY-SA-4.0 }\n"
    "  - { id: mine, kind: model, from: [ { finetune: base }, { filter: data } ] }\n"
    "use: { target: mine, acts: [distribute], commercial: true, outbound: MIT }\n";

const std::vector<std::string> kLicenses = {"MIT", "Apache-2.0", "llama3.1", "CC-BY-SA-4.0",
                                            "CC-BY-NC-SA-4.0"};

template <typename T>
T taken(spdx::Result<T> result) {
  require(bool{result});
  return std::move(*result.value);
}

// A question with its true certificate. Never moves: the matter refers to its members.
struct Asked {
  explicit Asked(bool labels)
      : catalogue(taken(engine::load_catalogue(engine::embedded_data(), kLicenses))),
        stack(taken(spdx::read_stack({"stack", kStack}, catalogue.vocabulary()))),
        questions(taken(engine::questions_of(stack, catalogue, request))),
        matter{stack, catalogue, request, questions, "5f", {}} {
    if (labels) matter.labels = engine::every_label(catalogue, questions.terms);
    text = taken(engine::certify(matter));
  }

  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;

  // A certificate with other witnesses is consistent if it takes other choices or another core, and
  // is then accepted, too; but the text is always the one that follows from what it names.
  void check(const std::string& other) const {
    const auto verified = engine::verify({"fuzz", other}, matter);
    licet::fuzz::check_result(verified);
    if (!verified) return;
    const auto witnesses = engine::read_witnesses(other, matter);
    require(engine::state_all(matter, witnesses).text == other);
  }

  // The same with the head of the true one, so that what a search found is read.
  void check_behind_head(const std::string& other) const {
    const std::string head = text.substr(0, text.find("found for "));
    check(head + other);
  }

  engine::Catalogue catalogue;
  spdx::Stack stack;
  engine::Request request;
  engine::Questions questions;
  engine::Matter matter;
  std::string text;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Asked kVerdict(false);
  static const Asked kLabels(true);
  const std::string bytes(data, data + size);
  for (const Asked* asked : {&kVerdict, &kLabels}) {
    require(engine::verify({"fuzz", asked->text}, asked->matter).value.has_value());
    asked->check(bytes);
    asked->check_behind_head(bytes);
  }
  return 0;
}
