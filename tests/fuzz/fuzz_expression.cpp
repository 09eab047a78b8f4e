// Any bytes as a license expression, in each version's grammar, with the list and without: parsing
// fails only with a place inside the text, whatever prints parses to itself, and the operations
// keep what their headers promise.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "spdx/allow_list.h"
#include "spdx/alternatives.h"
#include "spdx/expression_advice.h"
#include "spdx/formula.h"

using namespace licet::spdx;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

// What is searched through stays small, so that many inputs are tried.
constexpr std::uint64_t kMostSearched = 48;
constexpr std::size_t kMostAlternatives = 50;
constexpr std::size_t kMostTabulated = 8;
constexpr std::uint64_t kWorlds = 6;

constexpr std::array kVersions = {SpdxVersion::Spdx23, SpdxVersion::Spdx30, SpdxVersion::Spdx31};

void require(bool condition) {
  if (!condition) std::abort();
}

const LicenseIndex& list() {
  static const LicenseIndex kList(embedded_license_list());
  return kList;
}

const AllowList& allow_list() {
  static const AllowList kAllowed = [] {
    AllowList allowed(list());
    ExpressionError error;
    for (const char* entry :
         {"MIT", "GPL-2.0-or-later", "Apache-1.1+", "LGPL-2.1-only", "LicenseRef-a",
          "GPL-3.0-only WITH Classpath-exception-2.0", "MPL-2.0 WITH AdditionRef-b", "CC-BY-4.0"})
      require(allowed.add(entry, error));
    return allowed;
  }();
  return kAllowed;
}

Expression parsed(const std::string& text, const ExpressionRules& rules) {
  ExpressionError error;
  auto expression = parse_expression(text, error, rules);
  require(expression.has_value());
  return std::move(*expression);
}

bool valid(const std::string& text, const ExpressionRules& rules) {
  ExpressionError error;
  return parse_expression(text, error, rules).has_value();
}

void check_error(const ExpressionError& error, std::size_t size) {
  require(error.offset <= size && !error.message.empty());
}

// The value of a formula when exactly these atoms hold.
bool holds(const Formula& formula, const std::vector<bool>& atoms) {
  std::vector<bool> values;
  for (std::size_t i = 0; i < formula.nodes.size(); ++i) {
    const Formula::Node& node = formula.nodes[i];
    bool value = node.op == Expression::Op::License ? atoms[i] : node.op == Expression::Op::And;
    for (std::uint32_t j = 0; j < node.count; ++j) {
      const bool operand = values[formula.operands[node.first + j]];
      value = node.op == Expression::Op::And ? value && operand : value || operand;
    }
    values.push_back(value);
  }
  return values[formula.root];
}

// Licenses that hold in one of a few made-up worlds, chosen by their keys.
bool in_world(const std::string& key, std::uint64_t world) {
  return (std::hash<std::string>{}(key) >> (8 * world) & 1U) != 0;
}

void check_prints(const Expression& expression, const ExpressionRules& rules) {
  for (const LicenseTerm& term : expression.terms)
    require(term.whole.length > 0 &&
            term.whole.offset + term.whole.length <= expression.text.size());
  const std::string plain = to_string(expression);
  const Expression again = parsed(plain, rules);
  require(to_string(again) == plain && again.terms.size() == expression.terms.size());
  require(combinations(again) == combinations(expression));
  if (rules.ids == nullptr) return;
  const std::string spelled = to_string(expression, rules.ids);
  require(to_string(parsed(spelled, rules), rules.ids) == spelled);
  for (const ExpressionError& remark : advise(expression, *rules.ids))
    check_error(remark, expression.text.size());
}

// Normal forms print, stay as they are, and say what the expression says.
Formula check_normal(const Expression& expression, const ExpressionRules& rules) {
  Formula formula = normalize(expression, rules.ids);
  const std::string text = to_string(formula);
  const Expression again = parsed(text, rules);
  require(again.terms.size() == formula.leaves());
  require(to_string(normalize(again, rules.ids)) == text);
  if (rules.ids != nullptr) return formula;
  for (std::uint64_t world = 0; world < kWorlds; ++world) {
    std::vector<bool> atoms;
    for (const Atom& atom : formula.atoms)
      atoms.push_back(in_world(atom.key, world));
    const bool before = evaluate(expression, [&](const LicenseTerm& term) {
      const Expression one = parsed(expression.words(term), rules);
      return in_world(normalize(one).atoms.front().key, world);
    });
    require(before == holds(formula, atoms));
  }
  return formula;
}

void check_minimal(const Formula& formula, const ExpressionRules& rules) {
  const auto least = minimize(formula);
  if (!least) return;
  require(least->leaves() <= formula.leaves());
  require(equivalent(formula, *least).value_or(true));
  const std::string text = to_string(*least);
  require(parsed(text, rules).terms.size() == least->leaves());
}

