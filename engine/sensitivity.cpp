// A value acts on findings by its effect alone, so assumptions are varied over their effects, and
// effects become values only in the answer. A cube takes a set of effects for each assumption
// varied; it keeps a promise if all combinations in it do.
#include "engine/sensitivity.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <tuple>

namespace licet::engine {

namespace {

// An assumption that is varied: for each of its effects, one value that has it.
struct Axis {
  AssumptionId id = 0;
  std::vector<std::size_t> values;
};

using Cube = std::vector<unsigned>;  // by axis: a set of its effects, one bit each; none is empty

AssumptionSet bit_of(AssumptionId id) {
  return AssumptionSet{1} << id;
}

Axis axis_of(const Assumption& assumption, AssumptionId id) {
  Axis axis{id, {}};
  for (std::size_t i = 0; i < assumption.values.size(); ++i) {
    const bool known = std::ranges::any_of(axis.values, [&](std::size_t j) {
      return assumption.values[j].effect == assumption.values[i].effect;
    });
    if (!known) axis.values.push_back(i);
  }
  return axis;
}

// Those of a set whose values differ in their effect, in catalogue order.
std::vector<Axis> axes_of(const Catalogue& catalogue, AssumptionSet set) {
  std::vector<Axis> axes;
  for (std::size_t i = 0; i < catalogue.assumptions.size(); ++i) {
    const auto id = static_cast<AssumptionId>(i);
    if ((set & bit_of(id)) == 0) continue;
    Axis axis = axis_of(catalogue.assumptions[i], id);
    if (axis.values.size() > 1) axes.push_back(std::move(axis));
  }
  return axes;
}

// Steps through all digits below the bounds, the last one fastest; false after the last.
template <typename Bounds>
bool next(std::vector<std::size_t>& digits, const Bounds& bound) {
  for (std::size_t i = digits.size(); i-- > 0;) {
    if (++digits[i] < bound(i)) return true;
    digits[i] = 0;
  }
  return false;
}

std::size_t combinations(const std::vector<Axis>& axes) {
  std::size_t count = 1;
  for (const Axis& axis : axes) {
    count *= axis.values.size();
    if (count > kMostCombinations) break;
  }
  return count;
}

// Outcomes by values. Values that answer alike all that was asked before are not tried again.
class Trials {
 public:
  Trials(const Catalogue& catalogue, const Trial& trial) : catalogue_(catalogue), trial_(trial) {}

  const Outcome& of(const AssumptionValues& values) {
    const auto alike = [&](const Known& known) {
      return std::ranges::all_of(known.answers, [&](const auto& answer) {
        return values.effect_of(catalogue_, answer.first) == answer.second;
      });
    };
    const auto found = std::ranges::find_if(known_, alike);
    if (found != known_.end()) return found->outcome;
    Known fresh{trial_(values), {}};
    for (const AssumptionSet set : fresh.outcome.asked)
      fresh.answers.emplace_back(set, values.effect_of(catalogue_, set));
    return known_.emplace_back(std::move(fresh)).outcome;
  }

  // Every assumption that was asked for.
  [[nodiscard]] AssumptionSet asked() const {
    AssumptionSet all = 0;
    for (const Known& known : known_) {
      for (const AssumptionSet set : known.outcome.asked)
        all |= set;
    }
    return all;
  }

 private:
  struct Known {
    Outcome outcome;
    std::vector<std::pair<AssumptionSet, Effect>> answers;
  };

