#include "engine/document_works.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace licet::engine {

namespace {

using spdx::Element;
using spdx::LicenseBasis;
using spdx::Link;

// Links that say where a file stands; `second` holds `first` in those of the second list.
constexpr std::array<std::string_view, 4> kHolds = {":has-file", "CONTAINS", "contains",
                                                    "hasDataFile"};
constexpr std::array<std::string_view, 3> kHeldBy = {":snippet-of", "CONTAINED_BY", "DATA_FILE_OF"};

bool is_file(const Element& element) {
  return element.type == "File" || element.type == "Snippet" || element.type == "software_File" ||
         element.type == "software_Snippet";
}

// What licet wrote of a work where a standard has no words for it (spdx/work_remarks.h).
void read_remarks(const Element& from, const spdx::SourceText& source, spdx::Work& work) {
  constexpr std::string_view kFact = "fact:";
  for (const spdx::Property& remark : from.remarks) {
    if (remark.name == "owner") work.owned = remark.value == "self";
    if (remark.name == "kind") work.kind = remark.value == "unstated" ? "" : remark.value;
    if (remark.name.rfind(kFact, 0) != 0) continue;
    spdx::FactValue& fact = work.facts[remark.name.substr(kFact.size())];
    fact.place = source.locate(from.offset);
    for (std::size_t at = 0; at <= remark.value.size();) {
      const std::size_t comma = std::min(remark.value.find(", ", at), remark.value.size());
      fact.texts.push_back(remark.value.substr(at, comma - at));
      at = comma + 2;
    }
  }
}

// Gives each id once.
class FreeIds {
 public:
  // This id, or the other one with a number if it is taken. Amortized O(1).
  std::string take(std::string wanted, std::string_view other) {
    std::size_t* number = nullptr;
    while (!taken_.insert(wanted).second) {
      if (number == nullptr) number = &numbers_.try_emplace(other, 1).first->second;
      wanted = fmt::format("{} ({})", other, ++*number);
    }
    return wanted;
  }

 private:
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string_view, std::size_t> numbers_;  // given last
};

std::string with_version(const Element& element) {
  return element.version.empty() ? element.name : element.name + "@" + element.version;
}

}  // namespace

DocumentWorks::DocumentWorks(const spdx::Document& document, const DocumentRules& rules)
    : document_(document), rules_(rules) {
  for (std::size_t i = 0; i < document.elements.size(); ++i) {
    elements_.emplace(document.elements[i].id, i);
    kinds_.push_back(rules.kind_of(document.elements[i]));
  }
  fold_files();
}

std::size_t DocumentWorks::find(const std::string& id) const {
  const auto found = elements_.find(id);
  return found == elements_.end() ? kNone : found->second;
}

std::size_t DocumentWorks::element(const std::string& id) const {
  const std::size_t at = find(id);
  return at == kNone ? kNone : folded(at);
}

// Holder and held, if a link says in what a file stands.
std::optional<std::pair<std::size_t, std::size_t>> DocumentWorks::holding(const Link& link) const {
  const bool holds = std::ranges::find(kHolds, link.type) != kHolds.end();
  if (!holds && std::ranges::find(kHeldBy, link.type) == kHeldBy.end()) return std::nullopt;
  const std::size_t holder = find(holds ? link.from : link.to);
  const std::size_t held = find(holds ? link.to : link.from);
  if (holder == kNone || held == kNone || !is_file(document_.elements[held])) return std::nullopt;
  return std::pair(holder, held);
}

void DocumentWorks::hold(const Pair& pair) {
  const auto [holder, held] = pair;
  if (holder_[held] == kNone) {
    holder_[held] = holder;
  } else if (holder_[held] != holder) {
    more_holders_.emplace(held, holder);
  }
}

// Notes what holds which file; returns which elements something else is said of.
std::vector<bool> DocumentWorks::find_holders() {
  std::vector<bool> related(document_.elements.size(), false);
  for (const Link& link : document_.links) {
    if (const auto pair = holding(link)) {
      hold(*pair);
      continue;
    }
    const RelationshipRule* rule = rules_.rule(link.type);
    if (rule != nullptr && rule->cases.empty()) continue;
    for (const std::string* end : {&link.from, &link.to}) {
      if (const std::size_t at = find(*end); at != kNone) related[at] = true;
    }
  }
  return related;
}

void DocumentWorks::fold_files() {
  const std::size_t count = document_.elements.size();
  holder_.assign(count, kNone);
  const std::vector<bool> related = find_holders();
  const std::unordered_set<std::string> described(document_.described.begin(),
                                                  document_.described.end());
  for (std::size_t i = 0; i < count; ++i) {
    const Element& element = document_.elements[i];
    const bool own_license = !element.licenses.empty() && related[i];
    const bool own_kind = kinds_[i] == "model" || kinds_[i] == "dataset";
    if (own_license || (own_kind && !element.licenses.empty()) || described.contains(element.id))
      holder_[i] = kNone;
  }
  follow_holders();
}

