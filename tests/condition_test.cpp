#include "engine/condition.h"

#include <map>

#include <doctest/doctest.h>

using namespace licet::engine;

namespace {

using Op = Condition::Op;
using Stated = std::map<FactId, std::vector<std::string>>;

Condition is(FactId fact, Op op, std::vector<std::string> words, double number = 0) {
  Condition c;
  c.op = op;
  c.fact = fact;
  c.words = std::move(words);
  c.number = number;
  return c;
}

Condition join(Op op, std::vector<Condition> parts) {
  Condition c;
  c.op = op;
  c.parts = std::move(parts);
  return c;
}

struct Answer {
  Truth truth = Truth::Unset;
  FactSet read = 0;
  FactSet missing = 0;
};

Answer ask(const Condition& condition, const Stated& stated) {
  const FactLookup lookup = [&](FactId fact) -> const std::vector<std::string>* {
    const auto found = stated.find(fact);
    return found == stated.end() ? nullptr : &found->second;
  };
  Answer out;
  out.truth = evaluate(condition, lookup, out.read, out.missing);
  return out;
}

Truth alone(Op op, const std::string& word, double number, std::vector<std::string> stated) {
  return ask(is(0, op,
                {
                    word
  },
                number),
             {{0, std::move(stated)}})
      .truth;
}

// A condition that is true, false or unset, each on a fact of its own.
const Condition kYes = is(0, Op::Equals, {"true"});
const Condition kNo = is(1, Op::Equals, {"true"});
const Condition kOpen = is(2, Op::Equals, {"true"});
const Stated kStated = {
    {0, {"true"} },
    {1, {"false"}}
};

struct Row {
  Condition left, right;
  Truth all, any;
};

}  // namespace

TEST_CASE("condition: conjunction and disjunction follow Kleene's tables") {
  const std::vector<Row> table = {
      {kYes,  kYes,  Truth::True,  Truth::True },
      {kYes,  kNo,   Truth::False, Truth::True },
      {kYes,  kOpen, Truth::Unset, Truth::True },
      {kNo,   kYes,  Truth::False, Truth::True },
      {kNo,   kNo,   Truth::False, Truth::False},
      {kNo,   kOpen, Truth::False, Truth::Unset},
      {kOpen, kYes,  Truth::Unset, Truth::True },
      {kOpen, kNo,   Truth::False, Truth::Unset},
      {kOpen, kOpen, Truth::Unset, Truth::Unset}
  };
  for (const Row& row : table) {
    CAPTURE(row.left.fact);
    CAPTURE(row.right.fact);
    CHECK(ask(join(Op::All, {row.left, row.right}), kStated).truth == row.all);
    CHECK(ask(join(Op::Any, {row.left, row.right}), kStated).truth == row.any);
  }
}

TEST_CASE("condition: negation turns true and false and leaves unset") {
  CHECK(ask(join(Op::Not, {kYes}), kStated).truth == Truth::False);
  CHECK(ask(join(Op::Not, {kNo}), kStated).truth == Truth::True);
  CHECK(ask(join(Op::Not, {kOpen}), kStated).truth == Truth::Unset);
}

TEST_CASE("condition: De Morgan holds for every pair") {
  for (const Condition& a : {kYes, kNo, kOpen}) {
    for (const Condition& b : {kYes, kNo, kOpen}) {
      const auto left = ask(join(Op::Not, {join(Op::All, {a, b})}), kStated);
      const auto right = ask(join(Op::Any, {join(Op::Not, {a}), join(Op::Not, {b})}), kStated);
      CHECK(left.truth == right.truth);
      CHECK(left.missing == right.missing);
    }
  }
}

TEST_CASE("condition: nothing to hold holds, and nothing to choose from does not") {
  CHECK(ask(join(Op::All, {}), {}).truth == Truth::True);
  CHECK(ask(join(Op::Any, {}), {}).truth == Truth::False);
}

TEST_CASE("condition: equality ignores letter case and takes any value of a list") {
  CHECK(alone(Op::Equals, "Company", 0, {"company"}) == Truth::True);
  CHECK(alone(Op::Equals, "company", 0, {"person"}) == Truth::False);
  CHECK(alone(Op::Equals, "us", 0, {"DE", "US"}) == Truth::True);
  CHECK(alone(Op::Equals, "true", 0, {"true "}) == Truth::False);
}

