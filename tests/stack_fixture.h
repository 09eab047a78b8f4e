// Small stacks taken through the stages of the engine, for tests that look between them.
#pragma once

#include <string>
#include <vector>

#include "engine/analyze.h"
#include "engine/judge.h"

namespace licet::tests {

/// Reads a stack text; errors throw std::runtime_error with all messages.
spdx::Stack stack_of(const std::string& text);

/// Judges a stack with the whole embedded catalogue; errors throw.
engine::Report judge(const spdx::Stack& stack, const engine::Request& request = {});

/// The report as the program's JSON, without path and hash of an input.
std::string json_of(const engine::Report& report);

/// A stack with its terms, graph and arrivals. Never moves: the model refers to its members.
struct Prepared {
  explicit Prepared(const std::string& text);
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  /// The arrivals on a work, in words and sorted: `CC-BY-4.0 trained third-party modified depth 2`.
  [[nodiscard]] std::vector<std::string> arrivals(const std::string& work) const;

  /// Ids of the relations' kinds on the way of the arrival of this license on a work, origin first.
  [[nodiscard]] std::vector<std::string> path(const std::string& work,
                                              const std::string& license) const;

  /// The address of the first arrival of this license on a work; throws if there is none.
  [[nodiscard]] engine::ArrivalRef arrival(const std::string& work,
                                           const std::string& license) const;

  [[nodiscard]] spdx::WorkIndex index(const std::string& work) const;

  spdx::Stack stack;
  std::vector<spdx::Error> errors;
  engine::Terms terms;
  engine::Graph graph;
  engine::Model model;
  engine::Flow flow;
};

}  // namespace licet::tests
