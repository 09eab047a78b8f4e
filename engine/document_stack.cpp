#include "engine/document_stack.h"

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "engine/document_claims.h"
#include "engine/settle.h"
#include "spdx/lineage.h"
#include "spdx/read_use.h"

namespace licet::engine {

namespace {

using spdx::Document;
using spdx::Element;
using spdx::Link;
using spdx::WorkIndex;

constexpr std::size_t kNoElement = static_cast<std::size_t>(-1);

bool is_file(const Element& element) {
  return element.type == "File" || element.type == "Snippet" || element.type == "software_File" ||
         element.type == "software_Snippet";
}

class StackBuilder {
 public:
  StackBuilder(const Document& document, const DocumentContext& context)
      : document_(document), context_(context) {}

  spdx::Result<spdx::Stack> run() {
    stack_.name = context_.source.name();
    index_elements();
    fold_files();
    add_works();
    Settler settler(context_.settlements, stack_);
    for (const Link& link : document_.links)
      add_relation(link, settler);
    choose_uses();
    own_what_is_described(settler);
    std::vector<spdx::Error> errors = settler.unused();
    std::ranges::move(errors_, std::back_inserter(errors));
    spdx::Result<spdx::Stack> result = spdx::finish(std::move(stack_), std::move(errors));
    result.notes = std::move(notes_);
    return result;
  }

 private:
  [[nodiscard]] std::size_t element(const std::string& id) const {
    const auto found = elements_.find(id);
    return found == elements_.end() ? kNoElement : found->second;
  }

  void index_elements() {
    for (std::size_t i = 0; i < document_.elements.size(); ++i) {
      elements_.emplace(document_.elements[i].id, i);
      kinds_.push_back(context_.rules.kind_of(document_.elements[i]));
    }
    described_.insert(document_.described.begin(), document_.described.end());
  }

