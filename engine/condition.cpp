#include "engine/condition.h"

#include <algorithm>
#include <charconv>

#include "spdx/spelling.h"

namespace licet::engine {

namespace {

constexpr FactSet bit(FactId fact) {
  return FactSet{1} << fact;
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc()) return std::nullopt;
  return value;
}

// Whether one stated value passes the test.
bool passes(const Condition& c, const std::string& value) {
  using spdx::lowercase;
  switch (c.op) {
    case Condition::Op::Equals:
      return lowercase(value) == lowercase(c.words.front());
    case Condition::Op::Over:
    case Condition::Op::AtLeast: {
      const auto number = number_of(value);
      return number && (c.op == Condition::Op::Over ? *number > c.number : *number >= c.number);
    }
    case Condition::Op::Before:
      return value < c.words.front();
    case Condition::Op::In:
      return std::ranges::find(c.words, lowercase(value)) != c.words.end();
    case Condition::Op::Contains:
      return lowercase(value).find(lowercase(c.words.front())) != std::string::npos;
    case Condition::Op::All:
    case Condition::Op::Any:
    case Condition::Op::Not:
      break;
  }
  return false;
}

Truth test(const Condition& c, const FactLookup& lookup, FactSet& read, FactSet& missing) {
  const std::vector<std::string>* values = lookup(c.fact);
  if (values == nullptr || values->empty()) {
    missing |= bit(c.fact);
    return Truth::Unset;
  }
  read |= bit(c.fact);
  const bool holds =
      std::ranges::any_of(*values, [&](const std::string& v) { return passes(c, v); });
  return holds ? Truth::True : Truth::False;
}

Truth opposite(Truth truth) {
  if (truth == Truth::Unset) return truth;
  return truth == Truth::True ? Truth::False : Truth::True;
}

}  // namespace

FactSet Condition::facts() const {
  FactSet all = op >= Op::Equals ? bit(fact) : 0;
  for (const Condition& part : parts)
    all |= part.facts();
  return all;
}

Truth evaluate(const Condition& condition, const FactLookup& lookup, FactSet& read,
               FactSet& missing) {
  using Op = Condition::Op;
  if (condition.op >= Op::Equals) return test(condition, lookup, read, missing);
  if (condition.op == Op::Not) {
    return opposite(evaluate(condition.parts.front(), lookup, read, missing));
  }
  // One settling part decides alone: only its facts then count.
  const Truth settles = condition.op == Op::All ? Truth::False : Truth::True;
  Truth result = opposite(settles);
  FactSet all_read = 0;
  FactSet all_missing = 0;
  for (const Condition& part : condition.parts) {
    FactSet part_read = 0;
    FactSet part_missing = 0;
    const Truth truth = evaluate(part, lookup, part_read, part_missing);
    if (truth == settles) {
      read |= part_read;
      return settles;
    }
    if (truth == Truth::Unset) result = Truth::Unset;
    all_read |= part_read;
    all_missing |= part_missing;
  }
  read |= all_read;
  missing |= all_missing;
  return result;
}

}  // namespace licet::engine
