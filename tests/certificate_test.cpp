// Certificates: those of true verdicts are accepted, and every edit of one is rejected.
#include "cli/certificate.h"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/certificate.h"
#include "tests/case_file.h"
#include "tests/random_stacks.h"
#include "tests/run_program.h"
#include "tests/stack_fixture.h"

using namespace licet;
using spdx::Stack;
using spdx::Value;
using tests::Random;

namespace {

// A stack with its certificate. Never moves: the matter refers to its members.
struct Certified {
  explicit Certified(Stack of, engine::Request with = {})
      : stack(std::move(of)),
        request(std::move(with)),
        questions(*engine::questions_of(stack, tests::whole_catalogue(), request).value),
        matter{stack, tests::whole_catalogue(), request, questions, "5f"} {
    auto made = engine::certify(matter);
    REQUIRE_MESSAGE(made, made.errors.front().message);
    value = std::move(*made.value);
    text = cli::certificate_text(value);
  }

  explicit Certified(const std::string& yaml) : Certified(tests::stack_of(yaml)) {}

  Certified(const Certified&) = delete;
  Certified& operator=(const Certified&) = delete;

  // Why another text in its place is rejected; empty if it is accepted.
  [[nodiscard]] std::string rejection(const std::string& other) const {
    const auto problem = cli::verify_text({"proof.json", other}, matter);
    return problem ? to_string(*problem) : "";
  }

  [[nodiscard]] std::string rejection(const Value& other) const {
    return rejection(cli::certificate_text(other));
  }

  Stack stack;
  engine::Request request;
  engine::Questions questions;
  engine::Matter matter;
  Value value;
  std::string text;
};

// Random stacks have no alternatives in one half, and many in the other.
Stack random_stack(std::uint64_t seed) {
  const tests::Mix mix{.alternatives = seed % 2 == 0 ? 6U : 2U};
  return tests::random_stack(seed, tests::whole_catalogue(), mix);
}

void list_nodes(Value& value, std::vector<Value*>& nodes) {
  nodes.push_back(&value);
  for (Value& item : value.items)
    list_nodes(item, nodes);
}

Value& member(Value& map, std::string_view key) {
  const auto found = std::ranges::find(map.items, key, &Value::key);
  REQUIRE(found != map.items.end());
  return *found;
}

Value& first_use(Value& certificate) {
  return member(certificate, "uses").items.front();
}

std::string another_word(Random& random, const std::vector<Value*>& nodes) {
  static const std::vector<std::string> kWords = {
      "MIT",      "GPL-3.0-only", "CC-BY-NC-4.0", "conflict", "review", "clear",
      "verbatim", "modified",     "trained",      "2(a)(1)",  "4(b)",   "w0",
      "w1",       "self",         "weights",      "any",      "",       "finetune",
      "literal"};
  return random.one_in(2) ? random.of(kWords) : random.of(nodes)->text;
}

void change_scalar(Value& node, Random& random, const std::vector<Value*>& nodes) {
  if (node.kind == Value::Kind::Boolean) {
    node.text = node.text == "true" ? "false" : "true";
  } else if (node.kind == Value::Kind::Number) {
    node.text =
        std::to_string(std::stoul(node.text) + 1 - 2 * random.below(2) * (node.text != "0"));
  } else {
    node.text = another_word(random, nodes);
    node.kind = Value::Kind::String;
  }
}

// One change of what the certificate says: a scalar, or a member dropped, said twice, changed for
// another one, put elsewhere, or replaced by something of another place.
void edit(Value& certificate, Random& random) {
  std::vector<Value*> nodes;
  list_nodes(certificate, nodes);
  Value& node = *random.of(nodes);
  if (node.items.empty() && (node.kind != Value::Kind::List || random.one_in(2))) {
    change_scalar(node, random, nodes);
    return;
  }
  if (node.items.empty()) {
    node.items.push_back(*random.of(nodes));
    return;
  }
  const std::size_t at = random.below(node.items.size());
  const auto here = node.items.begin() + static_cast<std::ptrdiff_t>(at);
  switch (random.below(4)) {
    case 0:
      node.items.erase(here);
      break;
    case 1:
      node.items.emplace_back(node.items[at]);
      node.items.back().key += "-again";
      break;
    case 2: {
      Value& other = random.of(nodes)->items.empty() ? node.items.back() : node.items.front();
      std::swap(here->key, other.key);
      std::iter_swap(here, node.items.begin() + (&other - node.items.data()));
      break;
    }
    default: {
      Value other = *random.of(nodes);
      other.key = here->key;
      *here = std::move(other);
    }
  }
}

std::string edit_bytes(std::string text, Random& random) {
  const std::size_t at = random.below(text.size());
  switch (random.below(4)) {
    case 0:
      text[at] = static_cast<char>(random.below(256));
      break;
    case 1:
      text.erase(at, 1 + random.below(20));
      break;
    case 2:
      text.insert(at, 1, " \n0a,\"]}"[random.below(8)]);
      break;
    default:
      std::swap(text[at], text[random.below(text.size())]);
  }
  return text;
}

const std::string kTwoWays =
    "licet: 1\nworks:\n"
    "  - { id: data, kind: dataset, license: CC-BY-NC-4.0 OR CC-BY-ND-4.0 }\n"
    "  - { id: mine, kind: dataset, from: [ { filter: data } ] }\n"
    "use: { target: mine, acts: [distribute], commercial: true, outbound: proprietary }\n";

}  // namespace

