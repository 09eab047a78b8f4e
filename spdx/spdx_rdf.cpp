// SPDX's RDF/XML form (http://spdx.org/rdf/terms) to the shape of its JSON form.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "spdx/make_value.h"
#include "spdx/name_set.h"
#include "spdx/rdf_graph.h"
#include "spdx/rdf_licenses.h"
#include "spdx/read_spdx2.h"
#include "spdx/source.h"

namespace licet::spdx {

namespace {

// How a property's value becomes the text of a member.
enum class As : std::uint8_t {
  Text,
  Id,         // what the other forms call the resource
  Word,       // `…#purpose_operatingSystem` is OPERATING_SYSTEM
  License,    // an expression
  Reference,  // an ExternalRef, a map
  Type        // `http://spdx.org/rdf/references/purl` is purl
};

struct Member {
  std::string_view property;
  std::string_view key;
  As as;
  Occurs occurs;
};

constexpr std::array kOfDocument = {
    Member{"specVersion",      "spdxVersion",       As::Text, Occurs::Once},
    Member{"name",             "name",              As::Text, Occurs::Once},
    Member{"describesPackage", "documentDescribes", As::Id,   Occurs::List},
};
constexpr std::array kOfPackage = {
    Member{"name",                  "name",                  As::Text,      Occurs::Once},
    Member{"versionInfo",           "versionInfo",           As::Text,      Occurs::Once},
    Member{"supplier",              "supplier",              As::Text,      Occurs::Once},
    Member{"originator",            "originator",            As::Text,      Occurs::Once},
    Member{"primaryPackagePurpose", "primaryPackagePurpose", As::Word,      Occurs::Once},
    Member{"licenseConcluded",      "licenseConcluded",      As::License,   Occurs::Once},
    Member{"licenseDeclared",       "licenseDeclared",       As::License,   Occurs::Once},
    Member{"licenseInfoFromFiles",  "licenseInfoFromFiles",  As::License,   Occurs::List},
    Member{"hasFile",               "hasFiles",              As::Id,        Occurs::List},
    Member{"externalRef",           "externalRefs",          As::Reference, Occurs::List},
};
constexpr std::array kOfFile = {
    Member{"fileName",          "fileName",           As::Text,    Occurs::Once},
    Member{"fileType",          "fileTypes",          As::Word,    Occurs::List},
    Member{"licenseConcluded",  "licenseConcluded",   As::License, Occurs::Once},
    Member{"licenseInfoInFile", "licenseInfoInFiles", As::License, Occurs::List},
};
constexpr std::array kOfSnippet = {
    Member{"name",                 "name",                  As::Text,    Occurs::Once},
    Member{"snippetFromFile",      "snippetFromFile",       As::Id,      Occurs::Once},
    Member{"licenseConcluded",     "licenseConcluded",      As::License, Occurs::Once},
    Member{"licenseInfoInSnippet", "licenseInfoInSnippets", As::License, Occurs::List},
};
constexpr std::array kOfLicense = {
    Member{"licenseId",     "licenseId",     As::Text, Occurs::Once},
    Member{"name",          "name",          As::Text, Occurs::Once},
    Member{"extractedText", "extractedText", As::Text, Occurs::Once},
    Member{"seeAlso",       "seeAlsos",      As::Text, Occurs::List},
};
constexpr std::array kOfReference = {
    Member{"referenceType",    "referenceType",    As::Type, Occurs::Once},
    Member{"referenceLocator", "referenceLocator", As::Text, Occurs::Once},
};
constexpr std::array kOfRelationship = {
    Member{"relationshipType",   "relationshipType",   As::Word, Occurs::Once},
    Member{"relatedSpdxElement", "relatedSpdxElement", As::Id,   Occurs::Once},
    Member{"comment",            "comment",            As::Text, Occurs::Once},
};

// A class whose resources are a list of the document.
struct Class {
  std::string_view type;
  std::string_view list;
  std::span<const Member> members;
};

constexpr std::array kClasses = {
    Class{"Package",                "packages",                   kOfPackage},
    Class{"File",                   "files",                      kOfFile   },
    Class{"Snippet",                "snippets",                   kOfSnippet},
    Class{"ExtractedLicensingInfo", "hasExtractedLicensingInfos", kOfLicense},
};

// Whether a property may matter; those that do not hold no element that could be referred to, and
// are the most of a large document.
bool is_member(std::string_view name) {
  static constexpr auto kPassedOver = name_set({"annotation",
                                                "attributionText",
                                                "checksum",
                                                "copyrightText",
                                                "creationInfo",
                                                "crossRef",
                                                "description",
                                                "downloadLocation",
                                                "fileContributor",
                                                "filesAnalyzed",
                                                "homepage",
                                                "licenseComments",
                                                "licenseText",
                                                "licenseTextHtml",
                                                "noticeText",
                                                "packageFileName",
                                                "packageVerificationCode",
                                                "sourceInfo",
                                                "standardLicenseHeader",
                                                "standardLicenseHeaderHtml",
                                                "standardLicenseHeaderTemplate",
                                                "standardLicenseTemplate",
                                                "summary"});
  return !kPassedOver.contains(name);
}

// `http://spdx.org/rdf/terms#relationshipType_dependsOn` is DEPENDS_ON.
std::string upper_words(std::string_view iri) {
  const std::string_view name = iri.substr(iri.find('#') + 1);
  std::string out;
  for (const char c : name.substr(name.find('_') + 1)) {
    if (c >= 'A' && c <= 'Z' && !out.empty()) out += '_';
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

class Builder {
 public:
  Builder(const SourceText& source, const RdfGraph& graph, const TakeItem& take)
      : source_(source),
        take_(take),
        graph_(graph),
        names_(graph, source.text()),
        notes_(source),
        licenses_(graph, source.text(), names_, notes_) {}

  Result<Value> run() {
    Value root = make_map({0, source_.text().size()});
    if (const RdfResource* document = names_.document()) add_document(root, *document);
    for (const RdfResource& resource : graph_.resources()) {
      const auto* const known = std::ranges::find(kClasses, resource.type, &Class::type);
      if (known != kClasses.end()) add_element(root, resource, *known);
      for (const RdfProperty& property : resource.properties) {
        if (property.name == "relationship") add_relationship(root, resource, property);
      }
      if (spent()) return too_large(resource);
    }
    return {std::move(root), {}, std::move(notes_).sorted()};
  }

 private:
  // A resource that many refer to is written out for each: a small text could make a huge tree.
  [[nodiscard]] bool spent() const {
    return bytes_ + licenses_.bytes() > 2 * kMaxInputBytes || properties_ > 8 * kMaxValues;
  }

  [[nodiscard]] Result<Value> too_large(const RdfResource& resource) const {
    return Result<Value>::failed({source_.error(
        resource.offset, fmt::format("more than {} MiB of text once references are written out; "
                                     "split the document",
                                     2 * kMaxInputBytes / kMebibyte))});
  }

  void add_document(Value& root, const RdfResource& document) {
    root.offset = static_cast<decltype(root.offset)>(document.offset);
    add_id(root, document);
    add_new_member(root, "documentNamespace", document.offset,
                   make_text(ValueText(names_.space()), {document.offset, 0}), Occurs::Once);
    add_members(root, document, kOfDocument);
  }

  void add_element(Value& root, const RdfResource& resource, const Class& known) {
    Value element = make_map({resource.offset, resource.end});
    element.items.reserve(1 + std::min(resource.properties.size(), known.members.size()));
    if (known.type != "ExtractedLicensingInfo") {
      add_id(element, resource);
    } else if (resource.find("licenseId") == nullptr && !resource.is_anonymous()) {
      add_new_member(element, "licenseId", resource.offset,
                     make_text(id_of(resource.key), {resource.offset, 0}), Occurs::Once);
    }
    add_members(element, resource, known.members);
    if (!take_(known.list, element))
      add_member(root, known.list, resource.offset, std::move(element), Occurs::List);
  }

  void add_id(Value& map, const RdfResource& resource) const {
    if (resource.is_anonymous()) return;
    add_new_member(map, "SPDXID", resource.offset,
                   make_text(id_of(resource.key), {resource.offset, 0}), Occurs::Once);
  }

  void add_relationship(Value& root, const RdfResource& from, const RdfProperty& property) {
    const RdfResource* const resource = graph_.target(property);
    if (resource == nullptr) {
      notes_.add(property.offset, "no Relationship is described here");
      return;
    }
    Value relationship = make_map({resource->offset, resource->end});
    relationship.items.reserve(1 + kOfRelationship.size());
    if (!from.is_anonymous()) {
      add_new_member(relationship, "spdxElementId", from.offset,
                     make_text(id_of(from.key), {from.offset, 0}), Occurs::Once);
    }
    add_members(relationship, *resource, kOfRelationship);
    if (!take_("relationships", relationship))
      add_member(root, "relationships", property.offset, std::move(relationship), Occurs::List);
  }

  void add_members(Value& map, const RdfResource& resource, std::span<const Member> members) {
    if (spent()) return;
    properties_ += resource.properties.size();
    for (const RdfProperty& property : resource.properties) {
      const auto member = std::ranges::find(members, property.name, &Member::property);
      if (member == members.end()) continue;
      // What nothing can refer to has no id to be told.
      if (member->as == As::Id && property.value.starts_with("_: ")) continue;
      add_value(map, *member, property);
    }
  }

  void add_value(Value& map, const Member& member, const RdfProperty& property) {
    Value value = value_of(property, member.as);
    const auto before = std::ranges::find(map.items, member.key, &Value::key);
    if (before == map.items.end()) {
      add_new_member(map, member.key, property.offset, std::move(value), member.occurs);
    } else if (member.occurs == Occurs::List || says_more(value, *before, member)) {
      add_to_member(*before, std::move(value));
    }
  }

  // Whether one more value of what has only one counts, too. A graph is a set: a triple that the
  // text has twice is one (RDF 1.1 Concepts, 3). Different licenses all count.
  bool says_more(const Value& value, const Value& before, const Member& member) {
    const Value& first = before.items.empty() ? before : before.items.front();
    if (first.text == value.text) return false;
    if (member.as == As::License) return true;
    notes_.add(value.offset, fmt::format("\"{}\" is said twice of one thing, with different "
                                         "values; the first counts",
                                         member.property));
    return false;
  }

  Value value_of(const RdfProperty& property, As as) {
    if (as == As::Reference) return reference(property);
    ValueText text = text_of(property, as);
    bytes_ += text.view().size();
    return make_text(std::move(text), {property.offset, 0});
  }

  ValueText text_of(const RdfProperty& property, As as) {
    if (as == As::License) return licenses_.expression(property);
    const std::string_view value = property.value;
    if (!property.is_resource) return ValueText::within(source_.text(), value);
    if (as == As::Word) return ValueText(upper_words(value));
    if (as == As::Type)
      return ValueText::within(source_.text(), value.substr(value.find_last_of("/#") + 1));
    return id_of(value);
  }

  [[nodiscard]] ValueText id_of(std::string_view iri) const { return names_.id(iri); }

  // Its members are texts: this goes no deeper.
  Value reference(const RdfProperty& property) {
    Value map = make_map({property.offset, 0});
    map.items.reserve(kOfReference.size());
    const RdfResource* const resource = graph_.target(property);
    if (resource != nullptr) add_members(map, *resource, kOfReference);
    return map;
  }

  const SourceText& source_;
  const TakeItem& take_;
  const RdfGraph& graph_;
  RdfNames names_;
  Notes notes_;
  RdfLicenses licenses_;
  std::size_t bytes_ = 0;       // of texts made so far
  std::size_t properties_ = 0;  // looked at so far
};

}  // namespace

Result<Value> rdf_tree(const SourceText& source, const TakeItem& take) {
  const auto graph = read_rdf(source, is_member);
  if (!graph) return Result<Value>::failed(graph.errors);
  return Builder(source, *graph.value, take).run();
}

}  // namespace licet::spdx
