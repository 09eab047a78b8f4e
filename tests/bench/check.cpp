// What a check costs, part by part, and whether the cost stays linear. Absolute times belong to the
// machine; compare the ratios, which come from one run.
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/analyze.h"
#include "engine/load_catalogue.h"
#include "spdx/read_stack.h"

namespace {

using licet::engine::Catalogue;

constexpr int kSmall = 100;
constexpr int kLarge = 1000;

// A hub in little: every work is made from the one at half its number, every tenth is a data set.
std::string hub(int works) {
  std::string text =
      "licet: 1\nworks:\n  - { id: w0, name: a/w0, kind: model, license: llama3.1 }\n";
  for (int i = 1; i < works; ++i) {
    const bool data = i % 10 == 0;
    text += data ? fmt::format("  - {{ id: w{}, kind: dataset, license: CC-BY-SA-4.0 }}\n", i)
                 : fmt::format(
                       "  - {{ id: w{}, name: a/w{}, kind: model, license: MIT, from: [ {{ {}: w{} "
                       "}} ] }}\n",
                       i, i, i / 2 % 10 == 0 && i > 1 ? "train-on" : "finetune", i / 2);
  }
  return text;
}

const Catalogue& catalogue() {
  static const auto kLoaded =
      licet::engine::load_catalogue(licet::engine::embedded_data(), std::nullopt);
  if (!kLoaded) std::abort();
  return *kLoaded.value;
}

licet::spdx::Stack read(int works) {
  auto stack = licet::spdx::read_stack({"hub.yaml", hub(works)}, catalogue().vocabulary());
  if (!stack) {
    for (const auto& error : stack.errors)
      std::cerr << to_string(error) << '\n';
    std::abort();
  }
  return std::move(*stack.value);
}

void load_tables(benchmark::State& state) {
  for (auto step : state) {
    benchmark::DoNotOptimize(
        licet::engine::load_catalogue(licet::engine::embedded_data(), std::vector<std::string>{}));
  }
}

void load_all(benchmark::State& state) {
  for (auto step : state) {
    benchmark::DoNotOptimize(
        licet::engine::load_catalogue(licet::engine::embedded_data(), std::nullopt));
  }
}

void read_stack(benchmark::State& state) {
  const licet::spdx::SourceText source("hub.yaml", hub(static_cast<int>(state.range(0))));
  const auto words = catalogue().vocabulary();
  for (auto step : state)
    benchmark::DoNotOptimize(licet::spdx::read_stack(source, words));
}

void judge(benchmark::State& state) {
  const licet::spdx::Stack stack = read(static_cast<int>(state.range(0)));
  licet::engine::Request request;
  request.default_acts = {"distribute"};
  for (auto step : state)
    benchmark::DoNotOptimize(licet::engine::analyze(stack, catalogue(), request));
}

// Prints as usual, and keeps the times for the ratios.
class Keep : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs)
      times_[run.benchmark_name()] =
          run.real_accumulated_time / static_cast<double>(run.iterations);
    ConsoleReporter::ReportRuns(runs);
  }

  void ratio(const std::string& label, const std::string& over, const std::string& under) const {
    if (!times_.contains(over) || !times_.contains(under)) return;
    std::cout << fmt::format("{:<58} {:6.2f}\n", label, times_.at(over) / times_.at(under));
  }

 private:
  std::map<std::string, double> times_;
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  benchmark::RegisterBenchmark("load_tables", load_tables);
  benchmark::RegisterBenchmark("load_all", load_all);
  benchmark::RegisterBenchmark("read_stack", read_stack)->Arg(kSmall)->Arg(kLarge);
  benchmark::RegisterBenchmark("judge", judge)->Arg(kSmall)->Arg(kLarge);
  Keep reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  std::cout << '\n';
  reporter.ratio("reading ten times as many works (linear: 10)", "read_stack/1000",
                 "read_stack/100");
  reporter.ratio("judging ten times as many works (linear: 10)", "judge/1000", "judge/100");
  reporter.ratio("the whole catalogue over its tables alone", "load_all", "load_tables");
  return 0;
}