TEST_CASE("certificate: that of the true verdict is accepted") {
  std::map<std::string, std::size_t> verdicts;
  std::size_t refuted = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    CAPTURE(seed);
    const Stack stack = random_stack(seed);
    const Certified proof(stack);
    const engine::Report report = tests::judge(stack);
    const std::string verdict(to_string(report.verdict));
    INFO(tests::to_yaml(stack));
    CHECK(proof.rejection(proof.text).empty());
    CHECK(proof.value.find("verdict")->text == verdict);
    ++verdicts[verdict];
    if (proof.value.find("uses")->items.front().find("refutation")->items.size() > 1) ++refuted;
  }
  CHECK(verdicts.size() == 6);
  CHECK(refuted > 0);
}

TEST_CASE("certificate: its findings are those of the report") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Stack stack = random_stack(seed);
    const engine::Report report = tests::judge(stack);
    // Beside a conflict a certificate does not say which of the licenses offered hold.
    std::vector<std::string> reported;
    for (const engine::Finding& finding : report.findings) {
      if (report.verdict == engine::Severity::Conflict && finding.code == "choice-narrowed")
        continue;
      reported.push_back(
          fmt::format("{} {} {}", finding.code, to_string(finding.severity), finding.section));
    }
    std::vector<std::string> certified;
    const Certified proof(stack);
    for (const Value& row : proof.value.find("uses")->items.front().find("findings")->items) {
      if (report.verdict == engine::Severity::Conflict &&
          row.find("code")->text == "choice-narrowed")
        continue;
      certified.push_back(fmt::format("{} {} {}", row.find("code")->text,
                                      row.find("severity")->text, row.find("section")->text));
    }
    std::ranges::sort(reported);
    std::ranges::sort(certified);
    INFO(seed, "\n", tests::to_yaml(stack));
    CHECK(certified == reported);
  }
}

TEST_CASE("certificate: ten thousand edits are rejected") {
  std::size_t edits = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    Random random(seed);
    const Certified proof(random_stack(seed));
    for (int i = 0; i < 20;) {
      Value changed = proof.value;
      if (i % 2 == 0) edit(changed, random);
      const std::string text =
          i % 2 == 0 ? cli::certificate_text(changed) : edit_bytes(proof.text, random);
      if (text == proof.text) continue;
      ++i;
      ++edits;
      if (proof.rejection(text).empty())
        FAIL_CHECK("seed ", seed, " accepts\n", text, "\nbeside\n", proof.text);
    }
  }
  CHECK(edits == 10'000);
}

