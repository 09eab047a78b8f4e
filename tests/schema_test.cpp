// The schemas themselves: strict, described, in step with the data, and true of what the program
// reads and writes.
#include "tests/schema.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/input.h"
#include "cli/render.h"
#include "tests/case_file.h"
#include "tests/paths.h"

using namespace licet;
using spdx::Value;

namespace {

// Every problem becomes a failure of its own, with the file in front.
void check_fits(const std::string& schema, const std::string& name, const Value& document) {
  for (const std::string& problem : tests::schema_problems(schema, document))
    FAIL_CHECK(name << ": " << problem);
}

bool fits(const std::string& schema, const std::string& yaml) {
  return tests::schema_problems(schema, tests::parse_tree("inline", yaml)).empty();
}

std::vector<tests::CaseFile::Case> all_cases() {
  std::vector<tests::CaseFile::Case> out;
  const std::string folder = tests::source_folder() + "/tests/cases";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".md") continue;
    const std::string name = "tests/cases/" + entry.path().filename().string();
    std::ranges::move(tests::read_cases(name, tests::read_source_file(name)).cases,
                      std::back_inserter(out));
  }
  return out;
}

// A file that is there as long as the object lives.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text)
      : path_(std::filesystem::temp_directory_path() /
              fmt::format("licet-{}.yaml", static_cast<const void*>(this))) {
    std::ofstream(path_, std::ios::binary) << text;
  }

  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }

  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// What `licet check --format json` prints for a stack.
Value report_of(const std::string& stack, const std::vector<std::string>& options) {
  const TemporaryFile file(stack);
  cli::CheckOptions check;
  check.path = file.path();
  for (std::size_t i = 0; i + 1 < options.size(); i += 2) {
    if (options[i] == "--profile") check.profile = options[i + 1];
    if (options[i] == "--cores") check.cores = std::stoul(options[i + 1]);
    if (options[i] == "--assume") check.assume.push_back(options[i + 1]);
  }
  const auto report = cli::check(check);
  std::string errors;
  for (const spdx::Error& error : report.errors)
    errors += to_string(error) + "\n";
  if (!report) throw std::runtime_error(errors);
  return tests::parse_tree("report.json", cli::render_json(*report.value, {}));
}

std::set<std::string> keys_at(const Value& schema, const std::vector<std::string>& path) {
  const Value* at = &schema;
  for (const std::string& step : path) {
    at = at->find(step);
    REQUIRE_MESSAGE(at != nullptr, "the schema has no " << step);
  }
  std::set<std::string> out;
  for (const Value& item : at->items)
    out.insert(at->kind == Value::Kind::Map ? item.key.str() : item.text.str());
  return out;
}

// Facts that a stack file states, without their prefix; others are derived from its relations.
std::set<std::string> stated_facts(const std::string& prefix) {
  std::set<std::string> out;
  for (const engine::Fact& fact : tests::whole_catalogue().facts) {
    if (!fact.derived && fact.id.rfind(prefix, 0) == 0) out.insert(fact.id.substr(prefix.size()));
  }
  return out;
}

// Walks a schema: members of `properties` have a description, objects with `properties` are closed.
void check_taught(const Value& value, const std::string& place) {
  if (value.kind != Value::Kind::Map) {
    for (const Value& item : value.items)
      check_taught(item, place);
    return;
  }
  const Value* properties = value.find("properties");
  if (properties != nullptr && tests::text_at(value, "type") == "object") {
    CHECK_MESSAGE(value.find("additionalProperties") != nullptr,
                  place << " is open to unknown members");
  }
  for (const Value& item : value.items)
    check_taught(item, place + "/" + item.key.str());
  // A condition (`if`) repeats a property that is described where it is declared.
  if (properties == nullptr || value.key == "if") return;
  for (const Value& property : properties->items) {
    CHECK_MESSAGE(!tests::text_at(property, "description").empty(),
                  place << "/" << property.key << " has no description");
  }
}

}  // namespace

