// Licenses of SPDX 3's ExpandedLicensing profile as words of an expression.
#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "spdx/spdx3_licenses.h"

namespace licet::spdx {

namespace {

// Longest expression made of sets; sets that share members can give much more than the document is
// long.
constexpr std::size_t kMostExpressionBytes = 64 * std::size_t{1024};

bool is_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_license_id_character);
}

bool is_composite(std::string_view type) {
  return type.ends_with("Set") || type.ends_with("Operator");
}

}  // namespace

// What one operator joins: each only once, since a document may state a set in several places.
class Spdx3Licenses::Operands {
 public:
  explicit Operands(Binding binding) : binding_(binding) {}

  // False if this is no new one.
  bool add(const Words& one) {
    if (!seen_.insert(one.text).second) return false;
    if (seen_.size() == 1) {
      out_ = one;
      return true;
    }
    if (seen_.size() == 2) out_ = {bracketed(out_), binding_};
    out_.text += binding_ == Binding::And ? " AND " : " OR ";
    out_.text += bracketed(one);
    return true;
  }

  [[nodiscard]] const Words& words() const { return out_; }

 private:
  [[nodiscard]] std::string bracketed(const Words& one) const {
    return one.binding < binding_ ? "(" + one.text + ")" : one.text;
  }

  Binding binding_;
  Words out_;
  std::unordered_set<std::string> seen_;
};

Spdx3Licenses::Words Spdx3Licenses::unknown(std::size_t offset, std::string message) {
  notes_.add(offset, std::move(message));
  return {std::string(kNoAssertion), Binding::Single};
}

Spdx3Licenses::Words Spdx3Licenses::words(const Value& reference, std::size_t depth) {
  if (const Spdx3Node* node = graph_.find(reference)) return words_of(*node, depth);
  const std::string_view written = spdx3_text(reference);
  if (const std::string_view special = spdx3_special_word(written); !special.empty())
    return {std::string(special), Binding::Single};
  if (std::string id = spdx3_listed_id(written); !id.empty())
    return {std::move(id), Binding::Single};
  return unknown(reference.offset,
                 fmt::format("no license of this document has the id \"{}\"", written));
}

Spdx3Licenses::Words Spdx3Licenses::words_of(const Spdx3Node& node, std::size_t depth) {
  const std::size_t offset = node.parts.front()->offset;
  if (const auto found = known_.find(&node); found != known_.end()) return found->second;
  const std::vector<std::string_view> classes = classes_of(node);
  if (depth == kMaxDepth && std::ranges::any_of(classes, is_composite)) {
    return unknown(offset, fmt::format("licenses are nested deeper than {} levels, the most that "
                                       "is read",
                                       kMaxDepth));
  }
  if (!open_.insert(&node).second)
    return unknown(offset, fmt::format("the license \"{}\" is made of itself", node.id));
  Operands all(Binding::And);
  for (const std::string_view type : classes)
    all.add(class_words(node, type, depth + 1));
  open_.erase(&node);
  return known_[&node] = all.words();
}

// What the node says as one of this class.
Spdx3Licenses::Words Spdx3Licenses::class_words(const Spdx3Node& node, std::string_view type,
                                                std::size_t depth) {
  if (type == "LicenseExpression") return expression_words(node);
  if (!is_composite(type)) return leaf_words(node, type);
  Words out = operator_words(node, type, depth);
  if (out.text.size() <= kMostExpressionBytes) return out;
  return unknown(node.parts.front()->offset,
                 fmt::format("written as an expression this license takes more than {} bytes, the "
                             "most that is read",
                             kMostExpressionBytes));
}

Spdx3Licenses::Words Spdx3Licenses::operator_words(const Spdx3Node& node, std::string_view type,
                                                   std::size_t depth) {
  if (type == "ConjunctiveLicenseSet") return set_words(node, Binding::And, depth);
  if (type == "DisjunctiveLicenseSet") return set_words(node, Binding::Or, depth);
  return type == "OrLaterOperator" ? or_later(node, depth) : with_addition(node, depth);
}

Spdx3Licenses::Words Spdx3Licenses::set_words(const Spdx3Node& node, Binding binding,
                                              std::size_t depth) {
  const std::vector<const Value*> members = graph_.values(node, "member");
  if (members.empty())
    return unknown(node.parts.front()->offset, "this set of licenses has no member");
  Operands operands(binding);
  for (const Value* member : members) {
    operands.add(words(*member, depth));
    if (operands.words().text.size() > kMostExpressionBytes) break;
  }
  return operands.words();
}

