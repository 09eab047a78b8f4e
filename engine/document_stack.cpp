#include "engine/document_stack.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/document_works.h"
#include "engine/settle.h"
#include "spdx/lineage.h"
#include "spdx/read_use.h"
#include "spdx/spdx3_licenses.h"
#include "spdx/spdx3_relations.h"
#include "spdx/spelling.h"

namespace licet::engine {

namespace {

using spdx::Document;
using spdx::Link;
using spdx::WorkIndex;

constexpr const char* kListed = ":listed";  // an element of the product that nothing leads to

class StackBuilder {
 public:
  StackBuilder(const Document& document, const DocumentContext& context)
      : document_(document), context_(context), works_(document, context.rules) {}

  spdx::Result<spdx::Stack> run() {
    stack_.name = context_.source.name();
    stack_.from_document = true;
    ClaimReader claims(document_, context_.source, context_.names);
    stack_.works = works_.make(claims, context_.source);
    stack_.custom_licenses = claims.take_custom();
    Settler settler(context_.settlements, stack_);
    add_remarked(settler);
    for (const Link& link : document_.links)
      add_link(link, settler);
    std::vector<bool> product = described();
    join_the_rest(product, settler);
    add_uses(product);
    own_what_is_judged(settler);
    std::vector<spdx::Error> errors = settler.unused();
    std::ranges::move(errors_, std::back_inserter(errors));
    spdx::Result<spdx::Stack> result = spdx::finish(std::move(stack_), std::move(errors));
    result.notes = std::move(notes_);
    return result;
  }

 private:
  // Relations as licet wrote them into a document that has no words for them (spdx/work_remarks.h).
  void add_remarked(Settler& settler) {
    for (const spdx::Element& element : document_.elements) {
      for (const spdx::Property& remark : element.remarks) {
        const std::size_t colon = remark.value.find(": ");
        if (remark.name != "relation" || colon == std::string::npos) continue;
        const auto said = remarked("licet: " + remark.value.substr(0, colon));
        const std::size_t result = works_.element(element.id);
        const std::size_t source = works_.element(remark.value.substr(colon + 2));
        if (!said || result == DocumentWorks::kNone || source == DocumentWorks::kNone) continue;
        const std::pair ends{works_.work(result), works_.work(source)};
        remarked_.insert(ends);
        add_relation({":remark", said->kind, said->by}, ends,
                     context_.source.locate(element.offset), settler);
      }
    }
  }

  // What a comment says of a relation in licet's words, if it is a relation that there is.
  [[nodiscard]] std::optional<spdx::RelationRemark> remarked(const std::string& comment) const {
    auto said = spdx::read_relation_remark(comment);
    if (said && !context_.names.catalogue.find_relation(said->kind)) return std::nullopt;
    return said;
  }

  void add_link(const Link& link, Settler& settler) {
    const RelationshipRule* rule = context_.rules.rule(link.type);
    const auto said = remarked(link.comment);
    if (rule != nullptr && rule->cases.empty() && !said) return;
    const bool forward = rule == nullptr || rule->result_is_from;
    const std::size_t result = works_.element(forward ? link.from : link.to);
    // What others make is of no consequence here, nor which files a package holds.
    if (result == DocumentWorks::kNone || works_.folds(link)) return;
    const auto source = source_of(link, forward ? link.to : link.from);
    if (!source) return;
    const std::pair works{works_.work(result), *source};
    if (works.first == works.second || remarked_.contains(works)) return;
    const spdx::Place place = context_.source.locate(link.offset);
    if (said) {
      add_relation({link.type, said->kind, said->by}, works, place, settler);
      return;
    }
    const spdx::Element& element = document_.elements[result];
    const Ends ends{stack_.works[works.first].kind, stack_.works[*source].kind,
                    scope_of(link, *source), context_.rules.is_collection(element)};
    if (rule == nullptr) {
      notes_.push_back(context_.source.error(
          link.offset,
          fmt::format("the relationship type \"{}\" is not known; it is read as `uses`",
                      link.type)));
    }
    const std::string kind = rule == nullptr ? "uses" : relation_of(*rule, ends).value_or("uses");
    add_relation({link.type, kind, std::nullopt}, works, place, settler);
  }

