// `licet explain`: the catalogue, shown.
#include <algorithm>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/license_page.h"
#include "cli/listed_page.h"
#include "cli/page.h"
#include "cli/style.h"
#include "engine/load_catalogue.h"
#include "engine/terms.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

using engine::Assumption;
using engine::Catalogue;
using engine::Code;

void code_page(const Code& code, Page& page) {
  page.title(code.id, fmt::format("{} ({})", code.means, to_string(code.severity)));
  page.text(code.explanation);
  page.line("to do", code.remedy);
}

void assumption_page(const Assumption& assumption, Page& page) {
  static constexpr std::string_view kEffects[] = {
      "the finding goes away", "the finding becomes a review", "the finding stands"};
  page.title(assumption.id, assumption.question);
  page.heading("VALUES");
  for (std::size_t i = 0; i < assumption.values.size(); ++i) {
    const engine::AssumptionValue& value = assumption.values[i];
    page.item(value.id, i == assumption.standard ? "(default)" : "",
              fmt::format("{}; {}", value.means, kEffects[static_cast<std::size_t>(value.effect)]));
  }
  page.heading("POSITIONS");
  for (const std::string& source : assumption.sources)
    page.line("", source);
}

// Puts whatever has this name on the page; false if nothing has.
bool fill_page(const std::string& name, const Catalogue& catalogue,
               const engine::LicenseFacts& facts, Page& page) {
  if (const auto code = catalogue.find_code(name)) {
    code_page(catalogue.codes[*code], page);
  } else if (const auto id = catalogue.find_assumption(name)) {
    assumption_page(catalogue.assumptions[*id], page);
  } else if (const auto license = catalogue.find_license(name)) {
    license_page(catalogue.licenses[*license], catalogue, page);
    list_facts(catalogue.licenses[*license].id, catalogue, facts, page);
  } else if (const spdx::KnownName* family = catalogue.find_ambiguous(name)) {
    page.title(name, fmt::format("may mean several licenses: {}", family->why));
    for (const std::string_view candidate : family->candidates)
      page.line("", candidate);
  } else if (!listed_page(name, catalogue, facts, page) && !exception_page(name, catalogue, page)) {
    const spdx::KnownName* known = catalogue.written_names.find(name);
    if (known == nullptr) return false;
    if (known->kind == spdx::KnownName::Kind::NoLicense) {
      page.title(name, known->why);
      return true;
    }
    page.title(name, fmt::format("means {}", known->means));
    page.line("asked for", fmt::format("{}, which means {}", name, known->means));
    if (known->means != name) fill_page(std::string(known->means), catalogue, facts, page);
  }
  return true;
}

std::string not_found(const std::string& name, const Catalogue& catalogue,
                      const engine::DataSet& data) {
  std::vector<std::string_view> names;
  for (const Code& code : catalogue.codes)
    names.push_back(code.id);
  for (const Assumption& assumption : catalogue.assumptions)
    names.push_back(assumption.id);
  for (const engine::DataName& known : data.names)
    names.push_back(known.name);
  for (const spdx::ListedLicense& entry : catalogue.list.list().entries)
    names.push_back(entry.id);
  return fmt::format("no license, finding or assumption is called \"{}\"{}", name,
                     spdx::did_you_mean(name, names));
}

// Everything a page about a name may need, and no license more.
spdx::Result<Catalogue> catalogue_for(const std::string& name, Words& words) {
  spdx::Stack stack;
  stack.works.emplace_back();
  stack.works.back().licenses.push_back({"", name, spdx::Evidence::Declared, false, {}});
  const auto names = engine::license_names(stack, words.catalogue);
  return engine::add_licenses(std::move(words.catalogue), words.folder.data(), names);
}

int fail(const std::vector<spdx::Error>& errors) {
  print_errors(errors);
  return kBadInput;
}

}  // namespace

int run_explain(const ExplainOptions& options) {
  auto words = load_words(options.data);
  if (!words) return fail(words.errors);
  const auto facts = engine::load_license_facts(words.value->folder.data());
  const auto catalogue = catalogue_for(options.name, *words.value);
  if (!facts) return fail(facts.errors);
  if (!catalogue) return fail(catalogue.errors);
  Page page;
  if (!fill_page(options.name, *catalogue.value, *facts.value, page)) {
    return fail({
        {{"licet explain", 0, 0},
         not_found(options.name, *catalogue.value, words.value->folder.data())}
    });
  }
  const auto renderer = std::ranges::find(page_renderers(), options.format, &PageRenderer::name);
  const auto written =
      write_file(options.output, renderer->render(page, terminal_style(!options.output.empty())));
  return written ? kFine : fail(written.errors);
}

}  // namespace licet::cli
