// Edits of an XML text through its elements: elements are put in and taken out again, and what is
// taken out leaves the bytes that were there before it was put in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "spdx/patch.h"
#include "spdx/xml_nodes.h"

namespace licet::spdx {

/// An element to be put in; names are as they will stand, with their prefix. It has text or
/// children.
struct NewElement {
  std::string name;
  std::string text = {};
  std::vector<NewElement> children = {};
  std::vector<std::pair<std::string, std::string>> attributes = {};
};

/// A text as it may stand in an element or in an attribute's double quotes.
std::string xml_escaped(std::string_view text);

/// What stands before the elements and attributes of a namespace: `spdx:`, or nothing for the
/// default one; nullopt if the root's tag does not declare it.
std::optional<std::string> declared_prefix(const XmlNode& root, std::string_view name_space);

/// Collects patches. Nodes are those of the list that was read from the text, by their index.
class XmlEdit {
 public:
  /// `foreign` says which elements are of another vocabulary; empty: none is.
  XmlEdit(const SourceText& source, const XmlNodes& nodes, std::vector<bool> foreign = {});

  [[nodiscard]] const XmlNode& node(std::uint32_t at) const { return nodes_[at]; }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

  [[nodiscard]] bool is_foreign(std::uint32_t at) const {
    return !foreign_.empty() && foreign_[at];
  }

  /// The children of an element, and the first one of a name that is not foreign.
  [[nodiscard]] std::vector<std::uint32_t> children(std::uint32_t parent) const;
  [[nodiscard]] std::optional<std::uint32_t> child(std::uint32_t parent,
                                                   std::string_view name) const;
  /// The text of that, or empty.
  [[nodiscard]] std::string_view child_text(std::uint32_t parent, std::string_view name) const;

  /// The bytes of an element, and what stands before its name: `bom:`, or nothing.
  [[nodiscard]] std::string_view raw(std::uint32_t at) const;
  [[nodiscard]] std::string_view prefix(std::uint32_t at) const;

  /// Whether an element has no children.
  [[nodiscard]] bool is_empty(std::uint32_t at) const { return nodes_[at].past == at + 1; }

  /// Puts an element in behind a child, or, without one, as the first child; laid out like the
  /// children there are. Of several at one place the earlier ones come first. Error: the parent is
  /// `<x/>`, into which nothing can be put; write it anew.
  void add(std::uint32_t parent, std::optional<std::uint32_t> after, const NewElement& element);

  /// The bytes of an element as one that stands at the place of `at`.
  [[nodiscard]] std::string written(std::uint32_t at, const NewElement& element) const;

  /// Takes an element out with the white space before it.
  void remove(std::uint32_t at);

  /// Writes other bytes in place of an element, or of any stretch.
  void replace(std::uint32_t at, std::string text);
  void replace(std::size_t offset, std::size_t length, std::string text);

  void fail(std::size_t offset, std::string message);

  Result<std::vector<Patch>> take();

 private:
  [[nodiscard]] std::string_view space_before(std::size_t at) const;

  const SourceText& source_;
  const XmlNodes& nodes_;
  std::vector<bool> foreign_;
  std::string indent_;  // of one level
  std::vector<Patch> patches_;
  std::vector<Error> errors_;
};

}  // namespace licet::spdx