  // The work that is the source of a link.
  std::optional<WorkIndex> source_of(const Link& link, const std::string& id) {
    const std::size_t element = works_.element(id);
    if (element != DocumentWorks::kNone) return works_.work(element);
    if (spdx::spdx3_special_word(id) == "NOASSERTION") {
      notes_.push_back(context_.source.error(
          link.offset, fmt::format("the document makes no assertion about which works \"{}\" is {}",
                                   link.from == id ? link.to : link.from, link.type)));
    }
    // A file that is not described says nothing of licenses.
    if (!document_.elsewhere.contains(id) || link.type == ":has-file") return std::nullopt;
    const auto [known, fresh] = elsewhere_.emplace(id, static_cast<WorkIndex>(stack_.works.size()));
    if (fresh) add_elsewhere(link, id);
    return known->second;
  }

  // A work of which the document says no more than its id: unknown is never permission.
  void add_elsewhere(const Link& link, const std::string& id) {
    spdx::Work& work = stack_.works.emplace_back();
    work.name = id;
    work.id = free_id(id);
    work.reference = id;
    if (id.starts_with("pkg:")) work.purl = id;
    work.place = context_.source.locate(link.offset);
  }

  // An id that no work has yet.
  std::string free_id(const std::string& name) {
    if (ids_.empty()) {
      for (const spdx::Work& work : stack_.works)
        ids_.insert(work.id);
    }
    std::string id = name;
    for (std::size_t n = 2; !ids_.insert(id).second; ++n)
      id = fmt::format("{} ({})", name, n);
    return id;
  }

  // When a relation holds: as the link says, or else what it leads to.
  [[nodiscard]] std::string_view scope_of(const Link& link, WorkIndex source) const {
    return link.scope.empty() ? works_.scope(source) : std::string_view(link.scope);
  }

  // What a document says of a relation: its own word, the kind that is, and by whom if it says so.
  struct Said {
    std::string type;
    std::string kind;
    std::optional<spdx::Actor> by;
  };

  void add_relation(const Said& said, std::pair<WorkIndex, WorkIndex> ends,
                    const spdx::Place& place, Settler& settler) {
    spdx::Relation relation{said.kind, ends.first, ends.second,
                            said.by.value_or(spdx::Actor::ThirdParty), place};
    if (!settler.settle(said.type, relation)) {
      carry_nothing_.push_back(ends);
      return;
    }
    if (said.by && relation.kind == said.kind)
      told_.emplace(relation.result, relation.source, relation.kind);
    if (repeated_.emplace(relation.result, relation.source, relation.kind).second)
      stack_.relations.push_back(std::move(relation));
  }

  // What the document is about.
  std::vector<bool> described() {
    std::vector<bool> targets(stack_.works.size(), false);
    for (const std::string& id : document_.described) {
      const std::size_t at = works_.element(id);
      if (at != DocumentWorks::kNone) targets[works_.work(at)] = true;
    }
    return targets;
  }

  // A work by its id or its document's id.
  std::optional<WorkIndex> find_named(const std::string& name) {
    if (const auto found = stack_.find(name)) return found;
    std::vector<std::string_view> known;
    for (const spdx::Work& work : stack_.works)
      known.push_back(work.id);
    errors_.push_back({
        {"--target " + name, 0, 0},
        fmt::format("no work of the document is called \"{}\"{}", name,
                    spdx::did_you_mean(name, known))
    });
    return std::nullopt;
  }

  // A bill of materials lists the parts of a product: what no relation leads to from the product
  // is in it all the same, it is only not said how. A document that names no product is one itself.
  void join_the_rest(std::vector<bool>& targets, Settler& settler) {
    std::vector<WorkIndex> rest = unreached(targets);
    auto product = std::ranges::find(targets, true);
    if (product == targets.end()) {
      if (rest.size() == 1) {
        targets[rest.front()] = true;
        return;
      }
      add_product();
      targets.push_back(true);
      product = std::prev(targets.end());
    }
    const auto result = static_cast<WorkIndex>(product - targets.begin());
    const RelationshipRule* rule = context_.rules.rule(kListed);
    for (const WorkIndex work : rest) {
      const Ends ends{stack_.works[result].kind, stack_.works[work].kind, works_.scope(work),
                      false};
      const auto kind = rule == nullptr ? std::nullopt : relation_of(*rule, ends);
      add_relation({kListed, kind.value_or("uses"), std::nullopt}, {result, work},
                   stack_.works[work].place, settler);
    }
  }