TEST_CASE("certificate: a conflict whatever is chosen carries conflicts that no choice avoids") {
  Certified proof(kTwoWays);
  CHECK(proof.value.find("verdict")->text == "conflict");
  Value changed = proof.value;
  std::vector<Value>& refutation = member(first_use(changed), "refutation").items;
  REQUIRE(refutation.size() == 2);
  CHECK(refutation[0].find("needs")->items.front().items.front().find("option")->text ==
        "CC-BY-NC-4.0");
  CHECK(refutation[1].find("needs")->items.front().items.front().find("option")->text ==
        "CC-BY-ND-4.0");
  refutation.pop_back();
  CHECK(proof.rejection(changed).find("refutation[1] is missing") != std::string::npos);
}

TEST_CASE("certificate: other choices are rejected, worse ones and those as good") {
  Certified proof(kTwoWays);
  Value changed = proof.value;
  Value& taken = member(member(first_use(changed), "choices").items.front(), "taken");
  taken.text = taken.text == "0" ? "1" : "0";
  CHECK(proof.rejection(changed).find("other choices are better") != std::string::npos);

  Certified same(
      "licet: 1\nworks:\n  - { id: lib, kind: software, license: MIT OR ISC }\n"
      "  - { id: mine, kind: software, license: MIT, from: [ { link-static: lib } ] }\n"
      "use: { target: mine, acts: [distribute] }\n");
  changed = same.value;
  Value& other = member(member(first_use(changed), "choices").items.front(), "taken");
  CHECK(other.text == "0");
  other.text = "1";
  CHECK(same.rejection(changed).find("come first") != std::string::npos);
}

TEST_CASE("certificate: states are the least set that relations make, each by its first way") {
  Certified proof(
      "licet: 1\nworks:\n"
      "  - { id: base, kind: model, license: Apache-2.0 }\n"
      "  - { id: mid, kind: model, license: MIT, from: [ { finetune: base, by: third-party } ] }\n"
      "  - { id: mine, kind: model, from: [ { merge: mid }, { merge: base } ] }\n"
      "use: { target: mine, acts: [distribute], outbound: MIT }\n");
  const auto rejected = [&](const auto& change) {
    Value changed = proof.value;
    change(member(first_use(changed), "states"));
    return proof.rejection(changed);
  };
  const auto says = [](const std::string& text, const std::string& part) {
    CAPTURE(text);
    CHECK(text.rfind("proof.json:", 0) == 0);
    CHECK(text.find(part) != std::string::npos);
  };
  says(rejected([](Value& states) { member(states, "base").items.clear(); }), "own term");
  says(rejected([](Value& states) { member(states, "mine").items.pop_back(); }), "is not listed");
  says(rejected([](Value& states) {
         auto& mine = member(states, "mine").items;
         std::swap(mine.front(), mine.back());
       }),
       "in order");
  says(rejected([](Value& states) {
         auto& mine = member(states, "mine").items;
         mine.push_back(mine.back());
       }),
       "none twice");
  says(rejected([](Value& states) {
         auto& mine = member(states, "mine").items;
         mine.push_back(mine.back());
         member(mine.back(), "third-party").text = "true";
       }),
       "does not make this");
  says(rejected([](Value& states) {
         member(member(states, "mine").items.back(), "modified").text = "false";
       }),
       "is not listed");
  says(rejected(
           [](Value& states) { member(member(states, "mine").items.front(), "depth").text = "0"; }),
       "does not make this");
  says(rejected(
           [](Value& states) { member(member(states, "mine").items.front(), "depth").text = "9"; }),
       "a way that comes before");
  says(rejected([](Value& states) { member(states, "mid").key = "gone"; }), "\"mid\" is missing");
}

