#include "cli/diff.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/license_page.h"
#include "cli/stack_diff.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

using engine::Catalogue;
using engine::Clause;
using engine::License;
using engine::Modality;

using Details = std::map<std::string, std::string>;

// Lines with the same label stand together.
Details details_of(const Clause& clause, const Catalogue& catalogue) {
  Details out;
  if (catalogue.kinds[clause.kind].modality == Modality::Silent) return out;
  for (const Page::Line& line : clause_details(clause, catalogue)) {
    std::string& text = out[line.label];
    text += (text.empty() ? "" : ", ") + line.text;
  }
  return out;
}

std::set<std::string> labels_of(const Details& before, const Details& after) {
  std::set<std::string> labels;
  for (const Details* details : {&before, &after}) {
    for (const auto& [label, text] : *details)
      labels.insert(label);
  }
  return labels;
}

std::set<std::string> words_of(const std::string& list) {
  std::set<std::string> words;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(", ", at), list.size());
    words.insert(list.substr(at, end - at));
    at = end + 2;
  }
  return words;
}

std::vector<std::string> only_in(const std::set<std::string>& left,
                                 const std::set<std::string>& right) {
  std::vector<std::string> out;
  std::ranges::set_difference(left, right, std::back_inserter(out));
  return out;
}

std::string change_text(const std::string& label, const std::string& was, const std::string& is) {
  static const std::set<std::string> kTexts = {"when", "words", "file"};
  if (kTexts.contains(label)) {
    return was.empty()  ? fmt::format("new: {}", is)
           : is.empty() ? fmt::format("gone: {}", was)
                        : fmt::format("was: {}; is: {}", was, is);
  }
  const std::vector<std::string> adds = only_in(words_of(is), words_of(was));
  const std::vector<std::string> drops = only_in(words_of(was), words_of(is));
  std::string text;
  if (!adds.empty()) text = "adds " + joined(adds);
  if (!drops.empty()) text += (text.empty() ? "" : "; ") + ("drops " + joined(drops));
  return text;
}

// The id of a license that accepts itself differs by nature.
std::string without_self(const std::string& list, const std::string& id) {
  std::set<std::string> words = words_of(list);
  if (words.erase(id) > 0) words.insert("itself");
  return joined(words);
}

std::vector<Details> details_of(const License& license, const Catalogue& catalogue) {
  std::vector<Details> out;
  for (const Clause& clause : license.clauses) {
    out.push_back(details_of(clause, catalogue));
    const auto accepts = out.back().find("accepts");
    if (accepts != out.back().end()) accepts->second = without_self(accepts->second, license.id);
  }
  return out;
}

std::vector<DetailChange> changes_of(const Details& before, const Details& after) {
  std::vector<DetailChange> out;
  for (const std::string& label : labels_of(before, after)) {
    const auto was = before.find(label);
    const auto is = after.find(label);
    const std::string old_text = was == before.end() ? "" : was->second;
    const std::string new_text = is == after.end() ? "" : is->second;
    if (old_text == new_text) continue;
    if (std::string text = change_text(label, old_text, new_text); !text.empty())
      out.push_back({label, std::move(text)});
  }
  return out;
}

// Two clauses of one kind, and how far they are apart.
struct Match {
  std::size_t differ = 0;                     // details
  std::pair<std::string, std::string> texts;  // of both, in order: the same whichever is the older
  std::size_t before = 0;
  std::size_t after = 0;
};

std::string text_of(const Clause& clause, const Details& details) {
  std::string text = clause.section;
  for (const auto& [label, detail] : details)
    text += fmt::format("\n{} {}", label, detail);
  return text;
}

// All pairs that may answer to each other, the nearest first.
std::vector<Match> matches_of(const License& before, const std::vector<Details>& old,
                              const License& after, const std::vector<Details>& fresh) {
  std::vector<Match> out;
  for (std::size_t i = 0; i < old.size(); ++i) {
    for (std::size_t j = 0; j < fresh.size(); ++j) {
      if (before.clauses[i].kind != after.clauses[j].kind) continue;
      std::pair texts{text_of(before.clauses[i], old[i]), text_of(after.clauses[j], fresh[j])};
      if (texts.second < texts.first) std::swap(texts.first, texts.second);
      out.push_back({changes_of(old[i], fresh[j]).size(), std::move(texts), i, j});
    }
  }
  std::ranges::stable_sort(out, [](const Match& a, const Match& b) {
    return std::tie(a.differ, a.texts) < std::tie(b.differ, b.texts);
  });
  return out;
}

std::string where(const ClauseChange& change) {
  if (change.before == nullptr) return change.after->section;
  if (change.after == nullptr || change.before->section == change.after->section)
    return change.before->section;
  return fmt::format("{} → {}", change.before->section, change.after->section);
}

