// How fast license expressions are read and worked on:
//
//   bench_expression FILE [NPM]    FILE: one expression a line; NPM: what expression.js printed
//
// Three tables: throughput on expressions as people write them, beside npm's parser; one expression
// of the size of a Linux kernel-headers package (LICET_KERNEL_EXPRESSION=FILE adds another); and
// sizes from 10^3 to 10^6, where the time a term must stay the same but for what a cache holds.
// Figures are medians of rounds, of processor time.
#include <array>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "spdx/allow_list.h"
#include "spdx/formula.h"

namespace {

using namespace licet::spdx;

constexpr double kNanosecondsASecond = 1e9;
constexpr double kNanosecondsAMicrosecond = 1e3;
constexpr double kRatioBar = 8;      // times npm's parser
constexpr double kMostAnswer = 1e3;  // microseconds for one answer on a kernel-headers expression
constexpr std::array<std::size_t, 4> kSizes = {1'000, 10'000, 100'000, 1'000'000};

const LicenseIndex& list() {
  static const LicenseIndex kList(embedded_license_list());
  return kList;
}

Expression parsed(const std::string& text) {
  ExpressionError error;
  auto expression = parse_expression(text, error, {SpdxVersion::Spdx30, &list()});
  if (!expression) {
    std::cerr << text.substr(0, 200) << ": " << error.message << '\n';
    std::exit(2);
  }
  return std::move(*expression);
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  if (lines.empty()) {
    std::cerr << path << ": no expressions\n";
    std::exit(2);
  }
  return lines;
}

AllowList permissive() {
  AllowList allowed(list());
  ExpressionError error;
  for (const char* entry : {"MIT", "MIT-0", "ISC", "0BSD", "Zlib", "Apache-2.0", "BSD-2-Clause",
                            "BSD-3-Clause", "CC0-1.0", "Unicode-3.0", "MPL-2.0"}) {
    if (!allowed.add(entry, error)) std::exit(2);
  }
  return allowed;
}

// A question put to every expression of a list.
struct Operation {
  std::string name;
  std::function<void(const std::vector<Expression>&)> run;
};

// What is done with expressions; `allowed` must outlive it.
std::vector<Operation> operations(const AllowList& allowed) {
  const auto each = [](auto question) {
    return [question](const std::vector<Expression>& all) {
      for (const Expression& one : all)
        benchmark::DoNotOptimize(question(one));
    };
  };
  return {
      {"parse",     each([](const Expression& one) {
         ExpressionError error;
         return parse_expression(one.text, error, {SpdxVersion::Spdx30, &list()});
       })                                                                         },
      {"print",     each([](const Expression& one) { return to_string(one); })                   },
      {"evaluate",  each([](const Expression& one) {
         return evaluate(one, [](const LicenseTerm& term) { return term.license % 2 == 0; });
       })                                                                      },
      {"satisfies", each([&allowed](const Expression& one) { return satisfies(one, allowed); })  },
      {"normalize", each([](const Expression& one) { return normalize(one, &list()); })          },
      {"minimize",  each([](const Expression& one) { return minimize(normalize(one, &list())); })},
  };
}

// Keeps the median processor time of every benchmark in nanoseconds; prints nothing.
class Medians : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.aggregate_name == "median")
        times_[run.run_name.function_name] = run.GetAdjustedCPUTime();
    }
  }

  [[nodiscard]] double of(const std::string& name) const { return times_.at(name); }

 private:
  std::map<std::string, double> times_;
};

// The same rounds as in expression.js.
void add_throughput(const Operation& operation, const std::vector<Expression>& all) {
  benchmark::RegisterBenchmark(("list/" + operation.name).c_str(),
                               [&](benchmark::State& state) {
                                 for (auto step : state)
                                   operation.run(all);
                               })
      ->MinWarmUpTime(1)
      ->MinTime(0.25)
      ->Repetitions(9);
}

void add_one(const std::string& name, const Operation& operation, const std::string& text) {
  const std::vector<Expression> one = {parsed(text)};
  benchmark::RegisterBenchmark((name + "/" + operation.name).c_str(),
                               [&operation, one](benchmark::State& state) {
                                 for (auto step : state)
                                   operation.run(one);
                               })
      ->MinTime(0.1)
      ->Repetitions(5);
}

std::string repeated(const std::string& piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += piece;
  return out;
}

// 29 choices and 23 licenses, all of which apply: 80 operators, 2^29 combinations.
std::string kernel_headers() {
  static constexpr std::array kHeads = {
      "GPL-2.0-only WITH Linux-syscall-note", "GPL-2.0-or-later WITH Linux-syscall-note",
      "GPL-2.0-only", "GPL-2.0-or-later", "LGPL-2.1-only WITH Linux-syscall-note"};
  static constexpr std::array kOthers = {"BSD-2-Clause", "BSD-3-Clause", "MIT",
                                         "Apache-2.0",   "CDDL-1.0",     "Linux-OpenIB"};
  static constexpr std::array kPlain = {"0BSD",
                                        "BSD-4-Clause",
                                        "BSL-1.0",
                                        "CC-BY-4.0",
                                        "CC0-1.0",
                                        "FSFAP",
                                        "FTL",
                                        "GPL-2.0-only",
                                        "HPND",
                                        "ICU",
                                        "ISC",
                                        "LGPL-2.0-only",
                                        "MIT",
                                        "MPL-1.1",
                                        "MPL-2.0",
                                        "NCSA",
                                        "LGPL-2.1-or-later",
                                        "OpenSSL",
                                        "Unicode-3.0",
                                        "Unlicense",
                                        "X11",
                                        "Zlib",
                                        "bzip2-1.0.6"};
  constexpr std::size_t kChoices = 29;  // below 5 * 6: no pair of heads and others comes twice
  std::string text;
  for (std::size_t i = 0; i < kChoices; ++i)
    text += fmt::format("({} OR {}) AND ", kHeads[i % kHeads.size()], kOthers[i % kOthers.size()]);
  return text + fmt::format("{}", fmt::join(kPlain, " AND "));
}