TEST_CASE("certificate: states of a ring begin somewhere") {
  Certified proof(
      "licet: 1\nworks:\n"
      "  - { id: in, license: CC-BY-4.0 }\n"
      "  - { id: a, license: MIT, from: [ { copy: b, by: third-party }, { train-on: in, by: "
      "third-party } ] }\n"
      "  - { id: b, license: BSD-3-Clause, from: [ { copy: a, by: third-party } ] }\n"
      "use: { target: b, acts: [distribute] }\n");
  CHECK(proof.rejection(proof.text).empty());
  CHECK(proof.text.find("lineage-cycle") != std::string::npos);
}

TEST_CASE("certificate: beyond the combinations that are compared it says so") {
  std::string text = "licet: 1\nworks:\n";
  std::string from;
  for (int i = 0; i < 13; ++i) {
    text += fmt::format("  - {{ id: p{}, kind: software, license: MIT OR Apache-2.0 }}\n", i);
    from += fmt::format("{}{{ bundle: p{} }}", i == 0 ? "" : ", ", i);
  }
  text += "  - { id: mine, kind: software, license: MIT, from: [ " + from +
          " ] }\nuse: { target: mine, acts: [distribute] }\n";
  Certified proof(text);
  CHECK(proof.rejection(proof.text).empty());
  CHECK(first_use(proof.value).find("choices-compared")->text == "false");
  CHECK(first_use(proof.value).find("choices")->items.size() == 13);
}

TEST_CASE("certificate: it is made for one question") {
  const Stack stack = tests::stack_of(kTwoWays);
  const Certified proof(stack);
  engine::Request literal;
  literal.profile = "literal";
  const Certified other(stack, literal);
  CHECK(proof.rejection(other.text).find("profile is \"literal\"") != std::string::npos);
  Certified elsewhere(stack);
  elsewhere.matter.sha256 = "60";
  CHECK(elsewhere.rejection(proof.text).find("stack-sha256 is \"5f\"") != std::string::npos);
}

TEST_CASE("certificate: the verifier has nothing of propagation or of the solver") {
  for (const char* file : {"verify", "listed_states", "refutation", "statement"}) {
    for (const char* end : {".h", ".cpp"}) {
      const std::string path = fmt::format("engine/{}{}", file, end);
      CAPTURE(path);
      const std::string text = tests::read_source_file(path);
      for (const char* word : {"propagate(model", "build_graph", "solve(", "origins_of(model",
                               "path_of(", "engine/solve.h", "engine/optimum.h", "spdx/sat.h",
                               "engine/certificate.h", "engine/analyze.cpp"})
        CHECK(text.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("certificate: licet check writes it, licet verify checks it") {
  const tests::TempFolder folder;
  const std::string stack = "tests/examples/support.yaml";
  const std::string proof = folder.path("proof.json");
  const auto plain = tests::run_licet({"check", stack});
  const auto written = tests::run_licet({"check", stack, "--certificate", proof});
  CHECK(written.code == 1);
  CHECK(written.out == plain.out);
  CHECK(written.err.empty());
  const auto good = tests::run_licet({"verify", proof, stack});
  CHECK(good.code == 0);
  CHECK(good.out == "verified: conflict for support: distribute, host\n");

  const auto other = tests::run_licet({"verify", proof, stack, "--outbound", "MIT"});
  CHECK(other.code == 1);
  CHECK(other.out.rfind("rejected: " + proof + ":", 0) == 0);
  CHECK(other.out.find("outbound is \"Apache-2.0\"; what follows is \"MIT\"") != std::string::npos);
  CHECK(tests::run_licet({"verify", proof, "tests/examples/none.yaml"}).code == 2);
  CHECK(tests::run_licet({"verify", folder.path("none.json"), stack}).code == 2);
  folder.write("no.json", "nothing");
  CHECK(tests::run_licet({"verify", folder.path("no.json"), stack}).code == 1);
  CHECK(tests::run_licet({"verify", "--help"}).out.find("Exit codes: 0 verified") !=
        std::string::npos);
  const auto nowhere =
      tests::run_licet({"check", stack, "--certificate", folder.path("no/folder.json")});
  CHECK(nowhere.code == 2);
  CHECK(nowhere.out.empty());
}
