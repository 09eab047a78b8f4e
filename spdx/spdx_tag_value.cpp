// SPDX's tag-value form to the shape of its JSON form. The tags are those of SPDX 2.0 to 2.3.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "spdx/make_value.h"
#include "spdx/name_set.h"
#include "spdx/notes.h"
#include "spdx/read_spdx2.h"
#include "spdx/spelling.h"
#include "spdx/tag_lines.h"

namespace licet::spdx {

namespace {

// The blocks that tags belong to. SPDXID belongs to the block it stands in.
enum class Block : std::uint8_t {
  Document,
  Package,
  File,
  Snippet,
  License
};

constexpr std::size_t kBlocks = 5;

// What a tag does.
enum class Does : std::uint8_t {
  Begin,      // begins a block, and is its first member
  Set,        // is a member that stands once
  Append,     // is an item of a list
  Addresses,  // several items of a list, parted by commas
  Id,
  Relationship,
  RelationshipComment,
  Reference,
  Nothing  // known, but not read
};

struct Tag {
  std::string_view name;
  Does does;
  Block block = Block::Document;
  std::string_view key;  // in the JSON form
};

constexpr std::array kTags = {
    Tag{"SPDXVersion",                 Does::Set,                 Block::Document, "spdxVersion"          },
    Tag{"SPDXID",                      Does::Id,                  Block::Document, "SPDXID"               },
    Tag{"DocumentName",                Does::Set,                 Block::Document, "name"                 },
    Tag{"DocumentNamespace",           Does::Set,                 Block::Document, "documentNamespace"    },
    Tag{"Relationship",                Does::Relationship,        Block::Document, "relationships"        },
    Tag{"RelationshipComment",         Does::RelationshipComment, Block::Document, "comment"              },
    Tag{"PackageName",                 Does::Begin,               Block::Package,  "name"                 },
    Tag{"PackageVersion",              Does::Set,                 Block::Package,  "versionInfo"          },
    Tag{"PackageSupplier",             Does::Set,                 Block::Package,  "supplier"             },
    Tag{"PackageOriginator",           Does::Set,                 Block::Package,  "originator"           },
    Tag{"PrimaryPackagePurpose",       Does::Set,                 Block::Package,  "primaryPackagePurpose"},
    Tag{"PackageLicenseConcluded",     Does::Set,                 Block::Package,  "licenseConcluded"     },
    Tag{"PackageLicenseDeclared",      Does::Set,                 Block::Package,  "licenseDeclared"      },
    Tag{"PackageLicenseInfoFromFiles", Does::Append,              Block::Package,  "licenseInfoFromFiles" },
    Tag{"ExternalRef",                 Does::Reference,           Block::Package,  "externalRefs"         },
    Tag{"FileName",                    Does::Begin,               Block::File,     "fileName"             },
    Tag{"FileType",                    Does::Append,              Block::File,     "fileTypes"            },
    Tag{"LicenseConcluded",            Does::Set,                 Block::File,     "licenseConcluded"     },
    Tag{"LicenseInfoInFile",           Does::Append,              Block::File,     "licenseInfoInFiles"   },
    Tag{"SnippetSPDXID",               Does::Begin,               Block::Snippet,  "SPDXID"               },
    Tag{"SnippetSPDXIdentifier",       Does::Begin,               Block::Snippet,  "SPDXID"               },
    Tag{"SnippetFromFileSPDXID",       Does::Set,                 Block::Snippet,  "snippetFromFile"      },
    Tag{"SnippetName",                 Does::Set,                 Block::Snippet,  "name"                 },
    Tag{"SnippetLicenseConcluded",     Does::Set,                 Block::Snippet,  "licenseConcluded"     },
    Tag{"LicenseInfoInSnippet",        Does::Append,              Block::Snippet,  "licenseInfoInSnippets"},
    Tag{"LicenseID",                   Does::Begin,               Block::License,  "licenseId"            },
    Tag{"LicenseName",                 Does::Set,                 Block::License,  "name"                 },
    Tag{"ExtractedText",               Does::Set,                 Block::License,  "extractedText"        },
    Tag{"LicenseCrossReference",       Does::Addresses,           Block::License,  "seeAlsos"             },
};

constexpr std::array<std::string_view, 51> kNotRead = {"AnnotationComment",
                                                       "AnnotationDate",
                                                       "AnnotationType",
                                                       "Annotator",
                                                       "ArtifactOfProjectHomePage",
                                                       "ArtifactOfProjectName",
                                                       "ArtifactOfProjectURI",
                                                       "BuiltDate",
                                                       "Created",
                                                       "Creator",
                                                       "CreatorComment",
                                                       "DataLicense",
                                                       "DocumentComment",
                                                       "ExternalDocumentRef",
                                                       "ExternalRefComment",
                                                       "FileAttributionText",
                                                       "FileChecksum",
                                                       "FileComment",
                                                       "FileContributor",
                                                       "FileCopyrightText",
                                                       "FileDependency",
                                                       "FileNotice",
                                                       "FilesAnalyzed",
                                                       "LicenseComment",
                                                       "LicenseComments",
                                                       "LicenseListVersion",
                                                       "PackageAttributionText",
                                                       "PackageChecksum",
                                                       "PackageComment",
                                                       "PackageCopyrightText",
                                                       "PackageDescription",
                                                       "PackageDownloadLocation",
                                                       "PackageFileName",
                                                       "PackageHomePage",
                                                       "PackageLicenseComments",
                                                       "PackageSourceInfo",
                                                       "PackageSummary",
                                                       "PackageVerificationCode",
                                                       "ReleaseDate",
                                                       "ReviewComment",
                                                       "ReviewDate",
                                                       "Reviewer",
                                                       "SPDXREF",
                                                       "SnippetAttributionText",
                                                       "SnippetByteRange",
                                                       "SnippetComment",
                                                       "SnippetCopyrightText",
                                                       "SnippetLicenseComments",
                                                       "SnippetLineRange",
                                                       "ValidUntilDate",
                                                       "ExternalDocumentRefComment"};

// For so many members a block has room at once.
constexpr std::size_t kUsualMembers = 16;

constexpr std::array<std::string_view, kBlocks> kLists = {"", "packages", "files", "snippets",
                                                          "hasExtractedLicensingInfos"};

std::vector<std::string_view> all_names() {
  std::vector<std::string_view> names(kNotRead.begin(), kNotRead.end());
  for (const Tag& tag : kTags)
    names.push_back(tag.name);
  return names;
}

template <std::size_t N>
consteval std::array<std::string_view, N> names_of(const std::array<Tag, N>& tags) {
  std::array<std::string_view, N> names;
  std::ranges::transform(tags, names.begin(), &Tag::name);
  return names;
}

const Tag* find_tag(std::string_view name) {
  static constexpr Tag kIgnored{"", Does::Nothing, Block::Document, ""};
  static constexpr auto kIgnoredNames = name_set_of(kNotRead);
  static constexpr auto kNames = name_set_of(names_of(kTags));
  if (kIgnoredNames.contains(name)) return &kIgnored;
  const std::size_t found = kNames.find(name);
  return found == kTags.size() ? nullptr : &kTags[found];
}

Extent span_of(const Piece& piece) {
  return {piece.offset, piece.offset + piece.text.size()};
}

// The parts between separators, white space at their ends aside; empty ones are left out.
std::vector<Piece> split(Piece piece, std::string_view separators) {
  std::vector<Piece> out;
  for (std::size_t at = 0; at < piece.text.size();) {
    const std::size_t end = std::min(piece.text.find_first_of(separators, at), piece.text.size());
    const Piece part = trimmed({piece.text.substr(at, end - at), piece.offset + at});
    if (!part.text.empty()) out.push_back(part);
    at = end + 1;
  }
  return out;
}

Value text_value(const Piece& piece) {
  return make_text(ValueText::borrowed(piece.text), span_of(piece));
}

class Reader {
 public:
  Reader(const SourceText& source, const TakeItem& take)
      : source_(source), take_(take), notes_(source) {}

