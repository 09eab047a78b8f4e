// Operations on expressions, by example and against truth tables.
#include "spdx/formula.h"

#include <chrono>
#include <cstdlib>
#include <random>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "spdx/allow_list.h"
#include "spdx/alternatives.h"
#include "spdx/expression_advice.h"
#include "spdx/license_names.h"
#include "tests/case_file.h"

using namespace licet;
using namespace licet::spdx;

namespace {

using tests::list;

Expression parsed(const std::string& text, bool listed = false) {
  ExpressionError error;
  auto expression =
      parse_expression(text, error, {SpdxVersion::Spdx31, listed ? &list() : nullptr});
  REQUIRE_MESSAGE(expression, text << ": " << error.message);
  return std::move(*expression);
}

std::string normal(const std::string& text) {
  return to_string(normalize(parsed(text, true), &list()));
}

std::string minimal(const std::string& text) {
  const auto formula = minimize(normalize(parsed(text)));
  REQUIRE(formula);
  return to_string(*formula);
}

std::string repeated(const std::string& piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += piece;
  return out;
}

// Every alternative, `A B | C`.
std::string shown_alternatives(const std::string& text) {
  const Formula formula = normalize(parsed(text));
  Alternatives cursor(formula);
  std::string out;
  while (const auto set = cursor.next()) {
    if (!out.empty()) out += " | ";
    for (std::size_t i = 0; i < set->size(); ++i)
      out += (i > 0 ? " " : "") + formula.atoms[(*set)[i]].text;
  }
  return out;
}

Satisfaction fares(const std::string& text, const std::vector<std::string>& allowed) {
  AllowList allow(list());
  ExpressionError error;
  for (const std::string& entry : allowed)
    REQUIRE(allow.add(entry, error));
  return satisfies(parsed(text, true), allow);
}

constexpr int kLetters = 6;

// A random expression over the letters A to F.
std::string random_expression(std::mt19937_64& random, int depth) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  if (depth == 0 || pick(4) == 0) return std::string(1, static_cast<char>('A' + pick(kLetters)));
  std::string text;
  const int operands = 2 + pick(3);
  const bool all = pick(2) == 0;
  for (int i = 0; i < operands; ++i) {
    if (i > 0) text += all ? " AND " : " OR ";
    text += "(" + random_expression(random, depth - 1) + ")";
  }
  return text;
}

// The value under every assignment of the letters, one bit each.
std::uint64_t truth_table(const Expression& expression) {
  std::uint64_t table = 0;
  for (unsigned set = 0; set < 1U << kLetters; ++set) {
    const bool holds = evaluate(expression, [&](const LicenseTerm& term) {
      return (set >> (expression.id(term).front() - 'A') & 1U) != 0;
    });
    table |= std::uint64_t{holds} << set;
  }
  return table;
}

// The smallest sets under which a table holds.
std::set<unsigned> minimal_sets(std::uint64_t table) {
  std::set<unsigned> sets;
  for (unsigned set = 0; set < 1U << kLetters; ++set) {
    bool smallest = (table >> set & 1U) != 0;
    for (int letter = 0; smallest && letter < kLetters; ++letter) {
      const unsigned less = set & ~(1U << letter);
      if (less != set && (table >> less & 1U) != 0) smallest = false;
    }
    if (smallest) sets.insert(set);
  }
  return sets;
}

std::set<unsigned> found_sets(const Formula& formula) {
  std::set<unsigned> sets;
  Alternatives cursor(formula);
  while (const auto one = cursor.next()) {
    unsigned set = 0;
    for (const std::uint32_t atom : *one)
      set |= 1U << (formula.atoms[atom].text.front() - 'A');
    CHECK_MESSAGE(sets.insert(set).second, "an alternative came twice");
  }
  return sets;
}

}  // namespace

TEST_CASE("formula: the normal form") {
  CHECK(normal("mit") == "MIT");
  CHECK(normal("MIT OR ISC") == "ISC OR MIT");
  CHECK(normal("MIT AND (ISC AND MIT)") == "ISC AND MIT");
  CHECK(normal("Zlib OR (MIT AND ISC) OR (ISC AND MIT)") == "Zlib OR ISC AND MIT");
  CHECK(normal("(MIT OR ISC) AND Zlib") == "Zlib AND (ISC OR MIT)");
  CHECK(normal("LicenseRef-B OR LicenseRef-b OR MIT") == "LicenseRef-B OR MIT");
  CHECK(normal("NONE AND MIT") == "MIT AND NONE");
}