// The large expressions, each of so many terms or pairs of parentheses.
struct Shape {
  std::string name;
  std::string (*of)(std::size_t size);
  std::vector<std::size_t> operations;  // places in operations()
};

const std::vector<Shape>& shapes() {
  static const std::vector<Shape> kShapes = {
      {"terms in a row",
       [](std::size_t size) { return "MIT" + repeated(" OR ISC", size - 1); },
       {0, 1, 2, 3, 4}                                                                                    },
      {"parentheses",
       [](std::size_t size) { return repeated("(", size) + "MIT" + repeated(")", size); },
       {0}                                                                                                },
      {"groups in groups",
       [](std::size_t size) {
         return repeated("MIT AND (ISC OR ", size / 2) + "MIT" + repeated(")", size / 2);
       },                                                                                  {0, 1, 2, 3, 4}},
  };
  return kShapes;
}

void add_size(const std::string& name, const Operation& operation, const Shape& shape,
              std::size_t size) {
  benchmark::RegisterBenchmark(name.c_str(),
                               [&operation, &shape, size](benchmark::State& state) {
                                 const std::vector<Expression> one = {parsed(shape.of(size))};
                                 for (auto step : state)
                                   operation.run(one);
                               })
      ->MinTime(0.05)
      ->Repetitions(3);
}

std::string size_name(const Shape& shape, const Operation& operation, std::size_t size) {
  return fmt::format("{}/{}/{}", shape.name, operation.name, size);
}

void print_throughput(const Medians& medians, const std::vector<Operation>& all,
                      std::size_t expressions, double npm) {
  std::cout << fmt::format("{:<36}{:>14}{:>14}{:>8}\n", "expressions a second", "licet", "npm",
                           "ratio");
  for (const Operation& operation : all) {
    const double time = medians.of("list/" + operation.name);
    const double licet = static_cast<double>(expressions) * kNanosecondsASecond / time;
    std::cout << fmt::format("{:<36}{:>14.0f}", operation.name, licet);
    if (operation.name == "parse" && npm > 0)
      std::cout << fmt::format("{:>14.0f}{:>8.1f}  at least {}: {}", npm, licet / npm, kRatioBar,
                               licet >= kRatioBar * npm ? "kept" : "missed");
    std::cout << '\n';
  }
}

void print_one(const Medians& medians, const std::vector<Operation>& all, const std::string& name,
               const std::string& text) {
  const Expression expression = parsed(text);
  std::cout << fmt::format("\n{}: {} operators, {} combinations; microseconds\n", name,
                           expression.nodes.size() - expression.terms.size(),
                           combinations(expression));
  for (const Operation& operation : all) {
    const double time = medians.of(name + "/" + operation.name) / kNanosecondsAMicrosecond;
    std::cout << fmt::format("{:<36}{:>14.1f}  under {}: {}\n", operation.name, time, kMostAnswer,
                             time < kMostAnswer ? "kept" : "missed");
  }
}

void print_sizes(const Medians& medians, const std::vector<Operation>& all) {
  std::cout << fmt::format("\n{:<36}", "nanoseconds a term or pair");
  for (const std::size_t size : kSizes)
    std::cout << fmt::format("{:>10}", size);
  std::cout << '\n';
  for (const Shape& shape : shapes()) {
    for (const std::size_t i : shape.operations) {
      std::cout << fmt::format("{:<36}", all[i].name + ", " + shape.name);
      for (const std::size_t size : kSizes) {
        std::cout << fmt::format(
            "{:>10.1f}", medians.of(size_name(shape, all[i], size)) / static_cast<double>(size));
      }
      std::cout << '\n';
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc < 2) {
    std::cerr << "bench_expression FILE [NPM]\n";
    return 2;
  }
  std::vector<Expression> expressions;
  for (const std::string& line : lines_of(argv[1]))
    expressions.push_back(parsed(line));
  const AllowList allowed = permissive();
  const std::vector<Operation> all = operations(allowed);
  std::map<std::string, std::string> ones = {
      {"like kernel headers", kernel_headers()}
  };
  if (const char* path = std::getenv("LICET_KERNEL_EXPRESSION"))
    ones["of LICET_KERNEL_EXPRESSION"] = lines_of(path).front();
  for (const Operation& operation : all)
    add_throughput(operation, expressions);
  for (const auto& [name, text] : ones) {
    for (const Operation& operation : all)
      add_one(name, operation, text);
  }
  for (const Shape& shape : shapes()) {
    for (const std::size_t i : shape.operations) {
      for (const std::size_t size : kSizes)
        add_size(size_name(shape, all[i], size), all[i], shape, size);
    }
  }
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  print_throughput(medians, all, expressions.size(), argc > 2 ? std::atof(argv[2]) : 0);
  for (const auto& [name, text] : ones)
    print_one(medians, all, name, text);
  print_sizes(medians, all);
  return 0;
}