  Result<Value> run() {
    for (std::size_t at = source_.text().starts_with("\xEF\xBB\xBF") ? 3 : 0;
         at < source_.text().size() && errors_.empty();)
      at = read_line(at);
    if (!errors_.empty()) return Result<Value>::failed(std::move(errors_));
    for (const Block kind : {Block::Package, Block::File, Block::Snippet, Block::License})
      give(kLists[static_cast<std::size_t>(kind)], block(kind));
    give("relationships", relationship_);
    Value root = std::move(*block(Block::Document));
    root.end = source_.text().size();
    return {std::move(root), {}, std::move(notes_).sorted()};
  }

 private:
  // The latest block of a kind, if there is one.
  std::optional<Value>& block(Block kind) { return blocks_[static_cast<std::size_t>(kind)]; }

  // An item that is whole, if there is one.
  void give(std::string_view list, std::optional<Value>& item) {
    if (item && !take_(list, *item)) {
      const std::size_t offset = item->offset;
      add_member(*block(Block::Document), list, offset, std::move(*item), Occurs::List);
    }
    item.reset();
  }

  // Reads what begins at the start of a line; returns where the next line begins.
  std::size_t read_line(std::size_t at) {
    const TagLine line = read_tag_line(source_.text(), at);
    if (line.kind == TagLineKind::Tag) {
      read_tag(line.name, line.value, line.end);
    } else if (line.kind == TagLineKind::NoTag) {
      notes_.add(line.name.offset,
                 "this line is no \"Tag: value\"; text of several lines has to stand "
                 "between <text> and </text>");
    } else if (line.kind == TagLineKind::Unclosed) {
      errors_.push_back(source_.error(
          line.value.offset, "this <text> is never closed; put </text> where its text ends"));
    }
    return line.end + 1;
  }

