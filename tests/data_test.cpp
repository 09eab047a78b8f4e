// What the schemas cannot say of data/: references, names that must not clash, words that somebody
// uses, and no text of a license. Whoever codes a license sees here what is wrong with it, by file
// and section.
#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <regex>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/data_set.h"
#include "engine/repairs.h"
#include "spdx/spelling.h"
#include "tests/case_file.h"
#include "tests/schema.h"
#include "tests/texts.h"

using namespace licet;
using engine::AssumptionSet;
using engine::Catalogue;
using engine::Clause;
using engine::License;
using spdx::Value;

namespace {

const Catalogue& catalogue() {
  return tests::whole_catalogue();
}

// Where a clause stands, for messages.
std::string place_of(const License& license, const Clause& clause) {
  return fmt::format("data/licenses/{}.json, {} {}", license.id, clause.section,
                     catalogue().kinds[clause.kind].id);
}

// Calls a function with every clause of the catalogue.
template <typename Function>
void each_clause(Function function) {
  for (const License& license : catalogue().licenses) {
    for (const Clause& clause : license.clauses)
      function(license, clause);
  }
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// Characters of a UTF-8 text: its bytes but for those that go on with a character.
std::size_t characters_in(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

bool looks_like_id(const std::string& text) {
  static const std::regex kId("[A-Za-z0-9][A-Za-z0-9.+-]*");
  return std::regex_match(text, kId);
}

// The payload members a clause has, by the names they have in the files.
std::set<std::string> payload_of(const Value& clause) {
  static const std::set<std::string> kPayload = {"accepts", "tolerates", "policy", "fields",
                                                 "text",    "file",      "prefix"};
  std::set<std::string> out;
  for (const Value& member : clause.items) {
    if (kPayload.contains(member.key.str())) out.insert(member.key.str());
  }
  return out;
}

std::map<std::string, std::set<std::string>> payload_by_kind() {
  std::map<std::string, std::set<std::string>> out;
  const Value table = tests::read_tree("data/clauses.json");
  for (const Value& kind : tests::items_at(table, "kinds")) {
    std::set<std::string>& payload = out[tests::text_at(kind, "id")];
    for (const Value& member : tests::items_at(kind, "payload"))
      payload.insert(member.text.str());
  }
  return out;
}

// Strings longer than `limit`, each with the section or key it stands under; `notes` may be long.
void check_lengths(const Value& value, const std::string& place, std::size_t limit) {
  if (value.key == "notes") return;
  if (value.kind == Value::Kind::String) {
    const std::size_t length = characters_in(value.text.str());
    CHECK_MESSAGE(length <= limit, place << ": " << length << " characters in \"" << value.key
                                         << "\"; " << limit << " are the most");
  }
  const std::string section = tests::text_at(value, "section");
  for (const Value& item : value.items) {
    check_lengths(item,
                  section.empty()
                      ? place
                      : fmt::format("{}, {} {}", place, section, tests::text_at(value, "kind")),
                  limit);
  }
}

// {words} of a text.
std::set<std::string> placeholders(const std::string& text) {
  static const std::regex kPlaceholder(R"(\{([a-z]+)\})");
  std::set<std::string> out;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), kPlaceholder);
       at != std::sregex_iterator(); ++at) {
    out.insert((*at)[1].str());
  }
  return out;
}

// The assumptions that something in data/ rests on, or that the engine itself asks for.
AssumptionSet assumptions_used() {
  AssumptionSet used = AssumptionSet{1} << catalogue().third_party;
  for (const engine::RelationKind& relation : catalogue().relations) {
    for (const engine::Carry& carry : relation.carries) {
      used |= carry.assumes;
      for (const engine::RelationAct& act : carry.acts)
        used |= act.assumes;
    }
  }
  each_clause([&](const License&, const Clause& clause) {
    for (const engine::Contest& contest : clause.contested)
      used |= contest.self | contest.third_party;
  });
  for (std::size_t i = 0; i < catalogue().assumptions.size(); ++i) {
    if (!catalogue().assumptions[i].implicit_work_kind.empty()) used |= AssumptionSet{1} << i;
  }
  return used;
}

}  // namespace