TEST_CASE("schema: every property is described, every object closed") {
  for (const std::string& path : tests::json_files("data/schema"))
    check_taught(tests::read_tree(path), path);
}

TEST_CASE("schema: every file of data/ has one and fits it") {
  for (const std::string& path : tests::json_files("data")) {
    const std::string name = std::filesystem::path(path).stem().string();
    check_fits(name, path, tests::read_tree(path));
  }
  const std::vector<std::string> licenses = tests::json_files("data/licenses");
  CHECK(licenses.size() >= 45);
  for (const std::string& path : licenses)
    check_fits("license", path, tests::read_tree(path));
  const std::vector<std::string> exceptions = tests::json_files("data/exceptions");
  CHECK(!exceptions.empty());
  for (const std::string& path : exceptions)
    check_fits("exception", path, tests::read_tree(path));
}

TEST_CASE("schema: every file of data/spdx has one and fits it") {
  const std::map<std::string, std::string> schemas = {
      {"data/spdx/bridges.json",    "bridges"  },
      {"data/spdx/exceptions.json", "spdx-list"},
      {"data/spdx/families.json",   "families" },
      {"data/spdx/fsf.json",        "spdx-fsf" },
      {"data/spdx/licenses.json",   "spdx-list"}
  };
  const std::vector<std::string> files = tests::json_files("data/spdx");
  CHECK(files.size() == schemas.size());
  for (const std::string& path : files) {
    CAPTURE(path);
    REQUIRE(schemas.contains(path));
    check_fits(schemas.at(path), path, tests::read_tree(path));
  }
}

TEST_CASE("schema: a schema is there for something") {
  std::set<std::string> used = {"license", "exception", "spdx-list", "spdx-fsf",   "stack",
                                "report",  "choices",   "fix",       "settlements"};
  for (const std::string folder : {"data", "data/spdx"}) {
    for (const std::string& path : tests::json_files(folder))
      used.insert(std::filesystem::path(path).stem().string());
  }
  for (const std::string& path : tests::json_files("data/schema")) {
    const std::string name = std::filesystem::path(path).stem().stem().string();
    CHECK_MESSAGE(used.contains(name), path << " describes no file");
  }
}

TEST_CASE("schema: what does not belong is refused") {
  CHECK(fits("acts", "acts: [ { id: run, means: use it } ]"));
  CHECK_FALSE(fits("acts", "acts: [ { id: run } ]"));
  CHECK_FALSE(fits("acts", "acts: [ { id: run, means: use it, mean: x } ]"));
  CHECK_FALSE(fits("acts", "acts: [ { id: RUN, means: use it } ]"));
  CHECK(fits("stack", "{ licet: 1, works: [ { id: a, from: [ { finetune: [a] } ] } ] }"));
  CHECK_FALSE(fits("stack", "{ licet: 2, works: [ { id: a } ] }"));
  CHECK_FALSE(fits("stack", "{ licet: 1, works: [] }"));
  CHECK_FALSE(fits("stack", "{ licet: 1, works: [ { id: a, licence: MIT } ] }"));
  CHECK_FALSE(fits("stack", "{ licet: 1, works: [ { id: a, from: [ { finetunes: a } ] } ] }"));
  CHECK_FALSE(fits("stack", "{ licet: 1, works: [ { id: a } ], use: { acts: [ship] } }"));
  CHECK_FALSE(fits("stack", "{ licet: 1, works: [ { id: a } ], use: { commercial: 'yes' } }"));
  const std::string clause =
      "{ section: '1', anchor: a b, kind: grant, acts: any, reach: [], note: n";
  const std::string license =
      "{ id: X, name: X, aliases: [], version: '1', steward: S, kinds: [model], binds_by: "
      "copyright, class: permissive, "
      "coding: full, sources: [ { id: license, origin: o, file: f, sha256: " +
      std::string(64, 'a') + " } ], reviewed: 2026-01-01, readings: [first]";
  CHECK(fits("license", license + ", clauses: [ " + clause + " } ] }"));
  CHECK(fits("license", license + ", clauses: [ " + clause +
                            ", when: { any: [ { licensee.mau: { over: 5 } }, { not: { work.kind: "
                            "model } } ] } } ] }"));
  CHECK_FALSE(
      fits("license",
           license + ", clauses: [ " + clause +
               ", when: { any: [ { licensee.mau: { above: 5 } }, { work.kind: model } ] } } ] }"));
  CHECK_FALSE(fits("license", license + ", clauses: [ " + clause + ", reaches: [] } ] }"));
  CHECK_FALSE(fits("license", license + " }"));
}

