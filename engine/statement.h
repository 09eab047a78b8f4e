// How the parts of a certificate are written: the layout alone, nothing is decided here.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/judge.h"
#include "spdx/value.h"

namespace licet::engine {

/// Values that stand in no text.
spdx::Value text_value(std::string text);
spdx::Value number_value(std::size_t number);
spdx::Value flag_value(bool flag);
spdx::Value list_value(std::vector<spdx::Value> items);
spdx::Value map_value(std::initializer_list<std::pair<std::string_view, spdx::Value>> members);

/// The ids of the members of a set of bits, by position in a table of the catalogue.
template <typename Row>
spdx::Value ids_value(std::uint64_t set, const std::vector<Row>& rows) {
  std::vector<spdx::Value> ids;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if ((set >> i & 1U) != 0) ids.push_back(text_value(rows[i].id));
  }
  return list_value(std::move(ids));
}

/// The member of a map whose members stand in the order of their keys, as all maps of a certificate
/// do; null if there is none. O(log members).
const spdx::Value* member_of(const spdx::Value& map, std::string_view key);

/// A state: which term, by which transfer, changed, joined, by whom, of which part, on which
/// assumptions; and the relation and the state of its source that made it, null for a work's own.
spdx::Value state_value(const Model& model, const Arrival& arrival);

/// What the use is: target, acts, facts, what it goes out under.
spdx::Value question_value(const Case& use_case);

/// A finding: code, severity, clause, act, facts, assumptions, the states it came by (origin
/// first), and the choices it hangs on (`needs`: one of each list has to be taken).
spdx::Value finding_value(const Case& use_case, const std::vector<Choice>& choices,
                          const Candidate& candidate);

/// For each act of the use, and of making its target: each state it meets, with the sections of
/// the clauses that regulate the act on that state. Findings can come of these alone.
spdx::Value clauses_value(const Case& use_case);

/// The states of these works.
spdx::Value states_value(const Case& use_case, const std::vector<spdx::WorkIndex>& works);

/// Choices: what is offered, and which is taken.
spdx::Value choices_value(const std::vector<ChoiceId>& relevant, const std::vector<Choice>& choices,
                          const std::vector<std::uint32_t>& picks);

/// The value of every assumption.
spdx::Value assumptions_value(const Catalogue& catalogue, const AssumptionValues& values);

}  // namespace licet::engine
