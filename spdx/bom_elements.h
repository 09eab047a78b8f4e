// The elements and links of a CycloneDX document while it is read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "spdx/bom_link.h"
#include "spdx/document.h"
#include "spdx/fields.h"
#include "spdx/notes.h"

namespace licet::spdx {

/// Adds elements and links to a document. What a reference means, and which ids can be made up, is
/// known only when every bom-ref has been seen: until then an element is called by its index, and a
/// reference stands as written.
class BomElements {
 public:
  using Index = std::size_t;

  /// Holds on to all three.
  BomElements(const SourceText& source, Notes& notes, Document& out);

  /// Learns the bom-refs in a part of the document, also those of what is no element. The part need
  /// not live on.
  void gather(const Value& part) { references_.gather(part); }

  /// Adds an element, which states this bom-ref (empty: none).
  Index add(Element&& element, TextView bom_ref);

  /// Adds a link from an element to another, or to what a reference means.
  void link(std::string_view type, Index from, Index to, std::size_t offset);
  void link_to(std::string_view type, Index from, TextView reference, std::size_t offset);

  /// To be called once, when all elements are added and all bom-refs gathered: gives elements their
  /// ids and resolves the references of links. An id is the bom-ref, or `#1`, `#2` … where there is
  /// none or another element has it, which is a note. What follows comes after it.
  void complete();

  /// The id of an element.
  [[nodiscard]] const std::string& id(Index element) const { return out_.elements[element].id; }

  /// The id of the element that a reference means, by its bom-ref or else by its purl. A reference
  /// to nothing is a note, and returned unchanged.
  std::string refer(TextView reference);

  /// Adds a link between ids.
  void link_ids(std::string_view type, std::string from, std::string to, std::size_t offset);

  /// Makes room for so many more links.
  void reserve_links(std::size_t more);

  /// One if there are more than kMaxElements elements, licenses or links: then no more are added,
  /// and indices mean nothing.
  std::vector<Error>& errors() { return errors_; }

 private:
  /// A link whose ends are not known yet.
  struct Open {
    std::size_t link;
    Index from;
    Index to;            ///< kReference: what the link says
    std::size_t offset;  ///< of the reference
  };

  static constexpr Index kReference = kMaxElements;

  void give_ids();
  [[nodiscard]] const Element* by_purl(std::string_view purl);
  bool fits(const Link& link);
  void too_many(std::size_t offset, std::string_view what);

  const SourceText& source_;
  Notes& notes_;
  Document& out_;
  std::vector<Error> errors_;
  BomReferences references_;
  std::size_t licenses_ = 0;
  std::size_t link_bytes_ = 0;
  std::vector<Offset> bom_refs_;  ///< of each element: where it stands
  std::vector<Open> open_;
  std::unordered_map<std::string_view, const Element*> purls_;  ///< once one was asked for
};

}  // namespace licet::spdx
