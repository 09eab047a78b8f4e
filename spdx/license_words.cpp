#include "spdx/license_words.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "spdx/characters.h"

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

bool is_address(std::string_view text) {
  const auto wrong = [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F ||
           std::string_view("<>\"{}|\\^`").find(c) != std::string_view::npos;
  };
  const std::size_t colon = text.find("://");
  return colon != std::string_view::npos && std::ranges::all_of(text.substr(0, colon), is_letter) &&
         colon > 0 && std::ranges::none_of(text, wrong);
}

LicenseWriter::LicenseWriter(const LicenseIndex& ids, const Stack& stack)
    : ids_(ids), stack_(stack) {
  for (const CustomLicense& license : stack.custom_licenses) {
    if (is_reference(license.id)) defined_.emplace(license.id, &license);
  }
  for (const Work& work : stack.works) {
    for (const auto* claims : {&work.licenses, &work.other_claims})
      std::ranges::for_each(*claims, [&](const LicenseClaim& claim) { take_references(claim); });
  }
}

void LicenseWriter::take_references(const LicenseClaim& claim) {
  if (claim.custom != kNoCustom && is_reference(claim.text))
    defined_.emplace(claim.text, &stack_.custom_licenses[claim.custom]);
  const auto expression = parsed(claim.text);
  if (!expression) return;
  for (const LicenseTerm& term : expression->terms) {
    taken_.emplace(expression->at(term.id));
    taken_.emplace(expression->at(term.addition));
  }
}

LicenseName LicenseWriter::reference(std::string_view prefix, std::string_view name,
                                     std::uint32_t custom) {
  const CustomLicense* text = custom == kNoCustom ? nullptr : &stack_.custom_licenses[custom];
  const std::string key = fmt::format("{}{}\n{}", prefix, name, custom);
  const auto known = references_.find(key);
  if (known != references_.end()) return {known->second, std::string(name), text};
  const std::string wanted = std::string(prefix) + license_ref_name(name);
  std::string made = wanted;
  for (std::size_t i = 2; !taken_.insert(made).second; ++i)
    made = fmt::format("{}-{}", wanted, i);
  references_.emplace(key, made);
  return {made, std::string(name), text};
}

// What a reference of the document's own stands for.
void LicenseWriter::add_defined(std::string_view reference, LicenseWords& out) const {
  const auto found = defined_.find(reference);
  if (found == defined_.end()) return;
  const std::string id(reference);
  const std::string& name = found->second->name;
  out.names.push_back({id, name.empty() ? id : name, found->second, false});
}

// Copies an expression with references in the place of names that the list does not have.
void LicenseWriter::name_unlisted(const Expression& expression, const std::string& text,
                                  LicenseWords& out) {
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
  for (const LicenseTerm& term : expression.terms) {
    const std::string_view id = expression.at(term.id);
    if (!is_reference(id) && ids_.license(id) == kUnlisted)
      name("LicenseRef-", term.id, term.or_later);
    const std::string_view addition = expression.at(term.addition);
    if (!addition.empty() && !is_reference(addition) && ids_.exception(addition) == kUnlisted)
      name("AdditionRef-", term.addition, false);
    add_defined(id, out);
    add_defined(addition, out);
  }
  put(text.size(), text.size(), "");
}

LicenseWords LicenseWriter::words(const LicenseClaim& claim) {
  using Kind = LicenseWords::Kind;
  const std::string& text = claim.text;
  if (text.empty() || text == "NOASSERTION") return {};
  if (text == "NONE") return {Kind::None, "", {}};
  const auto expression = parsed(text);
  const bool one = expression && expression->terms.size() == 1;
  const bool unlisted = one && !is_reference(text) && ids_.license(text) == kUnlisted &&
                        expression->terms[0].addition.length == 0;
  if (!expression || (unlisted && claim.custom != kNoCustom)) {
    LicenseName name = reference("LicenseRef-", text, claim.custom);
    return {Kind::Name, name.reference, {name}};
  }
  LicenseWords out{Kind::Expression, "", {}};
  name_unlisted(*expression, text, out);
  std::set<std::string> once;
  std::erase_if(out.names, [&](const auto& name) { return !once.insert(name.reference).second; });
  if (const auto spelled = parsed(out.expression, &ids_))
    out.expression = to_string(*spelled, &ids_);
  if (one && expression->terms[0].addition.length == 0) {
    if (!out.names.empty()) out.kind = Kind::Name;
    if (ids_.license(out.expression) != kUnlisted) out.kind = Kind::Id;
  }
  return out;
}

}  // namespace licet::spdx
