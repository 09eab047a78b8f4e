#include "spdx/load_license_list.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace licet::spdx {

namespace {

// The number at the front, which is removed; 0 where there is none.
unsigned long take_number(std::string_view& text) {
  unsigned long number = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    number = number * 10 + static_cast<unsigned long>(text.front() - '0');
    text.remove_prefix(1);
  }
  return number;
}

// Fills what `entry` lacks from `other`.
void complete(LicenseDocument& entry, LicenseDocument& other) {
  const auto fill = [](auto& to, auto& from) {
    if (to.empty()) to = std::move(from);
  };
  if (!entry.osi_approved) entry.osi_approved = other.osi_approved;
  if (!entry.fsf_libre) entry.fsf_libre = other.fsf_libre;
  if (!entry.header) entry.header = std::move(other.header);
  if (!entry.text) entry.text = std::move(other.text);
  entry.deprecated = entry.deprecated || other.deprecated;
  fill(entry.deprecated_in, other.deprecated_in);
  fill(entry.added_in, other.added_in);
  fill(entry.successors, other.successors);
  fill(entry.cross_refs, other.cross_refs);
  fill(entry.comments, other.comments);
}

bool agree(const LicenseDocument& a, const LicenseDocument& b) {
  return a.name == b.name && a.deprecated == b.deprecated &&
         (!a.osi_approved || !b.osi_approved || a.osi_approved == b.osi_approved) &&
         (!a.fsf_libre || !b.fsf_libre || a.fsf_libre == b.fsf_libre);
}

// Sorts by id and makes one entry of each id.
void unite(std::vector<LicenseDocument>& entries, std::vector<Error>& problems) {
  std::ranges::stable_sort(entries, {}, &LicenseDocument::id);
  std::vector<LicenseDocument> out;
  for (LicenseDocument& entry : entries) {
    if (out.empty() || out.back().id != entry.id) {
      out.push_back(std::move(entry));
      continue;
    }
    const Place& first = out.back().place;
    if (out.back().text.has_value() == entry.text.has_value()) {
      problems.push_back({entry.place, fmt::format("\"{}\" stands already in {}, line {}; this one "
                                                   "is left out",
                                                   entry.id, first.file, first.line)});
    } else if (!agree(out.back(), entry)) {
      problems.push_back(
          {entry.place, fmt::format("\"{}\" has other facts in {}, line {}; this one "
                                    "is left out",
                                    entry.id, first.file, first.line)});
    } else {
      complete(out.back(), entry);
    }
  }
  entries = std::move(out);
}

std::string latest_version(const LicenseDocuments& documents) {
  std::string_view latest;
  const auto look_at = [&](std::string_view version) {
    if (older_version(latest, version)) latest = version;
  };
  for (const auto* entries : {&documents.licenses, &documents.exceptions}) {
    for (const LicenseDocument& entry : *entries) {
      look_at(entry.added_in);
      look_at(entry.deprecated_in);
    }
  }
  return std::string(latest);
}

}  // namespace

bool older_version(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    const unsigned long number_a = take_number(a);
    const unsigned long number_b = take_number(b);
    if (number_a != number_b) return number_a < number_b;
    // A candidate ("rc") comes before what has nothing or a dot in its place.
    const auto rank = [](std::string_view rest) { return rest.empty() || rest.front() == '.'; };
    if (rank(a) != rank(b)) return rank(b);
    const auto skip = [](std::string_view& rest) {
      while (!rest.empty() && (rest.front() < '0' || rest.front() > '9'))
        rest.remove_prefix(1);
    };
    skip(a);
    skip(b);
  }
  return false;
}

void LicenseListBuilder::add(Result<LicenseDocuments> file) {
  std::ranges::move(file.errors, std::back_inserter(list_.problems));
  if (!file) return;
  LicenseDocuments& documents = list_.documents;
  if (documents.version.empty()) {
    documents.version = std::move(file.value->version);
    documents.released = std::move(file.value->released);
  } else if (!file.value->version.empty() && file.value->version != documents.version) {
    const auto& entries =
        file.value->licenses.empty() ? file.value->exceptions : file.value->licenses;
    list_.problems.push_back({entries.empty() ? Place{} : entries.front().place,
                              fmt::format("this file is of list version {}, others are of {}",
                                          file.value->version, documents.version)});
  }
  std::ranges::move(file.value->licenses, std::back_inserter(documents.licenses));
  std::ranges::move(file.value->exceptions, std::back_inserter(documents.exceptions));
}

void LicenseListBuilder::add(Result<std::vector<LicenseDocument>> file) {
  std::ranges::move(file.errors, std::back_inserter(list_.problems));
  if (!file) return;
  for (LicenseDocument& entry : *file.value) {
    auto& entries = entry.exception ? list_.documents.exceptions : list_.documents.licenses;
    entries.push_back(std::move(entry));
  }
}

LoadedList LicenseListBuilder::finish() && {
  unite(list_.documents.licenses, list_.problems);
  unite(list_.documents.exceptions, list_.problems);
  if (list_.documents.version.empty()) list_.documents.version = latest_version(list_.documents);
  return std::move(list_);
}

}  // namespace licet::spdx
