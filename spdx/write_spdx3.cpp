// A stack as SPDX 3.0.1 JSON-LD.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "spdx/characters.h"
#include "spdx/license_words.h"
#include "spdx/spdx3_relations.h"
#include "spdx/work_remarks.h"
#include "spdx/write_documents.h"
#include "spdx/write_value.h"

namespace licet::spdx {

namespace {

constexpr std::string_view kVocabulary = "https://spdx.org/rdf/3.0.1/";
constexpr std::string_view kCreation = "_:creation";

// What an id may hold in the fragment of an IRI; anything else is written as %XX.
std::string fragment(std::string_view id) {
  std::string out;
  for (const char c : id) {
    const bool plain = is_digit(c) || is_lower(c) || is_upper(c) ||
                       std::string_view("-._~").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

struct WorkClass {
  std::string_view type;
  std::string_view purpose;
};

WorkClass class_of(const Work& work) {
  if (work.kind == "model") return {"ai_AIPackage", "model"};
  if (work.kind == "dataset") return {"dataset_DatasetPackage", "data"};
  if (work.kind == "content") return {"software_Package", "other"};
  return {"software_Package", work.kind == "service" ? "application" : ""};
}

class Writer {
 public:
  Writer(const Stack& stack, const LicenseIndex& ids, const DocumentHead& head)
      : stack_(stack),
        head_(head),
        licenses_(ids, stack),
        base_(fmt::format("https://spdx.org/spdxdocs/licet-{}", head.digest.substr(0, 32))) {}

  std::string run() {
    write_head();
    const std::size_t document = graph_.size() - 2;
    write_agents();
    for (const Work& work : stack_.works)
      write_work(work);
    for (const Work& work : stack_.works)
      write_licenses(work);
    for (const Relation& relation : stack_.relations)
      write_relation(relation);
    add_member(graph_[document], "profileConformance", make_texts(profiles()));
    Value root = make_map({
        {"@context", make_text(fmt::format("{}spdx-context.jsonld", kVocabulary))}
    });
    add_member(root, "@graph", make_list(std::move(graph_)));
    return write_json(root);
  }

 private:
  [[nodiscard]] std::string iri(std::string_view name) const {
    return fmt::format("{}#{}", base_, name);
  }

  [[nodiscard]] std::string iri(const Work& work) const { return iri("work-" + fragment(work.id)); }

  // The beginning of every element.
  [[nodiscard]] static Value element(std::string_view type, std::string_view id) {
    return make_map({
        {"type",         make_text(type)     },
        {"spdxId",       make_text(id)       },
        {"creationInfo", make_text(kCreation)}
    });
  }

  void write_head() {
    graph_.push_back(make_map({
        {"type",        make_text("CreationInfo")        },
        {"@id",         make_text(std::string(kCreation))},
        {"specVersion", make_text("3.0.1")               },
        {"created",     make_text(head_.created)         },
        {"createdBy",   make_texts({iri("licet")})       }
    }));
    Value agent = element("SoftwareAgent", iri("licet"));
    add_text(agent, "name", "licet");
    graph_.push_back(std::move(agent));
    Value document = element("SpdxDocument", base_);
    add_text(document, "name", document_name(stack_));
    add_member(document, "rootElement", make_texts({iri("bom")}));
    graph_.push_back(std::move(document));
    Value bom = element("software_Sbom", iri("bom"));
    std::vector<std::string> roots;
    for (const WorkIndex work : described_works(stack_))
      roots.push_back(iri(stack_.works[work]));
    add_member(bom, "rootElement", make_texts(roots));
    std::vector<std::string> elements;
    for (const Work& work : stack_.works)
      elements.push_back(iri(work));
    add_member(bom, "element", make_texts(elements));
    graph_.push_back(std::move(bom));
  }

  [[nodiscard]] std::vector<std::string> profiles() const {
    std::vector<std::string> out = {"core", "software", "simpleLicensing"};
    const auto any = [&](std::string_view kind) {
      return std::ranges::any_of(stack_.works, [&](const Work& work) { return work.kind == kind; });
    };
    if (expanded_) out.emplace_back("expandedLicensing");
    if (any("model")) out.emplace_back("ai");
    if (any("dataset")) out.emplace_back("dataset");
    return out;
  }

  void write_work(const Work& work) {
    const WorkClass written = class_of(work);
    Value out = element(written.type, iri(work));
    add_text(out, "name", work.name);
    add_text(out, "comment", to_comment(work_remarks(work)));
    if (!work.supplier.empty()) add_member(out, "suppliedBy", make_text(agents_.at(work.supplier)));
    add_text(out, "software_packageVersion", work.version);
    add_text(out, "software_packageUrl", work.purl);
    add_text(out, "software_primaryPurpose", std::string(written.purpose));
    if (work.kind == "dataset") add_member(out, "dataset_datasetType", make_texts({"noAssertion"}));
    graph_.push_back(std::move(out));
  }

  void write_agents() {
    for (const Work& work : stack_.works) {
      if (work.supplier.empty() || agents_.contains(work.supplier)) continue;
      const std::string id = iri(fmt::format("agent-{}", agents_.size() + 1));
      Value out = element("Agent", id);
      add_text(out, "name", work.supplier);
      graph_.push_back(std::move(out));
      agents_.emplace(work.supplier, id);
    }
  }

  // What is found in files counts as declared ("discovered to actually contain"), if nobody
  // declares more; beside a declaration there is no type for it.
  void write_licenses(const Work& work) {
    const StatedLicenses stated = stated_licenses(work);
    const bool found = !stated.observed.empty();
    const bool declared = !stated.declared.empty();
    if (declared || !found) write_license("hasDeclaredLicense", work, stated.declared);
    if (found) {
      write_license(declared ? "other" : "hasDeclaredLicense", work, stated.observed,
                    kFoundInFiles);
    }
    write_license("hasConcludedLicense", work, stated.concluded);
  }

  // The AI and Dataset profiles ask for one of each; elsewhere nothing said is nothing written.
  void write_license(std::string_view type, const Work& work,
                     const std::vector<const LicenseClaim*>& claims,
                     std::string_view remark = kNotStated) {
    const bool asked = work.kind == "model" || work.kind == "dataset";
    if (claims.empty() && !asked) return;
    std::vector<std::string> to;
    for (const LicenseClaim* claim : claims) {
      std::string license = license_of(*claim);
      if (std::ranges::find(to, license) == to.end()) to.push_back(std::move(license));
    }
    const bool stated = !to.empty() && remark == kNotStated;
    if (to.empty()) to.push_back(individual("NoAssertionLicense"));
    const std::vector<Property> remarks = {
        {std::string(kLicenseRemark), std::string(remark)}
    };
    graph_.push_back(relationship(type, iri(work), to, stated ? "" : to_comment(remarks)));
  }

  [[nodiscard]] static std::string individual(std::string_view name) {
    return fmt::format("{}terms/ExpandedLicensing/{}", kVocabulary, name);
  }

  // The IRI of a license element, which is written where it is needed first.
  std::string license_of(const LicenseClaim& claim) {
    const LicenseWords words = licenses_.words(claim);
    if (words.kind == LicenseWords::Kind::None) return individual("NoneLicense");
    if (words.kind == LicenseWords::Kind::NoAssertion) return individual("NoAssertionLicense");
    const auto [known, fresh] = written_.try_emplace({claim.part, words.expression});
    if (!fresh) return known->second;
    for (const LicenseName& name : words.names)
      write_name(name);
    known->second = iri(fmt::format("license-{}", written_.size()));
    Value out = element("simplelicensing_LicenseExpression", known->second);
    if (!claim.part.empty()) {
      const std::vector<Property> remarks = {
          {"part", claim.part}
      };
      add_text(out, "comment", to_comment(remarks));
    }
    add_text(out, "simplelicensing_licenseExpression", words.expression);
    if (!words.names.empty()) add_member(out, "simplelicensing_customIdToUri", id_map(words));
    graph_.push_back(std::move(out));
    return known->second;
  }

  [[nodiscard]] std::string iri(const LicenseName& name) const {
    return iri(fragment(name.reference));
  }

  [[nodiscard]] Value id_map(const LicenseWords& words) const {
    std::vector<Value> entries;
    for (const LicenseName& name : words.names) {
      entries.push_back(make_map({
          {"type",  make_text("DictionaryEntry")},
          {"key",   make_text(name.reference)   },
          {"value", make_text(iri(name))        }
      }));
    }
    return make_list(std::move(entries));
  }

  // A text is mandatory; the name stands for the one that is not at hand.
  void write_name(const LicenseName& name) {
    if (!named_.insert(name.reference).second) return;
    if (name.custom != nullptr && (!name.custom->text.empty() || !name.custom->see_also.empty())) {
      write_custom(name);
      return;
    }
    Value out = element("simplelicensing_SimpleLicensingText", iri(name));
    add_text(out, "name", name.name);
    add_text(out, "comment", comment_of(name));
    add_text(out, "simplelicensing_licenseText", name.name);
    graph_.push_back(std::move(out));
  }

  // What an element cannot say of a license: addresses that are none, and where its id comes from.
  static std::string comment_of(const LicenseName& name) {
    std::vector<Property> remarks;
    if (name.made) remarks.push_back({std::string(kIdRemark), std::string(kMadeForName)});
    if (name.custom == nullptr) return to_comment(remarks);
    for (const std::string& address : name.custom->see_also) {
      if (!is_address(address)) remarks.push_back({"see-also", address});
    }
    return to_comment(remarks);
  }

  // A license or an addition with all that the stack knows of it.
  void write_custom(const LicenseName& name) {
    expanded_ = true;
    const bool addition = name.reference.starts_with("AdditionRef-");
    const std::string_view type =
        addition ? "expandedlicensing_CustomLicenseAddition" : "expandedlicensing_CustomLicense";
    Value out = element(type, iri(name));
    add_text(out, "name", name.name);
    add_text(out, "comment", comment_of(name));
    std::vector<std::string> addresses;
    for (const std::string& address : name.custom->see_also) {
      if (is_address(address)) addresses.push_back(address);
    }
    const std::string& text = name.custom->text;
    add_text(out, addition ? "expandedlicensing_additionText" : "simplelicensing_licenseText",
             text.empty() ? name.name : text);
    if (!addresses.empty()) add_member(out, "expandedlicensing_seeAlso", make_texts(addresses));
    graph_.push_back(std::move(out));
  }

  void write_relation(const Relation& relation) {
    const Spdx3Relation row = spdx3_relation(relation.kind);
    std::string from = iri(stack_.works[relation.result]);
    std::string to = iri(stack_.works[relation.source]);
    if (row.reversed) std::swap(from, to);
    Value out = relationship(row.type, from, {to}, relation_remark(relation), row.scope);
    graph_.push_back(std::move(out));
  }

  Value relationship(std::string_view type, const std::string& from,
                     const std::vector<std::string>& to, const std::string& comment,
                     std::string_view scope = "") {
    Value out = element(scope.empty() ? "Relationship" : "LifecycleScopedRelationship",
                        iri(fmt::format("relationship-{}", ++relationships_)));
    add_text(out, "comment", comment);
    add_text(out, "from", from);
    add_text(out, "relationshipType", std::string(type));
    add_member(out, "to", make_texts(to));
    add_text(out, "scope", std::string(scope));
    return out;
  }

  const Stack& stack_;
  const DocumentHead& head_;
  LicenseWriter licenses_;
  std::string base_;
  std::vector<Value> graph_;
  std::map<std::string, std::string> agents_;                           ///< name -> IRI
  std::map<std::pair<std::string, std::string>, std::string> written_;  ///< part, expression
  std::set<std::string> named_;                                         ///< references
  std::size_t relationships_ = 0;
  bool expanded_ = false;  ///< classes of the profile ExpandedLicensing are in use
};

}  // namespace

Result<std::string> write_spdx3(const Stack& stack, const LicenseIndex& ids,
                                const DocumentHead& head) {
  std::vector<Error> errors = unwritable(stack);
  if (!errors.empty()) return Result<std::string>::failed(std::move(errors));
  Result<std::string> out = finish(Writer(stack, ids, head).run(), {});
  out.notes = unwritten_uses(stack, "SPDX");
  return out;
}

}  // namespace licet::spdx
