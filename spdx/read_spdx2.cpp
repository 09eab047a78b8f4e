// The clause numbers are those of the SPDX specification 2.3.
#include "spdx/read_spdx2.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "spdx/characters.h"
#include "spdx/fields.h"
#include "spdx/made_up_ids.h"
#include "spdx/notes.h"
#include "spdx/sort_by_place.h"
#include "spdx/spdx2_members.h"

namespace licet::spdx {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kNone = "NONE";
constexpr std::string_view kNoAssertion = "NOASSERTION";
constexpr std::string_view kUsualDocument = "SPDXRef-DOCUMENT";
constexpr std::string_view kElsewhere = "DocumentRef-";  // so begin ids of other documents

LicenseForm form_of(std::string_view text) {
  if (text == kNone) return LicenseForm::None;
  return text.empty() || text == kNoAssertion ? LicenseForm::NoAssertion : LicenseForm::Expression;
}

// 7.5, 7.6: `Organization: Acme`. NOASSERTION names nobody.
std::string agent_name(std::string_view agent) {
  for (const std::string_view kind : {"Person:"sv, "Organization:"sv}) {
    if (agent.starts_with(kind)) return std::string(trimmed(agent.substr(kind.size())));
  }
  return agent == kNoAssertion ? "" : std::string(agent);
}

class Reader {
 public:
  Reader(const SourceText& source, DocumentFormat format)
      : source_(source), notes_(source), made_up_(source.text()) {
    out_.format = format;
    // A vector that grows by itself takes up to three times its room; room that is not used costs
    // nothing.
    constexpr std::size_t kFewBytes = 256;  // of an element
    out_.elements.reserve(std::min(source.text().size() / kFewBytes, kMaxElements));
    out_.links.reserve(std::min(source.text().size() / kFewBytes, kMaxElements));
  }

  // An item of a list, which is read at once.
  bool take(std::string_view list, const Value& item) {
    const auto* const known = std::ranges::find(kLists, list, &List::name);
    if (known == kLists.end()) return false;
    (this->*known->read)(item);
    return true;
  }

  // What is left of the tree, which is let go as soon as it is read.
  Result<Document> finish(Result<Value> tree) {
    notes_.add_first(std::move(tree.notes));
    if (tree.value->kind != Value::Kind::Map) {
      fail(tree.value->offset,
           fmt::format("an SPDX document has to be a map, this is {}", describe(tree.value->kind)));
    } else {
      read_document(*tree.value);
    }
    tree.value.reset();
    if (!errors_.empty()) return Result<Document>::failed(std::move(errors_));
    sort_by_place(out_.elements);
    sort_by_place(out_.custom_licenses);
    sort_by_place(out_.links);
    check_ids();
    find_described();
    return {std::move(out_), {}, std::move(notes_).sorted()};
  }

 private:
  void fail(std::size_t offset, std::string message) {
    errors_.push_back(source_.error(offset, std::move(message)));
  }

  // Whether one more fits.
  bool count(std::size_t& so_far, std::size_t offset, std::string_view what) {
    if (++so_far <= kMaxElements) return true;
    if (errors_.empty()) {
      fail(offset, fmt::format("more than {} {}, the most that is read; split the document",
                               kMaxElements, what));
    }
    return false;
  }

  struct List {
    std::string_view name;
    void (Reader::*read)(const Value& item);
  };

  static const std::array<List, 5> kLists;

  void read_document(const Value& root) {
    Fields fields(root, source_, notes_.list(), "an SPDX document");
    read_version(fields);
    if (!errors_.empty()) return;
    out_.name = fields.text("name").value_or(Text{}).text;
    out_.id = fields.text("documentNamespace").value_or(Text{}).text;
    document_id_ = trimmed(fields.needed_view("SPDXID").text);
    for (const List& list : kLists) {
      for (const Value& item : fields.list(list.name))
        (this->*list.read)(item);
    }
    described_ = fields.texts("documentDescribes");
    fields.ignore(kUnreadOfDocument);
    fields.finish();
  }

