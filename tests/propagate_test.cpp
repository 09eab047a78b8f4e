#include <doctest/doctest.h>

#include "engine/analysis.h"
#include "tests/case_file.h"
#include "tests/random_stacks.h"
#include "tests/stack_fixture.h"

using licet::tests::Prepared;
using Lines = std::vector<std::string>;

namespace {

std::string two(const std::string& relation) {
  return "licet: 1\nworks:\n  - { id: src, license: MIT }\n  - { id: out, owner: self, from: [ { " +
         relation + " } ] }\n";
}

Lines arrivals_over(const std::string& relation) {
  return Prepared(two(relation)).arrivals("out");
}

}  // namespace

TEST_CASE("propagate: each relation carries its transfer") {
  CHECK(arrivals_over("copy: src") == Lines{"MIT verbatim depth 1"});
  CHECK(arrivals_over("finetune: src") == Lines{"MIT modified modified depth 1"});
  CHECK(arrivals_over("adapter: src") == Lines{"MIT delta depth 1"});
  CHECK(arrivals_over("train-on: src") == Lines{"MIT trained depth 1"});
  CHECK(arrivals_over("generate: src") == Lines{"MIT output depth 1"});
  CHECK(arrivals_over("distill: src") == Lines{"MIT distilled depth 1"});
  CHECK(arrivals_over("host: src") == Lines{"MIT hosted depth 1"});
  CHECK(arrivals_over("link-dynamic: src") == Lines{"MIT linked depth 1"});
}

TEST_CASE("propagate: what ships beside, is named or measured with, carries no term") {
  for (const char* kind : {"bundle", "collection", "refer-to", "evaluate-on"}) {
    CAPTURE(kind);
    CHECK(arrivals_over(std::string(kind) + ": src").empty());
  }
}

TEST_CASE("propagate: a contested relation carries both readings") {
  CHECK(arrivals_over("quantize: src") ==
        Lines{"MIT modified modified depth 1", "MIT verbatim depth 1"});
}

TEST_CASE("propagate: a work's own license stands on it, the user's own does not bind the user") {
  const Prepared p(
      "licet: 1\nworks:\n  - { id: theirs, license: MIT }\n  - { id: mine, owner: self, license: "
      "MIT }\n");
  CHECK(p.arrivals("theirs") == Lines{"MIT verbatim depth 0"});
  CHECK(p.arrivals("mine").empty());
}

TEST_CASE("propagate: transfers compose along a path") {
  const Prepared p(
      "licet: 1\nworks:\n"
      "  - { id: base, license: MIT }\n"
      "  - { id: tuned, from: [ { finetune: base } ] }\n"
      "  - { id: small, from: [ { convert: tuned } ] }\n"
      "  - { id: text, from: [ { generate: small } ] }\n"
      "  - { id: pupil, from: [ { train-on: text } ] }\n"
      "  - { id: site, from: [ { refer-to: pupil } ] }\n");
  CHECK(p.arrivals("tuned") == Lines{"MIT modified modified depth 1"});
  CHECK(p.arrivals("small") == Lines{"MIT modified modified depth 2"});
  CHECK(p.arrivals("text") == Lines{"MIT output modified depth 3"});
  CHECK(p.arrivals("pupil") == Lines{"MIT distilled modified depth 4"});
  CHECK(p.arrivals("site").empty());
  CHECK(p.path("pupil", "MIT") == Lines{"finetune", "convert", "generate", "train-on"});
}

TEST_CASE("propagate: somebody else's step matters where it binds only its maker") {
  // A fine-tune is passed on with its license, so whoever gets it is a licensee; training binds the
  // one who trained.
  CHECK(arrivals_over("finetune: src, by: third-party") == Lines{"MIT modified modified depth 1"});
  CHECK(arrivals_over("train-on: src, by: third-party") ==
        Lines{"MIT trained third-party depth 1"});
  const Prepared p(
      "licet: 1\nworks:\n  - { id: data, license: CC-BY-4.0 }\n  - { id: model, license: MIT, "
      "from: [ { train-on: data, by: third-party } ] }\n"
      "  - { id: mine, from: [ { finetune: model } ] }\n");
  CHECK(p.arrivals("mine") ==
        Lines{"CC-BY-4.0 trained third-party modified depth 2", "MIT modified modified depth 1"});
}