  const Catalogue& catalogue_;
  const Trial& trial_;
  std::vector<Known> known_;
};

// The verdicts of all combinations, the last axis fastest.
std::vector<Severity> verdicts_of(const std::vector<Axis>& axes, AssumptionValues values,
                                  Trials& trials) {
  std::vector<Severity> verdicts;
  std::vector<std::size_t> digits(axes.size(), 0);
  do {
    for (std::size_t i = 0; i < axes.size(); ++i)
      values.value[axes[i].id] = axes[i].values[digits[i]];
    const Severity verdict = trials.of(values).verdict;
    verdicts.push_back(verdict == Severity::Note ? Severity::Clear : verdict);
  } while (next(digits, [&](std::size_t i) { return axes[i].values.size(); }));
  return verdicts;
}

// The cubes that keep a promise.
class Cubes {
 public:
  Cubes(const std::vector<Axis>& axes, const std::vector<Severity>& verdicts,
        const std::function<bool(Severity)>& promise)
      : axes_(axes) {
    std::size_t count = 1;
    for (const Axis& axis : axes)
      count *= sets(axis);
    keeps_.reserve(count);
    std::vector<std::size_t> digits(axes.size(), 0);
    do {
      const Cube cube = cube_of(digits);
      const auto wide =
          std::ranges::find_if(cube, [](unsigned set) { return !std::has_single_bit(set); });
      keeps_.push_back(wide == cube.end() ? promise(verdicts[combination(cube)])
                                          : halves_keep(cube, wide - cube.begin()));
    } while (next(digits, [&](std::size_t i) { return sets(axes_[i]); }));
  }

  // Those that are in no larger one.
  [[nodiscard]] std::vector<Cube> primes() const {
    std::vector<Cube> found;
    std::vector<std::size_t> digits(axes_.size(), 0);
    std::size_t index = 0;
    do {
      if (keeps_[index++] && !grows(cube_of(digits))) found.push_back(cube_of(digits));
    } while (next(digits, [&](std::size_t i) { return sets(axes_[i]); }));
    return found;
  }

 private:
  static std::size_t sets(const Axis& axis) { return (std::size_t{1} << axis.values.size()) - 1; }

  static Cube cube_of(const std::vector<std::size_t>& digits) {
    Cube cube;
    for (const std::size_t digit : digits)
      cube.push_back(static_cast<unsigned>(digit) + 1);
    return cube;
  }

  [[nodiscard]] bool keeps(const Cube& cube) const {
    std::size_t index = 0;
    for (std::size_t i = 0; i < cube.size(); ++i)
      index = index * sets(axes_[i]) + cube[i] - 1;
    return keeps_[index];
  }

  [[nodiscard]] std::size_t combination(const Cube& cube) const {
    std::size_t index = 0;
    for (std::size_t i = 0; i < cube.size(); ++i)
      index = index * axes_[i].values.size() + static_cast<std::size_t>(std::countr_zero(cube[i]));
    return index;
  }

  // Both halves stand before the cube in its order.
  [[nodiscard]] bool halves_keep(Cube cube, std::ptrdiff_t axis) const {
    unsigned& set = cube[static_cast<std::size_t>(axis)];
    const unsigned whole = set;
    set = whole & (~whole + 1);
    if (!keeps(cube)) return false;
    set = whole & (whole - 1);
    return keeps(cube);
  }

  [[nodiscard]] bool grows(Cube cube) const {
    for (std::size_t i = 0; i < cube.size(); ++i) {
      const unsigned set = cube[i];
      for (std::size_t effect = 0; effect < axes_[i].values.size(); ++effect) {
        cube[i] = set | 1U << effect;
        if (cube[i] != set && keeps(cube)) return true;
      }
      cube[i] = set;
    }
    return false;
  }

