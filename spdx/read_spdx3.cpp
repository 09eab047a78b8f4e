// SPDX 3.0 JSON-LD. The graph is read in two passes: first every object becomes a node, wherever it
// stands, then artifacts become elements and relationships become license statements or links.
#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "spdx/characters.h"
#include "spdx/name_set.h"
#include "spdx/read_documents.h"
#include "spdx/spdx3_graph.h"
#include "spdx/spdx3_licenses.h"
#include "spdx/work_remarks.h"

namespace licet::spdx {

namespace {

// A relationship type without what tools differ in: HAS_DECLARED_LICENSE is hasDeclaredLicense.
std::string folded(std::string_view type) {
  std::string out;
  for (const char c : type) {
    if (c != '_') out += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// What says what a document is about: itself, or, if it does not, its bills.
constexpr std::array<std::string_view, 3> kCollections = {"SpdxDocument", "Sbom", "Bom"};

// Members that hold neither elements nor anything that is read; hashes alone are half of many
// documents. With another spelling they only take room.
bool is_member(std::string_view /*parent*/, std::string_view key) {
  static constexpr auto kPassedOver =
      name_set({"ai_hyperparameter", "ai_metric", "build_parameter", "createdUsing", "description",
                "externalRef", "hash", "software_attributionText", "software_contentIdentifier",
                "software_copyrightText", "summary", "verifiedUsing"});
  return !kPassedOver.contains(key);
}

// What a collection holds is named one by one: half of many documents, and of no consequence but
// for what is written out there.
bool keeps_items(std::string_view key) {
  return key != "element";
}

class Reader {
 public:
  Reader(const SourceText& source, const Value& root)
      : source_(source),
        notes_(source),
        graph_(root, source.text(), notes_),
        licenses_(graph_, notes_) {}

  Result<Document> run(const Value& root) {
    document_.format = DocumentFormat::Spdx3;
    if (graph_.nodes().empty())
      notes_.add(root.offset, "this document holds no element with a type");
    read_version();
    // A vector that grows by itself takes up to three times its room; room that is not used costs
    // nothing.
    document_.elements.reserve(static_cast<std::size_t>(std::ranges::count_if(
        graph_.nodes(), [](const Spdx3Node& node) { return !spdx3_artifact(node.type).empty(); })));
    constexpr std::size_t kFewBytes = 256;  // of a relationship
    document_.links.reserve(std::min(source_.text().size() / kFewBytes, kMaxElements));
    for (const Spdx3Node& node : graph_.nodes()) {
      if (const std::string_view type = spdx3_artifact(node.type); !type.empty())
        add_element(node, type);
    }
    find_imports();
    for (const Spdx3Node& node : graph_.nodes()) {
      // Those of vulnerabilities count, too.
      if (node.type.ends_with("Relationship")) add_relationship(node);
    }
    read_described();
    document_.custom_licenses = licenses_.custom();
    Result<Document> out = finish(std::move(document_), std::move(errors_));
    out.notes = std::move(notes_).sorted();
    return out;
  }

 private:
  // The document's own creation information counts, else the first that there is.
  void read_version() {
    const Spdx3Node* about = nullptr;
    for (const Spdx3Node& node : graph_.nodes()) {
      if (!graph_.is_a(node, "SpdxDocument")) continue;
      if (about == nullptr) {
        about = &node;
        document_.id = node.id;
        document_.name = graph_.text(node, "name");
      } else {
        notes_.add(node.parts.front()->offset, "a second SpdxDocument; the first gives the name");
      }
    }
    const Spdx3Node* made = nullptr;
    if (about != nullptr) {
      const auto infos = graph_.values(*about, "creationInfo");
      if (!infos.empty()) made = graph_.find(*infos.front());
    }
    for (const Spdx3Node& node : graph_.nodes()) {
      if (made == nullptr && graph_.is_a(node, "CreationInfo")) made = &node;
    }
    document_.version = made == nullptr ? "" : graph_.text(*made, "specVersion");
    const std::size_t offset = made == nullptr ? 0 : std::size_t{made->parts.front()->offset};
    if (document_.version.empty()) document_.version = graph_.context_version();
    check_version(offset);
  }

  void check_version(std::size_t offset) {
    const std::string& version = document_.version;
    if (version.empty()) {
      notes_.add(offset, "no version of SPDX is stated; it is read as 3.0.1");
      document_.version = "3.0.1";
    } else if (version == "3.1" || version.starts_with("3.1.")) {
      notes_.add(offset, fmt::format("SPDX {} is read as if it were 3.0.1", version));
    } else if (version != "3.0" && version != "3.0.0" && version != "3.0.1") {
      errors_.push_back(source_.error(
          offset, fmt::format("SPDX {} is not read; licet reads 3.0.0, 3.0.1 and, with a note, 3.1",
                              version)));
    }
  }

  void add_element(const Spdx3Node& node, std::string_view type) {
    Element element;
    element.id = node.id;
    element.type = type;
    element.name = graph_.text(node, "name");
    element.version = graph_.text(node, "packageVersion");
    element.purpose = graph_.word(node, "primaryPurpose");
    element.supplier = supplier_of(node);
    element.purl = purl_of(node);
    element.remarks = read_remarks(graph_.text(node, "comment"));
    element.offset = node.parts.front()->offset;
    element.end = node.parts.front()->end;
    if (type == "Artifact" || type == "software_SoftwareArtifact") {
      notes_.add(element.offset,
                 fmt::format("{} is a class for its subclasses only: say software_Package, "
                             "software_File or another",
                             type));
    }
    elements_.emplace(&node, document_.elements.size());
    document_.elements.push_back(std::move(element));
  }

  std::string supplier_of(const Spdx3Node& node) const {
    for (const std::string_view member : {"suppliedBy", "originatedBy"}) {
      for (const Value* value : graph_.values(node, member)) {
        const Spdx3Node* agent = graph_.find(*value);
        std::string name(agent == nullptr ? "" : graph_.text(*agent, "name"));
        if (name.empty()) name = graph_.reference(*value);
        if (!name.empty() && !name.starts_with("_:")) return name;
      }
    }
    return {};
  }

  std::string purl_of(const Spdx3Node& node) const {
    const std::string_view purl = graph_.text(node, "packageUrl");
    if (!purl.empty()) return std::string(purl);
    for (const std::string_view member : {"externalIdentifier", "externalIdentifiers"}) {
      for (const Value* value : graph_.values(node, member)) {
        const Spdx3Node* identifier = graph_.find(*value);
        if (identifier == nullptr) continue;
        const std::string kind = folded(graph_.word(*identifier, "externalIdentifierType"));
        if (kind == "packageurl" || kind == "purl")
          return std::string(graph_.text(*identifier, "identifier"));
      }
    }
    return {};
  }

  // Ids that the document says stand elsewhere.
  void find_imports() {
    for (const Spdx3Node& node : graph_.nodes()) {
      if (graph_.is_a(node, "ExternalMap"))
        imports_.insert(graph_.expanded(graph_.text(node, "externalSpdxId")));
    }
  }

  void add_relationship(const Spdx3Node& node) {
    const std::size_t offset = node.parts.front()->offset;
    const std::string_view type = graph_.word(node, "relationshipType");
    const auto from = graph_.values(node, "from");
    const auto to = graph_.values(node, "to");
    if (type.empty() || from.empty() || to.empty()) {
      notes_.add(offset, fmt::format("this relationship has no \"{}\" and is passed over",
                                     type.empty()   ? "relationshipType"
                                     : from.empty() ? "from"
                                                    : "to"));
      return;
    }
    if (from.size() > 1) notes_.add(offset, "of several \"from\" only the first is read");
    const std::string word = folded(type);
    const bool licensed = word == "hasdeclaredlicense" || word == "hasconcludedlicense";
    const std::string remark = licensed || word == "other" ? license_remark(node) : "";
    if (licensed && remark == kNotStated) return;
    if (!licensed && remark != kFoundInFiles) return add_links(node, *from.front(), to);
    const bool declared = word == "hasdeclaredlicense";
    const LicenseBasis basis = remark == kFoundInFiles ? LicenseBasis::Observed
                               : declared              ? LicenseBasis::Declared
                                                       : LicenseBasis::Concluded;
    for (const Value* target : to)
      add_license(*from.front(), *target, basis);
  }

  void add_links(const Spdx3Node& node, const Value& from, const std::vector<const Value*>& to) {
    Link like;
    like.type = graph_.word(node, "relationshipType");
    like.from = graph_.reference(from);
    like.comment = graph_.text(node, "comment");
    like.scope = graph_.word(node, "scope");
    find_end(from);
    if (folded(like.type) == "describes" && is_collection(from))
      described_.insert(described_.end(), to.begin(), to.end());
    for (const Value* target : to)
      add_link(like, *target);
  }

  // What licet itself wrote of a license that it could not say in words of the standard.
  [[nodiscard]] std::string license_remark(const Spdx3Node& node) const {
    const std::string_view comment = graph_.text(node, "comment");
    return comment.empty() ? "" : remark_of(read_remarks(comment), kLicenseRemark);
  }

  // Whether one more fits.
  bool count(std::size_t& so_far, std::size_t offset, std::string_view what) {
    if (++so_far <= kMaxElements) return true;
    if (errors_.empty()) {
      errors_.push_back(source_.error(
          offset, fmt::format("more than {} {}, the most that is read; split the document",
                              kMaxElements, what)));
    }
    return false;
  }

  void add_license(const Value& from, const Value& to, LicenseBasis basis) {
    if (!count(license_count_, to.offset, "license statements")) return;
    if (Element* element = element_of(from)) {
      element->licenses.push_back(licenses_.statement(to, basis));
      return;
    }
    const Spdx3Node* source = graph_.find(from);
    Element* element = element_of(to);
    if (element != nullptr && source != nullptr && licenses_.is_license(*source)) {
      notes_.add(from.offset,
                 "this relationship points from the license to what bears it; it is "
                 "read the other way round");
      element->licenses.push_back(licenses_.statement(from, basis));
      return;
    }
    notes_.add(from.offset, fmt::format("\"{}\" bears no license: it is no package, file or "
                                        "snippet of this document",
                                        graph_.reference(from)));
  }

  // One more like this, to another target.
  void add_link(const Link& like, const Value& to) {
    if (!count(link_count_, to.offset, "links")) return;
    find_end(to);
    Link link = like;
    link.to = graph_.reference(to);
    link.offset = to.offset;
    link_bytes_ += link.bytes();
    if (link_bytes_ <= kMaxLinkBytes) return document_.links.push_back(std::move(link));
    if (errors_.empty()) errors_.push_back(source_.error(link.offset, too_many_link_bytes()));
  }

  // Notes an id that is unknown here, and remembers it if it can be that of a work.
  void find_end(const Value& reference) {
    if (graph_.find(reference) != nullptr) return;
    std::string id = graph_.reference(reference);
    if (!spdx3_special_word(id).empty() || !spdx3_listed_id(id).empty()) return;
    if (!imports_.contains(graph_.expanded(id)))
      notes_.add(reference.offset, fmt::format("nothing in this document has the id \"{}\"", id));
    document_.elsewhere.insert(std::move(id));
  }

  Element* element_of(const Value& reference) {
    const auto found = elements_.find(graph_.find(reference));
    return found == elements_.end() ? nullptr : &document_.elements[found->second];
  }

  bool is_collection(const Value& reference) const {
    const Spdx3Node* node = graph_.find(reference);
    return node != nullptr && std::ranges::any_of(kCollections, [&](std::string_view type) {
             return graph_.is_a(*node, type);
           });
  }

  // What the document is about: its roots, theirs if they are bills, and what it describes.
  void read_described() {
    for (const std::string_view type : kCollections) {
      for (const Spdx3Node& node : graph_.nodes()) {
        if (graph_.is_a(node, type)) open(node);
      }
      if (open_.empty()) continue;
      follow_roots();
      for (const Value* value : std::exchange(described_, {}))
        add_described(*value);
      follow_roots();
      if (!document_.described.empty()) return;
    }
  }

  void open(const Spdx3Node& node) {
    if (opened_.insert(&node).second) open_.push_back(&node);
  }

  void add_described(const Value& reference) {
    const Spdx3Node* node = graph_.find(reference);
    if (node == nullptr) return;
    if (elements_.contains(node) && roots_.insert(node).second)
      document_.described.emplace_back(node->id);
    open(*node);
  }

  void follow_roots() {
    for (; !open_.empty(); open_.pop_front()) {
      for (const Value* root : graph_.values(*open_.front(), "rootElement")) {
        find_end(*root);
        add_described(*root);
      }
    }
  }

  const SourceText& source_;
  Notes notes_;
  Spdx3Graph graph_;
  Spdx3Licenses licenses_;
  Document document_;
  std::unordered_map<const Spdx3Node*, std::size_t> elements_;
  std::unordered_set<std::string> imports_;      ///< expanded ids
  std::vector<const Value*> described_;          ///< `to` of what the document describes
  std::deque<const Spdx3Node*> open_;            ///< what may have roots that are not followed yet
  std::unordered_set<const Spdx3Node*> opened_;  ///< these and those that have been followed
  std::unordered_set<const Spdx3Node*> roots_;   ///< elements that are described
  std::vector<Error> errors_;
  std::size_t license_count_ = 0;
  std::size_t link_count_ = 0;
  std::size_t link_bytes_ = 0;
};

}  // namespace

Result<Document> read_spdx3(const SourceText& source) {
  const Result<Value> root = read_json_members(source, is_member, keeps_items);
  if (!root) return Result<Document>::failed(root.errors);
  if (root.value->kind != Value::Kind::Map && root.value->kind != Value::Kind::List) {
    return Result<Document>::failed(
        {source.error(root.value->offset, fmt::format("this is no SPDX 3 document: it holds {}",
                                                      describe(root.value->kind)))});
  }
  return Reader(source, *root.value).run(*root.value);
}

}  // namespace licet::spdx