TEST_CASE(
    "propagate: the same data by one's own training and by somebody else's are two arrivals") {
  const Prepared p(
      "licet: 1\nworks:\n  - { id: data, license: CC-BY-4.0 }\n  - { id: model, license: MIT, "
      "from: [ { train-on: data, by: third-party } ] }\n"
      "  - { id: mine, from: [ { copy: model }, { train-on: data } ] }\n");
  CHECK(p.arrivals("mine") == Lines{"CC-BY-4.0 trained depth 1",
                                    "CC-BY-4.0 trained third-party depth 2",
                                    "MIT verbatim depth 1"});
}

TEST_CASE("propagate: a relation meets the license of the part it takes") {
  const std::string source =
      "licet: 1\nworks:\n  - { id: src, license: { code: MIT, weights: CC-BY-4.0 } }\n";
  CHECK(Prepared(source + "  - { id: out, from: [ { finetune: src } ] }\n").arrivals("out") ==
        Lines{"CC-BY-4.0 modified modified depth 1"});
  CHECK(Prepared(source + "  - { id: out, from: [ { copy-code: src } ] }\n").arrivals("out") ==
        Lines{"MIT modified modified joined depth 1"});
  CHECK(Prepared(source + "  - { id: out, from: [ { copy: src } ] }\n").arrivals("out").size() ==
        2);
  // Nothing is said of the data: then everything said counts.
  CHECK(
      Prepared(source + "  - { id: out, from: [ { train-on: src } ] }\n").arrivals("out").size() ==
      2);
}

TEST_CASE("propagate: of two ways to the same state the shorter is kept") {
  const Prepared p(
      "licet: 1\nworks:\n  - { id: base, license: MIT }\n  - { id: mid, from: [ { copy: base } ] "
      "}\n  - { id: late, from: [ { mirror: mid } ] }\n"
      "  - { id: out, from: [ { convert: late }, { copy: base } ] }\n");
  CHECK(p.arrivals("out") == Lines{"MIT verbatim depth 1"});
  CHECK(p.path("out", "MIT") == Lines{"copy"});
}

TEST_CASE("propagate: a work made from itself settles") {
  const Prepared p(
      "licet: 1\nworks:\n  - { id: base, license: MIT, from: [ { finetune: base, by: third-party } "
      "] }\n  - { id: out, from: [ { copy: base } ] }\n");
  CHECK(p.arrivals("base") == Lines{"MIT modified modified depth 1", "MIT verbatim depth 0"});
  CHECK(p.arrivals("out").size() == 2);
  CHECK(p.path("base", "MIT").empty());
}

TEST_CASE("propagate: works of a ring share what reaches any of them") {
  const Prepared p(
      "licet: 1\nworks:\n"
      "  - { id: in, license: CC-BY-4.0 }\n"
      "  - { id: a, license: MIT, from: [ { copy: c, by: third-party }, { train-on: in, by: "
      "third-party } ] }\n"
      "  - { id: b, license: BSD-3-Clause, from: [ { copy: a, by: third-party } ] }\n"
      "  - { id: c, license: Apache-2.0, from: [ { copy: b, by: third-party } ] }\n");
  CHECK(p.graph.groups.size() == 2);
  for (const char* work : {"a", "b", "c"}) {
    CAPTURE(work);
    for (const char* license : {"MIT", "BSD-3-Clause", "Apache-2.0", "CC-BY-4.0"}) {
      CHECK(p.path(work, license).size() <= 3);
    }
  }
  CHECK(p.arrivals("c").size() == 4);
  CHECK(p.path("c", "CC-BY-4.0") == Lines{"train-on", "copy", "copy"});
}

TEST_CASE("propagate: sources come before their results") {
  const Prepared p(
      "licet: 1\nworks:\n  - { id: last, from: [ { copy: mid } ] }\n  - { id: mid, from: [ { copy: "
      "first } ] }\n  - { id: first, license: MIT }\n");
  std::vector<std::size_t> order;
  for (const auto& group : p.graph.groups)
    order.push_back(group.front());
  CHECK(order == std::vector<std::size_t>{2, 1, 0});
}