  const std::vector<Axis>& axes_;
  std::vector<bool> keeps_;
};

// All values whose effect is in a set of an axis' effects.
std::vector<std::string> values_in(const Assumption& assumption, const Axis& axis, unsigned set) {
  std::vector<std::string> ids;
  for (const AssumptionValue& value : assumption.values) {
    for (std::size_t i = 0; i < axis.values.size(); ++i) {
      if ((set >> i & 1U) != 0 && assumption.values[axis.values[i]].effect == value.effect)
        ids.push_back(value.id);
    }
  }
  return ids;
}

// In words, the fewest conditions first.
std::vector<Conditions> told(const std::vector<Cube>& cubes, const std::vector<Axis>& axes,
                             const Catalogue& catalogue) {
  std::vector<Conditions> all;
  for (const Cube& cube : cubes) {
    Conditions conditions;
    for (std::size_t i = 0; i < axes.size(); ++i) {
      const Assumption& assumption = catalogue.assumptions[axes[i].id];
      std::vector<std::string> ids = values_in(assumption, axes[i], cube[i]);
      if (ids.size() < assumption.values.size())
        conditions.push_back({assumption.id, std::move(ids)});
    }
    all.push_back(std::move(conditions));
  }
  std::ranges::stable_sort(all, {}, &Conditions::size);
  return all;
}

// The assumptions that alone can change the verdict under some values of the others.
std::vector<AssumptionTurned> turned(const std::vector<Axis>& axes,
                                     const std::vector<Severity>& verdicts,
                                     const AssumptionValues& now, const Catalogue& catalogue) {
  std::vector<AssumptionTurned> out;
  std::size_t below = verdicts.size();
  for (const Axis& axis : axes) {
    const std::size_t block = below;
    below /= axis.values.size();
    bool turns = false;
    for (std::size_t i = 0; i < verdicts.size() && !turns; ++i)
      turns = verdicts[i] != verdicts[i / block * block + i % below];
    const Assumption& assumption = catalogue.assumptions[axis.id];
    if (turns)
      out.push_back({assumption.id, assumption.values[now.value[axis.id]].id, assumption.question});
  }
  return out;
}

// The axes of all that matters; nothing if these are too many combinations.
std::optional<std::vector<Axis>> all_relevant(const Catalogue& catalogue,
                                              const AssumptionValues& now, Trials& trials) {
  AssumptionSet before = 0;
  trials.of(now);
  while (true) {
    const AssumptionSet relevant = trials.asked();
    std::vector<Axis> axes = axes_of(catalogue, relevant);
    if (combinations(axes) > kMostCombinations) return std::nullopt;
    if (relevant == before) return axes;
    before = relevant;
    verdicts_of(axes, now, trials);
  }
}

// As many assumptions of the findings, the worst first, as there is room for.
std::vector<Axis> of_findings(const Catalogue& catalogue, const Outcome& outcome) {
  AssumptionSet taken = 0;
  for (const AssumptionSet finding : outcome.findings) {
    for (const Axis& axis : axes_of(catalogue, finding & ~taken)) {
      const AssumptionSet more = taken | bit_of(axis.id);
      if (combinations(axes_of(catalogue, more)) <= kMostCombinations) taken = more;
    }
  }
  return axes_of(catalogue, taken);
}

}  // namespace

Sensitivity sensitivity(const Catalogue& catalogue, const AssumptionValues& now,
                        const Trial& trial) {
  Sensitivity out;
  Trials trials(catalogue, trial);
  std::optional<std::vector<Axis>> axes = all_relevant(catalogue, now, trials);
  if (!axes) {
    axes = of_findings(catalogue, trials.of(now));
    for (const Axis& axis : axes_of(catalogue, trials.asked())) {
      if (std::ranges::find(*axes, axis.id, &Axis::id) != axes->end()) continue;
      const Assumption& assumption = catalogue.assumptions[axis.id];
      out.kept.push_back(
          {assumption.id, assumption.values[now.value[axis.id]].id, assumption.question});
    }
  }
  const std::vector<Severity> verdicts = verdicts_of(*axes, now, trials);
  out.combinations = verdicts.size();
  out.rests_on = turned(*axes, verdicts, now, catalogue);
  const auto safe = [](Severity verdict) { return verdict >= Severity::Obligation; };
  const auto conflict = [](Severity verdict) { return verdict == Severity::Conflict; };
  out.safe_if = told(Cubes(*axes, verdicts, safe).primes(), *axes, catalogue);
  out.conflict_if = told(Cubes(*axes, verdicts, conflict).primes(), *axes, catalogue);
  return out;
}

}  // namespace licet::engine
