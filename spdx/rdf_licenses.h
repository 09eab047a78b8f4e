// The ids and licenses of SPDX's RDF form in the words of its other forms.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "spdx/notes.h"
#include "spdx/rdf_graph.h"

namespace licet::spdx {

/// What an IRI is called in a document: the part behind `#` for its own elements and licenses,
/// `DocumentRef-x:…` for those of a document it names, NONE and NOASSERTION for SPDX's individuals,
/// the IRI itself otherwise.
class RdfNames {
 public:
  /// `source` is what the graph was read from.
  RdfNames(const RdfGraph& graph, std::string_view source);

  /// Of the SpdxDocument; null if there is none.
  [[nodiscard]] const RdfResource* document() const { return document_; }

  /// The document's namespace: its IRI up to `#`.
  [[nodiscard]] std::string_view space() const { return space_; }

  /// A part of the source where the IRI is one. O(its length).
  [[nodiscard]] ValueText id(std::string_view iri) const;

 private:
  std::string_view source_;
  const RdfResource* document_ = nullptr;
  std::string_view space_;
  std::unordered_map<std::string_view, std::string> others_;  // DocumentRef- by namespace
};

/// License resources as SPDX expressions (annex D): sets with AND and OR, OrLaterOperator with `+`,
/// WithExceptionOperator with WITH. A set in a set stands in parentheses. What cannot be written
/// out (a set of nothing, one that holds itself, one longer than 64 KiB, one nested beyond
/// kMaxDepth) is NOASSERTION, with a note: it is not known.
class RdfLicenses {
 public:
  /// `source` is what the graph was read from.
  RdfLicenses(const RdfGraph& graph, std::string_view source, const RdfNames& names, Notes& notes)
      : graph_(graph), source_(source), names_(names), notes_(notes) {}

  /// The expression of a property's value. Each resource is looked at once.
  ValueText expression(const RdfProperty& property);

  /// Bytes of the expressions kept so far.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Words {
    std::string text;
    bool compound = false;  // has an operator
  };

  Words of_reference(const RdfProperty& property, std::size_t depth);
  Words of_resource(const RdfResource& resource, std::size_t depth);
  Words joined(const RdfResource& resource, std::string_view word, std::size_t depth);
  std::string operand(const RdfProperty* property, std::size_t depth);
  Words unknown(const RdfResource& resource, std::string_view why);

  const RdfGraph& graph_;
  std::string_view source_;
  const RdfNames& names_;
  Notes& notes_;
  std::unordered_map<const RdfResource*, Words> done_;
  std::unordered_set<const RdfResource*> open_;  // being written out
  std::size_t bytes_ = 0;
};

}  // namespace licet::spdx