  void read_tag(const Piece& name, const Piece& value, std::size_t end) {
    const Tag* const tag = find_tag(name.text);
    if (tag == nullptr) {
      // Searching for what each of very many may have meant would take long.
      static const std::vector<std::string_view> kNames = all_names();
      const std::string hint = ++unknown_ > 100 ? "" : did_you_mean(name.text, kNames);
      notes_.add(name.offset, fmt::format("SPDX has no tag \"{}\"{}", name.text, hint));
    } else if (++values_ > kMaxValues) {
      errors_.push_back(source_.error(
          name.offset,
          fmt::format("more than {} tags, the most that is read; split the file", kMaxValues)));
    } else {
      apply(*tag, name, value, end);
    }
  }

  void apply(const Tag& tag, const Piece& name, const Piece& value, std::size_t end) {
    if (tag.does == Does::Nothing) return extend(end);
    if (tag.does == Does::Begin) begin(tag.block, name.offset);
    if (tag.does == Does::Relationship) return add_relationship(name, value, end);
    if (tag.does == Does::RelationshipComment) return add_comment(tag, name, value, end);
    if (tag.does == Does::Id) return add_id(tag, name, value, end);
    if (!block(tag.block)) {
      notes_.add(name.offset, fmt::format("\"{}\" stands before anything it could belong to; it is "
                                          "left out",
                                          name.text));
      return;
    }
    if (tag.block != Block::Document && tag.block != current_) {
      notes_.add(name.offset, fmt::format("\"{}\" stands outside of its block; it is taken to "
                                          "belong to the one further up",
                                          name.text));
    }
    Value& into = *block(tag.block);
    if (tag.does == Does::Reference) {
      add_reference(into, tag, name, value);
    } else if (tag.does == Does::Addresses) {
      for (const Piece& address : split(value, ","))
        add_member(into, tag.key, name.offset, text_value(address), Occurs::List);
    } else {
      add_member(into, tag.key, name.offset, text_value(value),
                 tag.does == Does::Append ? Occurs::List : Occurs::Once);
    }
    if (tag.block == current_) extend(end);
  }

