// The libraries as a stranger uses them: read a stack, load the catalogue it needs, judge it.
#include <iostream>
#include <string>
#include <vector>

#include "engine/analyze.h"
#include "engine/load_catalogue.h"
#include "engine/terms.h"
#include "spdx/read_stack.h"

namespace {

constexpr const char* kStack =
    "licet: 1\n"
    "works: [ { id: photos, kind: dataset, license: CC-BY-NC-4.0 } ]\n"
    "use: { target: photos, acts: [distribute], commercial: true }\n";

int complain(const std::vector<licet::spdx::Error>& errors) {
  for (const auto& error : errors)
    std::cerr << to_string(error) << '\n';
  return 1;
}

}  // namespace

int main() {
  const licet::engine::DataSet data = licet::engine::embedded_data();
  auto words = licet::engine::load_catalogue(data, std::vector<std::string>{});
  if (!words) return complain(words.errors);
  const licet::spdx::SourceText source("photos.yaml", kStack);
  const auto stack = licet::spdx::read_stack(source, words.value->vocabulary());
  if (!stack) return complain(stack.errors);
  const auto names = licet::engine::license_names(*stack.value, *words.value);
  const auto catalogue = licet::engine::add_licenses(std::move(*words.value), data, names);
  if (!catalogue) return complain(catalogue.errors);
  const auto report = licet::engine::analyze(*stack.value, *catalogue.value, {});
  if (!report) return complain(report.errors);
  std::cout << to_string(report.value->verdict) << '\n';
  return report.value->verdict == licet::engine::Severity::Conflict ? 0 : 1;
}
