// The smallest reasons for conflicts, checked against leaving out parts in every combination, and
// by a way of leaving out that the engine does not know.
#include "engine/cores.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>
#include <fmt/ranges.h>

#include "engine/ablation.h"
#include "tests/case_file.h"
#include "tests/random_stacks.h"
#include "tests/stack_fixture.h"

using namespace licet;
using engine::Core;
using engine::Cores;
using engine::Severity;
using spdx::Stack;

namespace {

using Set = std::set<std::string>;  // the parts of a core in words

Set words_of(const Core& core) {
  Set words = {core.code + " " + core.license + " " + core.section + " " + core.other};
  for (const engine::CorePart& part : core.parts)
    words.insert(part.kind + " " + part.text);
  return words;
}

std::string text_of(const std::set<Set>& cores) {
  std::string text;
  for (const Set& core : cores)
    text += fmt::format("{}\n", fmt::join(core, "; "));
  return text;
}

engine::Request wanting(std::size_t cores) {
  engine::Request request;
  request.cores = cores;
  return request;
}

std::optional<engine::Report> judge(const Stack& stack, std::size_t cores) {
  auto report = engine::analyze(stack, tests::whole_catalogue(), wanting(cores));
  if (!report) return std::nullopt;
  return std::move(*report.value);
}

Set conflicts_of(const engine::Report& report) {
  Set keys;
  for (const engine::Finding& finding : report.findings) {
    if (finding.severity == Severity::Conflict)
      keys.insert(finding.code + finding.license + finding.section);
  }
  return keys;
}

// All combinations of the parts that some core names, the other parts left out.
struct Combinations {
  explicit Combinations(const Stack& stack, const Cores& cores)
      : questions(engine::questions_of(stack, tests::whole_catalogue(), {})),
        ablation(stack, tests::whole_catalogue(), {}, *questions.value, 0) {
    Set named;
    for (const Core& core : cores.cores) {
      keys.insert(core.code + " " + core.license + " " + core.section + " " + core.other);
      for (const engine::CorePart& part : core.parts)
        named.insert(part.kind + " " + part.text);
    }
    for (std::size_t i = 0; i < ablation.parts().size(); ++i) {
      const engine::CorePart part = ablation.say(ablation.parts()[i]);
      if (named.contains(part.kind + " " + part.text)) parts.push_back(i);
    }
  }

  void try_all() {
    found.resize(std::size_t{1} << parts.size());
    for (std::size_t bits = 0; bits < found.size(); ++bits) {
      engine::Members kept(ablation.parts().size());
      for (std::size_t i = 0; i < parts.size(); ++i)
        kept[parts[i]] = (bits >> i & 1U) != 0;
      for (const engine::ConflictKey& key : conflicts_of(ablation, kept))
        found[bits].insert(key.code + " " + key.license + " " + key.section + " " + key.other);
    }
  }

  // Whether no smaller set has this conflict.
  [[nodiscard]] bool minimal(std::size_t bits, const std::string& key) const {
    for (std::size_t less = bits; less != 0;) {
      less = (less - 1) & bits;
      if (found[less].contains(key)) return false;
    }
    return true;
  }

  // Whether every larger set has it, too.
  [[nodiscard]] bool stays(std::size_t bits, const std::string& key) const {
    for (std::size_t more = bits; more < found.size(); more = (more + 1) | bits) {
      if (!found[more].contains(key)) return false;
    }
    return true;
  }

  [[nodiscard]] Set words(std::size_t bits, const std::string& key) const {
    Set set = {key};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if ((bits >> i & 1U) == 0) continue;
      const engine::CorePart part = ablation.say(ablation.parts()[parts[i]]);
      set.insert(part.kind + " " + part.text);
    }
    return set;
  }

  // What the cores have to be: of the conflicts that stand in the whole, all minimal sets. One that
  // something else hides (a missing right beside a prohibition) may be left out.
  struct Expected {
    std::set<Set> all;
    std::set<Set> needed;
  };

  [[nodiscard]] Expected expected() const {
    Expected out;
    for (std::size_t bits = 0; bits < found.size(); ++bits) {
      for (const std::string& key : found[bits]) {
        if (!keys.contains(key) || !minimal(bits, key)) continue;
        out.all.insert(words(bits, key));
        if (stays(bits, key)) out.needed.insert(words(bits, key));
      }
    }
    return out;
  }

  spdx::Result<engine::Questions> questions;
  engine::Ablation ablation;
  Set keys;
  std::vector<std::size_t> parts;
  std::vector<Set> found;  // by combination
};

