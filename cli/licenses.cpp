// `licet licenses`: the catalogue, or a license list from a folder.
#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/render_list.h"
#include "engine/load_catalogue.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

using engine::License;

bool matches(const License& license, const std::string& query) {
  const auto has = [&](const std::string& text) {
    return spdx::lowercase(text).find(query) != std::string::npos;
  };
  return has(license.id) || has(license.name) || has(license.license_class) ||
         has(license.steward) || std::ranges::any_of(license.aliases, has);
}

}  // namespace

std::optional<engine::Catalogue> whole_catalogue(const std::string& data) {
  auto folder = DataFolder::open(data);
  if (!folder) {
    print_errors(folder.errors);
    return std::nullopt;
  }
  auto catalogue = engine::load_catalogue(folder.value->data(), std::nullopt);
  print_errors(catalogue.errors);
  return std::move(catalogue.value);
}

int run_licenses(const std::string& query, const std::string& data) {
  const auto catalogue = whole_catalogue(data);
  if (!catalogue) return kBadInput;
  std::vector<const License*> found;
  for (const License& license : catalogue->licenses) {
    if (matches(license, spdx::lowercase(query))) found.push_back(&license);
  }
  std::ranges::sort(found, {}, &License::id);
  std::size_t width = 0;
  for (const License* license : found)
    width = std::max(width, license->id.size());
  for (const License* license : found) {
    std::cout << fmt::format("{:<{}}  {:<16}  {}{}\n", license->id, width, license->license_class,
                             license->name, license->summary ? " (by class)" : "");
  }
  std::cout << fmt::format("{} of {} licenses, catalogue {}\n", found.size(),
                           catalogue->licenses.size(), catalogue->version);
  return found.empty() ? kFindings : kFine;
}

int run_license_list(const std::string& query, const std::string& folder, bool json) {
  const auto found = read_list_folder(folder);
  print_errors(found.errors);
  if (!found) return kBadInput;
  const spdx::LicenseDocuments shown = matching(found.value->list.documents, query);
  auto* const render = json ? render_list_json : render_list_text;
  std::cout << render(*found.value, shown, spdx::embedded_license_list());
  print_errors(found.value->list.problems);
  if (!found.value->list.problems.empty()) return kBadInput;
  return shown.licenses.empty() && shown.exceptions.empty() ? kFindings : kFine;
}

}  // namespace licet::cli
