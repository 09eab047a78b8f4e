#include "cli/take.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "spdx/allow_list.h"
#include "spdx/alternatives.h"
#include "spdx/license_names.h"
#include "spdx/spelling.h"

namespace licet::cli {

namespace {

std::string no_work(const std::string& id, const spdx::Stack& stack) {
  std::vector<std::string_view> ids;
  for (const spdx::Work& work : stack.works)
    ids.push_back(work.id);
  return fmt::format("no work is called \"{}\"{}", id, spdx::did_you_mean(id, ids));
}

// Whether keeping to all licenses of the second is enough for the first; else why not.
std::string problem(const std::string& statement, const std::string& taken,
                    const spdx::LicenseIndex& ids) {
  const spdx::ExpressionRules rules{spdx::SpdxVersion::Spdx31, &ids};
  spdx::ExpressionError error;
  const auto offered = spdx::parse_expression(statement, error, rules);
  if (!offered) return fmt::format("its license \"{}\" is no SPDX expression", statement);
  const auto chosen = spdx::parse_expression(taken, error, rules);
  if (!chosen) return spdx::error_text(taken, error, spdx::embedded_names(), rules);
  spdx::AllowList allowed(ids);
  for (const spdx::LicenseTerm& term : chosen->terms) {
    const std::string license = taken.substr(term.whole.offset, term.whole.length);
    if (!allowed.add(license, error))
      return spdx::error_text(license, error, spdx::embedded_names(), rules);
  }
  if (spdx::satisfies(*offered, allowed).satisfied) return {};
  return fmt::format("its license \"{}\" does not offer {}", statement, taken);
}

constexpr std::size_t kMostLeft = 64;  // alternatives

// The alternatives of a statement but the one taken; none if there are too many to name.
std::vector<std::string> others(const std::string& statement, const std::string& taken,
                                const spdx::LicenseIndex& ids) {
  const auto normal = [&](const std::string& text) {
    spdx::ExpressionError error;
    return spdx::normalize(*spdx::parse_expression(text, error, {spdx::SpdxVersion::Spdx31, &ids}),
                           &ids);
  };
  const spdx::Formula offered = normal(statement);
  const std::string chosen = to_string(normal(taken));
  std::vector<std::string> texts;
  for (const auto& set :
       spdx::alternatives(offered, kMostLeft).value_or(std::vector<std::vector<std::uint32_t>>{})) {
    std::vector<std::string> licenses;
    for (const std::uint32_t atom : set)
      licenses.push_back(offered.atoms[atom].text);
    std::string text = fmt::format("{}", fmt::join(licenses, " AND "));
    if (to_string(normal(text)) != chosen) texts.push_back(std::move(text));
  }
  return texts;
}

std::string take(const std::string& pair, const spdx::LicenseIndex& ids, spdx::Stack& stack) {
  const std::size_t equals = pair.find('=');
  if (equals == std::string::npos) return "write WORK=LICENSE";
  const auto index = stack.find(pair.substr(0, equals));
  if (!index) return no_work(pair.substr(0, equals), stack);
  std::vector<spdx::LicenseClaim>& licenses = stack.works[*index].licenses;
  if (licenses.size() != 1 || !licenses.front().part.empty())
    return "it states no license, or one for each part; write down there what you take";
  const std::string taken = pair.substr(equals + 1);
  spdx::LicenseClaim& claim = licenses.front();
  std::string wrong = problem(claim.text, taken, ids);
  if (!wrong.empty()) return wrong;
  claim.left = others(claim.text, taken, ids);
  claim.text = taken;
  return {};
}

}  // namespace

std::vector<spdx::Error> take_alternatives(const std::vector<std::string>& takes,
                                           const spdx::LicenseIndex& ids, spdx::Stack& stack) {
  std::vector<spdx::Error> errors;
  for (const std::string& pair : takes) {
    std::string wrong = take(pair, ids, stack);
    if (!wrong.empty()) {
      errors.push_back({
          {"--take " + pair, 0, 0},
          std::move(wrong)
      });
    }
  }
  return errors;
}

}  // namespace licet::cli
