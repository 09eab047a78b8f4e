// Bridges between licenses (data/spdx/bridges.json): ids there are, and agreement with the licenses
// that are coded, which say the same in their own way. Licenses known by class only have no
// sections to compare; what they accept must be a bridge all the same.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/case_file.h"
#include "tests/schema.h"

using namespace licet;
using engine::Clause;
using engine::License;
using spdx::Value;
using tests::items_at;
using tests::text_at;

namespace {

const engine::Catalogue& catalogue() {
  return tests::whole_catalogue();
}

const Value& table() {
  static const Value kTable = tests::read_tree("data/spdx/bridges.json");
  return kTable;
}

// Where a coded license does not accept in the section of the bridge what the bridge leads to.
struct Otherwise {
  std::string from;
  std::string to;
  std::string section;   // of the bridge
  std::string accepted;  // the section of the license that accepts it; empty: none does
  std::string why;
};

// A notice of the licensor opens the way; a work that has it is under `EPL-2.0 OR …`.
const char* const kByNotice = "only with the notice of Exhibit A, which an expression says with OR";

const std::vector<Otherwise> kOtherwise = {
    {"GPL-3.0-only",  "AGPL-3.0-only",    "13",     "5(c)",
     "13 is coded where it lifts a duty: on the whole (5(c)), and on restrictions (10)"   },
    {"LGPL-3.0-only", "GPL-3.0-only",     "2(b)",   "GPL 7",
     "what 2(b) says of one kind of library holds of all by the GPL's section 7"          },
    {"LGPL-3.0-only", "AGPL-3.0-only",    "GPL 13", "",
     "the file does not code the way through the GPL's section 13; a false alarm at worst"},
    {"EPL-2.0",       "GPL-2.0-only",     "3.2(a)", "",      kByNotice                    },
    {"EPL-2.0",       "GPL-2.0-or-later", "3.2(a)", "",      kByNotice                    },
    {"EPL-2.0",       "GPL-3.0-only",     "3.2(a)", "",      kByNotice                    },
    {"EPL-2.0",       "GPL-3.0-or-later", "3.2(a)", "",      kByNotice                    },
};

// Bridges in doubt that a coded license walks all the same.
const std::vector<Otherwise> kDoubted = {
    {"LGPL-2.1-only", "GPL-2.0-or-later", "3", "3",
     "the file lets 'or later' be added, which the bridge doubts"},
    {"LGPL-2.1-only", "GPL-3.0-or-later", "3", "3",
     "the file lets 'or later' be added, which the bridge doubts"},
};

const Otherwise* find(const std::vector<Otherwise>& rows, const std::string& from,
                      const std::string& to, const std::string& section) {
  const auto found = std::ranges::find_if(rows, [&](const Otherwise& row) {
    return row.from == from && row.to == to && row.section == section;
  });
  return found == rows.end() ? nullptr : &*found;
}

// `3(b)(1), 1(c)` is two sections.
std::set<std::string> sections_of(const Value& row) {
  std::set<std::string> out;
  const std::string text = text_at(row, "section");
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(", ", at), text.size());
    out.insert(text.substr(at, end - at));
    at = end + 2;
  }
  return out;
}

// The sections of a license whose clauses let a result go out under an id.
std::set<std::string> accepting(const License& license, const std::string& id) {
  std::set<std::string> out;
  for (const Clause& clause : license.clauses) {
    if (std::ranges::count(clause.accepts, id) != 0) out.insert(clause.section);
  }
  return out;
}

// A clause that is coded for a whole section speaks for the item that a bridge names: 4(b) for
// 4(b)(iii). An item of the section does not speak for all of it. Files call the last paragraph of
// a text the closing one too.
bool lies_in(const std::string& bridge, const std::string& clause) {
  const std::string place = clause == "closing paragraph" ? "last paragraph" : clause;
  return bridge == place || bridge.starts_with(place + "(");
}

