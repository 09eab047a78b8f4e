#include "cli/draft.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/render.h"
#include "spdx/layout_json.h"
#include "spdx/settlements.h"

namespace licet::cli {

namespace {

using engine::Finding;
using engine::OpenRelation;
using engine::Severity;

// What the findings of one severity are about.
struct Led {
  std::size_t count = 0;
  std::set<std::string> licenses;
};

using Leads = std::map<Severity, Led>;

void add_to(Leads& leads, Severity severity, const std::string& license) {
  Led& led = leads[severity];
  ++led.count;
  led.licenses.insert(license);
}

// Open relations in the order in which findings name them.
class OpenRelations {
 public:
  struct Entry {
    OpenRelation relation;
    std::map<std::string, Leads> by_reading;
    Leads passing;  // findings that come over it, but name a relation nearer to their act
  };

  OpenRelations(const engine::Report& report, const engine::Catalogue& catalogue)
      : catalogue_(catalogue) {
    const std::string& unclear = catalogue.codes[catalogue.engine_codes.relation_unclear].id;
    for (const Finding& finding : report.findings) {
      // What is asked about the relation itself is what settling it so would make certain.
      const Severity severity = finding.code == unclear ? finding.settled : finding.severity;
      add_named(finding, severity);
      add_passed(finding, severity);
    }
  }

  [[nodiscard]] const std::vector<Entry>& all() const { return all_; }

 private:
  void add_named(const Finding& finding, Severity severity) {
    for (const OpenRelation& open : finding.open) {
      Entry& named = entry(open);
      for (const std::string& reading : open.readings)
        add_to(named.by_reading[reading], severity, finding.license_name);
    }
  }

  void add_passed(const Finding& finding, Severity severity) {
    for (const engine::PathStep& step : finding.path) {
      const bool named = std::ranges::any_of(finding.open, [&](const OpenRelation& open) {
        return open.source == step.source && open.result == step.result;
      });
      const auto kind = catalogue_.find_relation(step.relation);
      if (named || !kind || catalogue_.relations[*kind].readings.empty()) continue;
      add_to(entry({step.source, step.relation, step.result, {}}).passing, severity,
             finding.license_name);
    }
  }

  Entry& entry(const OpenRelation& open) {
    const auto [at, fresh] =
        by_ends_.try_emplace({open.result, open.relation, open.source}, all_.size());
    if (fresh) all_.push_back({open, {}, {}});
    return all_[at->second];
  }

  const engine::Catalogue& catalogue_;
  std::vector<Entry> all_;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> by_ends_;
};

// A comment is one line, whatever an id or a name holds.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return text;
}

// The worst of it with the licenses it comes from: `1 conflict (GPL-3.0-only), 9 obligations`.
std::string said_of(const Leads& leads) {
  std::string out;
  for (const auto& [severity, what] : leads) {
    const std::string count = count_text(severity, what.count);
    out +=
        out.empty() ? fmt::format("{} ({})", count, fmt::join(what.licenses, ", ")) : ", " + count;
  }
  return out;
}

std::string comment(const std::string& text) {
  return one_line("  # " + text) + "\n";
}

std::string draft_of(const OpenRelations::Entry& entry, const engine::Catalogue& catalogue) {
  const OpenRelation& open = entry.relation;
  std::string out =
      comment(fmt::format("{} {} {}; it may be", open.result, open.relation, open.source));
  std::vector<std::string> unnamed = {std::string(spdx::kNothing)};
  for (const engine::RelationId id :
       catalogue.relations[*catalogue.find_relation(open.relation)].readings) {
    const std::string& reading = catalogue.relations[id].id;
    const auto led = entry.by_reading.find(reading);
    if (led == entry.by_reading.end()) {
      unnamed.push_back(reading);
    } else {
      out += comment(fmt::format("  {}: {}", reading, said_of(led->second)));
    }
  }
  out += comment(fmt::format("  {}: no finding names them", fmt::join(unnamed, ", ")));
  if (!entry.passing.empty())
    out += comment(fmt::format("findings come over it, too: {}", said_of(entry.passing)));
  return out + fmt::format("  # - {{ result: {}, source: {}, is: }}\n",
                           spdx::json_quoted(open.result), spdx::json_quoted(open.source));
}

}  // namespace

std::string settlements_draft(const engine::Catalogue& catalogue, const engine::Report& report) {
  std::string out = one_line(fmt::format("# What {} leaves open", report.input));
  out +=
      ": which relations findings hang on, and what they say of each reading.\n"
      "# To settle one, put the right word behind its \"is\" and take the # before its row away; "
      "then\n"
      "# `licet check --relations` takes this file. Check again after each: a finding names only "
      "the\n"
      "# relation nearest to its act, and the readings that lead to it most surely, so that what "
      "is\n"
      "# settled may lead to more than is said here.\n"
      "licet: 1\n"
      "relations:\n";
  const OpenRelations open(report, catalogue);
  for (const OpenRelations::Entry& entry : open.all())
    out += draft_of(entry, catalogue);
  return out + (open.all().empty() ? "  # none\n" : "");
}

bool save_draft(const std::string& path, const Input& input, const engine::Report& report) {
  if (!input.stack.from_document) {
    print_errors({
        {{"--draft " + path, 0, 0},
         "only a bill of materials leaves open how works are related; this input says it itself"}
    });
    return false;
  }
  if (std::filesystem::exists(path)) {
    print_errors({
        {{"--draft " + path, 0, 0},
         "is there already, and may hold what you have settled; name another file"}
    });
    return false;
  }
  const auto written = write_file(path, settlements_draft(input.catalogue, report));
  if (!written) print_errors(written.errors);
  return bool(written);
}

}  // namespace licet::cli