TEST_CASE("schema: what does not belong to names, families, bridges and exceptions is refused") {
  const std::string names = ", ambiguous: [], not_licenses: []";
  CHECK(fits("names", "{ names: [ { name: a, is: MIT OR ISC, seen: people } ]" + names + " }"));
  CHECK_FALSE(
      fits("names", "{ names: [ { name: a, is: MIT or ISC, seen: people } ]" + names + " }"));
  CHECK_FALSE(fits("names", "{ names: [ { name: a, is: MIT, seen: dreams } ]" + names + " }"));
  CHECK_FALSE(fits("names", "{ names: [ { name: a, may_mean: [MIT], why: w } ]" + names + " }"));
  const std::string row = "{ id: A-1, section: '7', anchor: a b c, who: ";
  const auto family = [](const std::string& later) {
    return "{ reviewed: 2026-01-01, readings: [first], apart: [], families: [ { family: A, name: "
           "A, "
           "steward: S, versions: [ { version: '1', id: A-1 } ], later: [ " +
           later + " ] } ] }";
  };
  CHECK(fits("families", family(row + "anyone, note: n }")));
  CHECK_FALSE(fits("families", family(row + "nobody, note: n }")));
  CHECK_FALSE(fits("families", family("")));
  CHECK_FALSE(fits("families", family("{ id: A-1, section: '7', anchor: a b c d e f g, who: none, "
                                      "note: n }")));
  const auto bridge = [](const std::string& to) {
    return "{ reviewed: 2026-01-01, readings: [first], variants: [], bridges: [ { from: [A-1], " +
           to + ", effect: combine, section: '7', anchor: a, note: n } ] }";
  };
  CHECK(fits("bridges", bridge("to: [B-1]")));
  CHECK(fits("bridges", bridge("to: [], to_flags: [osi]")));
  CHECK_FALSE(fits("bridges", bridge("to: []")));
  CHECK_FALSE(fits("bridges", bridge("to: [B-1], effects: combine")));
  const auto exception = [](const std::string& lift) {
    return "{ id: X, sources: [ { id: exception, origin: o, file: f, sha256: " +
           std::string(64, 'a') +
           " } ], reviewed: 2026-01-01, readings: [first], written_for: [any], effect: permission, "
           "about: linking, adds: [], notes: n, lifts: [ { section: '1', anchor: a, kinds: "
           "[notice], "
           "acts: any, note: n, " +
           lift + " } ] }";
  };
  CHECK(fits("exception", exception("reach: [linked], if: it is so")));
  CHECK_FALSE(fits("exception", exception("reach: []")));
  CHECK_FALSE(fits("exception", exception("reach: [linked], if: a b c d e f g h i j k l m n o p")));
}

TEST_CASE("schema: a stack file's words are those of the catalogue") {
  const Value schema = tests::read_tree("data/schema/stack.schema.json");
  const spdx::Vocabulary words = tests::whole_catalogue().vocabulary();
  std::set<std::string> relations(words.relations.begin(), words.relations.end());
  relations.insert("by");
  CHECK(keys_at(schema, {"definitions", "relation", "properties"}) == relations);
  CHECK(keys_at(schema, {"definitions", "act", "enum"}) ==
        std::set(words.acts.begin(), words.acts.end()));
  CHECK(keys_at(schema, {"definitions", "field", "enum"}) ==
        std::set(words.fields.begin(), words.fields.end()));
  CHECK(keys_at(schema, {"definitions", "use", "properties", "licensee", "properties"}) ==
        stated_facts("licensee."));
  std::set<std::string> use = stated_facts("use.");
  use.insert({"target", "acts", "outbound", "product", "fields", "licensee"});
  CHECK(keys_at(schema, {"definitions", "use", "properties"}) == use);
  // A work's kind and name are facts too, but are stated on the work itself.
  std::set<std::string> work = stated_facts("work.");
  work.erase("kind");
  work.erase("name");
  CHECK(keys_at(schema, {"definitions", "work", "properties", "facts", "properties"}) == work);
}

