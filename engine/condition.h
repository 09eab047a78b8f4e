// Conditions over facts: the `when` of a clause. Three-valued, because a fact that nobody stated is
// neither true nor false.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace licet::engine {

/// Index into Catalogue::facts.
using FactId = std::uint16_t;

/// A set of facts, one bit each; the loader refuses a 65th.
using FactSet = std::uint64_t;

/// Truth by Kleene's strong three-valued logic: False wins a conjunction, True a disjunction.
enum class Truth : std::uint8_t {
  False,
  Unset,
  True
};

/// A test of one fact, or a combination of conditions. An empty `All` is true.
struct Condition {
  enum class Op : std::uint8_t {
    All,      ///< every part holds
    Any,      ///< some part holds
    Not,      ///< the one part does not hold
    Equals,   ///< the fact is `words[0]`, letter case aside
    Over,     ///< the fact is a number greater than `number`
    AtLeast,  ///< … or equal
    Before,   ///< the fact is a date before `words[0]` (both yyyy-mm-dd)
    In,       ///< some value of the fact is one of `words` (groups already spelled out)
    Contains  ///< the fact's text contains `words[0]`, letter case aside
  };

  Op op = Op::All;
  FactId fact = 0;
  double number = 0;
  std::vector<std::string> words;
  std::string said;  ///< the operand as the data wrote it (`EU`), for messages
  std::vector<Condition> parts;

  /// Every fact the condition may look at.
  [[nodiscard]] FactSet facts() const;
};

/// Gives a fact's values, or nothing if it is not stated.
using FactLookup = std::function<const std::vector<std::string>*(FactId)>;

/// Evaluates a condition. `read` collects the facts that were stated and looked at, `missing` those
/// that were needed but not stated; facts that cannot change the answer (beside a part that settles
/// it) are not reported missing. Linear in the condition.
Truth evaluate(const Condition& condition, const FactLookup& lookup, FactSet& read,
               FactSet& missing);

}  // namespace licet::engine
