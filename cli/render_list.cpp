#include "cli/render_list.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/style.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

using Json = nlohmann::ordered_json;
using spdx::LicenseDocument;
using spdx::LicenseDocuments;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string osi_word(const LicenseDocument& entry) {
  return entry.osi_approved.value_or(false) ? "OSI" : "-";
}

std::string fsf_word(const LicenseDocument& entry) {
  if (!entry.fsf_libre) return "-";
  return *entry.fsf_libre ? "libre" : "not libre";
}

// `name (deprecated 3.0: now GPL-2.0-only; GPL-2.0+ now GPL-2.0-or-later)`.
std::string name_and_fate(const LicenseDocument& entry) {
  if (!entry.deprecated && entry.successors.empty()) return entry.name;
  std::string now;
  for (const spdx::Successor& successor : entry.successors) {
    now += fmt::format("{}{}{}now {}", now.empty() ? "" : "; ", successor.when,
                       successor.when.empty() ? "" : " ", successor.use);
  }
  std::string fate = entry.deprecated ? "deprecated" : "outdated";
  if (!entry.deprecated_in.empty()) fate += " " + entry.deprecated_in;
  return fmt::format("{} ({}{}{})", entry.name, fate, now.empty() ? "" : ": ", now);
}

std::string rows_of(const std::vector<LicenseDocument>& entries) {
  std::size_t width = 0;
  for (const LicenseDocument& entry : entries)
    width = std::max(width, entry.id.size());
  std::string out;
  for (const LicenseDocument& entry : entries) {
    out += entry.exception ? fmt::format("{:<{}}  {}\n", entry.id, width, name_and_fate(entry))
                           : fmt::format("{:<{}}  {:<3}  {:<9}  {}\n", entry.id, width,
                                         osi_word(entry), fsf_word(entry), name_and_fate(entry));
  }
  return out;
}

std::string number_of(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

// What no entry of the list says is not counted: a form may not tell it.
std::string counts_of(const ListFolder& folder, const LicenseDocuments& shown) {
  const LicenseDocuments& list = folder.list.documents;
  std::string text;
  if (shown.licenses.size() + shown.exceptions.size() !=
      list.licenses.size() + list.exceptions.size()) {
    text = fmt::format("{} and {} out of ", number_of(shown.licenses.size(), "license"),
                       number_of(shown.exceptions.size(), "exception"));
  }
  std::string flags;
  const auto count = [&](std::string_view what, auto holds) {
    const auto number = std::ranges::count_if(list.licenses, holds);
    if (number > 0) flags += fmt::format("{}{} {}", flags.empty() ? "" : ", ", number, what);
  };
  count("OSI approved", [](const auto& entry) { return entry.osi_approved.value_or(false); });
  count("FSF libre", [](const auto& entry) { return entry.fsf_libre.value_or(false); });
  count("deprecated", [](const auto& entry) { return entry.deprecated; });
  if (!flags.empty()) flags = " (" + flags + ")";
  text += fmt::format("{}{} and {}", number_of(list.licenses.size(), "license"), flags,
                      number_of(list.exceptions.size(), "exception"));
  if (!list.version.empty()) text += ", version " + list.version;
  if (!list.released.empty()) text += " of " + list.released;
  return text +
         fmt::format(", {} ({} file{})", folder.form, folder.files, folder.files == 1 ? "" : "s");
}

// A part of a list lacks hundreds of ids; the first say enough.
std::string some_of(const std::vector<std::string>& ids) {
  constexpr std::size_t kShown = 30;
  if (ids.size() <= kShown) return joined(ids);
  return fmt::format("{} and {} more", joined({ids.begin(), ids.begin() + kShown}),
                     ids.size() - kShown);
}

std::string changes_text(const ListChanges& changes, std::string_view version) {
  std::string text;
  const auto add = [&](std::string_view title, const std::vector<std::string>& ids) {
    if (!ids.empty()) text += wrap(fmt::format("  {}: ", title), some_of(ids), 100);
  };
  add("new here", changes.added);
  add("deprecated only here", changes.deprecated);
  add("missing here", changes.missing);
  if (text.empty()) return fmt::format("The same ids as the built-in list ({}).\n", version);
  return fmt::format("Against the built-in list ({}):\n{}", version, text);
}

Json row_of(const LicenseDocument& entry) {
  Json row = {
      {"id",   entry.id  },
      {"name", entry.name}
  };
  const auto flag = [](std::optional<bool> value) { return value ? Json(*value) : Json(nullptr); };
  if (!entry.exception) {
    row["osi"] = flag(entry.osi_approved);
    row["fsf"] = flag(entry.fsf_libre);
  }
  row["deprecated"] = entry.deprecated;
  if (!entry.deprecated_in.empty()) row["deprecated_in"] = entry.deprecated_in;
  if (!entry.added_in.empty()) row["added_in"] = entry.added_in;
  row["successors"] = Json::array();
  for (const spdx::Successor& successor : entry.successors) {
    Json one = {
        {"use", successor.use}
    };
    if (!successor.when.empty()) one["when"] = successor.when;
    row["successors"].push_back(std::move(one));
  }
  row["urls"] = entry.cross_refs;
  return row;
}

Json rows_json(const std::vector<LicenseDocument>& entries) {
  Json rows = Json::array();
  for (const LicenseDocument& entry : entries)
    rows.push_back(row_of(entry));
  return rows;
}

}  // namespace

