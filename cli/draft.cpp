#include "cli/draft.h"

#include <filesystem>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/finding_json.h"
#include "cli/render.h"

namespace licet::cli {

namespace {

using engine::Finding;
using engine::OpenRelation;
using engine::Severity;

// What the findings of one severity under one reading are about.
struct Led {
  std::size_t count = 0;
  std::set<std::string> licenses;
};

using Leads = std::map<std::string, std::map<Severity, Led>>;  // by reading

// Open relations in the order in which findings name them.
class OpenRelations {
 public:
  struct Entry {
    OpenRelation relation;
    Leads leads;
  };

  OpenRelations(const engine::Report& report, const std::string& unclear) {
    for (const Finding& finding : report.findings) {
      // What is asked about the relation itself is what settling it so would make certain.
      const Severity severity = finding.code == unclear ? finding.settled : finding.severity;
      for (const OpenRelation& open : finding.open)
        add(open, severity, finding.license_name);
    }
  }

  [[nodiscard]] const std::vector<Entry>& all() const { return all_; }

 private:
  void add(const OpenRelation& open, Severity severity, const std::string& license) {
    Leads& leads = entry(open).leads;
    for (const std::string& reading : open.readings) {
      Led& led = leads[reading][severity];
      ++led.count;
      led.licenses.insert(license);
    }
  }

  Entry& entry(const OpenRelation& open) {
    const auto [at, fresh] =
        by_ends_.try_emplace({open.result, open.relation, open.source}, all_.size());
    if (fresh) all_.push_back({open, {}});
    return all_[at->second];
  }

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
std::string said_of(const std::map<Severity, Led>& led) {
  std::string out;
  for (const auto& [severity, what] : led) {
    const std::string count = count_text(severity, what.count);
    out +=
        out.empty() ? fmt::format("{} ({})", count, fmt::join(what.licenses, ", ")) : ", " + count;
  }
  return out;
}

std::string draft_of(const OpenRelations::Entry& entry, const engine::Catalogue& catalogue) {
  const OpenRelation& open = entry.relation;
  std::string out =
      one_line(fmt::format("  # {} {} {}; it may be", open.result, open.relation, open.source)) +
      "\n";
  const auto kind = catalogue.find_relation(open.relation);
  if (kind) {
    for (const engine::RelationId id : catalogue.relations[*kind].readings) {
      const std::string& reading = catalogue.relations[id].id;
      const auto led = entry.leads.find(reading);
      const std::string leads = led == entry.leads.end() ? "nothing" : said_of(led->second);
      out += one_line(fmt::format("  #   {}: {}", reading, leads)) + "\n";
    }
  }
  const auto quoted = [](const std::string& id) {
    return nlohmann::ordered_json(id).dump(-1, ' ', false,
                                           nlohmann::json::error_handler_t::replace);
  };
  return out + fmt::format("  # - {{ result: {}, source: {}, is: }}\n", quoted(open.result),
                           quoted(open.source));
}

}  // namespace

std::string settlements_draft(const engine::Catalogue& catalogue, const engine::Report& report) {
  std::string out = one_line(fmt::format("# Which relations {} leaves open", report.input));
  out +=
      ", and what each of their readings leads to. To settle one, put the\n"
      "# right word, or nothing, behind its \"is\" and take the # before its row away; then\n"
      "# `licet check --relations` takes this file.\n"
      "licet: 1\n"
      "relations:\n";
  const std::string& unclear = catalogue.codes[catalogue.engine_codes.relation_unclear].id;
  const OpenRelations open(report, unclear);
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
