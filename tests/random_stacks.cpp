#include "tests/random_stacks.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "spdx/spelling.h"
#include "spdx/write_documents.h"
#include "tests/case_file.h"

namespace licet::tests {

namespace {

using engine::Catalogue;
using engine::Condition;
using spdx::Actor;

// For each fact the values that some clause tells apart.
using Values = std::map<engine::FactId, std::vector<std::string>>;

void collect(const Condition& condition, const Catalogue& catalogue, Values& values) {
  for (const Condition& part : condition.parts)
    collect(part, catalogue, values);
  if (condition.op < Condition::Op::Equals) return;
  std::vector<std::string>& known = values[condition.fact];
  if (condition.op == Condition::Op::Over || condition.op == Condition::Op::AtLeast) {
    known.push_back(fmt::format("{:.0f}", condition.number));
    known.push_back(fmt::format("{:.0f}", condition.number + 1));
  } else {
    known.push_back(condition.words.front());
  }
}

Values values_of(const Catalogue& catalogue) {
  Values values;
  for (const engine::License& license : catalogue.licenses) {
    for (const engine::Clause& clause : license.clauses)
      collect(clause.when, catalogue, values);
  }
  for (std::size_t i = 0; i < catalogue.facts.size(); ++i) {
    std::vector<std::string>& known = values[static_cast<engine::FactId>(i)];
    const std::string& type = catalogue.facts[i].type;
    if (type == "boolean") {
      known = {"true", "false"};
    } else if (type == "number") {
      known.emplace_back("1");
    } else if (type == "date") {
      known.insert(known.end(), {"2020-01-01", "2026-06-30"});
    } else {
      known.emplace_back("US");
    }
    std::ranges::sort(known);
    known.erase(std::unique(known.begin(), known.end()), known.end());
  }
  return values;
}

class Maker {
 public:
  Maker(std::uint64_t seed, const Catalogue& catalogue, const Mix& mix)
      : random_(seed), catalogue_(catalogue), mix_(mix), values_(values_of(catalogue)) {
    // What a relation may be is a question of its own (tests/unclear_test.cpp).
    for (const engine::RelationKind& kind : catalogue.relations) {
      if (kind.readings.empty()) clear_.push_back(kind.id);
    }
    std::vector<std::string> ids = mix.licenses;
    for (const engine::License& license : catalogue.licenses) {
      if (mix.licenses.empty()) ids.push_back(license.id);
    }
    if (mix.or_later && mix.alternatives > 0)
      ids.insert(ids.end(), {"GPL-2.0-or-later", "GPL-3.0-or-later"});
    std::ranges::sort(ids);
    // Few licenses a stack, so that works meet others under the same or a clashing one.
    for (int i = 0; i < 4; ++i)
      palette_.push_back(random_.of(ids));
    for (const engine::License& license : catalogue.licenses) {
      for (const engine::Clause& clause : license.clauses) {
        if (!clause.prefix.empty()) prefixes_.push_back(clause.prefix);
      }
    }
    std::ranges::sort(prefixes_);
  }

  spdx::Stack run() {
    stack_.name = "random";
    const std::size_t count = 2 + random_.below(mix_.most_works - 1);
    for (std::size_t i = 0; i < count; ++i)
      add_work(i);
    for (std::size_t i = 1; i < count; ++i)
      add_relations(static_cast<spdx::WorkIndex>(i));
    if (mix_.rings && random_.one_in(10)) relate(random_.below(count), random_.below(count));
    add_use();
    return std::move(stack_);
  }

 private:
  std::string name_of(const std::string& id) {
    if (prefixes_.empty() || !random_.one_in(4)) return id;
    return random_.of(prefixes_) + "-" + id;
  }

  std::string known_license() {
    if (mix_.alternatives > 0 && random_.one_in(mix_.alternatives)) {
      return random_.of(palette_) + " OR " + random_.of(palette_);
    }
    if (random_.one_in(20)) return random_.of(palette_) + " AND " + random_.of(palette_);
    return random_.of(palette_);
  }