TEST_CASE("formula: deprecated ids become what the list names") {
  CHECK(normal("GPL-2.0") == "GPL-2.0-only");
  CHECK(normal("GPL-2.0+") == "GPL-2.0-or-later");
  CHECK(normal("AGPL-3.0+") == "AGPL-3.0-or-later");
  CHECK(normal("GPL-2.0-or-later+") == "GPL-2.0-or-later");
  CHECK(normal("eCos-2.0") == "GPL-2.0-or-later WITH eCos-exception-2.0");
  CHECK(normal("GPL-2.0-with-classpath-exception") == "GPL-2.0-only WITH Classpath-exception-2.0");
  CHECK(normal("GPL-2.0-with-font-exception+") == "GPL-2.0-or-later WITH Font-exception-2.0");
  CHECK(normal("Nunit") == "zlib-acknowledgement");
  CHECK(normal("LGPL-2.1 WITH Nokia-Qt-exception-1.1") ==
        "LGPL-2.1-only WITH Qt-LGPL-exception-1.1");
  CHECK(normal("Net-SNMP") == "Net-SNMP");
  CHECK(normal("eCos-2.0 WITH Bison-exception-2.2") == "eCos-2.0 WITH Bison-exception-2.2");
  CHECK(normal("MPL-1.1+") == "MPL-1.1+");
}

TEST_CASE("formula: every deprecated id has a modern form that is valid and stays") {
  for (const ListedLicense& entry : list().list().entries) {
    if (!entry.deprecated || entry.exception) continue;
    for (const std::string plus : {"", "+"}) {
      const std::string text = std::string(entry.id) + (entry.id.ends_with('+') ? "" : plus);
      const std::string modern = normal(text);
      CAPTURE(text);
      CHECK(normal(modern) == modern);
      CHECK((modern != text || entry.successors.empty() || text.ends_with('+')));
    }
  }
}

TEST_CASE("formula: the minimal form leaves out what makes no difference") {
  CHECK(minimal("A") == "A");
  CHECK(minimal("A AND (A OR B)") == "A");
  CHECK(minimal("A OR A AND B") == "A");
  CHECK(minimal("(A OR B) AND (A OR C)") == "A OR B AND C");
  CHECK(minimal("A AND B OR A AND C") == "A AND (B OR C)");
  CHECK(minimal("A AND B OR B AND C OR A AND C AND B") == "B AND (A OR C)");
  CHECK(minimal("(A OR B) AND (B OR C) AND (A OR C OR D)") == "(A OR B AND (C OR D)) AND (B OR C)");
  CHECK(minimal("(A OR B)" + repeated(" AND (A OR B)", 999)) == "A OR B");
}

TEST_CASE("formula: alternatives are the smallest sets, earlier licenses first") {
  CHECK(shown_alternatives("A") == "A");
  CHECK(shown_alternatives("B AND (A OR C)") == "B A | B C");
  CHECK(shown_alternatives("(A OR B) AND (C OR D)") == "A C | A D | B C | B D");
  CHECK(shown_alternatives("A OR A AND B") == "A");
  CHECK(shown_alternatives("(A AND B) OR (C AND D) OR (A AND D)") == "A B | A D | C D");
}

TEST_CASE("formula: alternatives are lazy") {
  std::string text = "(A0 OR B0)";
  for (int i = 1; i < 200; ++i)
    text += " AND (A" + std::to_string(i) + " OR B" + std::to_string(i) + ")";
  const Formula formula = normalize(parsed(text));
  Alternatives cursor(formula);
  for (int i = 0; i < 10; ++i) {
    const auto set = cursor.next();
    REQUIRE(set);
    CHECK(set->size() == 200);
  }
  CHECK_FALSE(alternatives(formula, 64));
}

