// Names people write (data/names.json): every row in all of its spellings, every id, name and
// address of the list, and a table of what people have to get, which was thought out apart from
// the file.
#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "spdx/license_names.h"
#include "spdx/modern_term.h"
#include "spdx/spelling.h"
#include "tests/case_file.h"
#include "tests/schema.h"

using namespace licet;
using namespace licet::spdx;

namespace {

using Strings = std::vector<std::string>;

const LicenseIndex& list() {
  static const LicenseIndex kList(embedded_license_list());
  return kList;
}

const Value& table() {
  static const Value kTable = tests::read_tree("data/names.json");
  return kTable;
}

const ExpressionRules kRules{SpdxVersion::Spdx30, &list()};

// An expression of listed ids in today's words; empty if it is none, or of several licenses.
std::string today(std::string_view text) {
  ExpressionError ignored;
  const auto parsed = parse_expression(text, ignored, kRules);
  if (!parsed || parsed->terms.size() != 1) return "";
  return modern_text(*parsed, parsed->terms.front(), list());
}

std::string replaced(std::string text, char from, char to) {
  std::ranges::replace(text, from, to);
  return text;
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

bool begins_with_digit(const std::string& word) {
  return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

// Words before each number: `Apache 2` becomes `Apache version 2` for "version ".
std::string numbered(const std::string& name, const std::string& before) {
  std::string out;
  std::string last;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    const std::string word = name.substr(at, end - at);
    const std::string lower = lowercase(last);
    const bool named =
        lower.empty() || lower.ends_with("version") || lower == "v" || lower == "ver.";
    out += (at == 0 ? "" : " ") + (begins_with_digit(word) && !named ? before : "") + word;
    last = word;
    at = end + 1;
  }
  return out;
}

bool is_address(const std::string& name) {
  return name.starts_with("http");
}

std::string fold_of(std::string_view name) {
  return is_address(std::string(name)) ? fold_address(name) : fold_name(name);
}

Strings address_spellings(const std::string& address) {
  const std::string bare = fold_address(address);
  return {address, address + "/", "https://" + bare, "http://www." + bare, "HTTP://" + bare + "#"};
}

// Other ways to write a name, made by rule.
Strings spellings(const std::string& name) {
  if (is_address(name)) return address_spellings(name);
  Strings all = {name,
                 upper(name),
                 lowercase(name),
                 replaced(name, ' ', '-'),
                 replaced(name, '-', ' '),
                 replaced(name, ' ', '_'),
                 " " + name + "  "};
  for (const std::string before : {"version ", "Version ", "v", "ver. ", "v "})
    all.push_back(numbered(name, before));
  if (!lowercase(name).starts_with("the ")) all.push_back("The " + name);
  const std::size_t license = (" " + lowercase(name) + " ").find(" license ");
  if (license != std::string::npos) all.push_back(std::string(name).replace(license, 7, "licence"));
  return all;
}

std::set<std::string> set_of(std::span<const std::string_view> texts) {
  return {texts.begin(), texts.end()};
}

std::set<std::string> texts_at(const Value& row, std::string_view key) {
  std::set<std::string> out;
  for (const Value& item : tests::items_at(row, key))
    out.insert(item.text.str());
  return out;
}

// Calls a function with every row and the kind it should have.
template <typename Function>
void each_row(Function function) {
  const std::map<std::string, KnownName::Kind> kinds = {
      {"names",        KnownName::Kind::Means    },
      {"ambiguous",    KnownName::Kind::Ambiguous},
      {"not_licenses", KnownName::Kind::NoLicense}
  };
  for (const auto& [key, kind] : kinds) {
    for (const Value& row : tests::items_at(table(), key))
      function(row, kind, tests::text_at(row, "name"));
  }
}

// `MIT` or `LicenseRef-…` as a name means one license.
bool is_license(const std::string& id) {
  const ListIndex listed = list().license(id);
  if (listed != kUnlisted) return list()[listed].id == id && !list()[listed].deprecated;
  const auto coded = tests::whole_catalogue().find_license(id);
  return coded && tests::whole_catalogue().licenses[*coded].id == id;
}

// What is wrong with the expression a name stands for; empty if nothing is.
std::string wrong_with(const std::string& means) {
  ExpressionError error;
  if (is_license(means)) return "";
  const auto parsed = parse_expression(means, error, kRules);
  if (!parsed) return error.message;
  for (const LicenseTerm& term : parsed->terms) {
    const std::string id(parsed->id(term));
    if (!is_license(id)) return id + " is no license of today";
    if (term.addition.length == 0) continue;
    if (term.exception == kUnlisted || list()[term.exception].deprecated)
      return std::string(parsed->at(term.addition)) + " is no exception of today";
  }
  return to_string(*parsed, &list()) == means ? "" : "it is not in canonical form";
}

// The licenses that go by a name or an address of the list, in today's words.
struct Owners {
  std::set<std::string> current;
  std::set<std::string> all;  // with deprecated ids that nothing replaces
};

std::map<std::string, Owners> owners(bool addresses) {
  std::map<std::string, Owners> found;
  for (std::size_t i = 0; i < list().list().licenses; ++i) {
    const ListedLicense& entry = list().list().entries[i];
    const std::string now = today(entry.id);
    const auto add = [&](Owners& by) {
      by.all.insert(now);
      if (!entry.deprecated || now != entry.id) by.current.insert(now);
    };
    if (!addresses) add(found[fold_name(entry.name)]);
    for (const std::string_view address : entry.cross_refs)
      if (addresses) add(found[fold_address(address)]);
  }
  return found;
}

// Whether the entry names the only owner, or all that it may be and nobody else.
void check_owned(const KnownName* known, const Owners& owned) {
  CHECK_MESSAGE(known != nullptr, "it is not in the table");
  if (known == nullptr) return;
  const std::set<std::string>& certain = owned.current.empty() ? owned.all : owned.current;
  if (known->kind == KnownName::Kind::Means) {
    CHECK(certain == std::set<std::string>{today(known->means)});
    return;
  }
  CHECK(known->kind == KnownName::Kind::Ambiguous);
  CHECK(known->means == "");
  CHECK(owned.all.size() > 1);
  std::set<std::string> may;
  for (const std::string_view candidate : known->candidates)
    may.insert(today(candidate));
  CHECK(std::ranges::includes(may, certain));
  CHECK(std::ranges::includes(owned.all, may));
}

}  // namespace

TEST_CASE("names: every row is what it says, in every spelling") {
  each_row([](const Value& row, KnownName::Kind kind, const std::string& name) {
    for (const std::string& spelling : spellings(name)) {
      CAPTURE(spelling);
      const KnownName* known = embedded_names().find(spelling);
      CHECK_MESSAGE(known != nullptr, "it is not in the table");
      if (known == nullptr) continue;
      CHECK(known->kind == kind);
      CHECK(known->means == tests::text_at(row, "is"));
      CHECK(set_of(known->candidates) == texts_at(row, "may_mean"));
      CHECK(known->why == tests::text_at(row, kind == KnownName::Kind::Means ? "note" : "why"));
    }
  });
}

TEST_CASE("names: what rows say are licenses of today") {
  each_row([](const Value& row, KnownName::Kind kind, const std::string& name) {
    CAPTURE(name);
    if (kind == KnownName::Kind::Means) CHECK(wrong_with(tests::text_at(row, "is")) == "");
    for (const std::string& id : texts_at(row, "may_mean"))
      CHECK_MESSAGE(is_license(id), id);
  });
}

TEST_CASE("names: what is ambiguous or no license is never put right") {
  each_row([](const Value&, KnownName::Kind kind, const std::string& name) {
    CAPTURE(name);
    if (kind == KnownName::Kind::Means) return;
    for (const std::string& spelling : spellings(name))
      CHECK_FALSE(corrected(spelling, embedded_names(), kRules));
    CHECK_FALSE(corrected("MIT AND (" + name + ")", embedded_names(), kRules));
    CHECK_FALSE(tests::whole_catalogue().find_license(name));
  });
}

TEST_CASE("names: rows are sorted, and none says what is known without it") {
  std::map<std::string, std::string> known;
  for (std::size_t i = 0; i < list().list().entries.size(); ++i) {
    const ListedLicense& entry = list().list().entries[i];
    known[fold_name(entry.id)] = entry.id;
    if (!entry.exception && !entry.deprecated) known[fold_name(entry.name)] = entry.id;
  }
  for (const engine::License& license : tests::whole_catalogue().licenses) {
    known[fold_name(license.id)] = license.id;
    for (const std::string& alias : license.aliases)
      known[fold_name(alias)] = license.id;
  }
  std::string last;
  KnownName::Kind last_kind = KnownName::Kind::Means;
  each_row([&](const Value&, KnownName::Kind kind, const std::string& name) {
    CAPTURE(name);
    const std::string fold = fold_of(name);
    CHECK_MESSAGE(!known.contains(fold), "that is known as " << known[fold]);
    if (kind == last_kind) CHECK_MESSAGE(last < fold, "it stands behind " << last);
    last = fold;
    last_kind = kind;
  });
}

TEST_CASE("names: every listed id leads to itself") {
  for (std::size_t i = 0; i < list().list().licenses; ++i) {
    const std::string id(list().list().entries[i].id);
    for (const std::string& spelling : {id, lowercase(id), upper(id), replaced(id, '-', ' ')}) {
      CAPTURE(spelling);
      const KnownName* known = embedded_names().find(spelling);
      REQUIRE(known != nullptr);
      CHECK(known->kind == KnownName::Kind::Means);
      CHECK(known->means == id);
    }
  }
}

TEST_CASE("names: every alias of a coded license leads to it") {
  for (const engine::License& license : tests::whole_catalogue().licenses) {
    for (const std::string& alias : license.aliases) {
      for (const std::string& spelling : {alias, upper(alias), replaced(alias, ' ', '-')}) {
        CAPTURE(spelling);
        const KnownName* known = embedded_names().find(spelling);
        CHECK(known != nullptr);
        if (known == nullptr) continue;
        CHECK(known->kind == KnownName::Kind::Means);
        CHECK((known->means == license.id || today(known->means) == license.id));
      }
    }
  }
}

TEST_CASE("names: every listed name leads to its license, or to those that share it") {
  std::set<std::string> rows;
  each_row([&](const Value&, KnownName::Kind, const std::string& name) {
    rows.insert(fold_name(name));
  });
  const auto owned = owners(false);
  for (std::size_t i = 0; i < list().list().licenses; ++i) {
    const ListedLicense& entry = list().list().entries[i];
    CAPTURE(entry.name);
    const KnownName* known = embedded_names().find(entry.name);
    const Owners& licenses = owned.at(fold_name(entry.name));
    // A row may know more of the name of a deprecated license than the list does.
    const bool told = rows.contains(fold_name(entry.name));
    if (told) CHECK(entry.deprecated);
    if (!told) check_owned(known, licenses);
    if (told && known->kind == KnownName::Kind::Means && today(entry.id) != entry.id)
      CHECK(licenses.all.contains(std::string(known->means)));
  }
}

TEST_CASE("names: every listed address leads to its license, or to those that share it") {
  const auto owned = owners(true);
  for (std::size_t i = 0; i < list().list().licenses; ++i) {
    for (const std::string_view address : list().list().entries[i].cross_refs) {
      const Owners& licenses = owned.at(fold_address(address));
      for (const std::string& spelling :
           {std::string(address), std::string(address) + "/",
            "https://www." + fold_address(address), "HTTP://" + fold_address(address)}) {
        CAPTURE(spelling);
        check_owned(embedded_names().find(spelling), licenses);
      }
    }
  }
}