ListChanges compare_lists(const LicenseDocuments& list, const spdx::LicenseList& built_in) {
  ListChanges out;
  std::map<std::pair<bool, std::string_view>, bool> known;  // whether deprecated
  for (const spdx::ListedLicense& entry : built_in.entries)
    known.emplace(std::pair(entry.exception, entry.id), entry.deprecated);
  const auto look_at = [&](const LicenseDocument& entry) {
    const auto found = known.find({entry.exception, entry.id});
    if (found == known.end()) {
      out.added.push_back(entry.id);
    } else {
      if (entry.deprecated && !found->second) out.deprecated.push_back(entry.id);
      known.erase(found);
    }
  };
  std::ranges::for_each(list.licenses, look_at);
  std::ranges::for_each(list.exceptions, look_at);
  for (const auto& [key, deprecated] : known) {
    if (!key.first || !list.exceptions.empty()) out.missing.emplace_back(key.second);
  }
  return out;
}

LicenseDocuments matching(const LicenseDocuments& list, const std::string& query) {
  const std::string wanted = spdx::lowercase(query);
  LicenseDocuments out{list.version, list.released, {}, {}};
  const auto holds = [&](const LicenseDocument& entry) {
    return spdx::lowercase(entry.id).find(wanted) != std::string::npos ||
           spdx::lowercase(entry.name).find(wanted) != std::string::npos;
  };
  std::ranges::copy_if(list.licenses, std::back_inserter(out.licenses), holds);
  std::ranges::copy_if(list.exceptions, std::back_inserter(out.exceptions), holds);
  return out;
}

std::string render_list_text(const ListFolder& folder, const LicenseDocuments& shown,
                             const spdx::LicenseList& built_in) {
  std::string out = rows_of(shown.licenses);
  if (!out.empty() && !shown.exceptions.empty()) out += '\n';
  out += rows_of(shown.exceptions);
  if (!out.empty()) out += '\n';
  return out + wrap("", counts_of(folder, shown), 100) +
         changes_text(compare_lists(folder.list.documents, built_in), built_in.version);
}

std::string render_list_json(const ListFolder& folder, const LicenseDocuments& shown,
                             const spdx::LicenseList& built_in) {
  const LicenseDocuments& list = folder.list.documents;
  const ListChanges changes = compare_lists(list, built_in);
  const Json out = {
      {"version",          list.version               },
      {"released",         list.released              },
      {"form",             folder.form                },
      {"files",            folder.files               },
      {"unreadable",       folder.list.problems.size()},
      {"licenses",         rows_json(shown.licenses)  },
      {"exceptions",       rows_json(shown.exceptions)},
      {"against_built_in",
       {{"version", built_in.version},
        {"new", changes.added},
        {"deprecated", changes.deprecated},
        {"missing", changes.missing}}                 }
  };
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace licet::cli