bool meet(const std::set<std::string>& bridge, const std::set<std::string>& clauses) {
  return std::ranges::any_of(bridge, [&](const std::string& section) {
    return std::ranges::any_of(clauses,
                               [&](const std::string& clause) { return lies_in(section, clause); });
  });
}

// Whether the time of a row was over when the table was compared with the texts.
bool past(const Value& row) {
  return row.find("until") != nullptr && text_at(row, "until") <= text_at(table(), "reviewed");
}

const License* coded(const std::string& id) {
  const auto found = std::ranges::find(catalogue().licenses, id, &License::id);
  return found == catalogue().licenses.end() ? nullptr : &*found;
}

// Calls a function with every bridge from a license coded from its text to one id, but for links,
// which put no work under another license.
template <typename Function>
void each_way(Function function) {
  for (const Value& row : items_at(table(), "bridges")) {
    if (text_at(row, "effect") == "link") continue;
    for (const Value& from : items_at(row, "from")) {
      const License* license = coded(from.text.str());
      if (license == nullptr || license->summary) continue;
      for (const Value& to : items_at(row, "to"))
        function(row, *license, to.text.str());
    }
  }
}

// The id whose text this one has, by the variants of the table; most have their own.
std::string text_of(const std::string& id) {
  for (const Value& row : items_at(table(), "variants")) {
    if (text_at(row, "id") == id) return text_at(row, "of");
  }
  return id;
}

// Ids that need no bridge: versions of one license, what a version arrives as under a later one,
// and ids of the same text.
std::set<std::string> relatives(const std::string& id) {
  std::set<std::string> out = {id, text_of(id)};
  for (const Value& row : items_at(table(), "variants")) {
    if (text_at(row, "of") == text_of(id)) out.insert(text_at(row, "id"));
  }
  const spdx::ListIndex index = catalogue().list.license(id);
  if (index == spdx::kUnlisted) return out;
  const spdx::ListedVersion& version = catalogue().list[index].version;
  if (version.arrives_as != spdx::kUnlisted)
    out.insert(std::string(catalogue().list[version.arrives_as].id));
  if (version.family == 0) return out;
  for (const spdx::ListedLicense& entry : catalogue().list.list().entries) {
    if (entry.version.family == version.family) out.insert(std::string(entry.id));
  }
  return out;
}

// Whether one of these has approved of a license: `osi`, `fsf`.
bool approved(const std::string& id, const std::vector<Value>& flags) {
  const spdx::ListIndex index = catalogue().list.license(id);
  if (index == spdx::kUnlisted) return false;
  const spdx::ListedLicense& entry = catalogue().list[index];
  return std::ranges::any_of(flags, [&](const Value& flag) {
    return flag.text == "osi" ? entry.osi_approved : entry.fsf_libre.value_or(false);
  });
}

// Whether a row lets a clause of a license accept an id that it does not name, because the id is
// approved. `named_by` alone opens nothing: who relies on a criterion lists what meets it in `to`.
bool admitted(const License& license, const std::string& section, const std::string& id) {
  return std::ranges::any_of(items_at(table(), "bridges"), [&](const Value& row) {
    const auto names = [&](const Value& from) { return from.text == license.id; };
    return std::ranges::any_of(items_at(row, "from"), names) && meet(sections_of(row), {section}) &&
           approved(id, items_at(row, "to_flags"));
  });
}

}  // namespace