TEST_CASE("schema: side files of bills of materials") {
  const spdx::Vocabulary words = tests::whole_catalogue().vocabulary();
  std::set<std::string> kinds(words.relations.begin(), words.relations.end());
  kinds.insert("nothing");
  CHECK(keys_at(tests::read_tree("data/schema/settlements.schema.json"),
                {"definitions", "kind", "enum"}) == kinds);
  CHECK(fits("settlements", "licet: 1"));
  CHECK(fits("settlements",
             "licet: 1\n"
             "relations:\n"
             "  - { result: app, source: readline, is: link-dynamic, by: self }\n"
             "  - { type: dependsOn, is: nothing }\n"
             "use: { target: app, acts: [distribute], licensee: { mau: 5 } }\n"));
  CHECK(fits("settlements", "{ licet: 1, relations: null, use: [ { acts: run } ] }"));
  CHECK_FALSE(fits("settlements", "relations: []"));
  CHECK_FALSE(fits("settlements", "{ licet: 1, relations: [ { source: a } ] }"));
  CHECK_FALSE(fits("settlements", "{ licet: 1, relations: [ { is: linked } ] }"));
  CHECK_FALSE(fits("settlements", "{ licet: 1, relations: [ { is: import, by: me } ] }"));
  CHECK_FALSE(fits("settlements", "{ licet: 1, relation: [] }"));
  CHECK_FALSE(fits("settlements", "{ licet: 1, use: { acts: [ship] } }"));
}

TEST_CASE("schema: the stacks of the cases fit stack.schema.json") {
  for (const auto& test : all_cases())
    check_fits("stack", test.place, tests::parse_tree(test.place, test.stack));
}

TEST_CASE("schema: reports fit report.schema.json") {
  for (const auto& test : all_cases()) {
    CAPTURE(test.place);
    try {
      check_fits("report", test.place, report_of(test.stack, test.options));
    } catch (const std::exception& problem) {
      FAIL_CHECK(problem.what());
    }
  }
}

TEST_CASE(
    "schema: reports with choices, several uses, unstated facts and unknown licenses fit as well") {
  const std::string stack =
      "licet: 1\n"
      "works:\n"
      "  - { id: base, name: acme/base, kind: model, license: llama3.1 }\n"
      "  - { id: tickets, kind: dataset, license: CC-BY-NC-4.0 }\n"
      "  - { id: tool, kind: software, license: MIT OR GPL-3.0-only }\n"
      "  - { id: blank, kind: dataset }\n"
      "  - { id: odd, kind: dataset, license: LicenseRef-nobody-knows }\n"
      "  - id: mine\n"
      "    kind: model\n"
      "    from:\n"
      "      - finetune: [base, mine]\n"
      "      - { train-on: [tickets, blank, odd], by: third-party }\n"
      "      - include-files: tool\n"
      "use:\n"
      "  - { target: mine, acts: [distribute, sell], outbound: MIT OR Apache-2.0, fields: "
      "[military] }\n"
      "  - { target: mine }\n";
  const Value report = report_of(stack, {"--profile", "literal", "--cores", "5"});
  check_fits("report", "report", report);
  CHECK(tests::items_at(report, "uses").size() == 2);
  CHECK(!tests::items_at(report, "choices").empty());
  CHECK(!tests::items_at(report, "findings").empty());
}
