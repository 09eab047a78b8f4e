// Licenses of SPDX 3's ExpandedLicensing profile as words of an expression.
#include <algorithm>
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

}  // namespace

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
  if (!node.type.ends_with("Set") && !node.type.ends_with("Operator")) return leaf_words(node);
  const std::size_t offset = node.parts.front()->offset;
  if (const auto found = known_.find(&node); found != known_.end()) return found->second;
  if (depth == kMaxDepth) {
    return unknown(offset, fmt::format("licenses are nested deeper than {} levels, the most that "
                                       "is read",
                                       kMaxDepth));
  }
  if (!open_.insert(&node).second)
    return unknown(offset, fmt::format("the license \"{}\" is made of itself", node.id));
  Words out = operator_words(node, depth + 1);
  open_.erase(&node);
  if (out.text.size() > kMostExpressionBytes) {
    out = unknown(offset, fmt::format("written as an expression this license takes more than {} "
                                      "bytes, the most that is read",
                                      kMostExpressionBytes));
  }
  return known_[&node] = std::move(out);
}

Spdx3Licenses::Words Spdx3Licenses::operator_words(const Spdx3Node& node, std::size_t depth) {
  if (node.type == "ConjunctiveLicenseSet") return set_words(node, Binding::And, depth);
  if (node.type == "DisjunctiveLicenseSet") return set_words(node, Binding::Or, depth);
  return node.type == "OrLaterOperator" ? or_later(node, depth) : with_addition(node, depth);
}

Spdx3Licenses::Words Spdx3Licenses::set_words(const Spdx3Node& node, Binding binding,
                                              std::size_t depth) {
  const std::vector<const Value*> members = graph_.values(node, "member");
  if (members.empty())
    return unknown(node.parts.front()->offset, "this set of licenses has no member");
  if (members.size() == 1) return words(*members.front(), depth);
  Words out{"", binding};
  for (const Value* member : members) {
    const Words one = words(*member, depth);
    if (!out.text.empty()) out.text += binding == Binding::And ? " AND " : " OR ";
    out.text += one.binding < binding ? "(" + one.text + ")" : one.text;
    if (out.text.size() > kMostExpressionBytes) break;
  }
  return out;
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

Spdx3Licenses::Words Spdx3Licenses::leaf_words(const Spdx3Node& node) {
  if (node.type == "LicenseExpression") {
    std::string text = renamed(node, graph_.text(node, "licenseExpression"));
    const Binding binding = is_id(text) ? Binding::Single : Binding::Or;
    return {std::move(text), binding};
  }
  if (node.type == "SimpleLicensingText") name_custom(node);
  const auto name = names_.find(key_of(node));
  if (name != names_.end()) return {name->second, Binding::Single};
  if (const std::string_view special = spdx3_special_word(node.id); !special.empty())
    return {std::string(special), Binding::Single};
  if (const std::string_view special = spdx3_special_word(node.type); !special.empty())
    return {std::string(special), Binding::Single};
  std::string listed = listed_words(node);
  if (!listed.empty()) return {std::move(listed), Binding::Single};
  return unknown(node.parts.front()->offset,
                 fmt::format("which license \"{}\" is, its IRI does not tell", node.id));
}

// A listed license is known by its IRI; tools also write its id as a member or as its name.
std::string Spdx3Licenses::listed_words(const Spdx3Node& node) {
  std::string id = spdx3_listed_id(graph_.expanded(node.id));
  for (const std::string_view member : {"licenseId", "licenseExceptionId", "name"}) {
    if (is_id(id)) break;
    id = graph_.text(node, member);
  }
  return is_id(id) ? id : "";
}

}  // namespace licet::spdx
