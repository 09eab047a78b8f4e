// How benches measure: seconds of the processor as the median of rounds, rows in processes of their
// own, and numbers that are the same everywhere.
#pragma once

#include <algorithm>
#include <array>
#include <benchmark/benchmark.h>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <sys/resource.h>
#include <sys/wait.h>
#include <type_traits>
#include <unistd.h>
#include <vector>

namespace licet::bench {

/// The same numbers everywhere (Knuth's MMIX constants).
class Random {
 public:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>((next() >> 33U) % n); }

  std::uint64_t next() {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return state_;
  }

 private:
  std::uint64_t state_ = 1;
};

/// Seconds of the processor that `run` takes, the median of rounds. What it returns is kept until
/// the clock has stopped.
template <typename Run>
double seconds(const Run& run, std::size_t rounds) {
  std::vector<double> times;
  for (std::size_t i = 0; i < rounds; ++i) {
    const std::clock_t start = std::clock();
    auto result = run();
    benchmark::DoNotOptimize(result);
    times.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::ranges::sort(times);
  return times[times.size() / 2];
}

/// Calls `measure` in a process of its own; `usage` is what that process needed. Aborts if the
/// process fails.
template <typename Measure>
auto apart(const Measure& measure, rusage& usage) {
  using Row = std::invoke_result_t<Measure>;
  static_assert(std::is_trivially_copyable_v<Row>);
  std::array<int, 2> pipes = {};
  if (pipe(pipes.data()) != 0) std::abort();
  const pid_t child = fork();
  if (child < 0) std::abort();
  if (child == 0) {
    const Row row = measure();
    const bool sent = write(pipes[1], &row, sizeof row) == sizeof row;
    _exit(sent ? 0 : 1);
  }
  close(pipes[1]);
  Row row;
  int status = 0;
  const bool got = read(pipes[0], &row, sizeof row) == sizeof row;
  close(pipes[0]);
  if (wait4(child, &status, 0, &usage) != child || status != 0 || !got) std::abort();
  return row;
}

}  // namespace licet::bench
