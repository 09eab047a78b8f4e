// How a check grows:
//
//   bench_scale [LICET]    LICET: the program, for the figures of whole checks
//
// First plain stacks of 10^3 to 10^6 relations through engine::analyze, beside a bare breadth-first
// walk over the same relations, where the time a relation must stay the same but for what a cache
// holds. Then whole checks by the program, each with a bar. Times are of the processor, the median
// of rounds; memory is the peak of the process. Each row runs in a process of its own. Exit code 1
// if a bar is broken.
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "engine/analyze.h"
#include "engine/load_catalogue.h"
#include "spdx/read_stack.h"
#include "tests/bench/measure.h"

namespace {

using licet::bench::apart;
using licet::bench::Random;
using licet::bench::seconds;
using licet::engine::Catalogue;
using licet::spdx::Stack;

constexpr double kNanosecondsASecond = 1e9;
constexpr double kKibibytesAMebibyte = 1024;
constexpr std::array<std::size_t, 4> kSizes = {1'000, 10'000, 100'000, 1'000'000};
constexpr double kMostGrowth = 3;  // nanoseconds a relation, the largest stack over the smallest

const std::vector<std::string> kLicenses = {
    "MIT",          "Apache-2.0",    "BSD-3-Clause",  "BSD-2-Clause",    "ISC",
    "CC0-1.0",      "CC-BY-4.0",     "CC-BY-SA-4.0",  "CC-BY-NC-4.0",    "GPL-3.0-only",
    "GPL-2.0-only", "AGPL-3.0-only", "LGPL-2.1-only", "MPL-2.0",         "llama3.1",
    "EPL-2.0",      "ODbL-1.0",      "Zlib",          "CC-BY-NC-SA-4.0", "OpenRAIL-M"};

const Catalogue& catalogue() {
  static const auto kLoaded =
      licet::engine::load_catalogue(licet::engine::embedded_data(), std::nullopt);
  if (!kLoaded) std::abort();
  return *kLoaded.value;
}

void relate(Stack& stack, const char* kind, std::size_t result, std::size_t source, bool self) {
  stack.relations.push_back({kind,
                             static_cast<licet::spdx::WorkIndex>(result),
                             static_cast<licet::spdx::WorkIndex>(source),
                             self ? licet::spdx::Actor::Self : licet::spdx::Actor::ThirdParty,
                             {}});
}

// Layers of works; each of a later layer is a fine-tune of one work of the layer before, or a merge
// of two or three. What somebody else made has a license of its own; the last layer is the user's
// and goes out as one collection, so that the check meets every work.
Stack layered(std::size_t works, std::size_t layers) {
  Stack stack;
  stack.name = "layered";
  Random random;
  const std::size_t width = works / layers;
  for (std::size_t i = 0; i < width * layers; ++i) {
    licet::spdx::Work work;
    work.id = work.name = fmt::format("w{}", i);
    work.kind = "model";
    const std::size_t layer = i / width;
    if (layer + 1 < layers)
      work.licenses.push_back({"", kLicenses[random.below(kLicenses.size())], {}, false, {}});
    stack.works.push_back(std::move(work));
    const std::size_t sources = layer == 0 ? 0 : 1 + random.below(3);
    for (std::size_t s = 0; s < sources; ++s) {
      relate(stack, sources == 1 ? "finetune" : "merge", i,
             (layer - 1) * width + random.below(width), layer + 1 == layers);
    }
  }
  licet::spdx::Work all;
  all.id = all.name = "all";
  all.kind = "model";
  for (std::size_t i = width * (layers - 1); i < width * layers; ++i)
    relate(stack, "bundle", stack.works.size(), i, true);
  stack.works.push_back(std::move(all));
  licet::spdx::Use use;
  use.target = static_cast<licet::spdx::WorkIndex>(stack.works.size() - 1);
  use.acts = {"distribute"};
  use.outbound = "MIT";
  stack.uses.push_back(std::move(use));
  return stack;
}

std::string yaml_of(const Stack& stack) {
  std::vector<std::string> from(stack.works.size());
  for (const licet::spdx::Relation& relation : stack.relations) {
    std::string& list = from[relation.result];
    list += fmt::format("{}{{ {}: {}, by: {} }}", list.empty() ? "" : ", ", relation.kind,
                        stack.works[relation.source].id,
                        relation.by == licet::spdx::Actor::Self ? "self" : "third-party");
  }
  std::string text = "licet: 1\nworks:\n";
  for (std::size_t i = 0; i < stack.works.size(); ++i) {
    const licet::spdx::Work& work = stack.works[i];
    text += fmt::format("  - {{ id: {}, kind: {}", work.id, work.kind);
    if (!work.licenses.empty()) text += fmt::format(", license: {}", work.licenses.front().text);
    if (!from[i].empty()) text += fmt::format(", from: [ {} ]", from[i]);
    text += " }\n";
  }
  return text + fmt::format("use: {{ target: {}, acts: [distribute], outbound: MIT }}\n",
                            stack.works[*stack.uses.front().target].id);
}

// Works of two alternatives each, every one made from the one before, and every third merged with
// an earlier one.
std::string chained(std::size_t works) {
  std::string text = "licet: 1\nworks:\n";
  Random random;
  for (std::size_t i = 0; i < works; ++i) {
    const std::size_t first = random.below(kLicenses.size());
    const std::size_t second = (first + 1 + random.below(kLicenses.size() - 1)) % kLicenses.size();
    text += fmt::format("  - {{ id: w{}, kind: software, license: {} OR {}", i, kLicenses[first],
                        kLicenses[second]);
    if (i > 0) {
      text += fmt::format(", from: [ {{ edit: w{}, by: third-party }}", i - 1);
      if (i % 3 == 0) {
        text += fmt::format(", {{ copy-code: w{}, by: third-party }}", random.below(i - 1));
      }
      text += " ]";
    }
    text += " }\n";
  }
  return text + fmt::format(
                    "  - {{ id: mine, kind: software, from: [ {{ edit: w{} }} ] }}\n"
                    "use: {{ target: mine, acts: [distribute], outbound: GPL-3.0-only }}\n",
                    works - 1);
}

// Works of five alternatives each whose code goes into one. Most offer five licenses that ask
// little; the `tied` ones offer four strong licenses that do not go together, and one more that all
// of them and the result offer: without a conflict all have to take that one.
std::string coordinated(std::size_t works, std::size_t tied) {
  const std::vector<std::string> strong = {"GPL-2.0-only", "OSL-3.0",  "CDDL-1.0", "EPL-1.0",
                                           "CPAL-1.0",     "RPL-1.5",  "QPL-1.0",  "MS-RL",
                                           "APSL-2.0",     "NPOSL-3.0"};
  const std::string common = "AGPL-3.0-only";
  std::string text = "licet: 1\nworks:\n";
  std::string from;
  Random random;
  for (std::size_t i = 0; i < works; ++i) {
    std::string license = "MIT OR ISC OR Zlib OR BSD-2-Clause OR BSD-3-Clause";
    if (i < tied) {
      const std::size_t first = random.below(strong.size());
      license.clear();
      for (std::size_t j = 0; j < 4; ++j)
        license += strong[(first + j) % strong.size()] + " OR ";
      license += common;
    }
    text += fmt::format("  - {{ id: w{}, kind: software, license: {} }}\n", i, license);
    from += fmt::format("{}{{ copy-code: w{} }}", i == 0 ? "" : ", ", i);
  }
  return text + fmt::format(
                    "  - {{ id: mine, kind: software, from: [ {} ] }}\n"
                    "use: {{ target: mine, acts: [distribute], outbound: {} OR {} }}\n",
                    from, strong.front(), common);
}

// Builds the lists and walks: what any tool has to do that looks at every relation once.
std::size_t walk(const Stack& stack) {
  std::vector<std::uint32_t> begin(stack.works.size() + 1);
  for (const licet::spdx::Relation& relation : stack.relations)
    ++begin[relation.result + 1];
  for (std::size_t i = 1; i < begin.size(); ++i)
    begin[i] += begin[i - 1];
  std::vector<std::uint32_t> at = begin;
  std::vector<std::uint32_t> sources(stack.relations.size());
  for (const licet::spdx::Relation& relation : stack.relations)
    sources[at[relation.result]++] = relation.source;
  std::vector<bool> seen(stack.works.size());
  std::vector<std::uint32_t> found = {*stack.uses.front().target};
  seen[found.front()] = true;
  for (std::size_t next = 0; next < found.size(); ++next) {
    for (std::uint32_t i = begin[found[next]]; i < begin[found[next] + 1]; ++i) {
      if (seen[sources[i]]) continue;
      seen[sources[i]] = true;
      found.push_back(sources[i]);
    }
  }
  return found.size();
}

struct Row {
  double check = 0;
  double walk = 0;
  double works = 0;
  double relations = 0;
};

Row measure(std::size_t relations) {
  // Half as many works as relations: two sources each, less the first layer, and the collection.
  const Stack stack = layered(relations / 2, 8);
  const std::size_t rounds = std::max<std::size_t>(1, 100'000 / relations);
  Row row;
  row.works = static_cast<double>(stack.works.size());
  row.relations = static_cast<double>(stack.relations.size());
  row.walk = seconds([&] { return walk(stack); }, 3 * rounds);
  row.check = seconds(
      [&] {
        auto report = licet::engine::analyze(stack, catalogue(), {});
        if (!report) std::abort();
        return report;
      },
      rounds);
  return row;
}

double peak_mebibytes(const rusage& usage) {
  return static_cast<double>(usage.ru_maxrss) / kKibibytesAMebibyte;
}

bool plain_stacks() {
  catalogue();
  std::cout
      << "bind, graph, propagate, judge, explain (engine::analyze) beside a breadth-first walk\n\n"
      << "   relations     works    check s  ns/relation     walk s  ns/relation   ratio  peak "
         "MiB\n";
  double first = 0;
  double last = 0;
  for (const std::size_t size : kSizes) {
    rusage usage = {};
    const Row row = apart([&] { return measure(size); }, usage);
    last = row.check * kNanosecondsASecond / row.relations;
    if (first == 0) first = last;
    std::cout << fmt::format(
                     "  {:>10} {:>9} {:>10.4f} {:>12.0f} {:>10.5f} {:>12.1f} {:>7.0f} {:>9.0f}\n",
                     row.relations, row.works, row.check, last, row.walk,
                     row.walk * kNanosecondsASecond / row.relations, row.check / row.walk,
                     peak_mebibytes(usage))
              << std::flush;
  }
  const bool linear = last <= kMostGrowth * first;
  std::cout << fmt::format(
      "\n  nanoseconds a relation, largest over smallest: {:.2f} (bar {}): {}\n", last / first,
      kMostGrowth, linear ? "kept" : "BROKEN");
  return linear;
}

// A whole check by the program.
struct Whole {
  std::string name;
  std::string stack;
  double most_seconds = 1;
  double most_mebibytes = 300;
};

bool run_whole(const Whole& whole, const std::string& program) {
  std::string path = "licet-bench-XXXXXX.yaml";
  const int file = mkstemps(path.data(), 5);
  if (file < 0) std::abort();
  close(file);
  std::ofstream(path) << whole.stack;
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) std::abort();
  if (child == 0) {
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    execl(program.c_str(), program.c_str(), "check", path.c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  rusage usage = {};
  if (wait4(child, &status, 0, &usage) != child) std::abort();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  unlink(path.c_str());
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  const double user = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                      static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  const bool judged = code == 0 || code == 1 || code == 3;
  const bool kept =
      judged && user <= whole.most_seconds && peak_mebibytes(usage) <= whole.most_mebibytes;
  std::cout << fmt::format("  {:<58} {:>8.3f} {:>8.3f} {:>6.1f} {:>9.0f} {:>6.0f} {:>5} {}\n",
                           whole.name, wall.count(), user, whole.most_seconds,
                           peak_mebibytes(usage), whole.most_mebibytes, code,
                           kept ? "kept" : "BROKEN");
  return kept;
}

bool whole_checks(const std::string& program) {
  std::cout << "\nwhole checks: read, judge, solve, print\n\n"
            << fmt::format("  {:<58} {:>8} {:>8} {:>6} {:>9} {:>6} {:>5}\n", "", "wall s", "cpu s",
                           "bar", "peak MiB", "bar", "exit");
  bool kept = true;
  for (const Whole& whole : {
           Whole{"10,000 works in 8 layers", yaml_of(layered(10'000, 8))                                       },
           Whole{                                         "200 works of two alternatives each, chained and merged",              chained(200)                      },
           Whole{ "1,000 works of five alternatives, 40 tied",                         coordinated(1000,                                               40), 5}
  }) {
    kept = run_whole(whole, program) && kept;
  }
  return kept;
}

}  // namespace

int main(int argc, char** argv) {
  bool kept = plain_stacks();
  if (argc > 1) kept = whole_checks(argv[1]) && kept;
  return kept ? 0 : 1;
}