  void begin(Block kind, std::size_t offset) {
    current_ = kind;
    give(kLists[static_cast<std::size_t>(kind)], block(kind));
    block(kind) = make_map({offset, offset});
    block(kind)->items.reserve(kUsualMembers);
  }

  // The block goes on up to here.
  void extend(std::size_t end) { block(current_)->end = end; }

  // 8.2: a file belongs to the package before it.
  void add_id(const Tag& tag, const Piece& name, const Piece& value, std::size_t end) {
    add_member(*block(current_), tag.key, name.offset, text_value(value), Occurs::Once);
    extend(end);
    if (current_ == Block::File && block(Block::Package))
      add_member(*block(Block::Package), "hasFiles", name.offset, text_value(value), Occurs::List);
  }

  // 11.1: `SPDXRef-A DEPENDS_ON SPDXRef-B`.
  void add_relationship(const Piece& name, const Piece& value, std::size_t end) {
    const std::vector<Piece> words = split(value, " \t\r\n");
    if (words.size() != 3) {
      notes_.add(value.offset,
                 "a relationship is two ids with its type between them; this one is "
                 "left out");
      relationship_left_out_ = true;
      return;
    }
    relationship_left_out_ = false;
    give("relationships", relationship_);
    Value& relationship = relationship_.emplace(make_map({name.offset, end}));
    constexpr std::array<std::string_view, 3> kKeys = {"spdxElementId", "relationshipType",
                                                       "relatedSpdxElement"};
    relationship.items.reserve(kKeys.size());
    for (std::size_t i = 0; i < kKeys.size(); ++i)
      add_new_member(relationship, kKeys[i], words[i].offset, text_value(words[i]), Occurs::Once);
  }

  void add_comment(const Tag& tag, const Piece& name, const Piece& value, std::size_t end) {
    if (!relationship_ && !relationship_left_out_)
      notes_.add(name.offset, "this comment stands before any relationship; it is left out");
    if (!relationship_ || relationship_left_out_) return;
    add_member(*relationship_, tag.key, name.offset, text_value(value), Occurs::Once);
    relationship_->end = end;
  }

  // 7.21: `PACKAGE-MANAGER purl pkg:…`.
  void add_reference(Value& into, const Tag& tag, const Piece& name, const Piece& value) {
    const std::vector<Piece> words = split(value, " \t\r\n");
    if (words.size() != 3) {
      notes_.add(value.offset,
                 "an external reference is a category, a type and a locator; this one "
                 "is left out");
      return;
    }
    Value reference = make_map(span_of(value));
    constexpr std::array<std::string_view, 3> kKeys = {"referenceCategory", "referenceType",
                                                       "referenceLocator"};
    reference.items.reserve(kKeys.size());
    for (std::size_t i = 0; i < kKeys.size(); ++i)
      add_new_member(reference, kKeys[i], words[i].offset, text_value(words[i]), Occurs::Once);
    add_member(into, tag.key, name.offset, std::move(reference), Occurs::List);
  }

  const SourceText& source_;
  const TakeItem& take_;
  Notes notes_;
  std::vector<Error> errors_;
  std::array<std::optional<Value>, kBlocks> blocks_ = {make_map({})};  // the latest of each kind
  std::optional<Value> relationship_;                                  // the latest
  Block current_ = Block::Document;
  bool relationship_left_out_ = false;  // the latest one
  std::size_t values_ = 0;
  std::size_t unknown_ = 0;
};

}  // namespace

Result<Value> tag_value_tree(const SourceText& source, const TakeItem& take) {
  if (auto errors = check_text(source); !errors.empty())
    return Result<Value>::failed(std::move(errors));
  return Reader(source, take).run();
}

}  // namespace licet::spdx