TEST_CASE("data: every clause has a section, a short anchor and a note") {
  each_clause([](const License& license, const Clause& clause) {
    CAPTURE(place_of(license, clause));
    CHECK(!is_blank(clause.section));
    CHECK(!is_blank(clause.note));
    if (license.summary) return;  // it speaks for a class, not from a text
    CHECK(tests::words_in(clause.anchor) >= 1);
    CHECK(tests::words_in(clause.anchor) <= 6);
  });
}

TEST_CASE("data: no two licenses share a name") {
  std::map<std::string, std::string> owners;
  const auto take = [&](const std::string& name, const std::string& owner) {
    const std::string& first = owners.try_emplace(spdx::lowercase(name), owner).first->second;
    CHECK_MESSAGE(first == owner, owner << " and " << first << " both have the name " << name);
  };
  for (const License& license : catalogue().licenses) {
    take(license.id, license.id);
    for (const std::string& alias : license.aliases)
      take(alias, license.id);
  }
}

TEST_CASE("data: a license file is named after its id") {
  for (const std::string& path : tests::json_files("data/licenses")) {
    CHECK("data/licenses/" + tests::text_at(tests::read_tree(path), "id") + ".json" == path);
  }
}

TEST_CASE("data: references of a clause lead somewhere") {
  each_clause([](const License& license, const Clause& clause) {
    CAPTURE(place_of(license, clause));
    for (const std::string& id : clause.accepts)
      CHECK_MESSAGE(looks_like_id(id), id << " is no license id");
    const bool named = std::ranges::find(license.sources, clause.source, &engine::TextSource::id) !=
                       license.sources.end();
    CHECK_MESSAGE((clause.source.empty() || named), "no source is called " << clause.source);
    for (const engine::Contest& contest : clause.contested) {
      CHECK_MESSAGE((clause.reach >> contest.transfer & 1U) == 0,
                    catalogue().transfers[contest.transfer].id << " is contested and in reach");
    }
  });
}

TEST_CASE("data: replacements are known, one of each class, and each class has a name") {
  const auto repairs = engine::load_repairs(engine::embedded_data(), catalogue());
  REQUIRE(repairs);
  for (const engine::ReplacementRepair& row : repairs.value->replacements) {
    std::set<std::string> classes;
    for (const std::string& id : row.licenses) {
      CAPTURE(id);
      const auto license = catalogue().find_license(id);
      REQUIRE(license);
      const std::string& of = catalogue().licenses[*license].license_class;
      CHECK(classes.insert(of).second);
      CHECK(repairs.value->classes.contains(of));
    }
  }
}

TEST_CASE("data: what a license limits its use by can be said") {
  each_clause([](const License& license, const Clause& clause) {
    const auto& rule = catalogue().rules[clause.kind];
    if (!rule || !rule->violated) return;
    if (catalogue().codes[*rule->violated].message.find("{limited}") == std::string::npos) return;
    CAPTURE(place_of(license, clause));
    const engine::FactSet read = clause.when.facts();
    bool said = false;
    for (std::size_t i = 0; i < catalogue().facts.size(); ++i)
      said = said || ((read >> i & 1U) != 0 && !catalogue().facts[i].said.empty());
    CHECK(said);
  });
}

TEST_CASE("data: every source has its SHA-256") {
  static const std::regex kHash("[0-9a-f]{64}");
  for (const License& license : catalogue().licenses) {
    CAPTURE(license.id);
    CHECK(license.sources.empty() == license.summary);
    for (const engine::TextSource& source : license.sources)
      CHECK_MESSAGE(std::regex_match(source.sha256, kHash), source.id);
  }
}

TEST_CASE("data: a clause carries the payload of its kind and no other") {
  const auto allowed = payload_by_kind();
  for (const std::string& path : tests::json_files("data/licenses")) {
    const Value license = tests::read_tree(path);
    for (const Value& clause : tests::items_at(license, "clauses")) {
      const std::string kind = tests::text_at(clause, "kind");
      CAPTURE(path);
      CAPTURE(tests::text_at(clause, "section"));
      CAPTURE(kind);
      REQUIRE(allowed.contains(kind));
      const std::set<std::string> payload = payload_of(clause);
      for (const std::string& member : payload)
        CHECK_MESSAGE(allowed.at(kind).contains(member), member);
      if (allowed.at(kind).contains("policy"))
        CHECK_MESSAGE(payload.contains("policy"), "it names no policy");
    }
  }
}

