#include "tests/stack_samples.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "tests/case_file.h"
#include "tests/paths.h"
#include "tests/random_stacks.h"
#include "tests/stack_fixture.h"

namespace licet::tests {

namespace {

constexpr const char* kOddTexts = R"~(licet: 1
works:
  - { id: "a b#/%ü\"\\", name: "null", kind: model, version: "1.0", owner: self,
      license: { code: "MIT OR (Apache-2.0 AND x)", weights: "llama3.1", data: "NONE" },
      facts: { multimodal: false, release-date: 2024-07-23, size-class: "7" } }
  - { id: "~", name: "- x: y # z\nand\ttab \u0007 \u0085", kind: service,
      license: "free for all (mostly)" }
  - { id: "true", license: "GPL-2.0+ WITH Classpath-exception-2.0",
      from: [ { bundle: ["~", "a b#/%ü\"\\"] } ] }
  - { id: "7", kind: content, license: "OpenMDW-1.0", version: "{",
      from: [ { generate: "true", by: third-party } ] }
use:
  - { target: "7", acts: [distribute, host], commercial: true, product: "true", outbound: "null",
      market: [NO, "DE"], fields: [], licensee: { kind: company, mau: 7e8, territory: "no" } }
  - { target: "~", acts: [run], market: [FR] }
  - { }
)~";

// Works of every kind as results and as sources of every kind of relation.
std::string every_relation() {
  const std::vector<std::string> kinds = {"model", "dataset", "software", "content", "service"};
  std::string works = "licet: 1\nworks:\n  - { id: s }\n";
  for (const std::string& kind : kinds)
    works += fmt::format("  - {{ id: s-{0}, kind: {0} }}\n", kind);
  for (const std::string& relation : stack_words().relations) {
    for (const std::string& kind : kinds) {
      works += fmt::format("  - {{ id: {0}-{1}, kind: {1}, from: [{{ {0}: s, by: third-party }}",
                           relation, kind);
      for (const std::string& source : kinds)
        works += fmt::format(", {{ {}: s-{} }}", relation, source);
      works += "] }\n";
    }
  }
  return works;
}

std::vector<std::string> case_files() {
  std::vector<std::string> out;
  for (const auto& file : std::filesystem::directory_iterator(source_folder() + "/tests/cases"))
    out.push_back(file.path().string());
  std::ranges::sort(out);
  return out;
}

std::vector<Sample> make_samples() {
  std::vector<Sample> out;
  out.push_back({"example", stack_of(read_source_file("tests/examples/support.yaml"))});
  out.push_back({"relations", stack_of(every_relation())});
  out.push_back({"texts", stack_of(kOddTexts)});
  for (const std::string& path : case_files()) {
    for (const auto& test : read_cases(path, read_source_file(path)).cases)
      out.push_back({test.place, stack_of(test.stack)});
  }
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    spdx::Stack stack = random_stack(seed, whole_catalogue());
    std::ranges::stable_sort(stack.relations, {}, &spdx::Relation::result);  // as in stack files
    out.push_back({fmt::format("seed {}", seed), std::move(stack)});
  }
  return out;
}

}  // namespace

const std::vector<Sample>& stack_samples() {
  static const std::vector<Sample> kSamples = make_samples();
  return kSamples;
}

const spdx::Vocabulary& stack_words() {
  static const spdx::Vocabulary kWords = whole_catalogue().vocabulary();
  return kWords;
}

}  // namespace licet::tests