  void read_version(Fields& fields) {
    const auto version = fields.text("spdxVersion");
    if (!version) {
      notes_.add(fields.offset(), "no \"spdxVersion\" says which SPDX this is; read as SPDX 2.3");
      return;
    }
    constexpr std::string_view kPrefix = "SPDX-";
    const std::string_view text = trimmed(version->text);
    const std::string_view number = text.substr(std::min(text.size(), kPrefix.size()));
    constexpr std::array kKnown = {"2.0"sv, "2.1"sv, "2.2"sv, "2.3"sv};
    if (!text.starts_with(kPrefix) || std::ranges::find(kKnown, number) == kKnown.end()) {
      return fail(version->offset,
                  fmt::format("\"{}\" is not read here; SPDX-2.2 and SPDX-2.3 are, SPDX-2.0 and "
                              "SPDX-2.1 like them, and SPDX 3.0 as JSON-LD",
                              text));
    }
    out_.version = number;
    if (number == "2.0" || number == "2.1")
      notes_.add(version->offset, fmt::format("SPDX {} is read like SPDX 2.2", number));
  }

  // The id of an element; made up where none is stated.
  std::string id_of(Fields& fields) {
    std::string id(trimmed(fields.needed_view("SPDXID").text));
    return id.empty() ? made_up_.next() : id;
  }

  // Null if the value is no map or there are too many.
  Element* add_element(const Value& value, std::string_view type) {
    if (!count(elements_, value.offset, "packages, files and snippets")) return nullptr;
    if (value.kind != Value::Kind::Map) return nullptr;
    Element& element = out_.elements.emplace_back();
    element.type = type;
    element.offset = value.offset;
    element.end = value.end;
    return &element;
  }

  void read_package(const Value& value) {
    Fields fields(value, source_, notes_.list(), "a package");
    Element* const package = add_element(value, "Package");
    if (package == nullptr) return;
    package->id = id_of(fields);
    package->name = fields.needed_text("name").text;
    package->version = fields.text("versionInfo").value_or(Text{}).text;
    const auto originator = fields.view("originator");
    package->supplier = agent_name(trimmed(fields.view("supplier").value_or(TextView{}).text));
    if (package->supplier.empty() && originator)
      package->supplier = agent_name(trimmed(originator->text));
    package->purpose = fields.text("primaryPackagePurpose").value_or(Text{}).text;
    read_licenses(fields, value, *package,
                  {
                      {"licenseConcluded",     LicenseBasis::Concluded, false},
                      {"licenseDeclared",      LicenseBasis::Declared,  false},
                      {"licenseInfoFromFiles", LicenseBasis::Observed,  true }
    });
    read_references(fields, *package);
    fields.each_text("hasFiles", [&](TextView file) {
      if (trimmed(file.text).empty())
        return notes_.add(file.offset, "no id stands here; which file is meant is not known");
      add_link({":has-file", package->id, std::string(trimmed(file.text)), {}, file.offset});
    });
    end_of(fields, kUnreadOfPackage);
  }

  void read_file(const Value& value) {
    Fields fields(value, source_, notes_.list(), "a file");
    Element* const file = add_element(value, "File");
    if (file == nullptr) return;
    file->id = id_of(fields);
    file->name = fields.needed_text("fileName").text;
    fields.each_text("fileTypes", [&](TextView type) {
      if (file->purpose.empty()) file->purpose = type.text;
    });
    read_licenses(fields, value, *file,
                  {
                      {"licenseConcluded",   LicenseBasis::Concluded, false},
                      {"licenseInfoInFiles", LicenseBasis::Observed,  true }
    });
    end_of(fields, kUnreadOfFile);
  }