TEST_CASE("data: every license has a grant") {
  for (const License& license : catalogue().licenses) {
    CAPTURE(license.id);
    CHECK(std::ranges::any_of(license.clauses, [](const Clause& clause) {
      return catalogue().kinds[clause.kind].modality == engine::Modality::Grant;
    }));
  }
}

TEST_CASE("data: a license is known by its text or by its class, not by both") {
  const Value table = tests::read_tree("data/summaries.json");
  for (const Value& row : tests::items_at(table, "licenses")) {
    const auto license = catalogue().find_license(tests::text_at(row, "id"));
    REQUIRE(license);
    CHECK_MESSAGE(catalogue().licenses[*license].summary, tests::text_at(row, "id")
                                                              << " has a file of its own");
  }
}

TEST_CASE("data: classes of license files are classes of classes.json, and every class is used") {
  std::set<std::string> known;
  const Value table = tests::read_tree("data/classes.json");
  for (const Value& row : tests::items_at(table, "classes"))
    known.insert(tests::text_at(row, "id"));
  std::set<std::string> used;
  for (const License& license : catalogue().licenses) {
    CHECK_MESSAGE(known.contains(license.license_class), license.id);
    used.insert(license.license_class);
  }
  CHECK(used == known);
}

TEST_CASE("data: every finding is given by a rule or by the engine") {
  // All members are codes, so that a new one counts here without being named.
  using Ids = std::array<engine::CodeId, sizeof(engine::EngineCodes) / sizeof(engine::CodeId)>;
  const auto ids = std::bit_cast<Ids>(catalogue().engine_codes);
  std::set<engine::CodeId> used(ids.begin(), ids.end());
  for (const auto& rule : catalogue().rules) {
    if (!rule) continue;
    for (const auto& code : {rule->violated, rule->due, rule->met, rule->together}) {
      if (code) used.insert(*code);
    }
  }
  for (std::size_t i = 0; i < catalogue().codes.size(); ++i) {
    CHECK_MESSAGE(used.contains(static_cast<engine::CodeId>(i)),
                  "nothing gives " << catalogue().codes[i].id);
  }
}

TEST_CASE("data: templates use the placeholders that engine/explain.h lists") {
  const std::string header = tests::read_source_file("engine/explain.h");
  const std::size_t list = header.find("templates may use:");
  REQUIRE(list != std::string::npos);
  const std::set<std::string> known = placeholders(header.substr(list));
  for (const engine::Code& code : catalogue().codes) {
    for (const std::string& word : placeholders(code.message + code.remedy)) {
      CHECK_MESSAGE(known.contains(word), code.id << " uses {" << word << "}");
    }
    // What is no placeholder should not look like one.
    const std::string both = code.message + code.remedy;
    const std::string bare = std::regex_replace(both, std::regex(R"(\{[a-z]+\})"), "");
    CHECK_MESSAGE(bare.find_first_of("{}") == std::string::npos, code.id << " has an odd brace");
  }
}

TEST_CASE("data: composition is total, has its identity and nothing, and is associative") {
  const auto& table = catalogue().composition;
  const std::size_t n = catalogue().transfers.size();
  REQUIRE(table.size() == n);
  for (std::size_t a = 0; a < n; ++a) {
    REQUIRE(table[a].size() == n);
    CHECK(table[catalogue().nothing][a] == catalogue().nothing);
    CHECK(table[a][catalogue().nothing] == catalogue().nothing);
    for (std::size_t b = 0; b < n; ++b) {
      REQUIRE(table[a][b] < n);
      for (std::size_t c = 0; c < n; ++c) {
        const auto left = table[table[a][b]][c];
        const auto right = table[a][table[b][c]];
        CHECK_MESSAGE(left == right, catalogue().transfers[a].id
                                         << ", " << catalogue().transfers[b].id << ", "
                                         << catalogue().transfers[c].id);
      }
    }
  }
}

TEST_CASE("data: every assumption matters to something") {
  const AssumptionSet used = assumptions_used();
  for (std::size_t i = 0; i < catalogue().assumptions.size(); ++i) {
    CHECK_MESSAGE((used >> i & 1U) != 0, "nothing rests on " << catalogue().assumptions[i].id);
  }
}

TEST_CASE("data: no license text is stored: nothing but `notes` is long") {
  for (const std::string& path : tests::json_files("data/licenses"))
    check_lengths(tests::read_tree(path), path, 560);
}
