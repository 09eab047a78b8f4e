// Certificates: those of true verdicts are accepted, and every edit of one is rejected.
#include "cli/certificate.h"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>
#include <fmt/ranges.h>

#include "tests/certified.h"
#include "tests/random_stacks.h"
#include "tests/run_program.h"
#include "tests/stack_fixture.h"

using namespace licet;
using spdx::Stack;
using tests::Certified;
using tests::Random;

namespace {

// Random stacks have no alternatives in one half, and many in the other.
Stack random_stack(std::uint64_t seed) {
  const tests::Mix mix{.alternatives = seed % 2 == 0 ? 6U : 2U};
  return tests::random_stack(seed, tests::whole_catalogue(), mix);
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char one : text) {
    if (one == at) {
      parts.emplace_back();
    } else {
      parts.back() += one;
    }
  }
  return parts;
}

std::string another_word(Random& random, const std::string& word, const std::string& text) {
  static const std::vector<std::string> kWords = {
      "MIT",     "GPL-3.0-only", "CC-BY-NC-4.0", "conflict",
      "review",  "clear",        "verbatim",     "modified",
      "trained", "\"2(a)(1)\",", "\"4(b)\",",    "\"w0\"",
      "\"w1\"",  "self,",        "weights,",     "any,",
      "",        "finetune",     "literal",      "0",
      "1"};
  if (!word.empty() && word.size() < 9 && word.find_first_not_of("0123456789") == std::string::npos)
    return std::to_string(std::stoul(word) + 1 - 2 * random.below(2) * (word != "0"));
  return random.one_in(2) ? random.of(kWords) : random.of(split(random.of(split(text, '\n')), ' '));
}

// One change of what the certificate says: a word for another, or a line dropped, said twice, put
// elsewhere, or replaced by another one.
std::string edit(const std::string& text, Random& random) {
  std::vector<std::string> lines = split(text, '\n');
  const std::size_t at = random.below(lines.size());
  const auto here = lines.begin() + static_cast<std::ptrdiff_t>(at);
  switch (random.below(6)) {
    case 0:
      lines.erase(here);
      break;
    case 1:
      lines.push_back(*here);
      std::swap(lines[random.below(lines.size())], lines.back());
      break;
    case 2:
      std::swap(*here, lines[random.below(lines.size())]);
      break;
    case 3:
      *here = std::string(random.of(lines));
      break;
    default: {
      std::vector<std::string> words = split(*here, ' ');
      std::string& word = words[random.below(words.size())];
      word = another_word(random, word, text);
      *here = fmt::format("{}", fmt::join(words, " "));
    }
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
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

// Rejects so many edits of a certificate from this place on; how many those were.
std::size_t reject_edits(const Certified& proof, std::size_t from, std::uint64_t seed,
                         std::size_t count) {
  Random random(seed);
  const std::string head = proof.text.substr(0, from);
  const std::string tail = proof.text.substr(from);
  for (std::size_t edits = 0; edits < count;) {
    const std::string text =
        head + (edits % 2 == 0 ? edit(tail, random) : edit_bytes(tail, random));
    if (text == proof.text) continue;
    ++edits;
    if (proof.rejection(text).empty())
      FAIL_CHECK("seed ", seed, " accepts\n", text, "\nbeside\n", proof.text);
  }
  return count;
}

}  // namespace

TEST_CASE("certificate: that of the true verdict is accepted") {
  std::map<engine::Severity, std::size_t> verdicts;
  std::size_t refuted = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    CAPTURE(seed);
    const Stack stack = random_stack(seed);
    INFO(tests::to_yaml(stack));
    const Certified proof(stack);
    const engine::Report report = tests::judge(stack);
    CHECK(proof.use.verdict == report.verdict);
    ++verdicts[proof.use.verdict];
    if (proof.witness.unavoidable.size() > 1) ++refuted;
  }
  CHECK(verdicts.size() == 6);
  CHECK(refuted > 0);
}

