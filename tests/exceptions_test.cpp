// The exceptions of the list as they are coded (data/exceptions/): one file each, what they lift
// and what they add, and that nothing in them is text of a license.
#include <algorithm>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/schema.h"
#include "tests/texts.h"

using namespace licet;
using engine::Exception;
using engine::Lift;
using engine::Modality;
using spdx::Value;

namespace {

constexpr std::size_t kLongestCondition = 15;  // words
constexpr std::size_t kLongestText = 560;      // bytes, as for clauses of licenses

const engine::Catalogue& catalogue() {
  return tests::whole_catalogue();
}

const spdx::LicenseIndex& list() {
  return catalogue().list;
}

template <typename Function>
void each_lift(Function function) {
  for (const Exception& exception : catalogue().exceptions) {
    for (const Lift& lift : exception.lifts)
      function(exception, lift);
  }
}

// A full stop ends a sentence; the one in `3.0` does not.
bool has_full_stop(const std::string& text) {
  return text.ends_with('.') || text.find(". ") != std::string::npos;
}

// Calls a function with every fact that a condition asks for.
void each_fact(const Value& condition, const std::function<void(const Value&)>& function) {
  for (const Value& entry : condition.items) {
    if (entry.key == "not") {
      each_fact(entry, function);
    } else if (entry.key == "any") {
      for (const Value& part : entry.items)
        each_fact(part, function);
    } else {
      function(entry);
    }
  }
}

// The facts of the conditions of a file, with the row each stands in.
std::map<std::string, std::string> facts_of(const Value& exception) {
  std::map<std::string, std::string> facts;
  for (const std::string rows : {"lifts", "adds"}) {
    for (const Value& row : tests::items_at(exception, rows)) {
      const Value* when = row.find("when");
      if (when == nullptr) continue;
      each_fact(*when,
                [&](const Value& fact) { facts[fact.key.str()] = tests::text_at(row, "section"); });
    }
  }
  return facts;
}

const Exception* coded(std::string_view id) {
  const auto found = std::ranges::find(catalogue().exceptions, id, &Exception::id);
  return found == catalogue().exceptions.end() ? nullptr : &*found;
}

// The ids of the kinds in a set.
std::set<std::string> kinds_in(engine::KindSet set) {
  std::set<std::string> out;
  for (std::size_t i = 0; i < catalogue().kinds.size(); ++i)
    if ((set >> i & 1U) != 0) out.insert(catalogue().kinds[i].id);
  return out;
}

bool reaches(engine::TransferSet set, const std::string& transfer) {
  for (std::size_t i = 0; i < catalogue().transfers.size(); ++i)
    if (catalogue().transfers[i].id == transfer) return (set >> i & 1U) != 0;
  return false;
}

// Whether the exception frees this kind of clause on this transfer, with no question left open.
bool frees(std::string_view id, const std::string& kind, const std::string& transfer) {
  const Exception* exception = coded(id);
  REQUIRE_MESSAGE(exception != nullptr, id);
  return std::ranges::any_of(exception->lifts, [&](const Lift& lift) {
    return lift.condition.empty() && kinds_in(lift.kinds).contains(kind) &&
           reaches(lift.reach, transfer);
  });
}

}  // namespace

TEST_CASE("exceptions: every listed one has a file, and no file is of another") {
  const auto& entries = list().list().entries;
  std::size_t listed = 0;
  for (const spdx::ListedLicense& entry : entries) {
    if (!entry.exception) continue;
    ++listed;
    CHECK_MESSAGE(coded(entry.id) != nullptr, entry.id << " is not coded");
  }
  CHECK(catalogue().exceptions.size() == listed);
  for (const std::string& path : tests::json_files("data/exceptions")) {
    const std::string id = tests::text_at(tests::read_tree(path), "id");
    CHECK("data/exceptions/" + id + ".json" == path);
    const spdx::ListIndex index = list().exception(id);
    REQUIRE_MESSAGE(index != spdx::kUnlisted, path << " is of no listed exception");
    CHECK(list()[index].id == id);
  }
}

TEST_CASE("exceptions: each was read twice, from the list's own file") {
  static const std::regex kHash("[0-9a-f]{64}");
  for (const Exception& exception : catalogue().exceptions) {
    CAPTURE(exception.id);
    const std::set<std::string> readings(exception.readings.begin(), exception.readings.end());
    CHECK(readings == std::set<std::string>{"first", "second"});
    REQUIRE(!exception.sources.empty());
    CHECK(exception.sources.front().file == exception.id + ".xml");
    for (const engine::TextSource& source : exception.sources)
      CHECK_MESSAGE(std::regex_match(source.sha256, kHash), source.id);
  }
}