  void read_snippet(const Value& value) {
    Fields fields(value, source_, notes_.list(), "a snippet");
    Element* const snippet = add_element(value, "Snippet");
    if (snippet == nullptr) return;
    snippet->id = id_of(fields);
    snippet->name = fields.text("name").value_or(Text{}).text;
    read_licenses(fields, value, *snippet,
                  {
                      {"licenseConcluded",      LicenseBasis::Concluded, false},
                      {"licenseInfoInSnippets", LicenseBasis::Observed,  true }
    });
    if (const TextView file = fields.needed_view("snippetFromFile"); !trimmed(file.text).empty())
      add_link({":snippet-of", snippet->id, std::string(trimmed(file.text)), {}, file.offset});
    end_of(fields, kUnreadOfSnippet);
  }

  void end_of(Fields& fields, std::span<const std::string_view> ignored) {
    fields.ignore(ignored);
    fields.finish();
    notes_.trim();
  }

  struct LicenseField {
    std::string_view key;
    LicenseBasis basis;
    bool several;  // the schema has a list here
  };

  // In document order.
  void read_licenses(Fields& fields, const Value& map, Element& element,
                     std::initializer_list<LicenseField> keys) {
    std::size_t most = 0;
    for (const LicenseField& field : keys) {
      const Value* const found = map.find(field.key);
      if (found != nullptr) most += found->kind == Value::Kind::List ? found->items.size() : 1;
    }
    element.licenses.reserve(std::min(most, kMaxElements));
    for (const LicenseField& field : keys) {
      const Value* const found = map.find(field.key);
      fields.each_text(field.key,
                       [&](TextView license) { add_license(element, field.basis, license); });
      if (found == nullptr || field.several) continue;
      // A field that is there without a value: the other syntaxes have an empty text for it.
      if (found->kind == Value::Kind::Null) add_license(element, field.basis, {{}, found->offset});
      if (found->kind == Value::Kind::List) {
        fields.fail(found->offset,
                    fmt::format("\"{}\" has to be one text, this is a list; each of its items "
                                "is read",
                                field.key));
      }
    }
    sort_by_place(element.licenses);
  }

  void add_license(Element& element, LicenseBasis basis, TextView license) {
    if (!count(licenses_, license.offset, "license statements")) return;
    LicenseStatement statement;
    statement.basis = basis;
    statement.text = trimmed(license.text);
    statement.form = form_of(statement.text);
    statement.offset = license.offset;
    element.licenses.push_back(std::move(statement));
  }

  // 7.21: the package URL is the reference of the type `purl`.
  void read_references(Fields& fields, Element& package) {
    for (const Value& reference : fields.list("externalRefs")) {
      Fields inside(reference, source_, notes_.list(), "an external reference");
      if (reference.kind != Value::Kind::Map) continue;
      const auto type = inside.view("referenceType");
      const auto locator = inside.view("referenceLocator");
      if (type && locator && package.purl.empty() && trimmed(type->text) == "purl")
        package.purl = trimmed(locator->text);
      end_of(inside, kUnreadOfReference);
    }
  }

  void read_custom_license(const Value& value) {
    Fields fields(value, source_, notes_.list(), "an extracted license");
    if (value.kind != Value::Kind::Map) return;
    if (!count(custom_licenses_, value.offset, "extracted licenses")) return;
    CustomLicense license;
    license.id = trimmed(fields.needed_view("licenseId").text);
    license.name = fields.text("name").value_or(Text{}).text;
    license.text = fields.needed_text("extractedText").text;
    fields.each_text("seeAlsos", [&](TextView address) {
      license.see_also.emplace_back(trimmed(address.text));
    });
    license.offset = value.offset;
    end_of(fields, kUnreadOfLicense);
    out_.custom_licenses.push_back(std::move(license));
  }

