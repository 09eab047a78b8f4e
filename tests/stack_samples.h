// Stacks to be written and read back.
#pragma once

#include <string>
#include <vector>

#include "spdx/stack.h"
#include "spdx/vocabulary.h"

namespace licet::tests {

struct Sample {
  std::string name;
  spdx::Stack stack;
};

/// The example, every case of tests/cases, every relation between works of every kind, texts that a
/// careless writer would break, and stacks made at random.
const std::vector<Sample>& stack_samples();

/// The words of stack files, made once.
const spdx::Vocabulary& stack_words();

}  // namespace licet::tests
