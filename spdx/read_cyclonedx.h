// CycloneDX in the shape of its JSON schema, whatever it was written in, to a Document.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "spdx/document.h"
#include "spdx/make_tree.h"
#include "spdx/notes.h"
#include "spdx/value.h"

namespace licet::spdx {

/// Whether the reader asks for the member `key`, where `parent` is the key of the innermost member
/// around it (empty: the root). Everything else need not be in the tree; nor do the properties of
/// components and services, which take much room, but for those that are remarks of licet
/// (spdx/work_remarks.h).
bool is_cyclonedx_member(std::string_view parent, std::string_view key);

/// Whether this is the member that holds the properties of the document, a component or a service.
bool holds_remarks(std::string_view parent, std::string_view key);

/// The versions that are read, oldest first.
const std::vector<std::string_view>& cyclonedx_versions();

/// The document a tree declares; the member `metadata` and items of the lists `components` and
/// `services` can be given away. Notes of the tree and of the reading come together, in the order
/// of their places. Errors: those of the tree, a root that is no map, a `specVersion` that is not
/// known, more than kMaxElements elements, links or license statements. Linear in the tree, but for
/// workflows, which link each of their outputs with each of their inputs.
Result<Document> read_cyclonedx(const SourceText& source, DocumentFormat format,
                                const MakeTree& make);

/// Reads `licenses` members. The first license text or address that an expression's details give
/// for a `LicenseRef-` becomes one of `custom`; what is wrong is added to `notes`.
class CycloneDxLicenses {
 public:
  CycloneDxLicenses(const SourceText& source, Notes& notes, std::vector<CustomLicense>& custom)
      : source_(source), notes_(notes), custom_(custom) {}

  /// Appends the statements of one list; `evidence`: they were found rather than stated.
  void read(const Value& licenses, bool evidence, std::vector<LicenseStatement>& out);

 private:
  void read_entry(const Value& entry, bool evidence, std::vector<LicenseStatement>& out);
  void read_license(const Value& license, bool evidence, std::vector<LicenseStatement>& out);
  void read_expression(const Value& entry, bool evidence, std::vector<LicenseStatement>& out);
  void read_details(const Value& detail);
  void define(const std::vector<Property>& remarks, LicenseStatement& statement);
  [[nodiscard]] LicenseBasis basis_of(const Value& license);
  [[nodiscard]] std::string body_of(const Value& text);

  const SourceText& source_;
  Notes& notes_;
  std::vector<CustomLicense>& custom_;
  std::unordered_set<std::string> custom_ids_;
};

}  // namespace licet::spdx