TEST_CASE("formula: equality and implication") {
  const auto same = [](const std::string& a, const std::string& b) {
    return equivalent(normalize(parsed(a)), normalize(parsed(b))).value();
  };
  CHECK(same("A AND (B OR C)", "A AND B OR C AND A"));
  CHECK(same("a", "A"));
  CHECK_FALSE(same("A AND B", "A OR B"));
  const auto enough = [](const std::string& a, const std::string& b) {
    return implies(normalize(parsed(a)), normalize(parsed(b))).value();
  };
  CHECK(enough("A AND B", "A"));
  CHECK_FALSE(enough("A", "A AND B"));
  CHECK(enough("A", "A OR B"));
}

TEST_CASE("formula: agrees with truth tables on random expressions") {
  std::mt19937_64 random(20260701);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_expression(random, 3);
    CAPTURE(text);
    const Expression expression = parsed(text);
    const std::uint64_t table = truth_table(expression);
    const Formula formula = normalize(expression);
    CHECK(truth_table(parsed(to_string(expression))) == table);
    CHECK(truth_table(parsed(to_string(formula))) == table);
    const auto least = minimize(formula);
    REQUIRE(least);
    const Expression least_text = parsed(to_string(*least));
    CHECK(truth_table(least_text) == table);
    CHECK(least->leaves() == least_text.terms.size());
    CHECK(least->leaves() <= formula.leaves());
    CHECK(found_sets(formula) == minimal_sets(table));
    CHECK(found_sets(*least) == minimal_sets(table));
    const Expression other = parsed(random_expression(random, 2));
    const std::uint64_t other_table = truth_table(other);
    const Formula second = normalize(other);
    const auto answer = implication(formula, second);
    REQUIRE(answer);
    CHECK(answer->holds == ((table & ~other_table) == 0));
    if (!answer->holds) {
      unsigned set = 0;
      for (const std::uint32_t atom : answer->witness)
        set |= 1U << (formula.atoms[atom].text.front() - 'A');
      CHECK((other_table >> set & 1U) == 0);
      CHECK(minimal_sets(table).contains(set));
    }
    CHECK(equivalent(formula, second).value() == (table == other_table));
  }
}

TEST_CASE("formula: no license of a minimal form can be left out") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 500; ++round) {
    const auto least = minimize(normalize(parsed(random_expression(random, 3))));
    REQUIRE(least);
    Expression text = parsed(to_string(*least));
    const std::uint64_t table = truth_table(text);
    CAPTURE(text.text);
    if (text.terms.size() == 1) continue;
    for (std::size_t gone = 0; gone < text.terms.size(); ++gone) {
      for (const bool given : {false, true}) {
        std::uint64_t without = 0;
        for (unsigned set = 0; set < 1U << kLetters; ++set) {
          std::size_t asked = 0;
          const bool holds = evaluate(text, [&](const LicenseTerm& term) {
            if (asked++ == gone) return given;
            return (set >> (text.id(term).front() - 'A') & 1U) != 0;
          });
          without |= std::uint64_t{holds} << set;
        }
        CHECK(without != table);
      }
    }
  }
}

TEST_CASE("formula: the order of writing leaves no trace") {
  std::mt19937_64 random(11);
  for (int round = 0; round < 300; ++round) {
    const std::string a = random_expression(random, 2);
    const std::string b = random_expression(random, 2);
    const std::string c = random_expression(random, 2);
    const std::string forth = fmt::format("({}) AND (({}) OR ({}))", a, b, c);
    const std::string back = fmt::format("(({}) OR ({})) AND ({})", c, b, a);
    CAPTURE(forth);
    CHECK(to_string(normalize(parsed(forth))) == to_string(normalize(parsed(back))));
  }
}

TEST_CASE("allow list: licenses, versions, exceptions") {
  CHECK(fares("MIT OR GPL-3.0-only", {"MIT"}).satisfied);
  CHECK_FALSE(fares("MIT AND GPL-3.0-only", {"MIT"}).satisfied);
  CHECK(fares("mit", {"MIT"}).satisfied);
  CHECK(fares("GPL-2.0", {"GPL-2.0-only"}).satisfied);
  CHECK(fares("GPL-2.0-or-later", {"GPL-3.0-only"}).satisfied);
  CHECK(fares("GPL-3.0-only", {"GPL-2.0-or-later"}).satisfied);
  CHECK_FALSE(fares("GPL-2.0-only", {"GPL-3.0-only"}).satisfied);
  CHECK_FALSE(fares("GPL-2.0-only", {"GPL-3.0-or-later"}).satisfied);
  CHECK_FALSE(fares("GPL-3.0-or-later", {"GPL-2.0-only"}).satisfied);
  CHECK(fares("Apache-1.1+", {"Apache-2.0"}).satisfied);
  CHECK_FALSE(fares("Apache-1.1", {"Apache-2.0"}).satisfied);
  CHECK(fares("MIT+", {"MIT"}).satisfied);
  CHECK_FALSE(fares("LGPL-2.1-or-later", {"GPL-3.0-only"}).satisfied);
  CHECK_FALSE(fares("GPL-2.0-only", {"GPL-2.0-only WITH Classpath-exception-2.0"}).satisfied);
  CHECK(fares("LicenseRef-house", {"LicenseRef-HOUSE"}).satisfied);
  CHECK_FALSE(fares("MPL-2.0 WITH AdditionRef-x", {"MPL-2.0"}).satisfied);
}