Spdx3Licenses::Words Spdx3Licenses::or_later(const Spdx3Node& node, std::size_t depth) {
  Words out = member_words(node, "subjectLicense", depth);
  if (out.binding == Binding::Single && is_id(out.text) && out.text != kNoAssertion &&
      out.text != kNone && !out.text.starts_with("LicenseRef-")) {
    out.text += '+';
  } else {
    notes_.add(node.parts.front()->offset,
               fmt::format("an expression cannot say \"or later\" of \"{}\"", out.text));
  }
  return out;
}

Spdx3Licenses::Words Spdx3Licenses::with_addition(const Spdx3Node& node, std::size_t depth) {
  Words license = member_words(node, "subjectExtendableLicense", depth);
  const Words addition = member_words(node, "subjectAddition", depth);
  if (license.binding == Binding::Single && license.text != kNoAssertion &&
      addition.text != kNoAssertion) {
    license.text += " WITH " + addition.text;
    return license;
  }
  return unknown(node.parts.front()->offset,
                 fmt::format("\"{} WITH {}\" is no license", license.text, addition.text));
}

Spdx3Licenses::Words Spdx3Licenses::member_words(const Spdx3Node& node, std::string_view member,
                                                 std::size_t depth) {
  const std::vector<const Value*> values = graph_.values(node, member);
  if (!values.empty()) return words(*values.front(), depth);
  return unknown(node.parts.front()->offset, fmt::format("this {} has no {}", node.type, member));
}

Spdx3Licenses::Words Spdx3Licenses::leaf_words(const Spdx3Node& node, std::string_view type) {
  const std::size_t offset = node.parts.front()->offset;
  const std::string key = key_of(node);
  if (!names_.contains(key) && is_only_named(node, type)) {
    if (type != "SimpleLicensingText") {
      notes_.add(offset,
                 fmt::format("which license \"{}\" is, its IRI does not tell; it is read as one of "
                             "the document's own",
                             node.id));
    }
    name_custom(node, type);
  }
  if (const auto name = names_.find(key); name != names_.end())
    return {name->second, Binding::Single};
  if (std::string listed = listed_words(node, type); !listed.empty())
    return {std::move(listed), Binding::Single};
  return unknown(offset, fmt::format("which license \"{}\" is, its IRI does not tell", node.id));
}

Spdx3Licenses::Words Spdx3Licenses::expression_words(const Spdx3Node& node) {
  const Renames names = renames(node);
  Operands all(Binding::And);
  bool first = true;
  for (const Value* value : graph_.values(node, "licenseExpression")) {
    std::string text = renamed(trimmed(spdx3_text(*value)), names);
    if (text.empty()) continue;
    const Binding binding = is_id(text) ? Binding::Single : Binding::Or;
    if (all.add({std::move(text), binding}) && !std::exchange(first, false)) {
      notes_.add(
          value->offset,
          fmt::format("\"{}\" has another expression, too; both are taken to hold", node.id));
    }
  }
  return first ? Words{std::string(kNoAssertion), Binding::Single} : all.words();
}

// An expression with other names in the place of some.
std::string Spdx3Licenses::renamed(std::string_view text, const Renames& to) {
  if (to.empty()) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (is_license_id_character(text[end]) || text[end] == ':'))
      ++end;
    end = std::max(end, at + 1);
    const std::string_view word = text.substr(at, end - at);
    const auto name = to.find(word);
    out += name == to.end() ? word : name->second;
    at = end;
  }
  return out;
}

// Two expressions may call different licenses by one id, each with a map of its own.
Spdx3Licenses::Renames Spdx3Licenses::renames(const Spdx3Node& expression) const {
  Renames out;
  for (const Value* entry : graph_.values(expression, "customIdToUri")) {
    const Value* key = entry->find("key");
    const Value* uri = entry->find("value");
    if (key == nullptr || uri == nullptr) continue;
    const auto name = names_.find(graph_.expanded(uri->text));
    if (name != names_.end() && key->text != name->second) out[key->text] = name->second;
  }
  return out;
}

// The word of an individual like NONE, or the id of a listed license, which is known by its IRI;
// tools also write it as a member or as its name. Empty if it is neither.
std::string Spdx3Licenses::listed_words(const Spdx3Node& node, std::string_view type) const {
  for (const std::string_view text : {node.id, type}) {
    if (const std::string_view special = spdx3_special_word(text); !special.empty())
      return std::string(special);
  }
  std::string id = spdx3_listed_id(graph_.expanded(node.id));
  for (const std::string_view member : {"licenseId", "licenseExceptionId", "name"}) {
    if (is_id(id)) break;
    id = graph_.text(node, member);
  }
  return is_id(id) ? id : "";
}

}  // namespace licet::spdx