// The stack without one part of a core that is no clause, by the words for it.
Stack without(const Stack& stack, const engine::CorePart& part) {
  Stack less = stack;
  // Whose a work is does not change with what it is made from.
  for (const spdx::Relation& relation : stack.relations) {
    if (relation.by == spdx::Actor::Self && relation.kind != "evaluate-on")
      less.works[relation.result].owned = true;
  }
  spdx::Use& use = less.uses.front();
  if (part.kind == "act") std::erase(use.acts, part.text);
  if (part.kind == "relation") {
    std::erase_if(less.relations, [&](const spdx::Relation& r) {
      return part.text ==
             stack.works[r.source].id + " ─" + r.kind + "→ " + stack.works[r.result].id;
    });
  }
  if (part.kind == "fact") {
    std::erase_if(use.facts, [&](const auto& fact) {
      return part.text == fmt::format("{} = {}", fact.first, fmt::join(fact.second.texts, ", "));
    });
    std::erase_if(use.fields, [&](const auto& f) { return part.text == "use.fields: " + f; });
    for (spdx::Work& work : less.works) {
      std::erase_if(work.facts, [&](const auto& fact) {
        return part.text ==
               fmt::format("{}: {} = {}", work.id, fact.first, fmt::join(fact.second.texts, ", "));
      });
    }
  }
  return less;
}

}  // namespace

TEST_CASE("cores: one for each conflict, and only what it needs") {
  const Stack stack = tests::stack_of(
      "licet: 1\nworks:\n  - { id: data, kind: dataset, license: CC-BY-NC-4.0 }\n"
      "  - { id: other, kind: dataset, license: CC-BY-4.0 }\n"
      "  - { id: mine, kind: dataset, from: [ { edit: data }, { combine-database: other } ] }\n"
      "use: { target: mine, acts: [distribute], commercial: true, outbound: MIT }\n");
  const auto report = judge(stack, 10);
  REQUIRE(report);
  REQUIRE(report->uses.front().cores);
  const Cores& cores = *report->uses.front().cores;
  CHECK(cores.complete);
  std::set<Set> all;
  for (const Core& core : cores.cores)
    all.insert(words_of(core));
  INFO(text_of(all));
  CHECK(all.contains({"noncommercial-use CC-BY-NC-4.0 2(a)(1) ", "fact use.commercial = true",
                      "relation data ─edit→ mine", "clause CC-BY-NC-4.0 2(a)(1)"}));
  for (const Set& core : all)
    CHECK_FALSE(core.contains("relation other ─combine-database→ mine"));
}

TEST_CASE("cores: where licenses leave a choice, what bars every alternative") {
  const Stack stack = tests::stack_of(
      "licet: 1\nworks:\n  - { id: lib, kind: software, license: GPL-2.0-only OR GPL-3.0-only }\n"
      "  - { id: mine, kind: software, from: [ { edit: lib } ] }\n"
      "use: { target: mine, acts: [distribute], outbound: MIT }\n");
  const auto report = judge(stack, 10);
  REQUIRE(report);
  REQUIRE(report->uses.front().cores);
  REQUIRE_FALSE(report->uses.front().cores->cores.empty());
  const Set core = words_of(report->uses.front().cores->cores.front());
  CHECK(std::ranges::any_of(core, [](const auto& p) { return p.rfind("clause GPL-2.0", 0) == 0; }));
  CHECK(std::ranges::any_of(core, [](const auto& p) { return p.rfind("clause GPL-3.0", 0) == 0; }));
}

TEST_CASE("cores: none where there is no conflict") {
  const Stack stack = tests::stack_of(
      "licet: 1\nworks:\n  - { id: lib, kind: software, license: MIT }\n"
      "use: { target: lib, acts: [distribute], outbound: MIT }\n");
  CHECK_FALSE(judge(stack, 10)->uses.front().cores);
}

TEST_CASE("cores: of random stacks, every conflict has one, and all are minimal") {
  std::size_t compared = 0;
  std::size_t enumerated = 0;
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    const Stack stack = tests::random_stack(
        seed, tests::whole_catalogue(), {.alternatives = seed % 2 == 0 ? 0U : 4U, .most_works = 8});
    const auto report = judge(stack, 30);
    if (!report || report->verdict != Severity::Conflict) continue;
    const Cores& cores = *report->uses.front().cores;
    CHECK_MESSAGE(cores.cores.size() >= conflicts_of(*report).size(), tests::to_yaml(stack));
    for (const Core& core : cores.cores) {
      for (const engine::CorePart& part : core.parts) {
        if (part.kind == "clause" || part.kind == "label") continue;
        // Taken out of the whole stack the conflict may stand by another core; out of one with this
        // core alone it cannot.
        if (cores.cores.size() > 1) continue;
        const auto less = judge(without(stack, part), 0);
        const bool gone =
            !less || !conflicts_of(*less).contains(core.code + core.license + core.section);
        CHECK_MESSAGE(gone, part.text << "\n" << tests::to_yaml(stack));
        ++compared;
      }
    }
    if (!cores.complete || seed % 8 != 0) continue;  // these cost most
    Combinations combinations(stack, cores);
    if (combinations.parts.size() > 11) continue;
    combinations.try_all();
    const Combinations::Expected expected = combinations.expected();
    std::set<Set> found;
    for (const Core& core : cores.cores)
      found.insert(words_of(core));
    CHECK_MESSAGE((std::ranges::includes(expected.all, found) &&
                   std::ranges::includes(found, expected.needed)),
                  text_of(found) << "\nby force:\n"
                                 << text_of(expected.all) << tests::to_yaml(stack));
    ++enumerated;
  }
  MESSAGE(compared << " parts left out, " << enumerated << " stacks in every combination");
  CHECK(compared > 100);
  CHECK(enumerated > 100);
}