  std::string unknown_license() {
    static const std::vector<std::string> kWords = {
        "NONE",  "other",   "proprietary", "Nobodys-1.0", "MIT WITH Some-exception",
        "gemma", "openrail"};
    return random_.of(kWords);
  }

  void add_work(std::size_t i) {
    static const std::vector<std::string> kKinds = {"model",    "model",   "dataset", "dataset",
                                                    "software", "content", "service", ""};
    spdx::Work work;
    work.id = fmt::format("w{}", i);
    work.name = name_of(work.id);
    work.kind = random_.of(kKinds);
    work.owned = random_.one_in(8);
    if (mix_.parts && random_.one_in(12)) {
      work.licenses.push_back({"code", random_.of(palette_), {}, false, {}});
      work.licenses.push_back({"weights", random_.of(palette_), {}, false, {}});
    } else if (mix_.unknown && random_.one_in(8)) {
      work.licenses.push_back({"", unknown_license(), {}, false, {}});
    } else if (!mix_.unknown || !random_.one_in(9)) {
      work.licenses.push_back({"", known_license(), {}, false, {}});
    }
    state_facts("work.", work.facts, false);
    stack_.works.push_back(std::move(work));
  }

  void state_facts(std::string_view prefix, spdx::Facts& facts, bool keep_prefix) {
    for (std::size_t i = 0; i < catalogue_.facts.size(); ++i) {
      const std::string& id = catalogue_.facts[i].id;
      if (id.rfind(prefix, 0) != 0 || catalogue_.facts[i].derived || random_.one_in(2)) continue;
      const std::string& value = random_.of(values_[static_cast<engine::FactId>(i)]);
      facts[keep_prefix ? id : id.substr(prefix.size())].texts = {value};
    }
  }

  void relate(std::size_t result, std::size_t source) {
    const Actor by = random_.one_in(3) ? Actor::ThirdParty : Actor::Self;
    stack_.relations.push_back({random_.of(clear_),
                                static_cast<spdx::WorkIndex>(result),
                                static_cast<spdx::WorkIndex>(source),
                                by,
                                {}});
  }

  void add_relations(spdx::WorkIndex result) {
    if (random_.one_in(6)) return;
    const std::size_t count = random_.one_in(3) ? 2 : 1;
    for (std::size_t i = 0; i < count; ++i)
      relate(result, random_.below(result));
  }

  void add_use() {
    spdx::Use use;
    const std::size_t last = stack_.works.size() - 1;
    use.target = static_cast<spdx::WorkIndex>(random_.one_in(4) ? random_.below(last + 1) : last);
    for (const engine::Act& act : catalogue_.acts) {
      if (random_.one_in(3)) use.acts.push_back(act.id);
    }
    if (random_.one_in(2)) {
      use.outbound = known_license();
    } else if (random_.one_in(4)) {
      use.outbound = mix_.unknown ? unknown_license() : "proprietary";
    }
    if (random_.one_in(4)) use.product = name_of("product");
    use.fields_given = random_.one_in(4);
    if (use.fields_given) use.fields = {random_.of(catalogue_.fields).first};
    state_facts("use.", use.facts, true);
    state_facts("licensee.", use.facts, true);
    stack_.uses.push_back(std::move(use));
  }

  Random random_;
  const Catalogue& catalogue_;
  Mix mix_;
  Values values_;
  std::vector<std::string> clear_;  // kinds of relations that say how
  std::vector<std::string> palette_;
  std::vector<std::string> prefixes_;
  spdx::Stack stack_;
};

}  // namespace

spdx::Stack random_stack(std::uint64_t seed, const Catalogue& catalogue, const Mix& mix) {
  return Maker(seed, catalogue, mix).run();
}

std::string to_yaml(const spdx::Stack& stack) {
  static const spdx::Vocabulary kWords = whole_catalogue().vocabulary();
  return *spdx::write_stack(stack, kWords).value;
}

std::vector<std::string> split_or(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(" OR ", at);
    out.push_back(text.substr(at, end == std::string::npos ? end : end - at));
    if (end == std::string::npos) return out;
    at = end + 4;
  }
}

}  // namespace licet::tests
