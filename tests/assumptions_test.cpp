#include "engine/assumptions.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/stack_fixture.h"

using namespace licet;
using namespace licet::engine;

namespace {

const Catalogue& data() {
  return tests::whole_catalogue();
}

AssumptionId id_of(const std::string& name) {
  return data().find_assumption(name).value();
}

std::string value_in(const AssumptionValues& values, const std::string& name) {
  const AssumptionId id = id_of(name);
  return data().assumptions[id].values[values.value[id]].id;
}

std::string error_of(const std::string& profile,
                     const std::vector<std::pair<std::string, std::string>>& settings) {
  const auto chosen = choose_values(data(), profile, settings);
  REQUIRE(!chosen);
  REQUIRE(chosen.errors.size() == 1);
  return to_string(chosen.errors.front());
}

AssumptionSet set_of(std::initializer_list<const char*> names) {
  AssumptionSet set = 0;
  for (const char* name : names)
    set |= AssumptionSet{1} << id_of(name);
  return set;
}

}  // namespace

TEST_CASE("assumptions: the cautious profile is the defaults") {
  const auto values = choose_values(data(), "cautious", {});
  REQUIRE(values);
  REQUIRE(values.value->value.size() == data().assumptions.size());
  for (std::size_t i = 0; i < data().assumptions.size(); ++i)
    CHECK(values.value->value[i] == data().assumptions[i].standard);
}

TEST_CASE("assumptions: a profile sets its values, a setting goes over the profile") {
  const auto literal = choose_values(data(), "literal", {});
  REQUIRE(literal);
  CHECK(value_in(*literal.value, "sa.reaches-model") == "required");
  const auto set = choose_values(data(), "literal",
                                 {
                                     {"sa.reaches-model",       "no"},
                                     {"training.is-adaptation", "no"}
  });
  REQUIRE(set);
  CHECK(value_in(*set.value, "sa.reaches-model") == "no");
  CHECK(value_in(*set.value, "training.is-adaptation") == "no");
  CHECK(value_in(*set.value, "linking.makes-derivative") == "yes");
}

TEST_CASE("assumptions: of two settings of one assumption the last one counts") {
  const auto set = choose_values(data(), "cautious",
                                 {
                                     {"sa.reaches-model", "no"      },
                                     {"sa.reaches-model", "required"}
  });
  REQUIRE(set);
  CHECK(value_in(*set.value, "sa.reaches-model") == "required");
}

TEST_CASE("assumptions: errors name what is wrong and the nearest right word") {
  CHECK(error_of("cautous", {}) ==
        "--profile: error: unknown profile \"cautous\"; did you mean \"cautious\"?");
  CHECK(error_of("cautious",
                 {
                     {"sa.reach-model", "no"}
  }) ==
        "--assume sa.reach-model=no: error: unknown assumption \"sa.reach-model\"; did you mean "
        "\"sa.reaches-model\"?");
  CHECK(error_of("cautious",
                 {
                     {"sa.reaches-model", "maybe"}
  }) ==
        "--assume sa.reaches-model=maybe: error: unknown value \"maybe\"; it is one of required, "
        "flag or no");
  const auto both = choose_values(data(), "nothing-like-it",
                                  {
                                      {"sa.reaches-model", "maybe"}
  });
  CHECK(both.errors.size() == 2);
}

TEST_CASE("assumptions: the weakest of a set decides, and none leaves the finding as it is") {
  const auto values = choose_values(data(), "cautious",
                                    {
                                        {"training.is-adaptation", "yes" },
                                        {"sa.reaches-model",       "flag"},
                                        {"outputs.adapted",        "no"  }
  });
  REQUIRE(values);
  CHECK(values.value->effect_of(data(), 0) == Effect::Applies);
  CHECK(values.value->effect_of(data(), set_of({"training.is-adaptation"})) == Effect::Applies);
  CHECK(values.value->effect_of(data(), set_of({"training.is-adaptation", "sa.reaches-model"})) ==
        Effect::Review);
  const AssumptionSet all =
      set_of({"training.is-adaptation", "sa.reaches-model", "outputs.adapted"});
  CHECK(values.value->effect_of(data(), all) == Effect::Absent);
  CHECK(values.value->absent_in(data(), all) == id_of("outputs.adapted"));
}

TEST_CASE("assumptions: open questions come out as reviews, notes stay notes") {
  for (const Severity s : {Severity::Conflict, Severity::Unknown, Severity::Review,
                           Severity::Obligation, Severity::Note}) {
    CHECK(severity_under(Effect::Applies, s) == s);
    CHECK(severity_under(Effect::Review, s) ==
          (s == Severity::Note ? Severity::Note : Severity::Review));
  }
}

TEST_CASE(
    "assumptions: every value's effect can be seen in a report, hidden findings are counted") {
  const spdx::Stack stack = tests::stack_of(
      "licet: 1\nworks:\n  - { id: data, kind: dataset, license: CC-BY-SA-4.0 }\n  - { id: model, "
      "kind: model, from: [ { train-on: data } ] }\n"
      "use: { target: model, acts: [distribute], outbound: MIT }\n");
  const auto broken = [&](const std::string& value) {
    Request request;
    request.assumptions = {
        {"sa.reaches-model",       value},
        {"training.is-adaptation", "yes"}
    };
    const Report report = tests::judge(stack, request);
    for (const Finding& f : report.findings) {
      if (f.code == "share-alike-broken") return std::string(to_string(f.severity));
    }
    const auto taken =
        std::ranges::find(report.assumptions, "sa.reaches-model", &AssumptionTaken::id);
    REQUIRE(taken != report.assumptions.end());
    CHECK(taken->findings == 0);
    CHECK(!taken->standard);
    return "hidden " + std::to_string(taken->hidden);
  };
  CHECK(broken("required") == "conflict");
  CHECK(broken("flag") == "review");
  CHECK(broken("no").rfind("hidden ", 0) == 0);
  CHECK(broken("no") != "hidden 0");
}