TEST_CASE("certificate: its findings are those of the report") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Stack stack = random_stack(seed);
    const engine::Report report = tests::judge(stack);
    // Beside a conflict a certificate does not say which of the licenses offered hold.
    const auto told = [&](const std::string& code) {
      return report.verdict != engine::Severity::Conflict || code != "choice-narrowed";
    };
    std::vector<std::string> reported;
    for (const engine::Finding& finding : report.findings) {
      if (told(finding.code)) {
        reported.push_back(
            fmt::format("{} {} {:?}", to_string(finding.severity), finding.code, finding.section));
      }
    }
    std::vector<std::string> certified;
    const Certified proof(stack);
    for (const std::string& line : split(proof.use.text, '\n')) {
      if (line.starts_with("one of these") || line.starts_with("discharged")) break;
      if (!line.starts_with("  ")) continue;
      const std::string head = line.substr(2, line.find(':') - 2);
      const std::string section = line.substr(line.find(", section ") + 10);
      if (told(head.substr(head.find(' ') + 1)))
        certified.push_back(head + " " + section.substr(0, section.find(", exception")));
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
    const Certified proof(random_stack(seed));
    edits += reject_edits(proof, 0, seed, 20);
  }
  CHECK(edits == 10'000);
}

TEST_CASE("certificate: ten thousand edits of cores and of what is discharged are rejected") {
  std::size_t edits = 0;
  for (std::uint64_t seed = 1; edits < 10'000; ++seed) {
    const Certified proof(random_stack(seed));
    const std::size_t cores = proof.text.find("\ncore of ");
    const std::size_t from = std::min(cores, proof.text.find("\ndischarged\n"));
    if (from != std::string::npos) edits += reject_edits(proof, from + 1, seed, 20);
  }
  CHECK(edits == 10'000);
}

TEST_CASE("certificate: ten thousand edits of what rules labels out are rejected") {
  std::size_t edits = 0;
  const Stack clash = tests::stack_of(
      "licet: 1\nworks:\n  - { id: a, kind: dataset, license: CC-BY-NC-SA-4.0 OR GPL-2.0-only }\n"
      "  - { id: b, kind: dataset, license: CC-BY-SA-4.0 OR EPL-2.0 }\n"
      "  - { id: mine, kind: dataset, from: [ { filter: a }, { filter: b } ] }\n"
      "use: { target: mine, acts: [distribute] }\n");
  const Certified proof(clash, {}, true);
  edits += reject_edits(proof, 0, 1, 5'000);
  edits += reject_edits(proof, proof.text.find("\nruled out") + 1, 2, 5'000);
  CHECK(edits == 10'000);
}

TEST_CASE("certificate: what it reads is never taken on trust") {
  std::size_t witnesses = 0;
  std::size_t rejected = 0;
  for (std::uint64_t seed = 2; seed <= 1000; seed += 2) {
    Random random(seed);
    const Certified proof(random_stack(seed));
    engine::Witness other = proof.witness;
    if (other.picks.empty()) continue;
    std::uint32_t& pick = other.picks[random.below(other.picks.size())];
    pick = pick == 0 ? 1 : 0;
    ++witnesses;
    INFO(seed, "\n", proof.text);
    // Other choices may do as well; nothing else does.
    const engine::Statement follows = state_all(proof.matter, {other});
    const bool same = std::min(follows.uses.front().verdict, engine::Severity::Note) ==
                      std::min(proof.use.verdict, engine::Severity::Note);
    if (!proof.rejection(other).empty()) ++rejected;
    CHECK((!proof.rejection(other).empty() || same));
    if (proof.witness.unavoidable.size() < 2) continue;
    other = proof.witness;
    other.unavoidable.pop_back();
    CHECK(proof.rejection(other).find("may avoid what it names") != std::string::npos);
  }
  CHECK(witnesses > 150);
  CHECK(rejected > 10);
}

TEST_CASE("certificate: states are the least set that relations make, each by its first way") {
  const Certified proof(
      "licet: 1\nworks:\n"
      "  - { id: base, kind: model, license: Apache-2.0 }\n"
      "  - { id: mid, kind: model, license: MIT, from: [ { finetune: base, by: third-party } ] }\n"
      "  - { id: mine, kind: model, from: [ { merge: mid }, { merge: base } ] }\n"
      "use: { target: mine, acts: [distribute], outbound: MIT }\n");
  const std::string states = proof.text.substr(proof.text.find("states of \"base\""));
  CHECK(states.substr(0, states.find("verdict")) ==
        "states of \"base\"\n"
        "  0: term 0 Apache-2.0 verbatim, part any, assumes [], own\n"
        "states of \"mid\"\n"
        "  0: term 1 MIT verbatim, part any, assumes [], own\n"
        "  1: term 0 Apache-2.0 modified, edited, part weights, assumes [], by finetune (relation "
        "0) of \"base\" 0\n"
        "states of \"mine\"\n"
        "  0: term 0 Apache-2.0 modified, edited, joined, part weights, assumes "
        "[merge.is-derivative], by merge (relation 2) of \"base\" 0\n"
        "  1: term 1 MIT modified, edited, joined, part weights, assumes [merge.is-derivative], by "
        "merge (relation 1) of \"mid\" 0\n");
  for (const std::string line : {"  0: term 1 MIT", "  1: term 0 Apache-2.0"}) {
    CHECK(proof.rejection(line, "  2: term 0").find("what follows here is: " + line) !=
          std::string::npos);
  }
}

TEST_CASE("certificate: states of a ring begin somewhere") {
  const Certified proof(
      "licet: 1\nworks:\n"
      "  - { id: in, license: CC-BY-4.0 }\n"
      "  - { id: a, license: MIT, from: [ { copy: b, by: third-party }, { train-on: in, by: "
      "third-party } ] }\n"
      "  - { id: b, license: BSD-3-Clause, from: [ { copy: a, by: third-party } ] }\n"
      "use: { target: b, acts: [distribute] }\n");
  CHECK(proof.text.find("lineage-cycle") != std::string::npos);
}

TEST_CASE("certificate: it is made for one question") {
  const Stack stack = tests::stack_of(
      "licet: 1\nworks:\n  - { id: data, kind: dataset, license: CC-BY-NC-4.0 }\n"
      "use: { target: data, acts: [distribute] }\n");
  const Certified proof(stack);
  engine::Request literal;
  literal.profile = "literal";
  const Certified other(stack, literal);
  CHECK(proof.rejection(other.text).find("what follows here is: profile \"cautious\"") !=
        std::string::npos);
  Certified elsewhere(stack);
  elsewhere.matter.sha256 = "60";
  CHECK(elsewhere.rejection(proof.text).find("what follows here is: stack sha256 60") !=
        std::string::npos);
}

TEST_CASE("certificate: the verifier has nothing of propagation or of the solver") {
  for (const char* file :
       {"verify.h", "verify.cpp", "statement.h", "statement.cpp", "ablation.h", "ablation.cpp"}) {
    CAPTURE(file);
    const std::string text = tests::read_source_file(fmt::format("engine/{}", file));
    for (const char* word : {"propagate(model", "graph.groups", "solve(", "origins_of(model",
                             "path_of(", "engine/solve.h", "engine/optimum.h", "spdx/sat.h",
                             "engine/certificate.h", "engine/cores.h"})
      CHECK(text.find(word) == std::string::npos);
  }
}

TEST_CASE("certificate: the verifier is 400 lines at most") {
  std::size_t lines = 0;
  for (const char* file : {"verify.h", "verify.cpp"}) {
    const std::string text = tests::read_source_file(fmt::format("engine/{}", file));
    lines += static_cast<std::size_t>(std::ranges::count(text, '\n'));
  }
  CHECK(lines > 100);
  CHECK(lines <= 400);
}

TEST_CASE("certificate: licet check writes it, licet verify checks it") {
  const tests::TempFolder folder;
  const std::string stack = "tests/examples/support.yaml";
  const std::string proof = folder.path("proof.txt");
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
  CHECK(other.out.find("what follows here is: use of \"support\"") != std::string::npos);
  CHECK(other.out.find("outbound \"MIT\"") != std::string::npos);
  CHECK(tests::run_licet({"verify", proof, "tests/examples/none.yaml"}).code == 2);
  CHECK(tests::run_licet({"verify", folder.path("none.txt"), stack}).code == 2);
  folder.write("no.txt", "nothing");
  CHECK(tests::run_licet({"verify", folder.path("no.txt"), stack}).code == 1);
  CHECK(tests::run_licet({"verify", "--help"}).out.find("Exit codes: 0 verified") !=
        std::string::npos);
  const auto nowhere =
      tests::run_licet({"check", stack, "--certificate", folder.path("no/folder.txt")});
  CHECK(nowhere.code == 2);
  CHECK(nowhere.out.empty());
}