  void read_relationship(const Value& value) {
    Fields fields(value, source_, notes_.list(), "a relationship");
    if (value.kind != Value::Kind::Map) return;
    Link link;
    link.from = trimmed(fields.needed_view("spdxElementId").text);
    link.type = trimmed(fields.needed_view("relationshipType").text);
    link.to = trimmed(fields.needed_view("relatedSpdxElement").text);
    link.comment = fields.text("comment").value_or(Text{}).text;
    link.offset = value.offset;
    fields.finish();
    notes_.trim();
    if (!link.from.empty() && !link.type.empty() && !link.to.empty()) add_link(std::move(link));
  }

  void add_link(Link link) {
    if (!count(links_, link.offset, "relationships")) return;
    link_bytes_ += link.bytes();
    if (link_bytes_ <= kMaxLinkBytes) return out_.links.push_back(std::move(link));
    if (errors_.empty()) fail(link.offset, too_many_link_bytes());
  }

  [[nodiscard]] bool is_document(std::string_view id) const {
    return id == document_id_ || id == kUsualDocument;
  }

  // 11.1: what a relationship may name besides the elements of its document.
  [[nodiscard]] bool is_known(std::string_view id) const {
    return ids_.contains(id) || is_document(id) || id == kNone || id == kNoAssertion ||
           id.starts_with(kElsewhere);
  }

  void check_ids() {
    ids_.reserve(out_.elements.size());
    for (const Element& element : out_.elements) {
      if (!ids_.insert(element.id).second || is_document(element.id)) {
        notes_.add(element.offset,
                   fmt::format("the id \"{}\" stands for something else, too", element.id));
      }
    }
    for (const Link& link : out_.links) {
      for (const std::string* id : {&link.from, &link.to}) {
        const bool known = is_known(*id);
        if (!known) notes_.add(link.offset, fmt::format("nothing has the id \"{}\"", *id));
        if (!known || id->starts_with(kElsewhere)) out_.elsewhere.insert(*id);
      }
    }
    for (const Text& id : described_) {
      if (!is_known(trimmed(id.text)))
        notes_.add(id.offset, fmt::format("nothing has the id \"{}\"", id.text));
    }
  }

  void find_described() {
    std::vector<std::pair<std::size_t, std::string_view>> found;
    for (const Link& link : out_.links) {
      if (link.type == "DESCRIBES" && is_document(link.from))
        found.emplace_back(link.offset, link.to);
      if (link.type == "DESCRIBED_BY" && is_document(link.to))
        found.emplace_back(link.offset, link.from);
    }
    for (const Text& id : described_)
      found.emplace_back(id.offset, trimmed(id.text));
    std::ranges::stable_sort(found, {}, [](const auto& at) { return at.first; });
    std::unordered_set<std::string_view> seen;
    for (const auto& [offset, id] : found) {
      if (ids_.contains(id) && seen.insert(id).second) out_.described.emplace_back(id);
    }
  }

  const SourceText& source_;
  Notes notes_;
  MadeUpIds made_up_;
  std::vector<Error> errors_;
  Document out_;
  std::string document_id_;
  std::vector<Text> described_;
  std::unordered_set<std::string_view> ids_;  // of elements
  std::size_t link_bytes_ = 0;
  std::size_t elements_ = 0;
  std::size_t links_ = 0;
  std::size_t licenses_ = 0;
  std::size_t custom_licenses_ = 0;
};

constexpr std::array<Reader::List, 5> Reader::kLists = {
    List{"packages",                   &Reader::read_package       },
    List{"files",                      &Reader::read_file          },
    List{"snippets",                   &Reader::read_snippet       },
    List{"hasExtractedLicensingInfos", &Reader::read_custom_license},
    List{"relationships",              &Reader::read_relationship  },
};

}  // namespace

Result<Document> read_spdx2(const SourceText& source, DocumentFormat format, const MakeTree& make) {
  Reader reader(source, format);
  Result<Value> tree =
      make([&](std::string_view list, const Value& item) { return reader.take(list, item); });
  if (!tree) return Result<Document>::failed(std::move(tree.errors));
  return reader.finish(std::move(tree));
}

}  // namespace licet::spdx
