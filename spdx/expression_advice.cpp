#include "spdx/expression_advice.h"

#include <algorithm>

#include <fmt/format.h>

#include "spdx/modern_term.h"

namespace licet::spdx {

namespace {

class Adviser {
 public:
  Adviser(const Expression& expression, const LicenseIndex& ids)
      : expression_(expression), ids_(ids) {}

  std::vector<ExpressionError> run() {
    for (const LicenseTerm& term : expression_.terms) {
      if (term.license != kUnlisted) look_at_license(term);
      if (term.exception != kUnlisted) look_at_exception(term);
    }
    return std::move(remarks_);
  }

 private:
  void say(const Span& span, std::string message) {
    remarks_.push_back({span.offset, std::move(message), ""});
  }

  void look_at_spelling(const Span& span, const ListedLicense& entry) {
    if (expression_.at(span) != entry.id)
      say(span, fmt::format("the list writes \"{}\"", entry.id));
  }

  void look_at_license(const LicenseTerm& term) {
    const ListedLicense& entry = ids_[term.license];
    const std::string modern = modern_text(expression_, term, ids_);
    const bool says_only = entry.id.ends_with("-only");
    if (entry.deprecated) {
      // Without a successor the text stays as it is.
      say(term.id,
          modern.starts_with(entry.id) && !modern.starts_with(std::string(entry.id) + "-")
              ? fmt::format("{} is deprecated since list {}", entry.id, entry.deprecated_in)
              : fmt::format("{} is deprecated since list {}; write \"{}\"", entry.id,
                            entry.deprecated_in, modern));
    } else {
      look_at_spelling(term.id, entry);
    }
    if (term.or_later && says_only) {
      say(term.id, fmt::format("\"+\" contradicts \"only\"; write {} or {}", entry.id,
                               std::string(entry.id.substr(0, entry.id.size() - 4)) + "or-later"));
    }
    if (term.or_later && entry.version.or_later)
      say(term.id, fmt::format("\"+\" adds nothing to {}", entry.id));
  }

  void look_at_exception(const LicenseTerm& term) {
    const ListedLicense& entry = ids_[term.exception];
    if (entry.deprecated && !entry.successors.empty()) {
      say(term.addition, fmt::format("{} is deprecated since list {}; write \"{}\"", entry.id,
                                     entry.deprecated_in, entry.successors.front().use));
    } else {
      look_at_spelling(term.addition, entry);
    }
    if (entry.written_for.empty() || term.license == kUnlisted) return;
    const std::string modern = modern_text(expression_, term, ids_);
    const bool fits = std::ranges::any_of(entry.written_for, [&](std::string_view id) {
      return modern.starts_with(id) && modern.substr(id.size()).starts_with(" WITH ");
    });
    if (!fits)
      say(term.addition, fmt::format("{} was not written for {}", entry.id, ids_[term.license].id));
  }

  const Expression& expression_;
  const LicenseIndex& ids_;
  std::vector<ExpressionError> remarks_;
};

}  // namespace

std::vector<ExpressionError> advise(const Expression& expression, const LicenseIndex& ids) {
  return Adviser(expression, ids).run();
}

}  // namespace licet::spdx
