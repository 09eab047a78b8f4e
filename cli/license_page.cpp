#include "cli/license_page.h"

#include <fmt/format.h>

#include "cli/page.h"

namespace licet::cli {

namespace {

using engine::Catalogue;
using engine::Clause;
using engine::License;
using engine::Modality;

std::string condition_text(const engine::Condition& condition, const Catalogue& catalogue) {
  using Op = engine::Condition::Op;
  if (condition.op >= Op::Equals) {
    return fmt::format("{} {}{}", catalogue.facts[condition.fact].id,
                       condition.op == Op::Equals ? "= " : "", condition.said);
  }
  if (condition.op == Op::Not) {
    const std::string inner = condition_text(condition.parts.front(), catalogue);
    return inner.starts_with('(') ? "not " + inner : fmt::format("not ({})", inner);
  }
  std::string text;
  for (const auto& part : condition.parts) {
    const std::string one = condition_text(part, catalogue);
    text += (text.empty() ? "" : condition.op == Op::All ? " and " : " or ") + one;
  }
  return condition.op == Op::Any ? "(" + text + ")" : text;
}

void add_clause(const Clause& clause, const Catalogue& catalogue, Page& page) {
  const engine::ClauseKind& kind = catalogue.kinds[clause.kind];
  page.item(clause.section, kind.id, clause.note);
  if (kind.modality == Modality::Silent) return;
  for (const Page::Line& line : clause_details(clause, catalogue))
    page.detail(line.label, line.text);
}

void add_head(const License& license, Page& page) {
  page.title(license.id, license.name);
  page.line("also", joined(license.aliases));
  page.line("version", license.version);
  page.line("steward", license.steward);
  page.line("written for", joined(license.kinds));
  page.line("class", license.license_class);
  page.line("coding",
            license.summary
                ? std::string("known by class only; read the text before relying on it")
                : fmt::format("full, reviewed {}, {}", license.reviewed,
                              license.readings.size() > 1 ? "two readings" : "one reading"));
  for (const engine::TextSource& source : license.sources) {
    page.line("text",
              fmt::format("{} of {}, sha256 {}", source.file, source.origin, source.sha256));
  }
  page.line("notes", license.notes);
}

// What the acts and transfers mean that the clauses above name.
void add_words(const License& license, const Catalogue& catalogue, Page& page) {
  engine::ActSet acts = 0;
  engine::TransferSet reach = 0;
  for (const Clause& clause : license.clauses) {
    if (catalogue.kinds[clause.kind].modality == Modality::Silent) continue;
    acts = static_cast<engine::ActSet>(acts | clause.acts);
    reach |= clause.reach;
    for (const engine::Contest& contest : clause.contested)
      reach |= engine::TransferSet{1} << contest.transfer;
  }
  page.heading("WORDS: ACTS");
  for (std::size_t i = 0; i < catalogue.acts.size(); ++i) {
    if ((acts >> i & 1U) != 0) page.line(catalogue.acts[i].id, catalogue.acts[i].means);
  }
  page.heading("WORDS: ON WHAT");
  for (std::size_t i = 0; i < catalogue.transfers.size(); ++i) {
    if ((reach >> i & 1U) != 0) page.line(catalogue.transfers[i].id, catalogue.transfers[i].means);
  }
}

}  // namespace

namespace {

std::string contest_text(const engine::Contest& contest, const Catalogue& catalogue) {
  const std::string& transfer = catalogue.transfers[contest.transfer].id;
  const auto all_of = [&](engine::AssumptionSet set) {
    std::string text = names_of(set, catalogue.assumptions);
    for (std::size_t at = text.find(", "); at != std::string::npos; at = text.find(", "))
      text.replace(at, 2, " and ");
    return text;
  };
  if (!contest.by_actor) return fmt::format("{}: {}", transfer, all_of(contest.self));
  return fmt::format("{}: {} (made by oneself) or {} (by others)", transfer, all_of(contest.self),
                     all_of(contest.third_party));
}

// What a clause accepts beyond the open licenses, which would fill a page.
std::string accepts_text(const Clause& clause, const Catalogue& catalogue) {
  if (!clause.accepts_open_source) return joined(clause.accepts);
  std::vector<std::string> texts = {"every license that the OSI or the FSF approves of"};
  for (const std::string& id : clause.accepts) {
    const spdx::ListIndex index = catalogue.list.license(id);
    if (index == spdx::kUnlisted || !catalogue.list[index].open_source()) texts.push_back(id);
  }
  return joined(texts);
}

}  // namespace

std::vector<Page::Line> clause_details(const Clause& clause, const Catalogue& catalogue) {
  std::vector<Page::Line> out;
  const bool any = clause.acts == (1U << catalogue.acts.size()) - 1U;
  out.push_back({"acts", any ? "any" : names_of(clause.acts, catalogue.acts)});
  out.push_back({"on", names_of(clause.reach, catalogue.transfers)});
  for (const engine::Contest& contest : clause.contested)
    out.push_back({"open on", contest_text(contest, catalogue)});
  out.push_back({"when", condition_text(clause.when, catalogue)});
  out.push_back({"accepts", accepts_text(clause, catalogue)});
  out.push_back({"tolerates", names_of(clause.tolerates, catalogue.kinds)});
  out.push_back({"words", clause.text.empty() ? clause.prefix : clause.text});
  out.push_back({"file", clause.file});
  std::vector<std::string> fields;
  for (const auto& [field, item] : clause.fields)
    fields.push_back(fmt::format("{} ({})", field, item));
  out.push_back({"fields", joined(fields)});
  std::erase_if(out, [](const Page::Line& line) { return line.text.empty(); });
  return out;
}

void license_page(const License& license, const Catalogue& catalogue, Page& page) {
  add_head(license, page);
  static constexpr std::pair<Modality, std::string_view> kGroups[] = {
      {Modality::Grant,   "MAY"      },
      {Modality::Forbid,  "MUST NOT" },
      {Modality::Require, "MUST"     },
      {Modality::Note,    "TO KNOW"  },
      {Modality::Silent,  "ALSO SAYS"}
  };
  for (const auto& [modality, heading] : kGroups) {
    bool first = true;
    for (const Clause& clause : license.clauses) {
      if (catalogue.kinds[clause.kind].modality != modality) continue;
      if (std::exchange(first, false)) page.heading(heading);
      add_clause(clause, catalogue, page);
    }
  }
  add_words(license, catalogue, page);
}

}  // namespace licet::cli
