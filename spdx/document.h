// What a software or AI bill of materials declares, in one model for all formats, as written: what
// its words mean for licenses is the engine's business (engine/document_stack.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "spdx/custom_license.h"
#include "spdx/result.h"
#include "spdx/source.h"

namespace licet::spdx {

/// A serialization of a standard.
enum class DocumentFormat : std::uint8_t {
  SpdxJson,  ///< SPDX 2.x
  SpdxYaml,
  SpdxTagValue,
  SpdxRdf,
  SpdxXml,
  Spdx3,  ///< SPDX 3.0.x, JSON-LD
  CycloneDxJson,
  CycloneDxXml
};

/// Where a license statement comes from, in the words of SPDX and CycloneDX.
enum class LicenseBasis : std::uint8_t {
  Declared,   ///< by the authors of the work; of a CycloneDX license also where nothing is said
  Concluded,  ///< by who made the document
  Observed    ///< found in files (licenseInfoFromFiles, licenseInfoInFile, evidence)
};

/// What kind of words a license statement holds.
enum class LicenseForm : std::uint8_t {
  Expression,   ///< an SPDX expression, or one id
  Name,         ///< free words (CycloneDX `license.name`)
  Text,         ///< only a license text, or only an address: `text` is empty
  None,         ///< NONE: the work has no license
  NoAssertion,  ///< NOASSERTION, or the field is there and empty
};

/// What licet itself wrote into a document where the standard has no field for it: `kind service`,
/// `owner self`, `fact:multimodal true`, `relation finetune by self: base` (spdx/work_remarks.h).
struct Property {
  std::string name;
  std::string value;
};

/// One license statement of an element. A field that is absent makes none.
struct LicenseStatement {
  LicenseBasis basis = LicenseBasis::Declared;
  LicenseForm form = LicenseForm::Expression;
  std::string text;  ///< as written; for None and NoAssertion the document's word
  std::string body;  ///< the license's own text, if the document holds it (decoded)
  std::string url;
  std::size_t offset = 0;  ///< where the statement stands; so for all offsets below
  std::string part = {};   ///< part of the work it speaks of, where licet wrote so: `weights`
};

/// A thing that may bear a license: package, file, snippet, component, service, dataset.
struct Element {
  std::string id;    ///< as references name it: SPDXID, IRI, bom-ref; made up (`#1`) if it has none
  std::string name;  ///< may be empty; of CycloneDX `group/name` where there is a group
  std::string version;
  std::string supplier;  ///< supplier, else originator, manufacturer or publisher
  std::string purl;
  std::string type;     ///< class in the document's words: `Package`, `File`, `Snippet`, `service`,
                        ///< `ai_AIPackage`, `machine-learning-model`, `data` …
  std::string purpose;  ///< primary purpose in the document's words, if it is stated besides; of an
                        ///< SPDX 2 file the first of its types
  std::string scope;    ///< of a CycloneDX component, if stated: `required`, `optional`, `excluded`
  std::vector<LicenseStatement> licenses;  ///< in document order
  std::size_t offset = 0;                  ///< where its object, block or tag begins
  std::size_t end = 0;                     ///< just behind it; 0: the format's parser does not tell
  std::vector<Property> remarks = {};
};

/// `from -type-> to`, in the document's direction. Nesting and members that stand for a relation
/// have a type of their own, which begins with a colon. CycloneDX has `:nested` (from the whole to
/// its part), `:ancestor`, `:descendant` and `:variant` (from the one with the pedigree),
/// `:dataset` (from the model), `:data` (from the component that holds it) and `:made-from` (from
/// what a workflow or task puts out to what it takes in).
struct Link {
  std::string type;
  std::string from;  ///< id of an element, or an id that is none (another document's, NONE …)
  std::string to;
  std::string comment;
  std::size_t offset = 0;
  std::string scope = {};  ///< when it holds, if stated: `build`, `test`, `runtime` … (SPDX 3)

  /// Of what can be long. O(1).
  [[nodiscard]] std::size_t bytes() const { return from.size() + to.size() + comment.size(); }
};

/// A bill of materials: immutable once read. Everything keeps document order.
struct Document {
  DocumentFormat format = DocumentFormat::SpdxJson;
  std::string version;  ///< of the standard: `2.3`, `3.0.1`, `1.6`; empty if it is not stated
  std::string name;
  std::string id;                      ///< documentNamespace, serialNumber, IRI of the SpdxDocument
  std::vector<std::string> described;  ///< ids of the elements it is about
  std::vector<Element> elements;
  std::vector<Link> links;
  std::unordered_set<std::string> elsewhere;  ///< ids that links name and nothing in it bears:
                                              ///< another document's, or nobody's
  std::vector<CustomLicense> custom_licenses;
  bool has_signature = false;
};

/// Most elements, links and license statements, each, of one document. One more is an error where
/// it stands.
inline constexpr std::size_t kMaxElements = 1'000'000;

/// Most bytes of all links of a document: an id is stated once and linked many times, so that a
/// small text could fill the memory. More is an error where a link stands.
inline constexpr std::size_t kMaxLinkBytes = 4 * kMaxInputBytes;

/// What that error says.
std::string too_many_link_bytes();

/// One reader: how its format is recognised, and what reads it.
struct DocumentReader {
  DocumentFormat format;
  std::string_view name;  ///< `SPDX 2.2/2.3 JSON` …, for help and messages
  /// Whether a text is of this format, judged by content alone; looks at the first kilobytes.
  bool (*recognizes)(std::string_view text);
  /// Reads leniently: what breaks the format's own rules but has a meaning is a note with its place
  /// (Result::notes). Errors: what the text's parser finds, or a version that is not known.
  Result<Document> (*read)(const SourceText& source);
};

/// All readers; the order is that in which they are asked.
const std::vector<DocumentReader>& document_readers();

/// The reader of a text, or null if it is no bill of materials.
const DocumentReader* recognize_document(std::string_view text);

}  // namespace licet::spdx
