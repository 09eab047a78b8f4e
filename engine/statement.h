// How a certificate is written: the layout alone, nothing is decided here. Lines of words, texts of
// others in quotes, so that no two statements are written alike.
#pragma once

#include <string>

#include "engine/questions.h"
#include "engine/standing.h"

namespace licet::engine {

/// What a certificate is about.
struct Matter {
  const spdx::Stack& stack;
  const Catalogue& catalogue;
  const Request& request;
  const Questions& questions;  ///< of these three
  std::string sha256;          ///< of the stack's bytes
};

/// What it is about: catalogue, stack, profile, the value of every assumption, the question of
/// every use (target, acts, facts, what it goes out under), and every choice with its options.
std::string matter_text(const Matter& matter);

/// Every state of every work, numbered by work: which term, by which transfer, changed, joined, by
/// whom, of which part, on which assumptions; and the relation and the state of its source that
/// made it.
std::string states_text(const Model& model, const Flow& flow);

/// Findings: severity, code, clause, act, facts, assumptions, the nearest states it came from; and
/// conflicts of which some stand whatever is chosen, with the choices they hang on (`needs`: one of
/// each list has to be taken).
std::string result_text(const Case& use_case, const std::vector<Choice>& choices,
                        const std::vector<Candidate>& found,
                        const std::vector<Candidate>& unavoidable);

}  // namespace licet::engine
