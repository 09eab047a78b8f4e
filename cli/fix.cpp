#include "cli/fix.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/render.h"
#include "engine/load_catalogue.h"

namespace licet::cli {

namespace {

using engine::Cost;
using engine::FixRequest;
using engine::Repair;
using engine::Severity;
using engine::UseRepairs;
using Json = nlohmann::ordered_json;

std::string number(std::uint64_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

// What is left to deal with, the weight of the duties apart.
std::string left(const Cost& cost) {
  std::string text;
  const std::array<std::string_view, 3> names = {"conflict", "unknown", "review"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (cost[i] > 0) text += (text.empty() ? "" : ", ") + number(cost[i], names[i]);
  }
  if (!text.empty()) return text;
  return cost[3] > 0 ? "duties only" : "nothing left to do";
}

std::string about(const UseRepairs& use) {
  if (use.verdict != Severity::Conflict)
    return "nothing to repair: there is no conflict; `licet check` says what is left to do";
  if (use.repairs.empty()) {
    return use.complete ? "no change of those that licet knows resolves it"
                        : "no repair was found; the search was cut short";
  }
  const std::string found =
      use.repairs.size() == 1 ? "one repair" : fmt::format("{} repairs", use.repairs.size());
  return fmt::format("{}, the least effort first, each judged again{}", found,
                     use.complete ? fmt::format("; of at most {} changes there are no others",
                                                engine::kMostChanges)
                                  : std::string());
}

void add_repair(const Repair& repair, std::size_t number, const Style& style, std::string& out) {
  out += "\n";
  std::string first = fmt::format("{:>3}  ", number);
  for (const engine::Edit& change : repair.changes) {
    out += wrap(first, change.words, style.width);
    first = "     and ";
  }
  out += fmt::format("     then{}: {} ({})\n", repair.varies ? ", at worst" : "",
                     verdict_word(repair.verdict, style), left(repair.cost));
}

std::string render_text(const std::vector<UseRepairs>& uses, const Style& style) {
  std::string out;
  for (const UseRepairs& use : uses) {
    out += fmt::format("{}{}: {}\n", out.empty() ? "" : "\n", verdict_word(use.verdict, style),
                       style.bold(use.target));
    out += wrap("  ", about(use), style.width);
    for (std::size_t i = 0; i < use.repairs.size(); ++i)
      add_repair(use.repairs[i], i + 1, style, out);
  }
  return out + "\nThis is not legal advice.\n";
}

Json cost_of(const Cost& cost) {
  return {
      {"conflicts", cost[0]},
      {"unknowns",  cost[1]},
      {"reviews",   cost[2]},
      {"weight",    cost[3]}
  };
}

// A replacement says the licenses that do, and those that do not.
Json change_of(const engine::Edit& change) {
  Json row = {
      {"kind",  to_string(change.kind)},
      {"words", change.words          }
  };
  if (change.kind == engine::Edit::Kind::Replace) {
    row["licenses"] = change.to;
    row["refused"] = change.from;
  }
  return row;
}

std::string render_json(const std::vector<UseRepairs>& uses, const Style& /*style*/) {
  Json list = Json::array();
  for (const UseRepairs& use : uses) {
    Json repairs = Json::array();
    for (const Repair& repair : use.repairs) {
      Json changes = Json::array();
      for (const engine::Edit& change : repair.changes)
        changes.push_back(change_of(change));
      repairs.push_back({
          {"effort",  repair.effort                         },
          {"changes", std::move(changes)                    },
          {"varies",  repair.varies                         },
          {"verdict", std::string(to_string(repair.verdict))},
          {"cost",    cost_of(repair.cost)                  }
      });
    }
    list.push_back({
        {"target",   use.target                         },
        {"verdict",  std::string(to_string(use.verdict))},
        {"cost",     cost_of(use.cost)                  },
        {"repairs",  std::move(repairs)                 },
        {"complete", use.complete                       }
    });
  }
  const Json out = {
      {"licet", 1              },
      {"uses",  std::move(list)}
  };
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Loads what repairs may bring in, too. Errors: candidates that are no licenses.
spdx::Result<std::vector<UseRepairs>> repairs_of(const FixOptions& options) {
  using Out = spdx::Result<std::vector<UseRepairs>>;
  auto input = load_input(options.check);
  if (!input) return Out::failed(std::move(input.errors));
  auto words = load_words(options.check.data);
  if (!words) return Out::failed(std::move(words.errors));
  const engine::DataSet data = words.value->folder.data();
  const auto repairs = engine::load_repairs(data, words.value->catalogue);
  if (!repairs) return Out::failed(repairs.errors);
  const FixRequest request{input.value->request, options.candidates, options.most};
  auto names = engine::repair_names(input.value->catalogue, *repairs.value, request);
  auto catalogue = engine::add_licenses(std::move(input.value->catalogue), data, names);
  if (!catalogue) return Out::failed(std::move(catalogue.errors));
  std::vector<spdx::Error> errors;
  for (const std::string& name : options.candidates) {
    if (catalogue.value->find_license(name)) continue;
    errors.push_back({
        {fmt::format("--candidates {}", name), 0, 0},
        "the catalogue has no such license; `licet licenses QUERY` finds ids"
    });
  }
  if (!errors.empty()) return Out::failed(std::move(errors));
  return engine::find_repairs(input.value->stack, *catalogue.value, *repairs.value, request);
}

}  // namespace

const std::array<FixRenderer, 2>& fix_renderers() {
  static const std::array<FixRenderer, 2> kRenderers = {
      {{"text", render_text}, {"json", render_json}}
  };
  return kRenderers;
}

int run_fix(const FixOptions& options) {
  const auto uses = repairs_of(options);
  if (!uses) {
    print_errors(uses.errors);
    return kBadInput;
  }
  const auto* const renderer =
      std::ranges::find(fix_renderers(), options.format, &FixRenderer::name);
  const bool to_file = !options.output.empty() && options.output != "-";
  const auto written =
      write_file(options.output, renderer->render(*uses.value, terminal_style(to_file)));
  if (!written) {
    print_errors(written.errors);
    return kBadInput;
  }
  const bool stuck = std::ranges::any_of(*uses.value, [](const UseRepairs& use) {
    return use.verdict == Severity::Conflict && use.repairs.empty();
  });
  return stuck ? kFindings : kFine;
}

}  // namespace licet::cli
