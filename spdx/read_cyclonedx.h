// CycloneDX in the shape of its JSON schema, whatever it was written in, to a Document.
#pragma once

#include <string_view>
#include <vector>

#include "spdx/document.h"
#include "spdx/value.h"

namespace licet::spdx {

/// Whether the reader asks for the member `key`, where `parent` is the key of the innermost member
/// around it (empty: the root). Everything else need not be in the tree.
bool is_cyclonedx_member(std::string_view parent, std::string_view key);

/// The versions that are read, oldest first.
const std::vector<std::string_view>& cyclonedx_versions();

/// Reads a tree. Errors: a root that is no map, a `specVersion` that is not known, more than
/// kMaxElements elements, links or license statements. All else that is wrong is a note, at most a
/// thousand, in the order of their places. Linear in the tree, but for a workflow, which links each
/// of its outputs with each of its inputs.
Result<Document> read_cyclonedx(const Value& root, const SourceText& source, DocumentFormat format);

/// Appends the statements of `licenses` (a list, as in a component) to an element; `evidence` says
/// that they were found rather than stated. A license text that an expression's details give for a
/// `LicenseRef-` becomes one of `custom`. What is wrong is added to `notes`.
class CycloneDxLicenses {
 public:
  CycloneDxLicenses(const SourceText& source, std::vector<Error>& notes,
                    std::vector<CustomLicense>& custom)
      : source_(source), notes_(notes), custom_(custom) {}

  void read(const Value& licenses, bool evidence, std::vector<LicenseStatement>& out);

 private:
  void read_entry(const Value& entry, bool evidence, std::vector<LicenseStatement>& out);
  void read_license(const Value& license, bool evidence, std::vector<LicenseStatement>& out);
  void read_expression(const Value& entry, bool evidence, std::vector<LicenseStatement>& out);
  void read_details(const Value& detail);
  [[nodiscard]] LicenseBasis basis_of(const Value& license);
  [[nodiscard]] std::string body_of(const Value& text);
  void note(std::size_t offset, std::string message);

  const SourceText& source_;
  std::vector<Error>& notes_;
  std::vector<CustomLicense>& custom_;
};

}  // namespace licet::spdx
