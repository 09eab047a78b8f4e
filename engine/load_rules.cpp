// Findings with their words, rules, the catalogue's version.
#include <algorithm>
#include <array>

#include "engine/load_catalogue.h"

namespace licet::engine {

namespace {

using spdx::Error;
using spdx::Fields;
using spdx::Text;
using spdx::Value;

const std::vector<std::string_view> kSeverities = {"conflict", "unknown", "review", "obligation",
                                                   "note"};

// In the order of enum Test.
const std::vector<std::string_view> kTests = {"granted",
                                              "forbidden",
                                              "field",
                                              "own-terms",
                                              "outbound-accepted",
                                              "outbound-carries",
                                              "nothing-added",
                                              "name-begins",
                                              "may-lift",
                                              "kept-by-label",
                                              "due"};

template <typename Enum>
Enum enum_of(const std::vector<std::string_view>& names, const std::optional<std::string>& name) {
  const auto found = std::ranges::find(names, name.value_or(""));
  return static_cast<Enum>(found == names.end() ? 0 : found - names.begin());
}

void load_codes(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader table = open_table(data, "findings.json", errors);
  for (const Value& value : table.rows("findings")) {
    Fields row = table.row(value, "a finding");
    Code code;
    code.id = row.needed_text("id").text;
    code.severity = enum_of<Severity>(kSeverities, row.one_of("severity", kSeverities));
    code.group = row.needed_text("group").text;
    code.means = row.needed_text("means").text;
    code.explanation = row.needed_text("explanation").text;
    code.message = row.needed_text("message").text;
    if (const auto remedy = row.text("remedy")) code.remedy = remedy->text;
    if (const auto weight = row.number("weight")) code.weight = static_cast<std::uint32_t>(*weight);
    row.finish();
    catalogue.codes.push_back(std::move(code));
  }
}

void load_rule_rows(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader table = open_table(data, "rules.json", errors);
  catalogue.rules.assign(catalogue.kinds.size(), std::nullopt);
  for (const Value& value : table.rows("rules")) {
    Fields row = table.row(value, "a rule");
    Rule rule;
    const Text kind = row.needed_text("clause");
    const auto id = resolve(row, kind, catalogue.kinds, "clause kind");
    rule.test = enum_of<Test>(kTests, row.one_of("test", kTests));
    const auto code = [&](std::string_view key) -> std::optional<CodeId> {
      const auto word = row.text(key);
      const auto found = word ? resolve(row, *word, catalogue.codes, "finding") : std::nullopt;
      return found ? std::optional(static_cast<CodeId>(*found)) : std::nullopt;
    };
    rule.violated = code("violated");
    rule.due = code("due");
    rule.met = code("met");
    rule.together = code("together");
    row.finish();
    if (!id) continue;
    rule.kind = static_cast<KindId>(*id);
    if (catalogue.rules[*id])
      row.fail(kind.offset, fmt::format("a second rule for \"{}\"", kind.text));
    catalogue.rules[*id] = rule;
  }
}

void load_engine_codes(Catalogue& catalogue, std::vector<Error>& errors) {
  EngineCodes& codes = catalogue.engine_codes;
  const std::array<std::pair<std::string_view, CodeId*>, 22> wanted = {
      {
       {"license-missing", &codes.license_missing},
       {"license-unknown", &codes.license_unknown},
       {"license-ambiguous", &codes.license_ambiguous},
       {"known-by-class", &codes.known_by_class},
       {"fact-missing", &codes.fact_missing},
       {"duty-depends", &codes.duty_depends},
       {"acts-unset", &codes.acts_unset},
       {"outbound-unset", &codes.outbound_unset},
       {"choice-narrowed", &codes.choice_narrowed},
       {"choices-cut", &codes.choices_cut},
       {"stated-together", &codes.stated_together},
       {"restriction-open", &codes.restriction_open},
       {"evidence-disagrees", &codes.evidence_disagrees},
       {"relation-unclear", &codes.relation_unclear},
       {"lineage-cycle", &codes.lineage_cycle},
       {"outbound-restated", &codes.outbound_restated},
       {"claimed-without-text", &codes.claimed_without_text},
       {"license-list-unclear", &codes.license_list},
       {"license-kind-mismatch", &codes.kind_mismatch},
       {"exception-applies", &codes.exception_applies},
       {"exception-condition", &codes.exception_condition},
       {"exception-overreaches", &codes.exception_overreaches},
       }
  };
  for (const auto& [id, slot] : wanted) {
    if (const auto found = catalogue.find_code(id)) {
      *slot = *found;
    } else {
      errors.push_back({
          {"data/findings.json", 0, 0},
          fmt::format("the finding \"{}\" is missing", id)
      });
    }
  }
}

}  // namespace

void load_rules(const DataSet& data, Catalogue& catalogue, std::vector<Error>& errors) {
  TableReader version = open_table(data, "catalogue.json", errors);
  Fields root = version.root();
  catalogue.version = root.needed_text("version").text;
  for (const Text& word : root.texts("no_license"))
    catalogue.no_license.push_back(spdx::lowercase(word.text));
  for (const Text& word : root.texts("unstated"))
    catalogue.unstated.push_back(spdx::lowercase(word.text));
  for (const Text& word : root.texts("own_terms"))
    catalogue.own_terms.push_back(spdx::lowercase(word.text));
  for (const Text& word : root.texts("kind_matters_for"))
    catalogue.kind_matters_for.push_back(word.text);
  load_codes(data, catalogue, errors);
  load_rule_rows(data, catalogue, errors);
  load_engine_codes(catalogue, errors);
}

}  // namespace licet::engine