TEST_CASE("condition: numbers compare as numbers, however they are written") {
  CHECK(alone(Op::Over, "", 700, {"700"}) == Truth::False);
  CHECK(alone(Op::Over, "", 700, {"701"}) == Truth::True);
  CHECK(alone(Op::Over, "", 700'000'000, {"7.1e8"}) == Truth::True);
  CHECK(alone(Op::Over, "", 9, {"10"}) == Truth::True);
  CHECK(alone(Op::AtLeast, "", 700, {"700"}) == Truth::True);
  CHECK(alone(Op::AtLeast, "", 700, {"699.9"}) == Truth::False);
  CHECK(alone(Op::Over, "", -5, {"-4"}) == Truth::True);
  CHECK(alone(Op::Over, "", 1, {"many"}) == Truth::False);
}

TEST_CASE("condition: dates compare by day, the day itself is not before") {
  CHECK(alone(Op::Before, "2024-07-23", 0, {"2024-07-22"}) == Truth::True);
  CHECK(alone(Op::Before, "2024-07-23", 0, {"2024-07-23"}) == Truth::False);
  CHECK(alone(Op::Before, "2024-07-23", 0, {"2024-10-01"}) == Truth::False);
  CHECK(alone(Op::Before, "2024-07-23", 0, {"1999-12-31"}) == Truth::True);
}

TEST_CASE("condition: membership takes any value among the words") {
  // The loader writes groups out and in lower case.
  const Condition in_group = is(0, Op::In, {"de", "fr"});
  CHECK(ask(in_group,
            {
                {0, {"DE"}}
  })
            .truth == Truth::True);
  CHECK(ask(in_group,
            {
                {0, {"US", "fr"}}
  })
            .truth == Truth::True);
  CHECK(ask(in_group,
            {
                {0, {"US"}}
  })
            .truth == Truth::False);
  CHECK(ask(in_group,
            {
                {0, {"D"}}
  })
            .truth == Truth::False);
}

TEST_CASE("condition: containment ignores letter case") {
  CHECK(alone(Op::Contains, "Cosmos", 0, {"nvidia/cosmos-1.0"}) == Truth::True);
  CHECK(alone(Op::Contains, "Cosmos", 0, {"nvidia/nemotron"}) == Truth::False);
}

TEST_CASE("condition: every operator is unset on a fact nobody stated") {
  for (const Op op : {Op::Equals, Op::Over, Op::AtLeast, Op::Before, Op::In, Op::Contains}) {
    const Answer answer = ask(is(5, op, {"x"}), {});
    CHECK(answer.truth == Truth::Unset);
    CHECK(answer.read == 0);
    CHECK(answer.missing == FactSet{1} << 5);
    CHECK(ask(is(5, op,
                 {
                     "x"
    }),
              {{5, {}}})
              .truth == Truth::Unset);
  }
}

TEST_CASE("condition: a part that settles the answer leaves other facts unasked") {
  const Answer all = ask(join(Op::All, {kOpen, kYes, kNo}), kStated);
  CHECK(all.truth == Truth::False);
  CHECK(all.missing == 0);
  CHECK(all.read == 0b010);
  const Answer any = ask(join(Op::Any, {kOpen, kNo, kYes}), kStated);
  CHECK(any.truth == Truth::True);
  CHECK(any.missing == 0);
  CHECK(any.read == 0b001);
}

TEST_CASE("condition: an unsettled answer names what was read and what is missing") {
  const Answer all = ask(join(Op::All, {kYes, kOpen}), kStated);
  CHECK(all.read == 0b001);
  CHECK(all.missing == 0b100);
  const Answer nested =
      ask(join(Op::Any, {kNo, join(Op::Not, {join(Op::All, {kYes, kOpen})})}), kStated);
  CHECK(nested.truth == Truth::Unset);
  CHECK(nested.read == 0b011);
  CHECK(nested.missing == 0b100);
}

TEST_CASE("condition: facts() names every fact, settled or not") {
  CHECK(join(Op::All, {kYes, join(Op::Not, {kOpen}), join(Op::Any, {kNo})}).facts() == 0b111);
  CHECK(join(Op::All, {}).facts() == 0);
  CHECK(is(63, Op::Over, {}, 1).facts() == FactSet{1} << 63);
}
