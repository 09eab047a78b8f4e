// `licet explain`: the catalogue, shown.
#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/license_page.h"
#include "cli/listed_page.h"
#include "cli/page.h"
#include "cli/style.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

using engine::Assumption;
using engine::Catalogue;
using engine::Code;
using engine::License;

std::string code_page(const Code& code, const Style& style) {
  std::string out =
      fmt::format("{}: {} ({})\n\n", style.bold(code.id), code.means, to_string(code.severity));
  out += wrap("  ", code.explanation, style.width);
  if (!code.remedy.empty()) out += wrap("  to do: ", code.remedy, style.width);
  return out;
}

std::string assumption_page(const Assumption& assumption, const Style& style) {
  static constexpr std::string_view kEffects[] = {
      "the finding goes away", "the finding becomes a review", "the finding stands"};
  std::string out =
      wrap(fmt::format("{}: ", style.bold(assumption.id)), assumption.question, style.width) + "\n";
  for (std::size_t i = 0; i < assumption.values.size(); ++i) {
    const engine::AssumptionValue& value = assumption.values[i];
    out += wrap(
        fmt::format("  {}{}: ", style.bold(value.id), i == assumption.standard ? " (default)" : ""),
        fmt::format("{}; {}", value.means, kEffects[static_cast<std::size_t>(value.effect)]),
        style.width);
  }
  out += "\n  positions\n";
  for (const std::string& source : assumption.sources)
    out += wrap("    - ", source, style.width);
  return out;
}

// The page of whatever has this name; empty if nothing has.
std::string page_of(const std::string& name, const Catalogue& catalogue,
                    const engine::LicenseFacts& facts, const Style& style) {
  if (const auto code = catalogue.find_code(name)) return code_page(catalogue.codes[*code], style);
  if (const auto id = catalogue.find_assumption(name))
    return assumption_page(catalogue.assumptions[*id], style);
  if (const auto license = catalogue.find_license(name)) {
    const License& coded = catalogue.licenses[*license];
    return license_page(coded, catalogue, style) + list_facts(coded.id, catalogue, facts, style);
  }
  if (std::string page = listed_page(name, catalogue, facts, style); !page.empty()) return page;
  if (std::string page = exception_page(name, catalogue, style); !page.empty()) return page;
  if (const spdx::KnownName* family = catalogue.find_ambiguous(name)) {
    const std::vector<std::string> ids(family->candidates.begin(), family->candidates.end());
    return wrap(fmt::format("{}: ", style.bold(name)),
                fmt::format("may mean several licenses ({}): {}", family->why, joined(ids)),
                style.width);
  }
  const spdx::KnownName* known = catalogue.written_names.find(name);
  if (known == nullptr) return {};
  if (known->kind == spdx::KnownName::Kind::NoLicense)
    return wrap(fmt::format("{}: ", style.bold(name)), known->why, style.width);
  const std::string meant(known->means);
  const std::string page = meant == name ? "" : page_of(meant, catalogue, facts, style);
  return fmt::format("{}: means {}\n{}", style.bold(name), meant, page.empty() ? "" : "\n" + page);
}

std::string not_found(const std::string& name, const Catalogue& catalogue) {
  std::vector<std::string_view> names;
  for (const Code& code : catalogue.codes)
    names.push_back(code.id);
  for (const Assumption& assumption : catalogue.assumptions)
    names.push_back(assumption.id);
  for (const License& license : catalogue.licenses) {
    names.push_back(license.id);
    names.insert(names.end(), license.aliases.begin(), license.aliases.end());
  }
  for (const spdx::ListedLicense& entry : catalogue.list.list().entries)
    names.push_back(entry.id);
  return fmt::format("no license, finding or assumption is called \"{}\"{}", name,
                     spdx::did_you_mean(name, names));
}

std::optional<engine::LicenseFacts> license_facts(const std::string& data) {
  const auto folder = DataFolder::open(data);
  if (!folder) return std::nullopt;  // whole_catalogue has said why
  auto facts = engine::load_license_facts(folder.value->data());
  print_errors(facts.errors);
  return std::move(facts.value);
}

}  // namespace

int run_explain(const std::string& name, const std::string& data) {
  const auto catalogue = whole_catalogue(data);
  const auto facts = license_facts(data);
  if (!catalogue || !facts) return kBadInput;
  const std::string page = page_of(name, *catalogue, *facts, terminal_style(false));
  if (page.empty()) {
    print_errors({
        {{"licet explain", 0, 0}, not_found(name, *catalogue)}
    });
    return kBadInput;
  }
  std::cout << page;
  return kFine;
}

}  // namespace licet::cli