// Each step is taken once. Of files that hold each other, in a broken document, each is a work.
void DocumentWorks::follow_holders() {
  folded_.assign(holder_.size(), kNone);
  std::vector<std::size_t> path;
  for (std::size_t i = 0; i < holder_.size(); ++i) {
    path.clear();
    std::size_t at = i;
    for (; folded_[at] == kNone; at = holder_[at]) {
      folded_[at] = at;
      if (holder_[at] == kNone) break;
      path.push_back(at);
    }
    const auto ring = std::ranges::find(path, at);
    for (auto step = path.begin(); step != ring; ++step)
      folded_[*step] = folded_[at];
  }
}

bool DocumentWorks::folds(const Link& link) const {
  const auto pair = holding(link);
  return pair && folded_[pair->second] != pair->second;
}

// What is said of a file, or of a snippet of it, is said of each package that holds the file.
void DocumentWorks::fold_all_statements() {
  statements_.assign(document_.elements.size(), {});
  for (std::size_t i = 0; i < folded_.size(); ++i) {
    fold_statements(i, folded_[i]);
    if (folded_[i] == i) continue;
    fold_into_others(i, i);
    if (folded_[holder_[i]] != holder_[i]) fold_into_others(i, holder_[i]);
  }
}

// Of the file that an element is, or stands in, the holders but for the first.
void DocumentWorks::fold_into_others(std::size_t element, std::size_t file) {
  const auto [first, last] = more_holders_.equal_range(file);
  for (auto more = first; more != last; ++more) {
    const std::size_t package = folded_[more->second];
    if (package != folded_[element]) fold_statements(element, package);
  }
}

// What was observed in a file, or concluded of it, was observed in the package.
void DocumentWorks::fold_statements(std::size_t from, std::size_t to) {
  const std::vector<spdx::LicenseStatement>& said = document_.elements[from].licenses;
  for (const spdx::LicenseStatement& one : said) {
    if (from == to || one.basis == LicenseBasis::Observed) {
      statements_[to].push_back(&one);
    } else if (one.form != spdx::LicenseForm::NoAssertion) {
      seen_in_files_.push_back(one);
      seen_in_files_.back().basis = LicenseBasis::Observed;
      statements_[to].push_back(&seen_in_files_.back());
    }
  }
}

std::string_view DocumentWorks::scope(spdx::WorkIndex work) const {
  return work < scopes_.size() ? scopes_[work] : std::string_view();
}

void DocumentWorks::name_works() {
  const std::size_t count = document_.elements.size();
  const auto forms = [&](std::size_t i) {
    const Element& e = document_.elements[i];
    const std::string kind = kinds_[i].empty() ? "" : fmt::format(" ({})", kinds_[i]);
    return std::array<std::string, 3>{e.name, with_version(e), with_version(e) + kind};
  };
  std::unordered_map<std::string, std::size_t> used;
  for (std::size_t i = 0; i < count; ++i) {
    if (folded(i) != i || document_.elements[i].name.empty()) continue;
    std::unordered_set<std::string> once;
    for (const std::string& form : forms(i)) {
      if (once.insert(form).second) ++used[form];
    }
  }
  ids_.resize(count);
  FreeIds ids;
  for (std::size_t i = 0; i < count; ++i) {
    if (folded(i) != i) continue;
    const Element& e = document_.elements[i];
    const auto candidates = forms(i);
    const auto unique = [&](const std::string& form) { return !e.name.empty() && used[form] == 1; };
    const auto* const found = std::ranges::find_if(candidates, unique);
    ids_[i] = ids.take(found == candidates.end() ? e.id : *found, e.id);
  }
}

std::vector<spdx::Work> DocumentWorks::make(ClaimReader& claims, const spdx::SourceText& source) {
  const std::size_t count = document_.elements.size();
  fold_all_statements();
  name_works();
  works_.assign(count, 0);
  std::vector<spdx::Work> works;
  for (std::size_t i = 0; i < count; ++i) {
    if (folded(i) != i) continue;
    const Element& from = document_.elements[i];
    works_[i] = static_cast<spdx::WorkIndex>(works.size());
    spdx::Work& work = works.emplace_back();
    scopes_.push_back(from.scope);
    work.id = ids_[i];
    if (from.id != work.id) work.reference = from.id;
    work.name = from.name.empty() ? work.id : from.name;
    work.kind = kinds_[i];
    work.version = from.version;
    work.supplier = from.supplier;
    work.purl = from.purl;
    read_remarks(from, source, work);
    work.place = source.locate(from.offset);
    claims.read(statements_[i], work);
  }
  return works;
}

}  // namespace licet::engine
