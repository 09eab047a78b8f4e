// A stack with its certificate.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "cli/certificate.h"
#include "engine/certificate.h"
#include "engine/every_label.h"
#include "tests/case_file.h"
#include "tests/stack_fixture.h"

namespace licet::tests {

/// A stack with its certificate, which is accepted. Never moves: the matter refers to its members.
struct Certified {
  explicit Certified(spdx::Stack of, engine::Request with = {}, bool of_labels = false)
      : stack(std::move(of)),
        request(std::move(with)),
        questions(*engine::questions_of(stack, whole_catalogue(), request).value),
        matter{stack, whole_catalogue(), request, questions, "5f", {}} {
    if (of_labels) matter.labels = engine::every_label(whole_catalogue(), questions.terms);
    auto made = engine::certify(matter);
    REQUIRE_MESSAGE(made, made.errors.front().message);
    text = std::move(*made.value);
    auto verified = cli::verify_text({"proof.txt", text}, matter);
    REQUIRE_MESSAGE(verified, verified.errors.front().message);
    use = std::move(verified.value->front());
    witness = engine::read_witnesses(text, matter).front();
  }

  explicit Certified(const std::string& yaml) : Certified(stack_of(yaml)) {}

  Certified(const Certified&) = delete;
  Certified& operator=(const Certified&) = delete;

  // Why another text in its place is rejected; empty if it is accepted.
  [[nodiscard]] std::string rejection(const std::string& other) const {
    const auto verified = cli::verify_text({"proof.txt", other}, matter);
    return verified ? "" : to_string(verified.errors.front());
  }

  // The same of what would follow from another witness: all of it is consistent.
  [[nodiscard]] std::string rejection(const engine::Witness& other) const {
    return rejection(engine::state_all(matter, {other}).text);
  }

  // The same with the first place of a part of the text changed.
  [[nodiscard]] std::string rejection(const std::string& part, const std::string& other) const {
    std::string changed = text;
    REQUIRE(changed.find(part) != std::string::npos);
    return rejection(changed.replace(changed.find(part), part.size(), other));
  }

  spdx::Stack stack;
  engine::Request request;
  engine::Questions questions;
  engine::Matter matter;
  std::string text;
  engine::UseStatement use;  // the first
  engine::Witness witness;   // of it
};

}  // namespace licet::tests