TEST_CASE("bridges: they lead from and to licenses of today") {
  const auto check = [](const std::string& place, const std::string& id) {
    CAPTURE(place);
    const spdx::ListIndex index = catalogue().list.license(id);
    CHECK_MESSAGE(index != spdx::kUnlisted, id << " is not on the list");
    if (index == spdx::kUnlisted) return;
    CHECK(catalogue().list[index].id == id);
    CHECK_MESSAGE(!catalogue().list[index].deprecated, id << " is deprecated");
  };
  for (const Value& row : items_at(table(), "bridges")) {
    const std::string place =
        items_at(row, "from").front().text.str() + " " + text_at(row, "section");
    std::set<std::string> from;
    for (const Value& id : items_at(row, "from")) {
      check(place, id.text.str());
      from.insert(id.text.str());
    }
    for (const Value& id : items_at(row, "to")) {
      check(place, id.text.str());
      CHECK_MESSAGE(!from.contains(id.text.str()), id.text.str() << " leads to itself");
    }
  }
  for (const Value& row : items_at(table(), "variants")) {
    check("variants", text_at(row, "id"));
    check("variants", text_at(row, "of"));
    CHECK(text_at(row, "id") != text_at(row, "of"));
  }
}

TEST_CASE("bridges: no two rows say the same way in the same section") {
  std::map<std::string, std::string> ways;
  for (const Value& row : items_at(table(), "bridges")) {
    for (const Value& from : items_at(row, "from")) {
      for (const Value& to : items_at(row, "to")) {
        const std::string way =
            from.text.str() + " to " + to.text.str() + " by " + text_at(row, "section");
        const std::string says = text_at(row, "effect") + ", " + text_at(row, "if");
        const auto [at, fresh] = ways.try_emplace(way, says);
        CHECK_MESSAGE((fresh || at->second != says), way);
      }
    }
  }
}

TEST_CASE("bridges: coded licenses accept what their bridges lead to, in the same section") {
  each_way([](const Value& row, const License& license, const std::string& to) {
    if (row.find("doubt") != nullptr) return;
    const std::set<std::string> accepted = accepting(license, to);
    const std::string section = text_at(row, "section");
    CAPTURE(license.id);
    CAPTURE(section);
    const Otherwise* otherwise = find(kOtherwise, license.id, to, section);
    if (past(row)) {
      CHECK_MESSAGE(!meet(sections_of(row), accepted),
                    to << " is accepted though the time is over");
    } else if (otherwise == nullptr) {
      CHECK_MESSAGE(meet(sections_of(row), accepted), to << " is not accepted there");
    } else if (otherwise->accepted.empty()) {
      CHECK_MESSAGE(accepted.empty(), to << " is accepted now; the row may go");
    } else {
      CHECK_MESSAGE(accepted.contains(otherwise->accepted), to << ": " << otherwise->why);
      CHECK_MESSAGE(!meet(sections_of(row), accepted), to << " is accepted there; the row may go");
    }
  });
}

TEST_CASE("bridges: coded licenses do not walk bridges that are in doubt") {
  each_way([](const Value& row, const License& license, const std::string& to) {
    if (row.find("doubt") == nullptr) return;
    const bool walks = meet(sections_of(row), accepting(license, to));
    CAPTURE(license.id);
    CHECK_MESSAGE(walks == (find(kDoubted, license.id, to, text_at(row, "section")) != nullptr),
                  to);
  });
}

TEST_CASE("bridges: what a copyleft of the list accepts is a bridge or another version") {
  std::map<std::string, std::set<std::string>> bridged;
  for (const Value& row : items_at(table(), "bridges")) {
    for (const Value& from : items_at(row, "from")) {
      for (const Value& to : items_at(row, "to"))
        bridged[from.text.str()].insert(to.text.str());
    }
  }
  for (const License& license : catalogue().licenses) {
    if (catalogue().list.license(license.id) == spdx::kUnlisted) continue;
    std::set<std::string> known = relatives(license.id);
    known.merge(bridged[license.id]);
    for (const Clause& clause : license.clauses) {
      const std::string& kind = catalogue().kinds[clause.kind].id;
      if (kind != "share-alike" && kind != "relicensing") continue;
      CAPTURE(license.id);
      CAPTURE(clause.section);
      for (const std::string& id : clause.accepts) {
        const bool fits = known.contains(id) || admitted(license, clause.section, id);
        CHECK_MESSAGE(fits, id << " has no bridge");
      }
    }
  }
}
