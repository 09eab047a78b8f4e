// `licet explain`: the catalogue, shown.
#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/style.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

using engine::Assumption;
using engine::Catalogue;
using engine::Clause;
using engine::Code;
using engine::License;
using engine::Modality;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : ", ") + word;
  return text;
}

// The names of the bits of a set.
template <typename Set, typename Row>
std::string names_of(Set set, const std::vector<Row>& rows) {
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if ((set >> i & 1U) != 0) text += (text.empty() ? "" : ", ") + rows[i].id;
  }
  return text;
}

std::string condition_text(const engine::Condition& condition, const Catalogue& catalogue) {
  using Op = engine::Condition::Op;
  if (condition.op >= Op::Equals) {
    return fmt::format("{} {} {}", catalogue.facts[condition.fact].id,
                       condition.op == Op::Equals ? "=" : "", condition.said);
  }
  if (condition.op == Op::Not)
    return fmt::format("not ({})", condition_text(condition.parts.front(), catalogue));
  std::string text;
  for (const auto& part : condition.parts) {
    const std::string one = condition_text(part, catalogue);
    text += (text.empty() ? "" : condition.op == Op::All ? " and " : " or ") + one;
  }
  return condition.op == Op::Any ? "(" + text + ")" : text;
}

class LicensePage {
 public:
  LicensePage(const License& license, const Catalogue& catalogue, const Style& style)
      : license_(license), catalogue_(catalogue), style_(style) {}

  std::string run() {
    out_ += fmt::format("{}\n{}\n\n", style_.bold(license_.id), license_.name);
    line("also", joined(license_.aliases));
    line("version", license_.version);
    line("steward", license_.steward);
    line("written for", joined(license_.kinds));
    line("class", license_.license_class);
    line("coding", fmt::format("{}, reviewed {}, {}", license_.coding, license_.reviewed,
                               license_.readings.size() > 1 ? "two readings" : "one reading"));
    for (const engine::TextSource& source : license_.sources) {
      line("text", fmt::format("{} of {}, sha256 {}", source.file, source.origin, source.sha256));
    }
    line("notes", license_.notes);
    add_group(Modality::Grant, "GRANTS");
    add_group(Modality::Forbid, "FORBIDS");
    add_group(Modality::Require, "REQUIRES");
    add_group(Modality::Note, "TO KNOW");
    add_group(Modality::Silent, "ALSO SAYS");
    return std::move(out_);
  }

 private:
  void line(std::string_view label, std::string_view text) {
    if (!text.empty()) {
      out_ += wrap(fmt::format("  {}{} ", style_.dim(label), std::string(12 - label.size(), ' ')),
                   text, style_.width);
    }
  }

  void add_group(Modality modality, std::string_view title) {
    bool first = true;
    for (const Clause& clause : license_.clauses) {
      if (catalogue_.kinds[clause.kind].modality != modality) continue;
      if (first) out_ += fmt::format("\n{}\n", style_.bold(title));
      first = false;
      add_clause(clause, modality);
    }
  }

  void add_clause(const Clause& clause, Modality modality) {
    out_ += wrap(
        fmt::format("  {} {}: ", style_.bold(clause.section), catalogue_.kinds[clause.kind].id),
        clause.note, style_.width);
    if (modality == Modality::Silent) return;
    detail("acts", names_of(clause.acts, catalogue_.acts));
    detail("reaches", names_of(clause.reach, catalogue_.transfers));
    for (const engine::Contest& contest : clause.contested) {
      detail("open on",
             fmt::format("{}: {}", catalogue_.transfers[contest.transfer].id,
                         names_of(contest.self | contest.third_party, catalogue_.assumptions)));
    }
    detail("when", condition_text(clause.when, catalogue_));
    detail("accepts", joined(clause.accepts));
    detail("words", clause.text.empty() ? clause.prefix : clause.text);
    std::string fields;
    for (const auto& [field, item] : clause.fields)
      fields += fmt::format("{}{} ({})", fields.empty() ? "" : ", ", field, item);
    detail("fields", fields);
  }

  void detail(std::string_view label, std::string_view text) {
    if (!text.empty()) {
      out_ +=
          wrap(fmt::format("      {}{} ", style_.dim(label), std::string(8 - label.size(), ' ')),
               text, style_.width);
    }
  }

  const License& license_;
  const Catalogue& catalogue_;
  const Style& style_;
  std::string out_;
};

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
std::string page_of(const std::string& name, const Catalogue& catalogue, const Style& style) {
  if (const auto code = catalogue.find_code(name)) return code_page(catalogue.codes[*code], style);
  if (const auto id = catalogue.find_assumption(name))
    return assumption_page(catalogue.assumptions[*id], style);
  if (const auto license = catalogue.find_license(name))
    return LicensePage(catalogue.licenses[*license], catalogue, style).run();
  if (const spdx::KnownName* family = catalogue.find_ambiguous(name)) {
    const std::vector<std::string> ids(family->candidates.begin(), family->candidates.end());
    return wrap(fmt::format("{}: ", style.bold(name)),
                fmt::format("may mean several licenses ({}): {}", family->why, joined(ids)),
                style.width);
  }
  return {};
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
  return fmt::format("no license, finding or assumption is called \"{}\"{}", name,
                     spdx::did_you_mean(name, names));
}

}  // namespace

int run_explain(const std::string& name, const std::string& data) {
  const auto catalogue = whole_catalogue(data);
  if (!catalogue) return kBadInput;
  const std::string page = page_of(name, *catalogue, terminal_style(false));
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