// A formula implies one of its licenses if it does not hold without it, whatever else is used.
void check_implied(const Formula& formula, const ExpressionRules& rules) {
  const auto last = static_cast<std::uint32_t>(formula.atoms.size() - 1);
  std::vector<bool> others(formula.atoms.size(), true);
  others[last] = false;
  const Formula license = normalize(parsed(formula.atoms[last].text, rules));
  require(implies(formula, license) == !holds(formula, others));
  others.assign(formula.atoms.size(), false);
  others[last] = true;
  require(implies(license, formula) == holds(formula, others));
}

// How many smallest sets there are, by trying all.
std::size_t count_alternatives(const Formula& formula) {
  const std::size_t atoms = formula.atoms.size();
  std::size_t count = 0;
  for (std::uint64_t set = 0; set < std::uint64_t{1} << atoms; ++set) {
    std::vector<bool> chosen;
    for (std::size_t i = 0; i < atoms; ++i)
      chosen.push_back((set >> i & 1U) != 0);
    bool smallest = holds(formula, chosen);
    for (std::size_t i = 0; smallest && i < atoms; ++i) {
      if (!chosen[i]) continue;
      chosen[i] = false;
      smallest = !holds(formula, chosen);
      chosen[i] = true;
    }
    if (smallest) ++count;
  }
  return count;
}

void check_alternatives(const Formula& formula) {
  Alternatives cursor(formula);
  std::vector<std::vector<std::uint32_t>> seen;
  while (seen.size() < kMostAlternatives) {
    const auto one = cursor.next();
    if (!one) break;
    std::vector<bool> chosen(formula.atoms.size());
    for (const std::uint32_t atom : *one)
      chosen[atom] = true;
    require(holds(formula, chosen));
    for (const std::uint32_t atom : *one) {
      chosen[atom] = false;
      require(!holds(formula, chosen));
      chosen[atom] = true;
    }
    require(std::ranges::find(seen, *one) == seen.end());
    seen.push_back(*one);
  }
  require(!seen.empty());
  if (formula.atoms.size() <= kMostTabulated)
    require(seen.size() == std::min(kMostAlternatives, count_alternatives(formula)));
}

// The terms that `satisfies` gives are accepted and enough, or all that is missing.
void check_allowed(const Expression& expression) {
  const AllowList& allowed = allow_list();
  const Satisfaction result = satisfies(expression, allowed);
  const auto accepted = [&](const LicenseTerm& term) { return allowed.accepts(expression, term); };
  const auto named = [&](const LicenseTerm& term) {
    return std::ranges::any_of(result.terms,
                               [&](std::uint32_t i) { return &expression.terms[i] == &term; });
  };
  require(result.satisfied == evaluate(expression, accepted));
  require(!result.terms.empty() && std::ranges::is_sorted(result.terms));
  for (const std::uint32_t i : result.terms)
    require(accepted(expression.terms[i]) == result.satisfied);
  require(evaluate(expression, [&](const LicenseTerm& term) {
    return named(term) || (!result.satisfied && accepted(term));
  }));
}

void check_formula(const Formula& formula, const ExpressionRules& rules) {
  if (formula.leaves() > kMostSearched) return;
  check_minimal(formula, rules);
  check_implied(formula, rules);
  check_alternatives(formula);
}

void check_unlisted(const std::string& text) {
  bool searched = false;
  for (const SpdxVersion version : kVersions) {
    const ExpressionRules rules{version, nullptr};
    ExpressionError error;
    const auto expression = parse_expression(text, error, rules);
    if (!expression) {
      check_error(error, text.size());
      continue;
    }
    check_prints(*expression, rules);
    const Formula formula = check_normal(*expression, rules);
    if (!std::exchange(searched, true)) check_formula(formula, rules);
  }
}

// One version, since looking for what may be meant by an id is slow; if it takes the text, the
// others follow. Each takes more than the one before, but for NONE, NOASSERTION and white space.
void check_listed(const std::string& text, SpdxVersion version) {
  const ExpressionRules rules{version, &list()};
  ExpressionError error;
  const auto expression = parse_expression(text, error, rules);
  if (!expression) {
    check_error(error, text.size());
    return;
  }
  require(valid(text, {version, nullptr}));
  const bool special = std::ranges::any_of(expression->terms, &LicenseTerm::special);
  require(version == SpdxVersion::Spdx31 || !special);
  require(special || valid(text, {SpdxVersion::Spdx30, &list()}));
  check_prints(*expression, rules);
  check_normal(*expression, rules);
  check_allowed(*expression);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  check_unlisted(text);
  check_listed(text, kVersions[size % kVersions.size()]);
  return 0;
}