TEST_CASE("allow list: what is chosen, what is missing") {
  const auto words = [](const std::string& text, const std::vector<std::string>& allowed) {
    const Satisfaction result = fares(text, allowed);
    const Expression expression = parsed(text);
    std::string out = result.satisfied ? "by" : "missing";
    for (const std::uint32_t term : result.terms)
      out += " " + expression.words(expression.terms[term]);
    return out;
  };
  CHECK(words("MIT AND (GPL-2.0-only OR Zlib)", {"MIT", "Zlib"}) == "by MIT Zlib");
  CHECK(words("MIT AND (GPL-2.0-only OR ISC)", {"MIT"}) == "missing GPL-2.0-only");
  CHECK(words("(ISC AND Zlib) OR MIT", {"Apache-2.0"}) == "missing MIT");
  CHECK(words("MIT", {}) == "missing MIT");
}

TEST_CASE("allow list: an entry is one license") {
  AllowList allow(list());
  ExpressionError error;
  CHECK_FALSE(allow.add("MIT OR ISC", error));
  CHECK(error.message == "an entry of the list is one license");
  CHECK_FALSE(allow.add("Zlibb", error));
  CHECK(allow.empty());
}

TEST_CASE("advice: valid, but not what one would write") {
  const auto remarks = [](const std::string& text) {
    std::string out;
    for (const ExpressionError& remark : advise(parsed(text, true), list()))
      out += (out.empty() ? "" : " | ") + std::to_string(remark.offset) + " " + remark.message;
    return out;
  };
  CHECK(remarks("MIT").empty());
  CHECK(remarks("mit") == "0 the list writes \"MIT\"");
  CHECK(remarks("MIT OR GPL-2.0+") ==
        "7 GPL-2.0 is deprecated since list 3.0; write \"GPL-2.0-or-later\"");
  CHECK(remarks("Net-SNMP") == "0 Net-SNMP is deprecated since list 3.25.0");
  CHECK(remarks("GPL-2.0-only+") ==
        "0 \"+\" contradicts \"only\"; write GPL-2.0-only or GPL-2.0-or-later");
  CHECK(remarks("GPL-2.0-or-later+") == "0 \"+\" adds nothing to GPL-2.0-or-later");
  CHECK(remarks("MIT WITH Classpath-exception-2.0") ==
        "9 Classpath-exception-2.0 was not written for MIT");
  CHECK(remarks("GPL-2.0-only WITH Classpath-exception-2.0").empty());
}

TEST_CASE("formula: large expressions cost time in proportion") {
  constexpr std::size_t kMany = 100'000;
  const Expression flat = parsed("A" + repeated(" OR B", kMany));
  CHECK(to_string(normalize(flat)) == "A OR B");
  std::string distinct = "A0";
  for (std::size_t i = 1; i < kMany; ++i)
    distinct += " OR A" + std::to_string(i);
  const Formula wide = normalize(parsed(distinct));
  CHECK(wide.atoms.size() == kMany);
  CHECK_FALSE(minimize(wide));  // beyond the stated limit
  Alternatives cursor(wide);
  CHECK(cursor.next()->size() == 1);
  const std::string nested = repeated("A AND (B OR ", kMany / 2) + "C" + repeated(")", kMany / 2);
  CHECK(normalize(parsed(nested)).leaves() == kMany + 1);
  CHECK(equivalent(normalize(flat), normalize(parsed("A OR B"))).value());
}