  // Marks what a work is made from, however far upstream.
  static void reach(WorkIndex first, const std::vector<std::vector<WorkIndex>>& sources,
                    std::vector<bool>& seen) {
    std::vector<WorkIndex> open = {first};
    while (!open.empty()) {
      const WorkIndex work = open.back();
      open.pop_back();
      for (const WorkIndex source : sources[work]) {
        if (!seen[source]) open.push_back(source);
        seen[source] = true;
      }
    }
  }

  // Of the works that no target is made from, those from which no other such work is made.
  [[nodiscard]] std::vector<WorkIndex> unreached(const std::vector<bool>& targets) const {
    std::vector<std::vector<WorkIndex>> sources(stack_.works.size());
    for (const spdx::Relation& relation : stack_.relations)
      sources[relation.result].push_back(relation.source);
    for (const auto& [result, source] : carry_nothing_)
      sources[result].push_back(source);
    std::vector<bool> seen = targets;
    for (WorkIndex i = 0; i < targets.size(); ++i) {
      if (targets[i]) reach(i, sources, seen);
    }
    const std::vector<bool> final = spdx::final_works(stack_);
    std::vector<WorkIndex> rest;
    for (WorkIndex i = 0; i < final.size(); ++i) {
      if (!final[i] || seen[i]) continue;
      rest.push_back(i);
      seen[i] = true;
      reach(i, sources, seen);  // of a ring each work is final, and one is enough
    }
    return rest;
  }

  void add_product() {
    spdx::Work& product = stack_.works.emplace_back();
    product.name = document_.name.empty() ? "the product" : document_.name;
    product.id = free_id(product.name);
    product.kind = "software";
    product.owned = true;
    product.place = context_.source.locate(0);
  }

  // Of what the user named, or else of the product.
  void add_uses(const std::vector<bool>& product) {
    if (context_.target) {
      if (const auto named = find_named(*context_.target)) add_use(*named);
      return;
    }
    if (!context_.settlements.uses.empty()) return read_uses();
    for (WorkIndex i = 0; i < product.size(); ++i) {
      if (product[i]) add_use(i);
    }
  }

  void add_use(WorkIndex target) {
    spdx::Use& use = stack_.uses.emplace_back();
    use.target = target;
    use.place = stack_.works[target].place;
  }

  void read_uses() {
    spdx::WorkIds ids;
    for (WorkIndex i = 0; i < stack_.works.size(); ++i) {
      ids.emplace(stack_.works[i].id, i);
      if (!stack_.works[i].reference.empty()) ids.emplace(stack_.works[i].reference, i);
    }
    const spdx::Vocabulary words = context_.names.catalogue.vocabulary();
    for (const spdx::Value& use : context_.settlements.uses) {
      stack_.uses.push_back(spdx::read_use(use, *context_.settlements.source, words, ids, errors_));
    }
  }

  // How the judged works were made is the user's doing; what was done before is not.
  void own_what_is_judged(const Settler& settler) {
    std::vector<bool> judged(stack_.works.size(), false);
    for (const spdx::Use& use : stack_.uses) {
      if (use.target) judged[*use.target] = true;
    }
    for (spdx::Relation& relation : stack_.relations) {
      const bool told = told_.contains({relation.result, relation.source, relation.kind});
      if (judged[relation.result] && !told && !settler.decided(relation))
        relation.by = spdx::Actor::Self;
    }
  }

  const Document& document_;
  const DocumentContext& context_;
  DocumentWorks works_;
  spdx::Stack stack_;
  std::set<std::tuple<WorkIndex, WorkIndex, std::string>> repeated_;
  std::set<std::tuple<WorkIndex, WorkIndex, std::string>> told_;  // by whom is told
  std::set<std::pair<WorkIndex, WorkIndex>> remarked_;            // told in licet's own words
  std::vector<std::pair<WorkIndex, WorkIndex>> carry_nothing_;    // by the user's word
  std::unordered_map<std::string, WorkIndex> elsewhere_;          // by id
  std::unordered_set<std::string> ids_;                           // of works, once one is asked for
  std::vector<spdx::Error> errors_;
  std::vector<spdx::Error> notes_;
};

}  // namespace

spdx::Result<spdx::Stack> stack_of(const Document& document, const DocumentContext& context) {
  return StackBuilder(document, context).run();
}

}  // namespace licet::engine