TEST_CASE("exceptions: they are written for licenses of today") {
  for (const Exception& exception : catalogue().exceptions) {
    for (const std::string& id : exception.written_for) {
      CAPTURE(exception.id);
      CAPTURE(id);
      const spdx::ListIndex index = list().license(id);
      REQUIRE(index != spdx::kUnlisted);
      CHECK(list()[index].id == id);
      CHECK_FALSE(list()[index].deprecated);
    }
  }
}

TEST_CASE("exceptions: a lift frees some duty or prohibition, by some act, on some transfer") {
  each_lift([](const Exception& exception, const Lift& lift) {
    CAPTURE(exception.id);
    CAPTURE(lift.section);
    CHECK(lift.kinds != 0);
    CHECK(lift.acts != 0);
    CHECK(lift.reach != 0);
    for (std::size_t i = 0; i < catalogue().kinds.size(); ++i) {
      if ((lift.kinds >> i & 1U) == 0) continue;
      const engine::ClauseKind& kind = catalogue().kinds[i];
      const bool bound = kind.modality == Modality::Forbid || kind.modality == Modality::Require;
      CHECK_MESSAGE((bound || kind.modality == Modality::Silent),
                    kind.id << " binds nobody, so nobody can be freed of it");
    }
  });
}

TEST_CASE("exceptions: an open condition is short and can be asked") {
  each_lift([](const Exception& exception, const Lift& lift) {
    CAPTURE(exception.id);
    CAPTURE(lift.condition);
    CHECK(tests::words_in(lift.condition) <= kLongestCondition);
    CHECK_FALSE(has_full_stop(lift.condition));
    CHECK_FALSE(lift.condition.ends_with('?'));
  });
}

TEST_CASE("exceptions: conditions ask for facts there are") {
  for (const std::string& path : tests::json_files("data/exceptions")) {
    for (const auto& asked : facts_of(tests::read_tree(path))) {
      CAPTURE(path);
      CAPTURE(asked.second);
      CHECK_MESSAGE(catalogue().find_fact(asked.first).has_value(), asked.first << " is no fact");
    }
  }
}

TEST_CASE("exceptions: what each does to a license is what its rows do") {
  for (const std::string& path : tests::json_files("data/exceptions")) {
    CAPTURE(path);
    const Value exception = tests::read_tree(path);
    const std::string effect = tests::text_at(exception, "effect");
    const Exception* known = coded(tests::text_at(exception, "id"));
    REQUIRE(known != nullptr);
    CHECK(known->restricts == (effect == "restriction"));
    if (effect == "conditional" || effect == "restriction") CHECK(!known->adds.empty());
    if (effect == "reading") CHECK(known->adds.empty());
    // The list table, which the expression commands ask, says the same.
    const spdx::ListedLicense& entry = list()[list().exception(known->id)];
    CHECK(entry.only_permits == !known->restricts);
    CHECK(std::ranges::equal(entry.written_for, known->written_for));
  }
}

TEST_CASE("exceptions: rows are notes of our own, none as long as a text") {
  for (const Exception& exception : catalogue().exceptions) {
    CAPTURE(exception.id);
    CHECK(!exception.notes.empty());
    const auto check = [](const auto& row) {
      CAPTURE(row.section);
      CHECK(!row.section.empty());
      CHECK(!row.note.empty());
      CHECK(row.note.size() <= kLongestText);
      CHECK(tests::words_in(row.anchor) >= 1);
      CHECK(tests::words_in(row.anchor) <= 6);
    };
    for (const Lift& lift : exception.lifts)
      check(lift);
    for (const engine::Clause& clause : exception.adds)
      check(clause);
  }
}

TEST_CASE("exceptions: what the best known ones free, and what they leave") {
  // What links goes free of the library's terms; a changed library does not.
  for (const std::string id : {"Classpath-exception-2.0", "GCC-exception-2.0"}) {
    CAPTURE(id);
    CHECK(frees(id, "share-alike", "linked"));
    CHECK_FALSE(frees(id, "share-alike", "modified"));
    CHECK_FALSE(frees(id, "provide-source", "modified"));
  }
  CHECK_FALSE(frees("Linux-syscall-note", "share-alike", "modified"));
  CHECK_FALSE(frees("LLVM-exception", "patent-termination", "modified"));
  // A promise about the end of rights frees no duty.
  REQUIRE(coded("GPL-CC-1.0") != nullptr);
  CHECK(coded("GPL-CC-1.0")->lifts.empty());
}
