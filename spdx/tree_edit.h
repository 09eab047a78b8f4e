// Edits of a JSON or YAML text through its tree: entries are added to lists and maps and taken out
// again, and what is taken out leaves the bytes that were there before it was added.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "spdx/patch.h"
#include "spdx/source.h"
#include "spdx/value.h"

namespace licet::spdx {

/// Collects patches. Values given are those of the tree that was read from the text; new ones are
/// made by hand (spdx/write_value.h). What cannot be done is an error with its place.
class TreeEdit {
 public:
  explicit TreeEdit(const SourceText& source) : source_(source) {}

  virtual ~TreeEdit() = default;
  TreeEdit(const TreeEdit&) = delete;
  TreeEdit& operator=(const TreeEdit&) = delete;

  /// The bytes of a value. Errors (an empty text): the value's end cannot be told.
  virtual std::string_view raw(const Value& value) = 0;

  /// Adds entries to a list or map, in the layout of those that it has: in JSON behind the last, in
  /// YAML, whose values have no certain end, before the last. An empty one is written anew; its
  /// bytes have to be kept (`raw`) to be put back.
  virtual void add(const Value& container, const std::vector<Value>& entries) = 0;

  /// Takes out the entries whose flag is set; one at least has to stay.
  virtual void remove(const Value& container, const std::vector<bool>& gone) = 0;

  /// Writes other bytes in place of a value.
  void replace(const Value& value, std::string text);

  void insert(std::size_t offset, std::string text);
  void erase(std::size_t begin, std::size_t end);

  void fail(std::size_t offset, std::string message);

  /// The patches, or the errors.
  Result<std::vector<Patch>> take();

 protected:
  [[nodiscard]] std::string_view text() const { return source_.text(); }

 private:
  const SourceText& source_;
  std::vector<Patch> patches_;
  std::vector<Error> errors_;
};

/// `root` is the tree of the whole text; both must outlive the edit.
std::unique_ptr<TreeEdit> edit_json(const SourceText& source, const Value& root);
std::unique_ptr<TreeEdit> edit_yaml(const SourceText& source, const Value& root);

/// Which items of a list are to be taken out.
struct ListedItems {
  std::string_view key;  ///< of the member that is the list
  std::function<bool(const Value&)> out;
  const ValueText* was = nullptr;  ///< what takes the list's place if no other items are left
};

/// Takes items out of a member of a map, if it has it. If no other items are left, and it is not
/// known what was there, the member's flag in `gone` is set.
void remove_items(TreeEdit& edit, const Value& map, const ListedItems& items,
                  std::vector<bool>& gone);

/// Removes the members of a map whose flags are set, if any are.
void remove_members(TreeEdit& edit, const Value& map, const std::vector<bool>& gone);

/// The offset behind the text in quotes that begins at an offset, as JSON and flow YAML have it.
std::size_t past_quoted(std::string_view text, std::size_t at);

}  // namespace licet::spdx
