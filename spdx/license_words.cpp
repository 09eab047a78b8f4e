#include "spdx/license_words.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "spdx/characters.h"
#include "spdx/expression.h"

namespace licet::spdx {

namespace {

bool is_letter(char c) {
  return is_digit(c) || is_lower(c) || is_upper(c);
}

bool is_reference(std::string_view id) {
  return id.starts_with("LicenseRef-") || id.starts_with("DocumentRef-") ||
         id.starts_with("AdditionRef-");
}

// Expressions of 3.1 may hold NONE and NOASSERTION, which those of 3.0.1 may not: these stand as
// names.
std::optional<Expression> parsed(const std::string& text, const LicenseIndex* ids = nullptr) {
  ExpressionError error;
  return parse_expression(text, error, {SpdxVersion::Spdx30, ids});
}

}  // namespace

std::string license_ref_name(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(
      out, [](char c) { return !is_letter(c) && c != '-' && c != '.'; }, '-');
  return std::ranges::any_of(out, is_letter) ? out : "unnamed";
}

StatedLicenses stated_licenses(const Work& work) {
  StatedLicenses out;
  for (const auto* claims : {&work.licenses, &work.other_claims}) {
    for (const LicenseClaim& claim : *claims) {
      auto& to = claim.evidence == Evidence::Concluded  ? out.concluded
                 : claim.evidence == Evidence::Observed ? out.observed
                                                        : out.declared;
      to.push_back(&claim);
    }
  }
  return out;
}

LicenseWriter::LicenseWriter(const LicenseIndex& ids, const Stack& stack) : ids_(ids) {
  for (const Work& work : stack.works) {
    for (const auto* claims : {&work.licenses, &work.other_claims}) {
      for (const LicenseClaim& claim : *claims)
        take_references(claim.text);
    }
  }
}

void LicenseWriter::take_references(const std::string& text) {
  const auto expression = parsed(text);
  if (!expression) return;
  for (const LicenseTerm& term : expression->terms) {
    taken_.emplace(expression->at(term.id));
    taken_.emplace(expression->at(term.addition));
  }
}

LicenseName LicenseWriter::reference(std::string_view prefix, std::string_view name) {
  const std::string key = fmt::format("{}{}", prefix, name);
  const auto known = references_.find(key);
  if (known != references_.end()) return {known->second, std::string(name)};
  const std::string wanted = std::string(prefix) + license_ref_name(name);
  std::string made = wanted;
  for (std::size_t i = 2; !taken_.insert(made).second; ++i)
    made = fmt::format("{}-{}", wanted, i);
  references_.emplace(key, made);
  return {made, std::string(name)};
}

LicenseWords LicenseWriter::words(const std::string& text) {
  using Kind = LicenseWords::Kind;
  if (text.empty() || text == "NOASSERTION") return {};
  if (text == "NONE") return {Kind::None, "", {}};
  const auto expression = parsed(text);
  if (!expression) {
    LicenseName name = reference("LicenseRef-", text);
    return {Kind::Name, name.reference, {name}};
  }
  LicenseWords out{Kind::Expression, "", {}};
  std::size_t copied = 0;
  const auto put = [&](std::size_t begin, std::size_t end, const std::string& words) {
    out.expression += text.substr(copied, begin - copied) + words;
    copied = end;
  };
  const auto name = [&](std::string_view prefix, const Span& span, bool plus) {
    const std::size_t end = span.offset + span.length + (plus ? 1U : 0U);
    out.names.push_back(
        reference(prefix, std::string_view(text).substr(span.offset, end - span.offset)));
    put(span.offset, end, out.names.back().reference);
  };
  for (const LicenseTerm& term : expression->terms) {
    const std::string_view id = expression->at(term.id);
    if (!is_reference(id) && ids_.license(id) == kUnlisted)
      name("LicenseRef-", term.id, term.or_later);
    const std::string_view addition = expression->at(term.addition);
    if (!addition.empty() && !is_reference(addition) && ids_.exception(addition) == kUnlisted)
      name("AdditionRef-", term.addition, false);
  }
  put(text.size(), text.size(), "");
  if (const auto spelled = parsed(out.expression, &ids_))
    out.expression = to_string(*spelled, &ids_);
  if (expression->terms.size() == 1 && expression->terms[0].addition.length == 0) {
    if (!out.names.empty()) out.kind = Kind::Name;
    if (ids_.license(out.expression) != kUnlisted) out.kind = Kind::Id;
  }
  return out;
}

}  // namespace licet::spdx
