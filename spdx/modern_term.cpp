#include "spdx/modern_term.h"

#include <fmt/format.h>

namespace licet::spdx {

namespace {

struct Words {
  std::string license;
  std::string addition;
};

// The list's successor of an id as it is written, with or without `+`; empty if it names none.
std::string_view successor_of(const ListedLicense& entry, bool or_later) {
  const std::string plus = std::string(entry.id) + "+";
  for (const ListedSuccessor& successor : entry.successors) {
    if (or_later ? successor.when == plus : successor.when.empty()) return successor.use;
  }
  return {};
}

// Replaces the license by its successor once; false if there is nothing to replace.
bool step(Words& words, const LicenseIndex& ids) {
  ExpressionError ignored;
  const auto parsed = parse_expression(words.license, ignored, {SpdxVersion::Spdx31, &ids});
  if (!parsed || parsed->terms.size() != 1) return false;
  const LicenseTerm& term = parsed->terms.front();
  if (term.license == kUnlisted) return false;
  const ListedLicense& entry = ids[term.license];
  if (term.or_later && entry.version.or_later) {
    words.license = entry.id;
    return true;
  }
  // Some or-later forms are deprecated ids of their own.
  const ListIndex with_plus = term.or_later ? ids.license(std::string(entry.id) + "+") : kUnlisted;
  std::string_view use = with_plus != kUnlisted ? successor_of(ids[with_plus], false)
                         : entry.deprecated     ? successor_of(entry, term.or_later)
                                                : std::string_view{};
  if (use.empty()) return false;
  const std::size_t with = use.find(" WITH ");
  if (with != std::string_view::npos) {
    if (!words.addition.empty()) return false;
    words.addition = use.substr(with + 6);
    use = use.substr(0, with);
  }
  words.license = use;
  return true;
}

}  // namespace

std::string modern_text(const Expression& expression, const LicenseTerm& term,
                        const LicenseIndex& ids) {
  Words words{std::string(expression.at(term.id)), std::string(expression.at(term.addition))};
  if (term.license != kUnlisted) words.license = ids[term.license].id;
  if (term.special) words.license = term.id.length == 4 ? "NONE" : "NOASSERTION";
  if (term.or_later) words.license += '+';
  if (term.exception != kUnlisted) {
    const ListedLicense& entry = ids[term.exception];
    const std::string_view next =
        entry.deprecated ? successor_of(entry, false) : std::string_view{};
    words.addition = next.empty() ? entry.id : next;
  }
  constexpr int kMaxSteps = 8;  // the list's longest chain has three
  for (int i = 0; i < kMaxSteps && step(words, ids); ++i) {
  }
  return words.addition.empty() ? words.license
                                : fmt::format("{} WITH {}", words.license, words.addition);
}

}  // namespace licet::spdx
