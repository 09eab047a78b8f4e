// The three published forms of the license list give the same facts. LICET_TEXTS holds the list's
// XML of July 2026, LICET_SPDX_JSON the JSON form 3.28.0 (February 2026), LICET_SPDX_NPM the npm
// package spdx-license-list 6.12.0, which was made of the latter. What differs is listed here with
// its reason; nothing else may.
#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/list_folder.h"
#include "spdx/license_list.h"
#include "tests/license_fixture.h"
#include "tests/template_match.h"

using namespace licet;
using spdx::LicenseDocument;
using spdx::LicenseDocuments;
using tests::letters_of;
using Ids = std::set<std::string>;

namespace {

// Came to the list after 3.28.0.
const Ids kNewLicenses = {"Brian-Gladman-3-Clause-no-conversion",
                          "Bugroff",
                          "CC-BY-NC-3.0-IGO",
                          "Informatica",
                          "MVT-1.1",
                          "atc-game"};
const Ids kNewExceptions = {"Google-Patent-WebM", "Spelling-Provider-LGPL-exception"};

// Approved by the OSI after 3.28.0.
const Ids kNewlyApproved = {"CDDL-1.1"};

// Another spelling of an address, or one added.
const Ids kOtherAddresses = {"AFL-2.1", "EUPL-1.2", "LPPL-1.3c", "MIT", "NIST-Software"};

// AFL-2.1: an appendix of the steward became an optional part. BSD-4-Clause, MIT: words that some
// copies have became optional parts. BSD-Attribution-HPND-disclaimer: the usual name of the holder.
const Ids kOtherTexts = {"AFL-2.1", "BSD-4-Clause", "BSD-Attribution-HPND-disclaimer", "MIT"};

// Its second part, "Exhibit B", left the header.
const Ids kOtherHeaders = {"MPL-2.0-no-copyleft-exception"};

const Ids kOtherComments = {"X11"};

// "Licence" became "License" in two places; no optional part allows both.
const Ids kOtherCopies = {"CC-BY-3.0-AU"};

// The OSI moved all its pages, and the list followed in one go.
constexpr std::string_view kOsiPage = "a page of the OSI";

std::set<std::string> addresses_of(const LicenseDocument& entry) {
  std::set<std::string> out;
  for (const std::string& address : entry.cross_refs) {
    const bool osi = address.find("//opensource.org/") != std::string::npos ||
                     address.find("//www.opensource.org/") != std::string::npos;
    out.insert(osi ? std::string(kOsiPage) : address);
  }
  return out;
}

std::string letters(const std::optional<spdx::LicenseText>& text) {
  return text ? letters_of(plain_text(*text)) : "";
}

LicenseDocuments read_folder(const std::string& folder) {
  auto found = cli::read_list_folder(folder);
  REQUIRE_MESSAGE(found, tests::errors_of(found));
  for (const spdx::Error& problem : found.value->list.problems)
    FAIL_CHECK(to_string(problem));
  return std::move(found.value->list.documents);
}

// The same id in two forms.
struct Pair {
  const LicenseDocument* first;
  const LicenseDocument* second;
};

// The pairs of the ids that both have; those that `a` alone has must be `only`, and `b` has no
// more.
std::vector<Pair> pairs(const std::vector<LicenseDocument>& a,
                        const std::vector<LicenseDocument>& b, Ids only) {
  std::vector<Pair> out;
  for (const LicenseDocument& entry : a) {
    const auto same = std::ranges::find(b, entry.id, &LicenseDocument::id);
    if (same != b.end()) {
      out.push_back({&entry, &*same});
    } else {
      CHECK_MESSAGE(only.erase(entry.id) == 1, entry.id << " is not in the other form");
    }
  }
  CHECK(only.empty());
  CHECK(out.size() == b.size());
  return out;
}

// Ids of the pairs that do not agree.
Ids different(const std::vector<Pair>& all, const std::function<bool(const Pair&)>& agree) {
  Ids out;
  for (const Pair& pair : all) {
    if (!agree(pair)) out.insert(pair.first->id);
  }
  return out;
}

bool same_approval(const Pair& pair) {
  return pair.first->osi_approved.value_or(false) == pair.second->osi_approved.value_or(false);
}

bool same_name(const Pair& pair) {
  return pair.first->name == pair.second->name;
}

}  // namespace