TEST_CASE("propagate: alike works share a term, and all their origins are found again") {
  const Prepared p(
      "licet: 1\nworks:\n"
      "  - { id: d1, kind: dataset, license: CC-BY-4.0 }\n"
      "  - { id: d2, kind: dataset, license: CC-BY-4.0 }\n"
      "  - { id: mixed, kind: dataset, license: CC-BY-4.0, from: [ { filter: d1, by: third-party "
      "}, { combine-database: d2, by: third-party } ] }\n"
      "  - { id: out, kind: model, from: [ { train-on: mixed } ] }\n");
  CHECK(p.terms.terms.size() == 1);
  CHECK(p.arrivals("out") == Lines{"CC-BY-4.0 trained depth 1",
                                   "CC-BY-4.0 trained modified depth 2",
                                   "CC-BY-4.0 trained modified joined depth 2"});
  std::vector<licet::engine::ArrivalRef> all;
  for (std::uint32_t i = 0; i < p.flow.at[p.index("out")].size(); ++i)
    all.push_back({p.index("out"), i});
  CHECK(origins_of(p.model, p.flow, all) == std::vector<licet::spdx::WorkIndex>{0, 1, 2});
  CHECK(origins_of(p.model, p.flow, {p.arrival("d2", "CC-BY-4.0")}) ==
        std::vector<licet::spdx::WorkIndex>{1});
}

TEST_CASE("propagate: an arrival knows whether all its ways begin at one work") {
  std::vector<std::string> texts = {
      "licet: 1\nworks:\n"
      "  - { id: in, license: MIT }\n"
      "  - { id: a, license: MIT, from: [ { edit: c, by: third-party }, { edit: in, by: "
      "third-party } ] }\n"
      "  - { id: b, from: [ { edit: a, by: third-party } ] }\n"
      "  - { id: c, license: MIT, from: [ { edit: b, by: third-party } ] }\n"};
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    texts.push_back(licet::tests::to_yaml(
        licet::tests::random_stack(seed, licet::tests::whole_catalogue(), {})));
  }
  std::size_t several = 0;
  for (const std::string& text : texts) {
    INFO(text);
    const Prepared p(text);
    for (licet::spdx::WorkIndex work = 0; work < p.flow.at.size(); ++work) {
      for (std::uint32_t i = 0; i < p.flow.at[work].size(); ++i) {
        const auto origins = origins_of(p.model, p.flow,
                                        {
                                            {work, i}
        });
        const auto one = origins.size() == 1 ? origins.front() : licet::engine::Arrival::kNone;
        CHECK(p.flow.at[work][i].origin == one);
        if (origins.size() > 1) ++several;
      }
    }
  }
  CHECK(several > 2);
}

TEST_CASE("propagate: a chain of ten thousand works holds a few states each") {
  std::string text = "licet: 1\nworks:\n  - { id: w0, license: MIT }\n";
  for (int i = 1; i < 10'000; ++i) {
    text += "  - { id: w" + std::to_string(i) + ", license: MIT, from: [ { finetune: w" +
            std::to_string(i - 1) + ", by: third-party } ] }\n";
  }
  const Prepared p(text);
  CHECK(p.terms.terms.size() == 1);
  CHECK(p.arrivals("w9999").size() == 2);
  const auto end = p.flow.at[9999].back();
  CHECK(end.depth == 1);
  CHECK(origins_of(p.model, p.flow,
                   {
                       {9999, 1}
  })
            .size() == 9999);
}

TEST_CASE("propagate: what is not followed to its end is not judged") {
  const Prepared p(two("finetune: src"));
  std::size_t count = 0;
  for (const auto& here : p.flow.at)
    count += here.size();
  REQUIRE(count > 1);
  CHECK(p.flow.complete);
  CHECK(propagate_at_most(p.model, count).complete);
  CHECK_FALSE(propagate_at_most(p.model, count - 1).complete);

  const licet::engine::Catalogue& catalogue = licet::tests::whole_catalogue();
  const auto analysis = [&](licet::engine::Flow (*states)(const licet::engine::Model&)) {
    auto questions = questions_of(p.stack, catalogue, {});
    REQUIRE(questions);
    return licet::engine::Analysis(p.stack, catalogue, std::move(*questions.value), states)
        .errors();
  };
  CHECK(analysis(licet::engine::propagate).empty());
  const auto errors =
      analysis([](const licet::engine::Model& model) { return propagate_at_most(model, 1); });
  REQUIRE(errors.size() == 1);
  CHECK(errors.front().message.find("more than 50000000 ways") != std::string::npos);
}