void add_group(std::string_view heading, const std::vector<ClauseChange>& changes,
               bool (*belongs)(const ClauseChange&), const Catalogue& catalogue, Page& page) {
  bool first = true;
  for (const ClauseChange& change : changes) {
    if (!belongs(change)) continue;
    if (std::exchange(first, false)) page.heading(heading);
    const Clause& clause = change.after != nullptr ? *change.after : *change.before;
    page.item(where(change), catalogue.kinds[clause.kind].id, clause.note);
    for (const DetailChange& detail : change.details)
      page.detail(detail.label, detail.text);
  }
}

void add_head(const License& before, const License& after, const std::vector<ClauseChange>& changes,
              Page& page) {
  page.title(fmt::format("{} → {}", before.id, after.id),
             fmt::format("{} → {}", before.name, after.name));
  page.line("version", fmt::format("{} → {}", before.version, after.version));
  if (before.license_class != after.license_class)
    page.line("class", fmt::format("{} → {}", before.license_class, after.license_class));
  if (before.by_contract != after.by_contract)
    page.line("binds by", after.by_contract ? "copyright → contract" : "contract → copyright");
  const auto same = std::ranges::count_if(changes, [](const ClauseChange& change) {
    return change.before != nullptr && change.after != nullptr && change.details.empty();
  });
  page.line("the same", fmt::format("{} of {} clauses", same, after.clauses.size()));
  if (before.summary || after.summary)
    page.line("coding", "one of them is known by class only; what is compared is its class");
}

std::optional<engine::LicenseId> find_named(const std::string& name, const Catalogue& catalogue) {
  if (const auto id = catalogue.find_license(name)) return id;
  const spdx::KnownName* known = catalogue.written_names.find(name);
  if (known != nullptr && known->kind == spdx::KnownName::Kind::Means)
    return catalogue.find_license(known->means);
  std::vector<std::string_view> names;
  for (const License& license : catalogue.licenses) {
    names.push_back(license.id);
    names.insert(names.end(), license.aliases.begin(), license.aliases.end());
  }
  const bool family = catalogue.find_ambiguous(name) != nullptr;
  print_errors({
      {{"licet diff", 0, 0},
       family
           ? fmt::format("\"{}\" may mean several texts; `licet explain {}` names them", name, name)
           : fmt::format("no license is called \"{}\"{}", name, spdx::did_you_mean(name, names))}
  });
  return std::nullopt;
}

}  // namespace

std::vector<ClauseChange> compare_clauses(const License& before, const License& after,
                                          const Catalogue& catalogue) {
  const std::vector<Details> old = details_of(before, catalogue);
  const std::vector<Details> fresh = details_of(after, catalogue);
  std::vector<ClauseChange> changes(fresh.size());
  for (std::size_t j = 0; j < fresh.size(); ++j)
    changes[j].after = &after.clauses[j];
  std::vector<bool> taken(old.size(), false);
  for (const Match& match : matches_of(before, old, after, fresh)) {
    ClauseChange& change = changes[match.after];
    if (taken[match.before] || change.before != nullptr) continue;
    taken[match.before] = true;
    change.before = &before.clauses[match.before];
    change.details = changes_of(old[match.before], fresh[match.after]);
  }
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (!taken[i]) changes.push_back({&before.clauses[i], nullptr, {}});
  }
  return changes;
}

int run_diff(const DiffOptions& options) {
  const auto catalogue = whole_catalogue(options.check.data);
  if (!catalogue) return kBadInput;
  const auto left = find_named(options.before, *catalogue);
  const auto right = find_named(options.after, *catalogue);
  if (!left || !right) return kBadInput;
  const License& before = catalogue->licenses[*left];
  const License& after = catalogue->licenses[*right];
  const std::vector<ClauseChange> changes = compare_clauses(before, after, *catalogue);
  Page page;
  add_head(before, after, changes, page);
  add_group(
      "NEW", changes, [](const ClauseChange& c) { return c.before == nullptr; }, *catalogue, page);
  add_group(
      "GONE", changes, [](const ClauseChange& c) { return c.after == nullptr; }, *catalogue, page);
  add_group(
      "CHANGED", changes,
      [](const ClauseChange& c) {
        return c.before != nullptr && c.after != nullptr && !c.details.empty();
      },
      *catalogue, page);
  if (!options.check.path.empty()) {
    const auto errors = add_stack_diff(before.id, after.id, options.check, page);
    print_errors(errors);
    if (!errors.empty()) return kBadInput;
  }
  const auto renderer = std::ranges::find(page_renderers(), options.format, &PageRenderer::name);
  const auto written =
      write_file(options.output, renderer->render(page, terminal_style(!options.output.empty())));
  print_errors(written.errors);
  if (!written) return kBadInput;
  const bool differ = std::ranges::any_of(changes, [](const ClauseChange& change) {
    return change.before == nullptr || change.after == nullptr || !change.details.empty();
  });
  return differ ? kFindings : kFine;
}

}  // namespace licet::cli