TEST_CASE("license forms: XML and JSON give the same facts and texts") {
  const std::string texts = tests::folder_at_hand("LICET_TEXTS");
  const std::string folder = tests::folder_at_hand("LICET_SPDX_JSON");
  if (texts.empty() || folder.empty()) return;
  const LicenseDocuments xml = read_folder(texts + "/license-list-XML/src");
  const LicenseDocuments json = read_folder(folder);
  CHECK(xml.version == "3.29.0");
  CHECK((json.version == "3.28.0" && json.released == "2026-02-20"));
  std::vector<Pair> all = pairs(xml.licenses, json.licenses, kNewLicenses);
  const std::vector<Pair> exceptions = pairs(xml.exceptions, json.exceptions, kNewExceptions);
  all.insert(all.end(), exceptions.begin(), exceptions.end());
  CHECK(all.size() == 811);
  CHECK(different(all, same_name).empty());
  CHECK(different(all, same_approval) == kNewlyApproved);
  CHECK(different(all, [](const Pair& pair) {
          return pair.first->deprecated == pair.second->deprecated &&
                 pair.first->deprecated_in == pair.second->deprecated_in;
        }).empty());
  CHECK(different(all, [](const Pair& pair) {
          return addresses_of(*pair.first) == addresses_of(*pair.second);
        }) == kOtherAddresses);
  CHECK(different(all, [](const Pair& pair) {
          return pair.first->comments == pair.second->comments;
        }) == kOtherComments);
  // The JSON has straight quotes, and spaces around its variables.
  CHECK(different(all, [](const Pair& pair) {
          return letters(pair.first->text) == letters(pair.second->text);
        }) == kOtherTexts);
  CHECK(different(all, [](const Pair& pair) {
          return letters(pair.first->header) == letters(pair.second->header);
        }) == kOtherHeaders);
  // The letters hold back nothing that a text consists of.
  CHECK(std::ranges::count_if(all, [](const Pair& pair) {
          return letters(pair.first->text).empty() || letters(pair.second->text).empty();
        }) == 0);
}

TEST_CASE("license forms: XML and npm give the same facts, and the texts are copies") {
  const std::string texts = tests::folder_at_hand("LICET_TEXTS");
  const std::string folder = tests::folder_at_hand("LICET_SPDX_NPM");
  if (texts.empty() || folder.empty()) return;
  const LicenseDocuments xml = read_folder(texts + "/license-list-XML/src");
  const LicenseDocuments npm = read_folder(folder);
  const std::vector<Pair> all = pairs(xml.licenses, npm.licenses, kNewLicenses);
  CHECK(all.size() == 727);
  CHECK(different(all, same_name).empty());
  CHECK(different(all, same_approval) == kNewlyApproved);
  // It has one address of each; three licenses have none.
  CHECK(different(all, [](const Pair& pair) {
          return std::ranges::includes(addresses_of(*pair.first), addresses_of(*pair.second));
        }) == Ids{"LPPL-1.3c"});
  // Its text is the list's sample of a copy, not the template's usual words.
  CHECK(different(all, [](const Pair& pair) {
          return tests::mismatch(pair.first->text.value(), plain_text(pair.second->text.value()))
              .empty();
        }) == kOtherCopies);
}

TEST_CASE("license npm package: the built-in list has the same ids, names and approvals") {
  const std::string folder = tests::folder_at_hand("LICET_SPDX_NPM");
  if (folder.empty()) return;
  const LicenseDocuments npm = read_folder(folder);
  const spdx::LicenseList built_in = spdx::embedded_license_list();
  Ids only = kNewLicenses;
  Ids approved_here;
  std::size_t shared = 0;
  for (const spdx::ListedLicense& entry : built_in.entries) {
    if (entry.exception) continue;
    const auto same = std::ranges::find(npm.licenses, entry.id, &LicenseDocument::id);
    if (same == npm.licenses.end()) {
      CHECK_MESSAGE(only.erase(std::string(entry.id)) == 1, entry.id << " is not in the package");
      continue;
    }
    ++shared;
    CHECK(entry.name == same->name);
    if (entry.osi_approved != same->osi_approved.value_or(false))
      approved_here.insert(std::string(entry.id));
  }
  CHECK(only.empty());
  CHECK(shared == npm.licenses.size());
  CHECK(approved_here == kNewlyApproved);
}

TEST_CASE("license forms: template matching itself") {
  const LicenseDocument document = tests::made_up(
      "<titleText><p>Name</p></titleText><p>Keep <optional>all of </optional>the <alt name=\"n\" "
      "match=\"notice|mark\">notice</alt> of <alt name=\"w\" match=\".+\">you</alt>.</p><list>"
      "<item><bullet>1.</bullet>Go.</item></list><copyrightText>(c) you</copyrightText>");
  const auto miss = [&](std::string_view copy) { return tests::mismatch(*document.text, copy); };
  CHECK(miss("NAME\nKeep all of the notice of you.\n1. Go. (C) you") == "");
  CHECK(miss("keep the \xE2\x80\x9Cmark\xE2\x80\x9D of A, B, and C. * go") == "");
  CHECK(miss("Keep some of the notice of you. Go.") == "keep[someofthenoticeofyougo]");
  CHECK(miss("Keep the notice of you") == "keepthenoticeofyou[]");
}