  // Whether a link says only in which package a file stands, and which end is the package.
  [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> holding(const Link& link) const {
    std::size_t holder = element(link.from);
    std::size_t held = element(link.to);
    if (link.type == ":snippet-of" || link.type == "CONTAINED_BY") std::swap(holder, held);
    const bool holds = link.type == ":snippet-of" || link.type == "CONTAINED_BY" ||
                       link.type == ":has-file" || link.type == "CONTAINS" ||
                       link.type == "contains";
    if (!holds || holder == kNoElement || held == kNoElement || !is_file(document_.elements[held]))
      return std::nullopt;
    return std::pair(holder, held);
  }

  // A file that stands in a package and of which nothing else is said is folded into it.
  void fold_files() {
    const std::size_t count = document_.elements.size();
    holder_.assign(count, kNoElement);
    std::vector<bool> alone(count, false);
    for (const Link& link : document_.links) {
      if (const auto pair = holding(link)) {
        if (holder_[pair->second] == kNoElement) holder_[pair->second] = pair->first;
        continue;
      }
      const RelationshipRule* rule = context_.rules.rule(link.type);
      if (rule != nullptr && rule->cases.empty()) continue;
      for (const std::string& end : {link.from, link.to}) {
        if (const std::size_t at = element(end); at != kNoElement) alone[at] = true;
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& kind = kinds_[i];
      if (!is_file(document_.elements[i]) || alone[i] || kind == "model" || kind == "dataset" ||
          described_.contains(document_.elements[i].id))
        holder_[i] = kNoElement;
    }
  }

  // The element that stands for another one as a work.
  [[nodiscard]] std::size_t folded(std::size_t at) const {
    std::unordered_set<std::size_t> seen;
    while (holder_[at] != kNoElement && seen.insert(at).second)
      at = holder_[at];
    return at;
  }

  void add_works() {
    const ClaimReader claims(document_, context_.source, context_.catalogue);
    std::vector<std::vector<const spdx::LicenseStatement*>> statements(document_.elements.size());
    for (std::size_t i = 0; i < document_.elements.size(); ++i) {
      const std::size_t at = folded(i);
      for (const spdx::LicenseStatement& one : document_.elements[i].licenses) {
        if (at == i || one.basis == spdx::LicenseBasis::Observed) statements[at].push_back(&one);
      }
      // What is said of a file as a whole was seen in one file of the package.
      if (at != i) add_observed(document_.elements[i], statements[at]);
    }
    name_works();
    works_.assign(document_.elements.size(), 0);
    for (std::size_t i = 0; i < document_.elements.size(); ++i) {
      if (folded(i) != i) continue;
      const Element& from = document_.elements[i];
      works_[i] = static_cast<WorkIndex>(stack_.works.size());
      spdx::Work& work = stack_.works.emplace_back();
      work.id = ids_[i];
      if (from.id != work.id) work.reference = from.id;
      work.name = from.name.empty() ? work.id : from.name;
      work.kind = kinds_[i];
      work.version = from.version;
      work.supplier = from.supplier;
      work.purl = from.purl;
      work.place = context_.source.locate(from.offset);
      claims.read(statements[i], work);
    }
  }

  void add_observed(const Element& file, std::vector<const spdx::LicenseStatement*>& to) {
    const spdx::LicenseStatement* concluded = nullptr;
    for (const spdx::LicenseStatement& one : file.licenses) {
      if (one.basis == spdx::LicenseBasis::Observed) return;
      if (one.basis == spdx::LicenseBasis::Concluded) concluded = &one;
    }
    if (concluded == nullptr) return;
    seen_in_files_.push_back(*concluded);
    seen_in_files_.back().basis = spdx::LicenseBasis::Observed;
    to.push_back(&seen_in_files_.back());
  }

  // The shortest of name, name and version, and document id that no other work has.
  void name_works() {
    const auto full = [](const Element& e) {
      return e.version.empty() ? e.name : e.name + "@" + e.version;
    };
    std::unordered_map<std::string, std::size_t> names;
    std::unordered_map<std::string, std::size_t> versions;
    for (std::size_t i = 0; i < document_.elements.size(); ++i) {
      if (folded(i) != i) continue;
      ++names[document_.elements[i].name];
      ++versions[full(document_.elements[i])];
    }
    std::unordered_set<std::string> taken;
    ids_.resize(document_.elements.size());
    for (std::size_t i = 0; i < document_.elements.size(); ++i) {
      if (folded(i) != i) continue;
      const Element& e = document_.elements[i];
      std::string id = e.id;
      if (!e.name.empty() && versions[full(e)] == 1) id = full(e);
      if (!e.name.empty() && names[e.name] == 1) id = e.name;
      for (std::size_t n = 2; !taken.insert(id).second; ++n)
        id = fmt::format("{} ({})", e.id, n);
      ids_[i] = std::move(id);
    }
  }

  void note(const Link& link, std::string message) {
    notes_.push_back(context_.source.error(link.offset, std::move(message)));
  }

  void add_relation(const Link& link, Settler& settler) {
    if (holding(link)) {
      const std::size_t held = holding(link)->second;
      if (folded(held) != held) return;
    }
    const RelationshipRule* rule = context_.rules.rule(link.type);
    if (rule != nullptr && rule->cases.empty()) return;
    const std::size_t from = element(link.from);
    const std::size_t to = element(link.to);
    if (from == kNoElement || to == kNoElement) return;  // the reader has told
    const bool forward = rule == nullptr || rule->result_is_from;
    const std::size_t result = folded(forward ? from : to);
    const std::size_t source = folded(forward ? to : from);
    if (result == source) return;
    spdx::Relation relation;
    relation.result = works_[result];
    relation.source = works_[source];
    relation.by = spdx::Actor::ThirdParty;
    relation.place = context_.source.locate(link.offset);
    if (rule == nullptr) {
      note(link, fmt::format("the relationship type \"{}\" is not known; it is read as `uses`",
                             link.type));
      relation.kind = "uses";
    } else {
      const Ends ends{kinds_[result], kinds_[source],
                      context_.rules.is_collection(document_.elements[result])};
      relation.kind = relation_of(*rule, ends).value_or("uses");
    }
    if (!settler.settle(link.type, relation)) return;
    if (repeated_.insert({relation.result, relation.source, relation.kind}).second)
      stack_.relations.push_back(std::move(relation));
  }

  void choose_uses() {
    if (!context_.settlements.uses.empty()) {
      read_uses();
      return;
    }
    std::vector<bool> target(stack_.works.size(), false);
    for (std::size_t i = 0; i < document_.elements.size(); ++i) {
      if (folded(i) == i && described_.contains(document_.elements[i].id)) target[works_[i]] = true;
    }
    if (std::ranges::find(target, true) == target.end()) target = spdx::final_works(stack_);
    for (WorkIndex i = 0; i < target.size(); ++i) {
      if (!target[i]) continue;
      spdx::Use& use = stack_.uses.emplace_back();
      use.target = i;
      use.place = stack_.works[i].place;
    }
  }

  void read_uses() {
    spdx::WorkIds ids;
    for (WorkIndex i = 0; i < stack_.works.size(); ++i) {
      ids.emplace(stack_.works[i].id, i);
      if (!stack_.works[i].reference.empty()) ids.emplace(stack_.works[i].reference, i);
    }
    const spdx::Vocabulary words = context_.catalogue.vocabulary();
    for (const spdx::Value& use : context_.settlements.uses) {
      stack_.uses.push_back(spdx::read_use(use, *context_.settlements.source, words, ids, errors_));
    }
  }

  // What the described works are made from is the user's doing; what was done before is not.
  void own_what_is_described(const Settler& settler) {
    std::vector<bool> target(stack_.works.size(), false);
    for (const spdx::Use& use : stack_.uses) {
      if (use.target) target[*use.target] = true;
    }
    for (std::size_t i = 0; i < stack_.relations.size(); ++i) {
      spdx::Relation& relation = stack_.relations[i];
      if (target[relation.result] && !settler.decided(relation)) relation.by = spdx::Actor::Self;
    }
  }

  const Document& document_;
  const DocumentContext& context_;
  spdx::Stack stack_;
  std::unordered_map<std::string, std::size_t> elements_;
  std::unordered_set<std::string> described_;
  std::vector<std::string> kinds_;   // by element
  std::vector<std::size_t> holder_;  // by element: the one it is folded into
  std::vector<std::string> ids_;     // by element: of its work
  std::vector<WorkIndex> works_;     // by element
  std::deque<spdx::LicenseStatement> seen_in_files_;
  std::set<std::tuple<WorkIndex, WorkIndex, std::string>> repeated_;
  std::vector<spdx::Error> errors_;
  std::vector<spdx::Error> notes_;
};

}  // namespace

spdx::Result<spdx::Stack> stack_of(const Document& document, const DocumentContext& context) {
  return StackBuilder(document, context).run();
}

}  // namespace licet::engine
