#include "cli/stack_diff.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "cli/render.h"
#include "engine/load_catalogue.h"
#include "spdx/license_names.h"

namespace licet::cli {

namespace {

using engine::Finding;
using engine::Report;
using spdx::Error;

bool states(const std::string& text, const std::string& id, const engine::Catalogue& catalogue) {
  const auto license = catalogue.find_license(text);
  if (license) return catalogue.licenses[*license].id == id;
  const spdx::KnownName* known = catalogue.written_names.find(text);
  return known != nullptr && known->means == id;
}

// The stack with one license wherever either is stated; nothing if neither is.
std::optional<spdx::Stack> with(const std::string& id, const std::string& other,
                                const Input& input) {
  spdx::Stack stack = input.stack;
  bool found = false;
  for (spdx::Work& work : stack.works) {
    for (spdx::LicenseClaim& claim : work.licenses) {
      if (!states(claim.text, id, input.catalogue) && !states(claim.text, other, input.catalogue))
        continue;
      claim.text = id;
      found = true;
    }
  }
  return found ? std::optional(std::move(stack)) : std::nullopt;
}

// What a finding says, whatever the license is called.
std::string says(const Finding& finding) {
  std::string text = finding.message;
  for (const std::string& name : {finding.license_name, finding.license}) {
    for (std::size_t at = text.find(name); !name.empty() && at != std::string::npos;
         at = text.find(name))
      text.erase(at, name.size());
  }
  return text;
}

// The findings of a report by what tells them apart across licenses.
std::map<std::string, const Finding*> by_subject(const Report& report) {
  std::map<std::string, const Finding*> out;
  for (const Finding& finding : report.findings) {
    std::string key = fmt::format("{} {} {} {} {} {}", finding.code, to_string(finding.severity),
                                  finding.use, finding.work, finding.place, says(finding));
    while (out.contains(key))
      key += "+";
    out.emplace(std::move(key), &finding);
  }
  return out;
}

void add_missing(std::string_view heading, const Report& has, const Report& lacks, Page& page) {
  const auto there = by_subject(lacks);
  bool first = true;
  for (const auto& [key, finding] : by_subject(has)) {
    if (there.contains(key)) continue;
    if (std::exchange(first, false)) page.heading(heading);
    page.item(finding->section.empty() ? finding->work : finding->section,
              fmt::format("{} {}", to_string(finding->severity), finding->code), finding->message);
  }
}

}  // namespace

std::vector<Error> add_stack_diff(const std::string& before, const std::string& after,
                                  const CheckOptions& options, Page& page) {
  auto input = load_input(options);
  if (!input) return input.errors;
  auto data = DataFolder::open(options.data);
  if (!data) return data.errors;
  Input& in = *input.value;
  auto loaded = engine::add_licenses(std::move(in.catalogue), data.value->data(), {before, after});
  if (!loaded) return loaded.errors;
  in.catalogue = std::move(*loaded.value);
  std::vector<Report> reports;
  for (const auto& [id, other] : {std::pair(before, after), std::pair(after, before)}) {
    const auto stack = with(id, other, in);
    if (!stack) {
      return {
          {{options.path, 0, 0}, fmt::format("no work states {} or {}", before, after)}
      };
    }
    auto report = engine::analyze(*stack, in.catalogue, in.request);
    if (!report) return report.errors;
    reports.push_back(printable(std::move(*report.value)));
  }
  page.heading("FOR " + options.path);
  page.line(before, to_string(reports.front().verdict));
  page.line(after, to_string(reports.back().verdict));
  add_missing("THE STACK, ONLY WITH " + before, reports.front(), reports.back(), page);
  add_missing("THE STACK, ONLY WITH " + after, reports.back(), reports.front(), page);
  return {};
}

}  // namespace licet::cli
